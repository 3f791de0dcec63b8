"""A compiled plan as items that people review, and back. Pure.

An item is a dictionary of the fields that ``kapok.plan/1`` gives its kind, without its id, and with

- ``what``: ``plan`` (title, issuer and the like), ``clause``, ``target``, ``task``, ``duty``, ``provision``,
  ``doubt``, ``uncovered``, or ``office`` (a name that duties use, with the office that it is);
- ``status``: ``open``, ``checked`` (a person says it is right) or ``rejected``.

Items are told apart by keys: the lasting ids of the compiled plan, ``plan``, and ``office:市科技局``.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from kapok import compiler
from kapok.compiler import model

Item = dict[str, Any]
Items = dict[str, Item]
PLAN = "plan"
PREFIXES = {"clause": "c", "target": "t", "task": "k", "duty": "d", "provision": "p", "doubt": "w", "uncovered": "u"}
META = ("title", "document_number", "issuer", "jurisdiction")


def office_key(name: str) -> str:
    """The key of the item that says which office a name means."""
    return f"office:{name}"


def opened(compiled: Mapping[str, Any]) -> Items:
    """The items of ``kapok.plan/1``, none of them reviewed yet. Tasks that close the same words are one item."""
    items: Items = {PLAN: _plan(compiled)}
    for what in ("clause", "target", "provision"):
        items |= {found["id"]: _item(what, found) for found in compiled[f"{what}s"]}
    items |= _tasks(compiled["tasks"])
    for n, doubt in enumerate(compiled["warnings"]):
        items[f"w{n + 1}"] = _item("doubt", doubt)
    for n, span in enumerate(compiled["uncovered"]):
        items[f"u{n + 1}"] = {"what": "uncovered", "status": "open", "span": list(span)}
    return items | offices_of(items)


def _plan(compiled: Mapping[str, Any]) -> Item:
    period = compiled["period"] or [None, None]
    meta = {name: compiled[name] or "" for name in META}
    return {"what": "plan", "status": "open", **meta, "title_en": "", "first_year": period[0], "last_year": period[1]}


def _item(what: str, found: Mapping[str, Any], **more: Any) -> Item:
    fields = {name: value for name, value in found.items() if name not in ("id", "duties")}
    return {"what": what, "status": "open", **fields, **more}


def _tasks(tasks: Iterable[Mapping[str, Any]]) -> Items:
    items: Items = {}
    first: dict[tuple[int, ...], str] = {}
    for task in tasks:
        key = first.setdefault(tuple(task["span"]), task["id"])
        items.setdefault(key, _item("task", task))
        items |= {duty["id"]: _item("duty", duty, task=key) for duty in task["duties"]}
    return items


def offices_of(items: Mapping[str, Item]) -> Items:
    """An item for each name that a duty uses, where there is none yet."""
    found: Items = {}
    for duty in items.values():
        if duty["what"] == "duty" and (key := office_key(duty["office"])) not in items:
            found.setdefault(key, _office(duty))
    return found


def _office(duty: Item) -> Item:
    return {
        "what": "office", "status": "open", "name": duty["office"], "full_name": duty.get("full_name") or "",
        "group": duty["group"], "office": "",
    }  # fmt: skip


def of_kind(items: Mapping[str, Item], what: str, *, rejected: bool = False) -> dict[str, Item]:
    """The items of one kind by key, in the order of the text; those that were rejected only where asked for."""
    found = {k: i for k, i in items.items() if i["what"] == what and (rejected or i["status"] != "rejected")}
    return dict(sorted(found.items(), key=lambda pair: (place(pair[1]), number(pair[0]))))


def place(item: Mapping[str, Any]) -> tuple[int, int]:
    """Where an item stands in the text; what has no place stands before it."""
    start, end = item.get("span") or (0, 0)
    return start, -end


def number(key: str) -> int:
    """The number in a key; 0 where it has none.

    >>> number("t12"), number("plan")
    (12, 0)
    """
    digits = key[1:]
    return int(digits) if digits.isdecimal() else 0


def next_key(what: str, used: Iterable[str]) -> str:
    """A key that nothing has ever had.

    >>> next_key("target", ["t2", "t9", "d30"])
    't10'
    """
    prefix = PREFIXES[what]
    return f"{prefix}{max((number(key) for key in used if key.startswith(prefix)), default=0) + 1}"


def compiled_from(base: Mapping[str, Any], items: Mapping[str, Item]) -> dict[str, Any]:
    """``kapok.plan/1`` of the items that were not rejected, each kind in the order of the text.

    What was looked at among doubts and uncovered sentences is settled, and no longer part of it.
    """
    meta, duties = items[PLAN], _by_task(items)
    years = [meta["first_year"], meta["last_year"]]
    return {
        **{name: base[name] for name in ("format", "source", "text", "names")},
        **{name: meta[name] or None for name in META},
        "period": None if None in years else years,
        **{f"{what}s": [*_given(items, what)] for what in ("clause", "target", "provision")},
        "tasks": [{**task, "duties": duties.get(task["id"], [])} for task in _given(items, "task")],
        "warnings": [_bare(doubt) for doubt in _given(items, "doubt", settled="checked")],
        "uncovered": [found["span"] for found in _given(items, "uncovered", settled="checked")],
    }


def _given(items: Mapping[str, Item], what: str, settled: str = "") -> Iterator[dict[str, Any]]:
    for key, item in of_kind(items, what).items():
        if item["status"] != settled:
            yield {"id": key, **{name: value for name, value in item.items() if name not in ("what", "status")}}


def _bare(doubt: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in doubt.items() if name != "id"}


def _by_task(items: Mapping[str, Item]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for duty in _given(items, "duty"):
        found.setdefault(duty.pop("task"), []).append(duty)
    return found


def plan_of(base: Mapping[str, Any], items: Mapping[str, Item]) -> model.Plan:
    """The items as the compiler's own values."""
    return compiler.from_dict(compiled_from(base, items))


def keys_of(compiled: Mapping[str, Any]) -> list[str]:
    """All ids of a compiled plan."""
    parts = chain(compiled["clauses"], compiled["targets"], compiled["provisions"], compiled["tasks"])
    return [item["id"] for item in parts] + [d["id"] for k in compiled["tasks"] for d in k["duties"]]
