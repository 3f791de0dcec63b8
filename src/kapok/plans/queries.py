"""Reads. What they cost in queries does not depend on how much a plan holds, nor on how many plans there are."""

from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kapok.plans.models import Clause, Doubt, Duty, Indicator, Name, Plan, Provision, Target, Task, Uncovered


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a plan holds, each kind in the order of the text."""

    plan: Plan
    clauses: list[Clause]
    indicators: list[Indicator]
    targets: list[Target]
    tasks: list[Task]
    duties: list[Duty]
    provisions: list[Provision]
    names: list[Name]
    doubts: list[Doubt]
    uncovered: list[Uncovered]


def published_plans() -> QuerySet[Plan]:
    """Published plans, the newest period first, each with ``targets_count`` and ``offices_count``: one query."""
    return (
        Plan.objects.filter(published_date__isnull=False)
        .defer("text")
        .annotate(targets_count=_counted(Target, "pk"), offices_count=_counted(Duty, "office"))
        .order_by("-first_year", "title", "pk")
    )


def contents(slug: str) -> Contents | None:
    """A published plan with all that it holds: ten queries, whatever its size; ``None`` where there is none."""
    plan = Plan.objects.filter(slug=slug, published_date__isnull=False).first()
    if plan is None:
        return None
    return Contents(
        plan,
        list(plan.clauses.all()),
        list(plan.indicators.all()),
        list(plan.targets.all()),
        list(plan.tasks.all()),
        list(plan.duties.all()),
        list(plan.provisions.all()),
        list(plan.names.all()),
        list(plan.doubts.all()),
        list(plan.uncovered.all()),
    )


def _counted(model: type[Target] | type[Duty], field: str) -> Coalesce:
    counted = (
        model._default_manager.filter(plan=OuterRef("pk"))
        .order_by()
        .values("plan")
        .annotate(n=Count(field, distinct=True))
        .values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
