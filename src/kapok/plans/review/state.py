"""A draft as it stands: what the compiler read, with what people did laid over it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from kapok.compiler import model
from kapok.kernel.spans import Span
from kapok.plans.review.items import Item, Items, opened, plan_of

Change = list[Item | None]  # before, after; null where there is no such item
Changes = dict[str, Change]


@dataclass(frozen=True)
class State:
    """``base`` is ``kapok.plan/1`` as it was read; ``used`` are all keys that any item ever had."""

    base: Mapping[str, Any]
    items: Items
    used: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        text: str = self.base["text"]
        return text

    def words(self, key: str) -> str:
        """What an item's span holds; nothing where it has none."""
        span = self.items[key].get("span")
        return Span(*span).of(self.text) if span else ""

    @cached_property
    def plan(self) -> model.Plan:
        """What would be adopted now."""
        return plan_of(self.base, self.items)

    def changed(self, wanted: Mapping[str, Item | None]) -> Changes:
        """The changes that make these items of what stands; an item that stays as it is, is none."""
        return {key: [self.items.get(key), item] for key, item in wanted.items() if self.items.get(key) != item}

    def after(self, changes: Changes) -> "State":
        """What stands once changes are made."""
        items = dict(self.items)
        _lay(items, changes)
        return replace(self, items=items, used=self.used | changes.keys())


def laid(read: Items, changes: Iterable[Changes]) -> Items:
    """What was read with all changes laid over it in their order."""
    items = dict(read)
    for made in changes:
        _lay(items, made)
    return items


def stands(base: Mapping[str, Any], changes: Iterable[Changes], used: Iterable[str] = ()) -> State:
    """What stands after all changes in their order."""
    items, ever = opened(base), set(used)
    ever |= items.keys()
    for made in changes:
        _lay(items, made)
        ever |= made.keys()
    return State(base, items, frozenset(ever))


def _lay(items: Items, changes: Changes) -> None:
    for key, (_, after) in changes.items():
        if after is None:
            items.pop(key, None)
        else:
            items[key] = after


def inverse(changes: Changes) -> Changes:
    """The changes that take changes back."""
    return {key: [after, before] for key, (before, after) in changes.items()}
