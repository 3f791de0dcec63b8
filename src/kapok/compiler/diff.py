"""What changed between two versions of a plan, by meaning and not by line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, Literal, NamedTuple, TypeVar

from kapok.compiler.correspond import Correspondence, Held, correspond, fold, unit
from kapok.compiler.matching import Matcher
from kapok.compiler.model import Clause, Plan, Provision, Target, Task
from kapok.compiler.wording import BINDING, KIND_NAMES, ROLES, STATED, amount, clause_label, target_amount, years

T = TypeVar("T", bound=Clause | Target | Task | Provision)
What = Literal["plan", "clause", "target", "task", "duty", "provision", "name"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different. ``old`` and ``new`` are ids in the two plans, ``None`` where there is none.

    ``before`` and ``after`` are the values that differ, as people read them; ``clause`` is where it
    stands, in the new plan if it is there; ``message`` says it all in one sentence.
    """

    kind: str
    what: What
    old: str | None
    new: str | None
    before: str
    after: str
    clause: str
    message: str


@dataclass(frozen=True, slots=True)
class Diff:
    """All changes, in the order in which they stand in the plans, and which old item is which new one."""

    changes: tuple[Change, ...] = ()
    same: dict[str, str] = field(default_factory=dict)

    def of(self, what: What) -> tuple[Change, ...]:
        """The changes of one kind of thing."""
        return tuple(change for change in self.changes if change.what == what)


def diff_plans(old: Plan, new: Plan) -> Diff:
    """What changed from ``old`` to ``new``; nothing where both mean the same.

    >>> from kapok.kernel.spans import Span
    >>> from kapok.compiler.model import Source
    >>> def plan(value: float) -> Plan:
    ...     span = Span(0, 1)
    ...     goal = Target("t1", None, "合作基地", 2021, None, value, None, "家", "eq", "level", None, "must", span)
    ...     return Plan(Source(""), targets=(goal,))
    >>> [change.message for change in diff_plans(plan(60), plan(80)).changes]
    ['“合作基地”2021年的目标由60家提高到80家。']
    """
    found = correspond(old, new)
    places = Places(old, new, found)
    changes = (
        *_plan_changes(old, new),
        *_item_changes(found.clauses, CLAUSES, places),
        *_item_changes(found.targets, TARGETS, places),
        *_item_changes(found.tasks, TASKS, places),
        *_duty_changes(found, places),
        *_item_changes(found.provisions, PROVISIONS, places),
        *_name_changes(old, new),
    )
    return Diff(changes, found.same())


class Aspect(NamedTuple):
    """One way in which two forms of an item differ: its kind, its two values, and the sentence for it."""

    kind: str
    before: str
    after: str
    sentence: str


class Places:
    """Where items stand, as people say it: ``（八）人才行动 › 1 工作目标``, the last two steps of the way."""

    def __init__(self, old: Plan, new: Plan, found: Correspondence) -> None:
        self._clauses = tuple({clause.id: clause for clause in plan.clauses} for plan in (old, new))
        self._same = {a.id: b.id for a, b in found.clauses.matched()}

    def name(self, side: int, id: str | None) -> str:
        clause = self._clauses[side].get(id or "")
        parent = self._clauses[side].get(clause.parent or "") if clause else None
        return " › ".join(clause_label(c) for c in (parent, clause) if c)

    def moved(self, old: str | None, new: str | None, what: str) -> Iterator[Aspect]:
        """The aspect of standing elsewhere: under one of two clauses that are not the same."""
        if (old is None) != (new is None) or (old is not None and self._same.get(old) != new):
            before, after = self.name(0, old) or "最上层", self.name(1, new) or "最上层"
            yield Aspect("relocated", before, after, f"{what}由“{before}”移到“{after}”。")


