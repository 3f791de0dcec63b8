"""A plan's rows as the compiler's own values: what :mod:`kapok.plans.storing` stored, read back."""

from kapok.compiler import model
from kapok.kernel.problems import Problem
from kapok.plans.models import Clause, Duty, Plan, Provision, Target, Task


def as_compiled(plan: Plan) -> model.Plan:
    """The compiled plan of a version. How its items were read is not kept in rows, and not given."""
    duties: dict[int, list[model.Duty]] = {}
    for duty in plan.duties.select_related("office"):
        duties.setdefault(duty.task_id, []).append(_duty(duty))
    return model.Plan(
        source=model.Source(plan.text, plan.source_name, plan.media_type, plan.sha256),
        title=plan.title,
        document_number=plan.document_number or None,
        issuer=plan.issuer or None,
        jurisdiction=plan.jurisdiction or None,
        period=(plan.first_year, plan.last_year) if plan.first_year and plan.last_year else None,
        clauses=tuple(_clause(clause) for clause in plan.clauses.select_related("parent")),
        targets=tuple(_target(target) for target in plan.targets.select_related("indicator", "clause")),
        tasks=tuple(_task(task, duties.get(task.pk, [])) for task in plan.tasks.select_related("clause")),
        provisions=tuple(_provision(found) for found in plan.provisions.select_related("clause")),
        names=tuple(model.Name(name.name, name.kind, name.span) for name in plan.names.all()),
        warnings=tuple(Problem(doubt.code, doubt.message, doubt.span) for doubt in plan.doubts.all()),
        uncovered=tuple(found.span for found in plan.uncovered.all()),
    )


def _key(clause: Clause | None) -> str | None:
    return clause.key if clause else None


def _clause(clause: Clause) -> model.Clause:
    return model.Clause(clause.key, _key(clause.parent), clause.level, clause.number, clause.title, clause.span)


def _target(target: Target) -> model.Target:
    high = target.value_high
    return model.Target(
        id=target.key, clause=_key(target.clause), indicator=target.indicator.name, year=target.year,
        from_year=target.from_year, value=float(target.value), value_high=None if high is None else float(high),
        unit=target.indicator.unit, comparator=target.comparator, kind=target.kind,  # type: ignore[arg-type]
        binding=target.binding or None, stated=target.stated, span=target.span,  # type: ignore[arg-type]
        confidence=model.Confidence(target.confidence, 0) if target.confidence is not None else None,
    )  # fmt: skip


def _duty(duty: Duty) -> model.Duty:
    return model.Duty(
        id=duty.key, office=duty.office.name, full_name=duty.office.full_name or None, role=duty.role,  # type: ignore[arg-type]
        inferred_lead=duty.inferred_lead, group=duty.office.is_group, span=duty.span,
        line=type(duty.span)(duty.line_start, duty.line_end),
    )  # fmt: skip


def _task(task: Task, duties: list[model.Duty]) -> model.Task:
    sentences = tuple(type(task.span)(*sentence) for sentence in task.sentences)
    return model.Task(task.key, _key(task.clause), task.title, task.span, sentences, tuple(duties))


def _provision(found: Provision) -> model.Provision:
    return model.Provision(
        id=found.key, clause=_key(found.clause), subject=found.subject, comparator=found.comparator,  # type: ignore[arg-type]
        value=float(found.value), unit=found.unit, span=found.span,
    )  # fmt: skip
