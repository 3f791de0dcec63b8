"""Who carries what, by office: reads that do not grow with the number of tasks, but for the counts by year."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet

from kapok.plans.board import section
from kapok.plans.models import Duty, NamedOffice, Plan, Target, Task


@dataclass(frozen=True)
class Load:
    """How much each office of a plan carries: by role, and by the years in which its clauses have something due."""

    plan: Plan
    office: NamedOffice | None = None  # only this one

    @property
    def _duties(self) -> dict[str, Any]:
        return {"plan": self.plan} | ({"office": self.office} if self.office else {})

    @cached_property
    def roles(self) -> dict[int, Counter[str]]:
        """Duties by office and role."""
        found: dict[int, Counter[str]] = {}
        rows = Duty.objects.filter(**self._duties).order_by().values_list("office_id", "role").annotate(n=Count("pk"))
        for office, role, n in rows:
            found.setdefault(office, Counter())[role] += n
        return found

    @cached_property
    def tasks(self) -> dict[int, int]:
        """Tasks by office."""
        return self._tasks(Duty.objects.filter(**self._duties))

    @cached_property
    def alone(self) -> dict[int, int]:
        """Tasks by office that nobody else has a part in."""
        tasks = Task.objects.filter(plan=self.plan).order_by()
        single = tasks.annotate(offices=Count("duties__office", distinct=True)).filter(offices=1)
        return self._tasks(Duty.objects.filter(**self._duties, task__in=single.values("pk")))

    def _tasks(self, duties: "QuerySet[Duty]") -> dict[int, int]:
        return dict(duties.order_by().values_list("office").annotate(n=Count("task", distinct=True)))

    @cached_property
    def years(self) -> dict[int, dict[int, int]]:
        """By office and year: its tasks in whose section a target is due then."""
        due: dict[int | None, set[int | None]] = {}
        targets = Target.objects.filter(plan=self.plan, year__isnull=False).annotate(section=section("clause"))
        for holding, year in targets.order_by().values_list("section", "year").distinct():
            due.setdefault(holding, set()).add(year)
        found: dict[int, dict[int, int]] = {}
        duties = Duty.objects.filter(**self._duties).annotate(section=section("task__clause"))
        for office, _task, holding in duties.order_by().values_list("office_id", "task", "section").distinct():
            years = found.setdefault(office, {})
            for year in filter(None, due.get(holding, ())):
                years[year] = years.get(year, 0) + 1
        return found


@dataclass(frozen=True)
class Matrix:
    """Some tasks of a plan, each with the role of each office."""

    plan: Plan
    offset: int
    limit: int

    @cached_property
    def offices(self) -> list[NamedOffice]:
        return list(self.plan.offices.all())

    @cached_property
    def tasks(self) -> list[Task]:
        return list(self.plan.tasks.all()[self.offset : self.offset + self.limit])

    @cached_property
    def roles(self) -> dict[int, dict[int, str]]:
        """By task and office: the role that stands first where there are two."""
        found: dict[int, dict[int, str]] = {}
        for duty in Duty.objects.filter(task__in=[task.pk for task in self.tasks]):
            found.setdefault(duty.task_id, {}).setdefault(duty.office_id, duty.role)
        return found


@dataclass(frozen=True)
class Carried:
    """What one office carries. ``limit`` duties from ``offset`` are read."""

    office: NamedOffice
    offset: int
    limit: int

    @cached_property
    def duties(self) -> list[Duty]:
        rows = self.office.duties.select_related("task", "task__clause")
        return list(rows[self.offset : self.offset + self.limit])

    @cached_property
    def beside(self) -> dict[int, list[Duty]]:
        """By task: the duties of other offices in it."""
        found: dict[int, list[Duty]] = {}
        rows = Duty.objects.filter(task__in=[duty.task_id for duty in self.duties]).exclude(office=self.office)
        for duty in rows.select_related("office"):
            found.setdefault(duty.task_id, []).append(duty)
        return found

    def coming(self, year: int, most: int = 5) -> Sequence[Target]:
        """The next targets that are due, from a year on, in the sections of its tasks."""
        duties = Duty.objects.filter(office=self.office).order_by().annotate(section=section("task__clause"))
        targets = Target.objects.filter(plan=self.office.plan_id, year__gte=year).annotate(section=section("clause"))
        rows = targets.filter(section__in=duties.values("section")).select_related("indicator")
        return list(rows.order_by("year", "position")[:most])


def office_of(plan: Plan, key: str) -> NamedOffice | None:
    """An office of a plan by its lasting key."""
    return plan.offices.filter(key=key).first()