@dataclass(frozen=True, slots=True)
class Telling(Generic[T]):
    """How changes of one kind of item are told: what it is, its value, its place, what may differ in it."""

    what: What
    noun: str
    value: Callable[[T], str]
    place: Callable[[T], str | None]
    aspects: Callable[[T, T], Iterator[Aspect]]


def _item_changes(matcher: Matcher[T], tell: Telling[T], places: Places) -> Iterator[Change]:
    for a in matcher.dropped():
        where = places.name(0, tell.place(a))
        yield Change("dropped", tell.what, a.id, None, tell.value(a), "", where, f"删去{tell.noun}：{tell.value(a)}。")
    for a, b in matcher.matched():
        moved = places.moved(tell.place(a), tell.place(b), f"{tell.noun}{tell.value(b)}")
        for aspect in (*tell.aspects(a, b), *moved):
            where = places.name(1, tell.place(b))
            yield Change(aspect.kind, tell.what, a.id, b.id, aspect.before, aspect.after, where, aspect.sentence)
    for b in matcher.added():
        where = places.name(1, tell.place(b))
        yield Change("added", tell.what, None, b.id, "", tell.value(b), where, f"新增{tell.noun}：{tell.value(b)}。")


def _clause_aspects(a: Clause, b: Clause) -> Iterator[Aspect]:
    if fold(a.title) != fold(b.title):
        yield Aspect("retitled", a.title, b.title, f"条款“{clause_label(a)}”改名为“{b.title}”。")
    if fold(a.number) != fold(b.number):
        said = f"条款“{b.title}”的编号由{_quoted(a.number)}改为{_quoted(b.number)}。"
        yield Aspect("renumbered", a.number, b.number, said)


def _target_aspects(a: Target, b: Target) -> Iterator[Aspect]:
    name = f"“{b.indicator}”{years(b)}的目标"
    if fold(a.indicator) != fold(b.indicator):
        yield Aspect("renamed", a.indicator, b.indicator, f"指标“{a.indicator}”改为“{b.indicator}”。")
    if years(a) != years(b):
        yield Aspect("moved", years(a), years(b), f"目标“{b.indicator}”{target_amount(b)}由{years(a)}改到{years(b)}。")
    yield from _value_aspects(a, b, name)
    rows = (
        ("nature", KIND_NAMES[a.kind], KIND_NAMES[b.kind], "口径"),
        ("strength", STATED[a.stated] or "必须", STATED[b.stated] or "必须", "要求"),
        ("binding", BINDING[a.binding] or "未定", BINDING[b.binding] or "未定", "属性"),
    )
    for kind, before, after, label in rows:
        if before != after:
            yield Aspect(kind, before, after, f"{name}，{label}由“{before}”改为“{after}”。")


def _provision_aspects(a: Provision, b: Provision) -> Iterator[Aspect]:
    if fold(a.subject) != fold(b.subject):
        yield Aspect("renamed", a.subject, b.subject, f"规定“{a.subject}”改为“{b.subject}”。")
    yield from _value_aspects(a, b, f"规定“{b.subject}”")


def _value_aspects(a: Target | Provision, b: Target | Provision, name: str) -> Iterator[Aspect]:
    """Unit, value and comparator; values of different units are not compared."""
    before, after = _amount(a), _amount(b)
    reach = [(item.value, _high(item)) for item in (a, b)]
    if unit(a) != unit(b):
        yield Aspect("unit", before, after, f"{name}换了计量单位：由{before}改为{after}。")
    elif reach[0] != reach[1]:
        kind, verb = ("raised", "提高") if reach[0] < reach[1] else ("lowered", "降低")
        yield Aspect(kind, before, after, f"{name}由{before}{verb}到{after}。")
    if a.comparator != b.comparator:
        yield Aspect("comparator", before, after, f"{name}改了限度：由{before}改为{after}。")


def _high(item: Target | Provision) -> float:
    high = item.value_high if isinstance(item, Target) else None
    return item.value if high is None else high


