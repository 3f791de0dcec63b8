"""What of a draft is to be reviewed, and in which order. Pure.

A task's duties stand with their task, in its row; everything that a compiler reads or misses counts as something that
a person looks at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from django.http import QueryDict

from kapok.plans.review.edits import FIELDS
from kapok.plans.review.items import Item, place
from kapok.plans.review.state import State

TOGETHER = ("doubt", "uncovered", "target", "task", "provision")  # duties in the rows of their tasks
KINDS = (*TOGETHER, "duty", "clause")
NOTED = ("doubt", "uncovered")
STATUSES = {"todo": "open", "rejected": "rejected"}
SHOWS = ("todo", "all", "changed", "rejected")
SORTS = ("sure", "text")


@dataclass(frozen=True)
class Asked:
    """Which items an address asks for; words that mean nothing are not heard. (``kind`` is ``only`` in addresses: a
    form has a field of that name.)"""

    show: str = "todo"
    kind: str = ""
    sort: str = "sure"

    @classmethod
    def of(cls, asked: QueryDict) -> "Asked":
        show, kind, sort = (asked.get(name, "") for name in ("show", "only", "sort"))
        return cls(show if show in SHOWS else "todo", kind if kind in KINDS else "", sort if sort in SORTS else "sure")

    @property
    def address(self) -> dict[str, str]:
        """The parts of an address that ask for this; what goes without saying is left out."""
        given = {"show": self.show, "only": self.kind, "sort": self.sort}
        usual = {"show": "todo", "only": "", "sort": "sure"}
        return {name: value for name, value in given.items() if value != usual[name]}


@dataclass(frozen=True)
class Listing:
    """The items of a state that were asked for. ``before`` is what stood before, where anything did."""

    state: State
    asked: Asked = Asked()
    read: Mapping[str, Item] | None = None
    before: Mapping[str, Item] | None = None

    @cached_property
    def duties(self) -> dict[str, list[str]]:
        """The keys of each task's duties, in the order of the text."""
        found: dict[str, list[str]] = {}
        items = self.state.items
        for key, item in items.items():
            if item["what"] == "duty":
                found.setdefault(item["task"], []).append(key)
        for keys in found.values():
            keys.sort(key=lambda key: place(items[key]))
        return found

    @cached_property
    def keys(self) -> list[str]:
        """What was asked for, in its order; of two that stand alike the one that was there first comes first."""
        kinds, by_text = frozenset((self.asked.kind,) if self.asked.kind else TOGETHER), self.asked.sort == "text"
        status = STATUSES.get(self.asked.show)
        found: list[tuple[float, int, int, int, str]] = []
        for key, item in self.state.items.items():  # of a long plan some ten thousand: so no calls for most of them
            if item["what"] not in kinds:
                continue
            if item["status"] == status or (status is None or item["what"] == "task") and self.has(key):
                start, end = item.get("span") or (0, 0)
                found.append((0.0 if by_text else self._unsure(key, item), start, -end, len(found), key))
        found.sort()
        return [key for *_, key in found]

    def _unsure(self, key: str, item: Item) -> float:
        """What was noted or missed comes first, then the least sure."""
        if item["what"] in NOTED:
            return -1.0
        if item["what"] == "task":
            return self.sureness(key) or 0.0
        held = item.get("confidence")
        return held["value"] or 0.0 if held else 0.0

    @cached_property
    def places(self) -> dict[str, int]:
        return {key: n for n, key in enumerate(self.keys)}

    def has(self, key: str) -> bool:
        """Whether an item, or a duty in its row, is asked for."""
        return any(self._shows(one) for one in self.row(key))

    def row(self, key: str) -> list[str]:
        """An item with what is shown in its row."""
        return [key, *self.duties.get(key, ())] if self.state.items[key]["what"] == "task" else [key]

    def _shows(self, key: str) -> bool:
        show, status = self.asked.show, self.state.items[key]["status"]
        if show in STATUSES:
            return bool(status == STATUSES[show])
        return show == "all" or self.is_changed(key)

    def is_changed(self, key: str) -> bool:
        """Whether an item differs from what stood before; of a first reading, from what was read."""
        stood = self.before if self.before is not None else (self.read or {})
        return differs(self.state.items[key], stood.get(key))

    def sureness(self, key: str) -> float | None:
        """How often what was read like this is right; a task is as sure as the least sure of its duties."""
        item = self.state.items[key]
        if item["what"] == "task":
            items = self.state.items
            found = [items[duty].get("confidence") for duty in self.duties.get(key, ())]
            return min((held["value"] or 0.0 if held else 0.0 for held in found), default=None)
        held = item.get("confidence")
        return held["value"] if held else None

    def lead(self, key: str) -> str:
        """The item in whose row another stands."""
        item = self.state.items[key]
        return str(item["task"]) if item["what"] == "duty" and self.asked.kind != "duty" else key

    def after(self, key: str, state: State) -> str | None:
        """The next item to do in ``state``, from where another stood in this list; round to the first at the end."""
        at = self.places.get(self.lead(key), -1) if key in self.state.items else -1
        turned = chain(islice(self.keys, at + 1, None), islice(self.keys, at + 1))
        return next((one for one in turned if self._is_open(one, state)), None)

    def _is_open(self, key: str, state: State) -> bool:
        return any(one in state.items and state.items[one]["status"] == "open" for one in self.row(key))

    def sure(self, least: float) -> list[str]:
        """What is still open of the list and at least so sure."""
        return [k for k in self.keys if self._is_open(k, self.state) and (self.sureness(k) or 0.0) >= least]


def differs(item: Item, stood: Item | None) -> bool:
    """Whether an item says something else than one that stood before it."""
    names = [name for name in FIELDS[item["what"]] if name != "span"]
    if stood is None:
        return item["what"] not in NOTED
    is_gone = (item["status"] == "rejected") != (stood["status"] == "rejected")
    return is_gone or any(item.get(name) != stood.get(name) for name in names)
