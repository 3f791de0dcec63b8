"""A compiled plan as rows: what :func:`kapok.plans.actions.adopt_plan` stores of it, kind by kind."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from django.utils.translation import gettext as _

from kapok.accounts.models import Office
from kapok.compiler import model
from kapok.plans.models import (
    Clause,
    Doubt,
    Duty,
    Indicator,
    Item,
    Name,
    NamedOffice,
    Passage,
    Plan,
    Provision,
    Target,
    Task,
    Uncovered,
)
from kapok.plans.passages import Place, pairs, passages

Row = TypeVar("Row", bound=Item | Indicator | NamedOffice)


class UnstorableError(Exception):
    """A plan whose parts do not fit together. ``str(error)`` says why and what to do."""


class OfficeFacts(NamedTuple):
    """What an importer knows of an office beyond the plan's own words."""

    name_en: str = ""
    full_name_confirmed: bool = False
    office: Office | None = None


def store(compiled: model.Plan, standing: Plan | None, offices: Mapping[str, OfficeFacts], **given: Any) -> Plan:
    """The rows of a compiled plan, as the version after ``standing``; ``given`` are columns of :class:`Plan`."""
    stored = _store_plan(compiled, version=standing.version + 1 if standing else 1, **given)
    clauses = _store_clauses(stored, compiled)
    _store_targets(stored, compiled, clauses, standing)
    tasks = _store_tasks(stored, compiled, clauses)
    _store_duties(stored, compiled, tasks, _store_offices(stored, compiled, offices, standing))
    _store_rest(stored, compiled, clauses)
    _store_passages(stored, compiled, clauses)
    return stored


