"""What people do to a draft's items, each as the changes that it makes. Pure: a state in, changes out.

Whatever cannot be done is an :class:`EditError` whose words say why and what to do; then nothing has changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

from kapok.kernel.spans import Span
from kapok.plans.review.items import PLAN, Item, next_key, of_kind, office_key, offices_of
from kapok.plans.review.quoting import clause_at
from kapok.plans.review.state import Changes, State

SPLIT, MERGED = ("target", "task", "duty", "provision"), ("target", "task", "duty")
FIELDS = {
    "plan": ("title", "title_en", "document_number", "issuer", "jurisdiction", "first_year", "last_year"),
    "clause": ("number", "title", "span"),
    "target": (
        "indicator", "year", "from_year", "value", "value_high", "unit", "comparator", "kind", "binding", "stated",
        "span",
    ),
    "task": ("title", "span"),
    "duty": ("office", "role", "group", "task", "span"),
    "provision": ("subject", "comparator", "value", "unit", "span"),
    "office": ("office",),
    "doubt": (),
    "uncovered": (),
}  # fmt: skip


class EditError(Exception):
    """What cannot be done to an item. ``str(error)`` says why and what to do."""


def standing(state: State, key: str) -> Item:
    """An item that is there and was not rejected."""
    item = state.items.get(key)
    if item is None:
        raise EditError(_("草稿里没有 {key} 这一项，可能已被撤销。请刷新后再看。").format(key=key))
    return item


def adopt(state: State, keys: Iterable[str]) -> Changes:
    """Says that items are right. A task's duties are right with it; what was rejected is taken up again."""
    wanted: dict[str, Item | None] = {}
    for key in keys:
        item = standing(state, key)
        wanted[key] = item | {"status": "checked"}
        if item["what"] == "task":
            duties = duties_of(state, key, rejected=item["status"] == "rejected")
            wanted |= {k: duty | {"status": "checked"} for k, duty in duties.items() if k not in wanted}
        _demand_task(state, item)
    return state.changed(wanted)


def _demand_task(state: State, item: Mapping[str, Any]) -> None:
    """A duty stands only in a task that stands."""
    if item["what"] == "duty" and state.items[item["task"]]["status"] == "rejected":
        raise EditError(_("这项责任所属的任务已经剔除。请先恢复任务。"))


def reject(state: State, keys: Iterable[str]) -> Changes:
    """Says that items are none. A task goes with its duties; a clause hands what it holds to the one above."""
    wanted: dict[str, Item | None] = {}
    for key in keys:
        item = standing(state, key)
        if item["what"] in ("plan", "office"):
            raise EditError(_("计划信息和单位不能剔除，只能修改。"))
        wanted[key] = item | {"status": "rejected"}
        if item["what"] == "task":
            wanted |= {k: duty | {"status": "rejected"} for k, duty in duties_of(state, key).items()}
        if item["what"] == "clause":
            wanted = _handed_up(state, key) | wanted
    return state.changed(wanted)


def _handed_up(state: State, clause: str) -> dict[str, Item | None]:
    above = state.items[clause]["parent"]
    handed: dict[str, Item | None] = {}
    for key, item in state.items.items():
        if clause in (item.get("parent"), item.get("clause")):
            handed[key] = item | {"parent" if item["what"] == "clause" else "clause": above}
    return handed


def edit(state: State, key: str, values: Mapping[str, Any]) -> Changes:
    """Gives an item other values; who does that has looked at it, so it counts as checked."""
    item = standing(state, key)
    known = {name: value for name, value in values.items() if name in FIELDS[item["what"]]}
    edited = item | known | {"status": "checked"}
    if "span" in known and "clause" in item:
        edited["clause"] = _clause_at(state, known["span"])
    if item["what"] == "duty":
        edited = _refit(item, edited)
    _demand_task(state, edited)
    return _with_offices(state, {key: edited})


def _refit(before: Item, after: Item) -> Item:
    """A duty whose words moved lies on a line that still holds it; another office is not who it was."""
    if after["office"] != before["office"]:
        after = after | {"full_name": None}
    line, span = after["line"], after["span"]
    return after | {"line": [min(line[0], span[0]), max(line[1], span[1])]}


def _clause_at(state: State, span: Sequence[int]) -> str | None:
    return clause_at(of_kind(state.items, "clause"), span[0])


def _with_offices(state: State, wanted: Mapping[str, Item | None]) -> Changes:
    """With an item for each office that duties name for the first time."""
    changes = state.changed(wanted)
    return changes | state.changed(offices_of(state.after(changes).items))


def duties_of(state: State, task: str, *, rejected: bool = False) -> dict[str, Item]:
    """The duties of a task; those that were rejected only where asked for."""
    duties = of_kind(state.items, "duty", rejected=rejected)
    return {key: duty for key, duty in duties.items() if duty["task"] == task}


def split(state: State, key: str, parts: Sequence[Mapping[str, Any]]) -> Changes:
    """Makes an item several. ``parts`` are the values of each; the first keeps the key.

    The parts of a task need a span each; the duties stay with the first, and the others get copies, since one line
    of offices closes them all.
    """
    item = standing(state, key)
    if item["what"] not in SPLIT:
        raise EditError(_("这一类不能拆分。"))
    if len(parts) < 2:
        raise EditError(_("拆分至少要写两份。请补上第二份，再试一次。"))
    used, wanted = set(state.used), dict[str, Item | None]()
    for n, values in enumerate(parts):
        own = key if n == 0 else next_key(item["what"], used)
        used.add(own)
        wanted[own] = _part(state, item, values)
        _demand_task(state, wanted[own] or item)
        if item["what"] == "task" and n:
            wanted |= _copied(duties_of(state, key), own, used)
    return _with_offices(state, wanted)


