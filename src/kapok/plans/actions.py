"""Writes. Each is one transaction, and names who does it and on which day."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

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
    Plan,
    Provision,
    Target,
    Task,
    Uncovered,
)

SOURCE_LIMIT = 5_000_000  # code points; the longest plan that was met has a fiftieth of it
VALUE_LIMIT = 1e18
Row = TypeVar("Row", bound=Item | Indicator)


class RefusedImport(Exception):
    """A plan that cannot be stored. ``str(error)`` says why and what to do."""


@transaction.atomic
def import_plan(
    *, plan: model.Plan | Mapping[str, Any], slug: str, by: str, on: datetime.date, sample: bool = False
) -> Plan:
    """Stores a compiled plan (or its JSON) under ``slug``; it is not published yet.

    The same text under the same slug is left as it is, and returned. Another text is refused.
    """
    compiled = plan if isinstance(plan, model.Plan) else compiler.from_dict(dict(plan))
    standing = Plan.objects.filter(slug=slug).first()
    if standing is not None:
        return _same_text(standing, compiled)
    _refuse_unfit(compiled)
    stored = _store_plan(compiled, slug=slug, by=by, on=on, sample=sample)
    clauses = _store_clauses(stored, compiled)
    _store_targets(stored, compiled, clauses)
    _store_tasks(stored, compiled, clauses)
    _store_rest(stored, compiled, clauses)
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
    raise RefusedImport(
        _("网址“{slug}”已经有一份计划：{title}。请另取一个网址名（--slug），或先比较两个版本：kapok diff。").format(
            slug=standing.slug, title=standing.title
        )
    )


def _refuse_unfit(compiled: model.Plan) -> None:
    if not compiled.text.strip():
        raise RefusedImport(_("计划没有文字，不能导入。请检查原文件能否打开，再导入一次。"))
    if len(compiled.text) > SOURCE_LIMIT:
        raise RefusedImport(_("计划的文字过长，不能导入。请把附件拆成单独的文件，再导入一次。"))
    if "\0" in compiled.text:
        raise RefusedImport(_("计划的文字里有空字符，不能导入。请用 kapok compile 重新编译原文件，再导入一次。"))
    if any(abs(found.value) >= VALUE_LIMIT for found in (*compiled.targets, *compiled.provisions)):
        raise RefusedImport(_("计划里有一个数字大得不合理，不能导入。请检查原文件，再导入一次。"))


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")[:400]


def _store_plan(compiled: model.Plan, *, slug: str, by: str, on: datetime.date, sample: bool) -> Plan:
    first_year, last_year = compiled.period or (None, None)
    return Plan.objects.create(
        slug=slug,
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
        is_sample=sample,
        imported_by=by,
        imported_date=on,
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
            raise RefusedImport(_("条款的上下级关系成了一个圈，不能导入。请重新编译这份文件，再导入一次。"))
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


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _store_targets(plan: Plan, compiled: model.Plan, clauses: dict[str, Clause]) -> None:
    grouped: dict[tuple[str, str, str], Indicator] = {}
    for target in compiled.targets:
        words = (target.indicator, target.unit, target.kind)
        if words not in grouped:
            n = len(grouped)
            grouped[words] = Indicator(
                plan=plan, key=f"i{n + 1}", position=n, name=words[0], unit=words[1], kind=words[2]
            )
    _store(grouped.values())
    _store(
        Target(
            **_placed(target, position, plan),
            indicator=grouped[target.indicator, target.unit, target.kind],
            clause=clauses.get(target.clause or ""),
            year=target.year,
            from_year=target.from_year,
            value=_decimal(target.value),
            value_high=_decimal(target.value_high),
            comparator=target.comparator,
            binding=target.binding or "",
            stated=target.stated,
            confidence=target.confidence.value if target.confidence else None,
        )
        for position, target in enumerate(compiled.targets)
    )


def _store_tasks(plan: Plan, compiled: model.Plan, clauses: dict[str, Clause]) -> None:
    tasks = _store(
        Task(
            **_placed(task, position, plan),
            clause=clauses.get(task.clause or ""),
            title=task.title,
            sentences=[list(sentence) for sentence in task.sentences],
        )
        for position, task in enumerate(compiled.tasks)
    )
    duties = [(task, duty) for task in compiled.tasks for duty in task.duties]
    _store(
        Duty(
            **_placed(duty, position, plan),
            task=tasks[task.id],
            office=duty.office,
            full_name=duty.full_name or "",
            role=duty.role,
            inferred_lead=duty.inferred_lead,
            group=duty.group,
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
