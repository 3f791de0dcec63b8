"""Reads. What they cost in queries does not depend on how much a plan holds, nor on how many plans there are."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
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


class ListedPlan(NamedTuple):
    """A plan in a list, with how much it holds. Its text is not loaded."""

    plan: Plan
    indicators: int
    offices: int
    next_year: int | None  # in which targets are due, this year or later


def in_force(as_of: datetime.date) -> QuerySet[Plan]:
    """The versions that are in force on a day: of each plan the one published last, of those not withdrawn."""
    standing = Plan.objects.filter(slug=OuterRef("slug"), published_date__lte=as_of, withdrawn_date=None)
    last = standing.order_by("-published_date", "-version").values("pk")[:1]
    return Plan.objects.filter(pk=Subquery(last))


def published_plans(as_of: datetime.date) -> list[ListedPlan]:
    """Plans in force, the newest period first: one query."""
    due = Target.objects.filter(plan=OuterRef("pk"), year__gte=as_of.year).order_by("year").values("year")[:1]
    plans = (
        in_force(as_of)
        .defer("text")
        .annotate(n_indicators=_counted(Indicator), n_offices=_counted(NamedOffice), next_year=Subquery(due))
        .order_by("-first_year", "title", "pk")
    )
    return [ListedPlan(plan, plan.n_indicators, plan.n_offices, plan.next_year) for plan in plans]


def published_slugs(as_of: datetime.date) -> set[str]:
    """The addresses of all plans in force."""
    return set(in_force(as_of).values_list("slug", flat=True))


def versions(slug: str) -> list[Plan]:
    """All versions of a plan, the newest first, those withdrawn among them. Their texts are not loaded."""
    return list(Plan.objects.filter(slug=slug).defer("text").order_by("-version"))


def contents(slug: str, as_of: datetime.date, version: int | None = None) -> Contents | None:
    """A plan in force, or one of its versions, with all that it holds: eleven queries, whatever its size.

    ``None`` where there is none, or where that version was withdrawn or is not published yet.
    """
    if version is None:
        plan = in_force(as_of).filter(slug=slug).first()
    else:
        plan = Plan.objects.filter(slug=slug, version=version, published_date__lte=as_of, withdrawn_date=None).first()
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