def _part(state: State, item: Item, values: Mapping[str, Any]) -> Item:
    part = (
        item | {name: value for name, value in values.items() if name in FIELDS[item["what"]]} | {"status": "checked"}
    )
    if item["what"] == "task":
        start, end = part["span"]
        part["sentences"] = [s for s in item["sentences"] if start <= s[0] and s[1] <= end]
    if "clause" in part:
        part["clause"] = _clause_at(state, part["span"]) or item["clause"]
    return _refit(item, part) if item["what"] == "duty" else part


def _copied(duties: Mapping[str, Item], task: str, used: set[str]) -> dict[str, Item | None]:
    copies: dict[str, Item | None] = {}
    for duty in duties.values():
        key = next_key("duty", used)
        used.add(key)
        copies[key] = duty | {"task": task}
    return copies


def merge(state: State, keys: Sequence[str]) -> Changes:
    """Makes several items one: the first in the text keeps its key and its values, and reaches over all their words.

    The others are rejected. A task takes over the duties of the others, each office once.
    """
    items = {key: standing(state, key) for key in keys}
    kinds = {item["what"] for item in items.values()}
    if len(items) < 2 or len(kinds) != 1 or not kinds <= set(MERGED):
        raise EditError(_("合并要选两项或更多同一类的目标、任务或责任。请重新选择。"))
    if kinds == {"duty"} and len({item["task"] for item in items.values()}) > 1:
        raise EditError(_("只有同一项任务的责任可以合并。请重新选择。"))
    for item in items.values():
        _demand_task(state, item)
    ordered = sorted(items, key=lambda key: (items[key]["span"], keys.index(key)))
    first, others = ordered[0], ordered[1:]
    wanted: dict[str, Item | None] = {key: items[key] | {"status": "rejected"} for key in others}
    wanted[first] = _merged(state, [items[key] for key in ordered])
    if kinds == {"task"}:
        wanted |= _taken_over(state, first, others)
    return _with_offices(state, wanted)


def _merged(state: State, items: Sequence[Item]) -> Item:
    first = items[0]
    span = [min(item["span"][0] for item in items), max(item["span"][1] for item in items)]
    merged = first | {"span": span, "status": "checked"}
    if first["what"] == "task":
        merged["sentences"] = sorted(chain.from_iterable(item["sentences"] for item in items))
    if first["what"] == "duty":  # a name that was cut in two
        merged["office"] = "".join(Span(*span).of(state.text).split())
        merged = _refit(first, merged)
    return merged


def _taken_over(state: State, task: str, others: Sequence[str]) -> dict[str, Item | None]:
    carried = {duty["office"] for duty in duties_of(state, task).values()}
    wanted: dict[str, Item | None] = {}
    for key, duty in chain.from_iterable(duties_of(state, other).items() for other in others):
        is_new = duty["office"] not in carried
        wanted[key] = duty | ({"task": task} if is_new else {"status": "rejected"})
        carried.add(duty["office"])
    return wanted


def add_target(state: State, values: Mapping[str, Any]) -> Changes:
    """A target that the compiler missed; ``values`` are all its fields, its span among them."""
    key = next_key("target", state.used)
    item = {"what": "target", "status": "checked", "from_year": None, "value_high": None, "binding": None}
    return state.changed({key: item | dict(values) | {"clause": _clause_at(state, values["span"])}})


def add_provision(state: State, values: Mapping[str, Any]) -> Changes:
    """A numeric rule that the compiler missed."""
    key = next_key("provision", state.used)
    item = {"what": "provision", "status": "checked", "clause": _clause_at(state, values["span"])}
    return state.changed({key: item | dict(values)})


def add_duty(state: State, *, office: str, role: str, group: bool, span: Span, task: str = "") -> Changes:
    """A duty that the compiler missed, in a task; without one the clause that holds it becomes a task."""
    wanted: dict[str, Item | None] = {}
    if not task:
        task, wanted = _new_task(state, span)
    lines = [Span(*duty["line"]) for duty in duties_of(state, task).values()]
    line = next((line for line in lines if line.holds(span)), span)
    duty = {
        "what": "duty", "status": "checked", "task": task, "office": office, "full_name": None, "role": role,
        "inferred_lead": False, "group": group, "line": list(line), "span": list(span),
    }  # fmt: skip
    return _with_offices(state, wanted | {next_key("duty", state.used): duty})


def _new_task(state: State, span: Span) -> tuple[str, dict[str, Item | None]]:
    clauses = of_kind(state.items, "clause")
    clause = clause_at(clauses, span.start)
    if clause is None:
        raise EditError(_("这几个字不在任何条款里。请先选一项任务，再添加责任。"))
    key, held = next_key("task", state.used), clauses[clause]
    task = {
        "what": "task", "status": "checked", "clause": clause, "title": held["title"], "span": held["span"],
        "sentences": [],
    }  # fmt: skip
    return key, {key: task}


def match(state: State, name: str, office: str) -> Changes:
    """Says which office a name means: ``office`` is its key, or "" for none that is known."""
    return edit(state, office_key(name), {"office": office})


def describe(state: State, values: Mapping[str, Any]) -> Changes:
    """Corrects the plan's title, number, issuer and period."""
    return edit(state, PLAN, values)
