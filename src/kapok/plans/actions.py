"""Writes. Each is one transaction, and names who does it and on which day."""

import datetime
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from kapok import compiler
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

SOURCE_LIMIT = 5_000_000  # code points; the longest plan that was met has a fiftieth of it
VALUE_LIMIT = 1e18
UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # no database takes these
Row = TypeVar("Row", bound=Item | Indicator | NamedOffice)


class ImportRefusedError(Exception):
    """A plan that cannot be stored. ``str(error)`` says why and what to do."""


class OfficeFacts(NamedTuple):
    """What an importer knows of an office beyond the plan's own words."""

    name_en: str = ""
    full_name_confirmed: bool = False


@transaction.atomic
def import_plan(
    *,
    plan: model.Plan | Mapping[str, Any],
    slug: str,
    by: str,
    on: datetime.date,
    sample: bool = False,
    title_en: str = "",
    offices: Mapping[str, OfficeFacts] = MappingProxyType({}),
) -> Plan:
    """Stores a compiled plan (or its JSON) under ``slug``; it is not published yet.

    The same text under the same slug is left as it is, and returned. Another text is refused.
    ``title_en`` and the English names in ``offices`` (by name as the plan gives it) are for readers
    of the English pages.
    """
    compiled = plan if isinstance(plan, model.Plan) else compiler.from_dict(dict(plan))
    standing = Plan.objects.filter(slug=slug).first()
    if standing is not None:
        return _same_text(standing, compiled)
    _refuse_unfit(compiled)
    stored = _store_plan(compiled, slug=slug, title_en=title_en, imported_by=by, imported_date=on, is_sample=sample)
    clauses = _store_clauses(stored, compiled)
    _store_targets(stored, compiled, clauses)
    tasks = _store_tasks(stored, compiled, clauses)
    _store_duties(stored, compiled, tasks, _store_offices(stored, compiled, offices))
    _store_rest(stored, compiled, clauses)
    _store_passages(stored, compiled, clauses)
    return stored


@transaction.atomic
def publish_plan(*, plan: Plan, by: str, on: datetime.date) -> Plan:
    """Shows a plan to everybody from now on. Publishing twice changes nothing."""
    if plan.published_date is None:
        plan.published_date, plan.published_by = on, by
        plan.save(update_fields=["published_date", "published_by"])
    return plan


@transaction.atomic
def remove_sample(*, slug: str) -> None:
    """Takes a sample away, so that a newer one can be loaded. Real plans are never removed."""
    Plan.objects.filter(slug=slug, is_sample=True).delete()


def _same_text(standing: Plan, compiled: model.Plan) -> Plan:
    if standing.text == compiled.text:
        return standing
    raise ImportRefusedError(
        _("网址“{slug}”已经有一份计划：{title}。请另取一个网址名（--slug），或先比较两个版本：kapok diff。").format(
            slug=standing.slug, title=standing.title
        )
    )


def _refuse_unfit(compiled: model.Plan) -> None:
    if not compiled.text.strip():
        raise ImportRefusedError(_("计划没有文字，不能导入。请检查原文件能否打开，再导入一次。"))
    if len(compiled.text) > SOURCE_LIMIT:
        raise ImportRefusedError(_("计划的文字过长，不能导入。请把附件拆成单独的文件，再导入一次。"))
    if UNSTORABLE.search(compiled.text):
        raise ImportRefusedError(
            _("计划的文字里有空字符或半个字符，不能导入。请用 kapok compile 重新编译原文件，再导入一次。")
        )
    values = [*(t.value for t in compiled.targets), *(p.value for p in compiled.provisions)]
    values += [t.value_high for t in compiled.targets if t.value_high is not None]
    if any(abs(value) >= VALUE_LIMIT for value in values):
        raise ImportRefusedError(_("计划里有一个数字大得不合理，不能导入。请检查原文件，再导入一次。"))


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")[:400]


def _store_plan(compiled: model.Plan, **given: Any) -> Plan:
    first_year, last_year = compiled.period or (None, None)
    return Plan.objects.create(
        title=(compiled.title or _first_line(compiled.text))[:400],
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
            raise ImportRefusedError(_("条款的上下级关系成了一个圈，不能导入。请重新编译这份文件，再导入一次。"))
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


def _store_targets(plan: Plan, compiled: model.Plan, clauses: dict[str, Clause]) -> None:
    rows: dict[tuple[str, str, str], Indicator] = {}
    for target in compiled.targets:
        n = len(rows)
        indicator = Indicator(plan=plan, key=f"i{n + 1}", position=n, name=target.indicator, unit=target.unit)
        rows.setdefault(_row_of(target), indicator)
    _store(rows.values())
    _store(
        _target(target, rows[_row_of(target)], clauses.get(target.clause or ""), _placed(target, position, plan))
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


def _store_offices(plan: Plan, compiled: model.Plan, facts: Mapping[str, OfficeFacts]) -> dict[str, NamedOffice]:
    """One row for each name, in the order of the text; given by name."""
    named: dict[str, NamedOffice] = {}
    for duty in (duty for task in compiled.tasks for duty in task.duties):
        known, n = facts.get(duty.office, OfficeFacts()), len(named)
        office = NamedOffice(plan=plan, key=f"o{n + 1}", position=n, name=duty.office, is_group=duty.group)
        office.full_name, office.name_en = duty.full_name or "", known.name_en
        office.full_name_confirmed = known.full_name_confirmed
        named.setdefault(duty.office, office)
    _store(named.values())
    return named


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