def first_line(text: str) -> str:
    """The first line that says something, as the title of what names none."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")[:400]


def _store_plan(compiled: model.Plan, **given: Any) -> Plan:
    first_year, last_year = compiled.period or (None, None)
    return Plan.objects.create(
        title=(compiled.title or first_line(compiled.text))[:400],
        document_number=compiled.document_number or "",
        issuer=compiled.issuer or "",
        jurisdiction=compiled.jurisdiction or "",
        first_year=first_year,
        last_year=last_year,
        text=compiled.text,
        source_name=compiled.source.name,
        media_type=compiled.source.media_type,
        sha256=compiled.source.sha256,
        **given,
    )


def _placed(found: Any, position: int, plan: Plan) -> dict[str, Any]:
    return {"plan": plan, "key": found.id, "position": position, "start": found.span.start, "end": found.span.end}


def _store(rows: Iterable[Row]) -> dict[str, Row]:
    """Stores rows of one kind at once and gives them by key, with their primary keys."""
    listed = list(rows)
    if listed:
        type(listed[0])._default_manager.bulk_create(listed, batch_size=500)  # type: ignore[arg-type]
    return {row.key: row for row in listed}


def _store_clauses(plan: Plan, compiled: model.Plan) -> dict[str, Clause]:
    """Generation by generation, because a parent must have its primary key before its children point at it."""
    stored: dict[str, Clause] = {}
    pending = list(enumerate(compiled.clauses))
    known = {clause.id for clause in compiled.clauses}
    while pending:
        ready = [(n, clause) for n, clause in pending if clause.parent in stored or clause.parent not in known]
        if not ready:
            raise UnstorableError(_("条款的上下级关系成了一个圈，不能导入。请重新编译这份文件，再导入一次。"))
        stored |= _store(_clause(clause, position, plan, stored) for position, clause in ready)
        pending = [(n, clause) for n, clause in pending if clause.id not in stored]
    return stored


def _clause(clause: model.Clause, position: int, plan: Plan, stored: dict[str, Clause]) -> Clause:
    return Clause(
        **_placed(clause, position, plan),
        parent=stored.get(clause.parent or ""),
        level=clause.level,
        number=clause.number,
        title=clause.title,
    )


def _decimal(value: float) -> Decimal:
    return Decimal(str(value))


def _row_of(target: model.Target) -> tuple[str, str, str]:
    """What makes targets one indicator. A stock and a running total both say where things stand at a day."""
    return target.indicator, target.unit, "stock" if target.kind in ("level", "cumulative") else target.kind


def _store_targets(plan: Plan, compiled: model.Plan, clauses: dict[str, Clause], standing: Plan | None) -> None:
    rows: dict[tuple[str, str, str], list[model.Target]] = {}
    for target in compiled.targets:
        rows.setdefault(_row_of(target), []).append(target)
    earlier = dict(Target.objects.filter(plan=standing).values_list("key", "indicator__key")) if standing else {}
    keys = _Keys("i", Indicator, plan.slug)
    indicators = {
        row: Indicator(
            plan=plan, key=keys.take(earlier.get(t.id) for t in same), position=n, name=same[0].indicator,
            unit=same[0].unit,
        )
        for n, (row, same) in enumerate(rows.items())
    }  # fmt: skip
    _store(indicators.values())
    _store(
        _target(target, indicators[_row_of(target)], clauses.get(target.clause or ""), _placed(target, position, plan))
        for position, target in enumerate(compiled.targets)
    )


def _target(target: model.Target, indicator: Indicator, clause: Clause | None, place: dict[str, Any]) -> Target:
    return Target(
        **place,
        indicator=indicator,
        clause=clause,
        year=target.year,
        from_year=target.from_year,
        value=_decimal(target.value),
        value_high=None if target.value_high is None else _decimal(target.value_high),
        comparator=target.comparator,
        kind=target.kind,
        binding=target.binding or "",
        stated=target.stated,
        confidence=target.confidence.value if target.confidence else None,
    )


def _store_tasks(plan: Plan, compiled: model.Plan, clauses: dict[str, Clause]) -> dict[str, Task]:
    """One row for each task, by the ids of all: lines that close the same words (牵头单位, 配合单位) share one."""
    first: dict[tuple[int, int], str] = {}
    shared = {task.id: first.setdefault((task.span.start, task.span.end), task.id) for task in compiled.tasks}
    stored = _store(
        Task(
            **_placed(task, position, plan),
            clause=clauses.get(task.clause or ""),
            title=task.title,
            sentences=[list(sentence) for sentence in task.sentences],
        )
        for position, task in enumerate(task for task in compiled.tasks if shared[task.id] == task.id)
    )
    return {task: stored[row] for task, row in shared.items()}


def _store_offices(
    plan: Plan, compiled: model.Plan, facts: Mapping[str, OfficeFacts], standing: Plan | None
) -> dict[str, NamedOffice]:
    """One row for each name, in the order of the text; given by name."""
    earlier = dict(NamedOffice.objects.filter(plan=standing).values_list("name", "key")) if standing else {}
    keys, named = _Keys("o", NamedOffice, plan.slug), dict[str, NamedOffice]()
    for duty in (duty for task in compiled.tasks for duty in task.duties):
        if duty.office not in named:
            key = keys.take([earlier.get(duty.office)])
            named[duty.office] = _office(plan, duty, key, len(named), facts.get(duty.office, OfficeFacts()))
    _store(named.values())
    return named


def _office(plan: Plan, duty: model.Duty, key: str, position: int, known: OfficeFacts) -> NamedOffice:
    return NamedOffice(
        plan=plan, key=key, position=position, name=duty.office, is_group=duty.group, name_en=known.name_en,
        full_name=duty.full_name or "", full_name_confirmed=known.full_name_confirmed, office=known.office,
    )  # fmt: skip


class _Keys:
    """Keys of one kind that last over the versions of a plan: an earlier one where there is one, else a fresh one."""

    def __init__(self, prefix: str, model: type[Indicator] | type[NamedOffice], slug: str) -> None:
        self.prefix = prefix
        ever = model._default_manager.filter(plan__slug=slug).values_list("key", flat=True)
        self.last = max((int(key[1:]) for key in ever), default=0)
        self.taken: set[str] = set()

    def take(self, earlier: Iterable[str | None]) -> str:
        """The first of the earlier keys that is free."""
        key = next((key for key in earlier if key and key not in self.taken), "")
        if not key:
            self.last += 1
            key = f"{self.prefix}{self.last}"
        self.taken.add(key)
        return key


def _store_duties(plan: Plan, compiled: model.Plan, tasks: dict[str, Task], offices: dict[str, NamedOffice]) -> None:
    duties = [(task, duty) for task in compiled.tasks for duty in task.duties]
    _store(
        Duty(
            **_placed(duty, position, plan),
            task=tasks[task.id],
            office=offices[duty.office],
            role=duty.role,
            inferred_lead=duty.inferred_lead,
            line_start=duty.line.start,
            line_end=duty.line.end,
        )
        for position, (task, duty) in enumerate(duties)
    )


def _store_rest(plan: Plan, compiled: model.Plan, clauses: dict[str, Clause]) -> None:
    _store(
        Provision(
            **_placed(found, position, plan),
            clause=clauses.get(found.clause or ""),
            subject=found.subject,
            comparator=found.comparator,
            value=_decimal(found.value),
            unit=found.unit,
        )
        for position, found in enumerate(compiled.provisions)
    )
    _store(
        Name(plan=plan, key=f"n{n + 1}", position=n, start=x.span.start, end=x.span.end, name=x.name, kind=x.kind)
        for n, x in enumerate(compiled.names)
    )
    _store(
        Doubt(
            plan=plan, key=f"w{n + 1}", position=n, start=x.span.start, end=x.span.end, code=x.code, message=x.message
        )
        for n, x in enumerate(compiled.warnings)
    )
    _store(
        Uncovered(plan=plan, key=f"u{n + 1}", position=n, start=span.start, end=span.end)
        for n, span in enumerate(compiled.uncovered)
    )


def _store_passages(plan: Plan, compiled: model.Plan, clauses: dict[str, Clause]) -> None:
    """What search finds: the sentences. The database builds its index from their pairs."""
    heads = [Place(clause.id, clause.span.start) for clause in compiled.clauses]
    items = [Place(target.id, target.span.start) for target in compiled.targets]
    items += [Place(provision.id, provision.span.start) for provision in compiled.provisions]
    items += [Place(duty.id, duty.span.start) for task in compiled.tasks for duty in task.duties]
    Passage.objects.bulk_create(
        [
            Passage(
                plan=plan,
                clause=clauses.get(found.clause),
                key=found.key,
                position=position,
                start=found.span.start,
                words=found.span.of(plan.text),
                pairs=pairs(found.span.of(plan.text)),
            )
            for position, found in enumerate(passages(plan.text, heads, items))
        ],
        batch_size=500,
    )
