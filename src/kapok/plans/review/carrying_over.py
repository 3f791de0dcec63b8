"""From one reading of a plan to the next, by a newer compiler or of a newer text: ids and corrections go along. Pure.

What is still the same item keeps its id. What a person settled stays settled where the new reading says the same;
where it does not, the item is open again, so that the change is what is reviewed. A field that a person corrected
stays corrected as long as its sentence does; where the sentence was rewritten, the new reading stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kapok import compiler
from kapok.compiler import diff_plans
from kapok.kernel.spans import Span
from kapok.plans.review.edits import FIELDS
from kapok.plans.review.items import Item, Items, next_key, of_kind, opened, plan_of
from kapok.plans.review.quoting import NotFoundError, clause_at, locate
from kapok.plans.review.state import Changes, State

LASTING = ("clause", "target", "task", "duty", "provision")


@dataclass(frozen=True)
class CarriedOver:
    """``base`` is the new reading with lasting ids; ``changes`` bring what people did into it."""

    base: dict[str, Any]
    changes: Changes


def carry_over(old: State, compiled: Mapping[str, Any], *, adopted: bool = False) -> CarriedOver:
    """Brings a new reading of a plan under the ids of the old one.

    ``adopted``: the old state is a plan in force, so whatever nobody looked at in it counts as settled.
    """
    base = rekeyed(compiled, lasting_ids(old, compiled), old.used)
    over = _Over(old, State(base, opened(base), old.used), adopted)
    return CarriedOver(base, over.changes())


def lasting_ids(old: State, compiled: Mapping[str, Any]) -> dict[str, str]:
    """The lasting id of each item of a new reading that was there before, by its id in the reading.

    It is looked for among what the compiler read before, rejected items with it, and then among what people made
    of that.
    """
    new = compiler.from_dict(compiled)
    same = diff_plans(compiler.from_dict(old.base), new).same
    known = {to: was for was, to in same.items() if was in old.items}
    for was, to in diff_plans(plan_of(old.base, old.items), new).same.items():
        if was not in same and was in old.items and to not in known:
            known[to] = was
    return known


def rekeyed(compiled: Mapping[str, Any], known: Mapping[str, str], used: frozenset[str]) -> dict[str, Any]:
    """A reading under lasting ids; what is new gets ids that nothing ever had."""
    names, ever = dict(known), {*used, *known.values()}

    def name(what: str, id: str | None) -> str | None:
        if id is not None and id not in names:
            names[id] = next_key(what, ever)
            ever.add(names[id])
        return names[id] if id is not None else None

    def under(what: str, item: Mapping[str, Any]) -> dict[str, Any]:
        held = {"clause": name("clause", item["clause"])} if "clause" in item else {}
        return {**item, "id": name(what, item["id"]), **held}

    return {
        **compiled,
        "clauses": [
            {**under("clause", clause), "parent": name("clause", clause["parent"])} for clause in compiled["clauses"]
        ],
        "targets": [under("target", target) for target in compiled["targets"]],
        "tasks": [
            {**under("task", task), "duties": [under("duty", duty) for duty in task["duties"]]}
            for task in compiled["tasks"]
        ],
        "provisions": [under("provision", provision) for provision in compiled["provisions"]],
    }


@dataclass(frozen=True)
class _Over:
    old: State
    new: State
    adopted: bool

    @cached_property
    def read(self) -> Items:
        """What the compiler had read, before people corrected it."""
        return opened(self.old.base)

    @cached_property
    def clauses(self) -> dict[str, Item]:
        return of_kind(self.new.items, "clause")

    def changes(self) -> Changes:
        wanted: dict[str, Item | None] = {}
        for key, item in self.old.items.items():
            if item["what"] in ("doubt", "uncovered"):
                continue
            carried = self.known(key, item) if key in self.new.items else self.unread(key, item)
            if carried is not None:
                wanted[key] = carried
        present = self.new.items | {key: item for key, item in wanted.items() if item}
        wanted = {k: i for k, i in wanted.items() if i and ("task" not in i or i["task"] in present)}
        return self.new.changed(wanted | self.notes())

    def known(self, key: str, was: Item) -> Item:
        """An item that the new reading has as well: each field three ways."""
        read, now = self.read.get(key, was), self.new.items[key]
        same_words = self.old.words(key) == self.new.words(key) or was.get("span") != read.get("span")
        fields = [name for name in FIELDS[was["what"]] if name != "span"]
        merged = dict(now)
        for name in fields:
            if was.get(name) != read.get(name) and (now.get(name) == read.get(name) or same_words):
                merged[name] = was[name]
        for name in ("clause", "parent"):
            if was.get(name) != read.get(name) and (was[name] is None or was[name] in self.new.items):
                merged[name] = was[name]
        if was.get("span") != read.get("span"):
            merged["span"] = self.placed(key, near=now["span"][0]) or now["span"]
        if was["status"] == "rejected":
            is_same = all(now.get(name) == read.get(name) for name in fields)
            return merged | {"status": "rejected" if is_same else "open"}
        settled = was["status"] == "checked" or self.adopted
        return merged | {"status": "checked" if settled and all(merged[n] == was[n] for n in fields) else "open"}

    def unread(self, key: str, was: Item) -> Item | None:
        """An item that the new reading lacks: kept where a person stands behind it and its words are still there."""
        if was["what"] in ("plan", "office"):
            return was if was["what"] == "office" else None
        by_person = key not in self.read or was["status"] != "open"
        span = self.placed(key) if by_person else None
        if span is None or was["status"] == "rejected":
            return None
        kept = was | {"span": span}
        if "clause" in was:
            kept["clause"] = clause_at(self.clauses, span[0])
        if was["what"] == "clause":
            kept["parent"] = was["parent"] if was["parent"] in self.clauses else None
        if was["what"] == "duty":
            kept["line"] = self.moved(was["line"], near=span[0]) or span
        if was["what"] == "task":
            by = span[0] - was["span"][0]
            kept["sentences"] = [[start + by, end + by] for start, end in was["sentences"]]
        return kept if self.old.text == self.new.text else kept | {"status": "open"}

    def placed(self, key: str, near: int | None = None) -> list[int] | None:
        return self.moved(self.old.items[key]["span"], near=near)

    def moved(self, span: list[int], near: int | None = None) -> list[int] | None:
        """Where the words of an old span stand in the new text."""
        if self.old.text == self.new.text:
            return span
        try:
            return list(locate(self.new.text, Span(*span).of(self.old.text), near=span[0] if near is None else near))
        except NotFoundError:
            return None

    def notes(self) -> dict[str, Item | None]:
        """Doubts and uncovered sentences that were looked at, by their words: they have no ids that last."""
        settled = {
            self._note(self.old, key): item["status"] for key, item in self.old.items.items() if self._seen(item)
        }
        found = {key: (self._note(self.new, key), item) for key, item in self.new.items.items() if self._noted(item)}
        return {key: item | {"status": settled[note]} for key, (note, item) in found.items() if note in settled}

    def _noted(self, item: Item) -> bool:
        return item["what"] in ("doubt", "uncovered")

    def _seen(self, item: Item) -> bool:
        return self._noted(item) and item["status"] != "open"

    def _note(self, state: State, key: str) -> tuple[str, ...]:
        item = state.items[key]
        return item["what"], item.get("code", ""), item.get("message", ""), state.words(key)
