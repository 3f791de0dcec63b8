"""Reads. What they cost in queries does not depend on how much a plan holds, nor on how many plans there are."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from kapok.plans.models import (
    Clause,
    Doubt,
    Duty,
    Indicator,
    Name,
    NamedOffice,
    Plan,
    Provision,
    Target,
    Task,
    Uncovered,
)


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a plan holds, each kind in the order of the text."""

    plan: Plan
    clauses: list[Clause]
    indicators: list[Indicator]
    targets: list[Target]
    tasks: list[Task]
    offices: list[NamedOffice]
    duties: list[Duty]
    provisions: list[Provision]
    names: list[Name]
    doubts: list[Doubt]
    uncovered: list[Uncovered]

    @property
    def targets_once(self) -> list[Target]:
        """Each target once, where a plan repeats it in another sentence."""
        return list({_said(target): target for target in reversed(self.targets)}.values())[::-1]


def _said(target: Target) -> tuple[object, ...]:
    return target.indicator_id, target.year, target.from_year, target.value, target.value_high, target.comparator


class ListedPlan(NamedTuple):
    """A plan in a list, with how much it holds. Its text is not loaded."""

    plan: Plan
    indicators: int
    offices: int
    next_year: int | None  # in which targets are due, this year or later


def published_plans(as_of: datetime.date) -> list[ListedPlan]:
    """Published plans, the newest period first: one query."""
    due = Target.objects.filter(plan=OuterRef("pk"), year__gte=as_of.year).order_by("year").values("year")[:1]
    plans = (
        Plan.objects.filter(published_date__isnull=False)
        .defer("text")
        .annotate(n_indicators=_counted(Indicator), n_offices=_counted(NamedOffice), next_year=Subquery(due))
        .order_by("-first_year", "title", "pk")
    )
    return [ListedPlan(plan, plan.n_indicators, plan.n_offices, plan.next_year) for plan in plans]


def published_slugs() -> set[str]:
    """The addresses of all published plans."""
    return set(Plan.objects.filter(published_date__isnull=False).values_list("slug", flat=True))


def contents(slug: str) -> Contents | None:
    """A published plan with all that it holds: eleven queries, whatever its size; ``None`` where there is none."""
    plan = Plan.objects.filter(slug=slug, published_date__isnull=False).first()
    if plan is None:
        return None
    return Contents(
        plan,
        list(plan.clauses.all()),
        list(plan.indicators.all()),
        list(plan.targets.all()),
        list(plan.tasks.all()),
        list(plan.offices.all()),
        list(plan.duties.all()),
        list(plan.provisions.all()),
        list(plan.names.all()),
        list(plan.doubts.all()),
        list(plan.uncovered.all()),
    )


def _counted(model: type[Indicator] | type[NamedOffice]) -> Coalesce:
    of_plan = model._default_manager.filter(plan=OuterRef("pk")).order_by().values("plan")
    return Coalesce(Subquery(of_plan.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)