def _amount(item: Target | Provision) -> str:
    return amount(item.value, item.unit, item.comparator, item.value_high if isinstance(item, Target) else None)


def _task_aspects(a: Task, b: Task) -> Iterator[Aspect]:
    if fold(a.title) != fold(b.title):
        yield Aspect("retitled", a.title, b.title, f"任务“{a.title}”改为“{b.title}”。")


CLAUSES: Telling[Clause] = Telling(
    "clause", "条款", lambda c: f"“{clause_label(c)}”", lambda c: c.parent, _clause_aspects
)
TARGETS: Telling[Target] = Telling(
    "target", "目标", lambda t: f"“{t.indicator}”{years(t)}{target_amount(t)}", lambda t: t.clause, _target_aspects
)
TASKS: Telling[Task] = Telling("task", "任务", lambda t: f"“{t.title}”", lambda t: t.clause, _task_aspects)
PROVISIONS: Telling[Provision] = Telling(
    "provision", "规定", lambda p: f"“{p.subject}”{_amount(p)}", lambda p: p.clause, _provision_aspects
)


def _duty_changes(found: Correspondence, places: Places) -> Iterator[Change]:
    tasks = {a.id: b.id for a, b in found.tasks.matched()}
    for a in found.duties.dropped():
        yield _duty_change("dropped", a, None, places, f"任务“{a.task.title}”不再由{_held(a)}。")
    for a, b in found.duties.matched():
        if tasks.get(a.task.id) != b.task.id:
            said = f"{b.duty.office}由任务“{a.task.title}”改到任务“{b.task.title}”。"
            yield _duty_change("moved", a, b, places, said)
        if a.duty.role != b.duty.role:
            roles = ROLES[a.duty.role], ROLES[b.duty.role]
            said = f"任务“{b.task.title}”中{b.duty.office}由{roles[0]}改为{roles[1]}。"
            yield _duty_change("role", a, b, places, said)
    for b in found.duties.added():
        yield _duty_change("added", None, b, places, f"任务“{b.task.title}”新增{_held(b)}。")


def _held(held: Held) -> str:
    return f"{held.duty.office}（{ROLES[held.duty.role]}）"


def _duty_change(kind: str, a: Held | None, b: Held | None, places: Places, message: str) -> Change:
    side, held = (1, b) if b else (0, a)
    where = places.name(side, held.task.clause) if held else ""
    before, after = (f"{_held(h)}：{h.task.title}" if h else "" for h in (a, b))
    return Change(kind, "duty", a.duty.id if a else None, b.duty.id if b else None, before, after, where, message)


def _plan_changes(old: Plan, new: Plan) -> Iterator[Change]:
    rows = (
        ("title", "标题", old.title, new.title),
        ("number", "文号", old.document_number, new.document_number),
        ("issuer", "发文单位", old.issuer, new.issuer),
        ("period", "期限", _period(old), _period(new)),
    )
    for kind, label, a, b in rows:
        if fold(a or "") != fold(b or ""):
            before, after = a or "", b or ""
            said = f"{label}由{_quoted(before)}改为{_quoted(after)}。"
            yield Change(kind, "plan", None, None, before, after, "", said)


def _quoted(words: str) -> str:
    return f"“{words}”" if words else "无"


def _period(plan: Plan) -> str | None:
    return f"{plan.period[0]}—{plan.period[1]}年" if plan.period else None


def _name_changes(old: Plan, new: Plan) -> Iterator[Change]:
    names = [{fold(name.name): name.name for name in plan.names} for plan in (old, new)]
    for key in [key for key in names[0] if key not in names[1]]:
        yield Change("dropped", "name", None, None, names[0][key], "", "", f"不再提到“{names[0][key]}”。")
    for key in [key for key in names[1] if key not in names[0]]:
        yield Change("added", "name", None, None, "", names[1][key], "", f"新提到“{names[1][key]}”。")
