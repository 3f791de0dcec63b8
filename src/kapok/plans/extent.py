"""How much plans hold and when it falls due, for one plan or for many: the number of queries is always the same."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kapok.plans.board import section
from kapok.plans.models import Duty, Indicator, NamedOffice, Plan, Target, Task

# What two sentences of a plan say alike is one target.
SAID = """
SELECT plan_id, year, COUNT(*) FROM (
    SELECT DISTINCT plan_id, indicator_id, year, from_year, value, value_high, comparator
    FROM plans_target WHERE plan_id IN ({plans})
) AS said GROUP BY plan_id, year ORDER BY plan_id, year
"""


class DueYear(NamedTuple):
    """What falls due at the end of a year: targets, and the tasks of the sections that these stand in."""

    year: int
    targets: int
    tasks: int

    @property
    def day(self) -> datetime.date:
        return datetime.date(self.year, 12, 31)


@dataclass(frozen=True)
class Due:
    """All that a plan sets: how much in all, and how much of it when."""

    targets: int = 0
    tasks: int = 0
    years: Sequence[DueYear] = ()
    sections: Mapping[int, frozenset[int]] = field(default_factory=dict)  # by year

    def next(self, as_of: datetime.date) -> DueYear | None:
        """What falls due first, from a day on."""
        return next((due for due in self.years if due.day >= as_of), None)

    def past(self, as_of: datetime.date) -> int:
        """How many targets were due before a day."""
        return sum(due.targets for due in self.years if due.day < as_of)


def due(plans: Sequence[int]) -> dict[int, Due]:
    """What falls due in each of some plans, by primary key: three queries, and none where there are no plans."""
    if not plans:
        return {}
    targets, sections, tasks = _targets(plans), _sections(plans), _tasks(plans)
    return {plan: _due(targets[plan], sections[plan], tasks[plan]) for plan in plans}


def _due(targets: Counter[int | None], sections: Mapping[int, set[int]], tasks: Counter[int | None]) -> Due:
    years = [
        DueYear(year, targets[year], sum(tasks[holding] for holding in sections.get(year, ())))
        for year in sorted(year for year in targets if year)
    ]
    held = {year: frozenset(found) for year, found in sections.items()}
    return Due(targets.total(), tasks.total(), years, held)


def _targets(plans: Sequence[int]) -> dict[int, Counter[int | None]]:
    """Targets by plan and year, each once."""
    found: dict[int, Counter[int | None]] = {plan: Counter() for plan in plans}
    with connection.cursor() as cursor:
        cursor.execute(SAID.format(plans=", ".join(["%s"] * len(plans))), list(plans))
        for plan, year, n in cursor.fetchall():
            found[plan][year] = n
    return found


def _sections(plans: Sequence[int]) -> dict[int, dict[int, set[int]]]:
    """By plan and year: the sections in which a target is due then."""
    found: dict[int, dict[int, set[int]]] = {plan: {} for plan in plans}
    rows = Target.objects.filter(plan__in=plans, year__isnull=False).annotate(section=section("clause")).order_by()
    for plan, year, holding in rows.values_list("plan", "year", "section").distinct():
        if holding and year:
            found[plan].setdefault(year, set()).add(holding)
    return found


def _tasks(plans: Sequence[int]) -> dict[int, Counter[int | None]]:
    """Tasks by plan and section."""
    found: dict[int, Counter[int | None]] = {plan: Counter() for plan in plans}
    rows = Task.objects.filter(plan__in=plans).annotate(section=section("clause")).order_by()
    for plan, holding, n in rows.values_list("plan", "section").annotate(n=Count("pk")):
        found[plan][holding] = n
    return found


class Carrier(NamedTuple):
    """An office, and in how many tasks it has a part."""

    office: NamedOffice
    tasks: int


def most_burdened(wanted: Mapping[int, Iterable[int]]) -> dict[int, Carrier]:
    """For each plan the office with a part in most tasks of some of its sections: two queries."""
    if not wanted:
        return {}
    holding = {one: plan for plan, sections in wanted.items() for one in sections}
    counts: dict[int, Counter[int]] = {plan: Counter() for plan in wanted}
    rows = Duty.objects.filter(plan__in=list(wanted)).annotate(section=section("task__clause")).order_by()
    for office, one, n in rows.values_list("office", "section").annotate(n=Count("task", distinct=True)):
        if one in holding:
            counts[holding[one]][office] += n
    first = {plan: min(found.items(), key=lambda pair: (-pair[1], pair[0])) for plan, found in counts.items() if found}
    offices = {office.pk: office for office in NamedOffice.objects.filter(plan__in=list(wanted))}
    return {plan: Carrier(offices[office], n) for plan, (office, n) in first.items()}


class Carried(NamedTuple):
    """How much of a plan somebody carries, and who."""

    indicators: int
    duties: int
    offices: int
    groups: int


def carried(plan: Plan) -> Carried:
    """How much a plan counts and gives to offices: one query."""
    rows = Plan.objects.filter(pk=plan.pk).values_list(
        _number(Indicator.objects.all()),
        _number(Duty.objects.all()),
        _number(NamedOffice.objects.filter(is_group=False)),
        _number(NamedOffice.objects.filter(is_group=True)),
    )
    return Carried(*rows.get())


def _number(rows: QuerySet[Any]) -> Coalesce:
    """How many of some rows belong to the plan that is asked about."""
    of_plan = rows.filter(plan=OuterRef("pk")).order_by().values("plan")
    return Coalesce(Subquery(of_plan.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)
