"""What a board shows of a plan: the rows that an address asks for. Its queries do not grow with the plan."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Case, F, Min, OuterRef, Q, QuerySet, Subquery, When
from django.http import QueryDict

from kapok.plans.models import KINDS, ROLES, Clause, Duty, Indicator, NamedOffice, Passage, Plan, Target, Task
from kapok.plans.queries import in_force
from kapok.plans.scripts import converted

VIEWS = ("indicators", "tasks")
SORTS = {"indicators": ("", "name", "due"), "tasks": ("", "name")}
DEEP = 2  # a clause below one of this level stands for that one: targets and tasks of one section belong together
YEARS = """
WITH RECURSIVE due(year) AS (
    SELECT MIN(year) FROM plans_target WHERE plan_id = %(plan)s
    UNION ALL
    SELECT (SELECT MIN(year) FROM plans_target WHERE plan_id = %(plan)s AND year > due.year)
    FROM due WHERE due.year IS NOT NULL
) SELECT year FROM due WHERE year IS NOT NULL
"""
Row = TypeVar("Row", Indicator, Task)


@dataclass(frozen=True)
class Asked:
    """What an address asks of a board; what it cannot mean is left out."""

    query: QueryDict

    def _one_of(self, name: str, allowed: Iterable[str]) -> str:
        wanted = self.query.get(name, "")
        return wanted if wanted in allowed else ""

    @property
    def view(self) -> str:
        return self._one_of("show", VIEWS) or VIEWS[0]

    @property
    def office(self) -> str:
        return self.query.get("office", "")[:16].replace("\0", "")

    @property
    def role(self) -> str:
        return self._one_of("role", ROLES)

    @property
    def kind(self) -> str:
        return self._one_of("kind", KINDS)

    @property
    def year(self) -> int | None:
        wanted = self.query.get("year", "")
        return int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) == 4 else None

    @property
    def text(self) -> str:
        return self.query.get("q", "")[:200].replace("\0", "").strip()

    @property
    def sort(self) -> str:
        return self._one_of("sort", SORTS[self.view])

    @property
    def is_grouped(self) -> bool:
        """Rows stand under their clauses, unless another order would tear these apart."""
        return not self.sort and self.query.get("group") != "none"

    @property
    def columns(self) -> list[str]:
        """The columns asked for; all where none is named."""
        return self.query.getlist("column")

    @property
    def is_filtered(self) -> bool:
        return bool(self.office or self.role or self.kind or self.year or self.text)


def section(clause: str) -> Case:
    """The section that the clause at a path of fields belongs to: the one that holds it, unless that is a chapter."""
    inner = When(**{f"{clause}__parent__level__gte": DEEP}, then=F(f"{clause}__parent_id"))
    return Case(inner, default=F(f"{clause}_id"))


def published(slug: str, as_of: datetime.date) -> Plan | None:
    """The plan in force under an address, without its text."""
    return in_force(as_of).filter(slug=slug).defer("text").first()


@dataclass(frozen=True)
class Board:
    """The rows of one plan. ``limit`` rows from ``offset`` are read; all of them where there is no limit."""

    plan: Plan
    asked: Asked
    offset: int = 0
    limit: int | None = None

    @cached_property
    def offices(self) -> list[NamedOffice]:
        return list(self.plan.offices.all())

    @cached_property
    def years(self) -> list[int]:
        """The years in which something is due, found by skipping along an index."""
        with connection.cursor() as cursor:
            cursor.execute(YEARS, {"plan": self.plan.pk})
            return [year for (year,) in cursor.fetchall()]

    @cached_property
    def total(self) -> int:
        return self._chosen.count()

    @property
    def _chosen(self) -> QuerySet[Any]:
        return self._indicators if self.asked.view == "indicators" else self._tasks

    @property
    def _indicators(self) -> QuerySet[Indicator]:
        """Indicators with a target of the year and kind, in a section where the office has a duty."""
        asked, rows = self.asked, Indicator.objects.filter(plan=self.plan)
        if asked.year or asked.kind:
            rows = rows.filter(pk__in=self._targets.values("indicator"))
        if asked.office or asked.role:
            sections = self._duties.annotate(section=section("task__clause")).values("section")
            targets = Target.objects.filter(plan=self.plan).order_by().annotate(section=section("clause"))
            rows = rows.filter(pk__in=targets.filter(section__in=sections).values("indicator"))
        if asked.sort == "due":
            rows = rows.annotate(first_due=Min("targets__year"))
        return rows.filter(self._words("name")).order_by(*self._order("name"))

    @property
    def _tasks(self) -> QuerySet[Task]:
        """Tasks that the office carries, in a section with a target of the year and kind."""
        asked, rows = self.asked, Task.objects.filter(plan=self.plan).annotate(section=section("clause"))
        if asked.office or asked.role:
            rows = rows.filter(pk__in=self._duties.values("task"))
        if asked.year or asked.kind:
            sections = self._targets.annotate(section=section("clause")).values("section")
            rows = rows.filter(section__in=sections)
        return rows.filter(self._words("title")).order_by(*self._order("title"))

    @property
    def _targets(self) -> QuerySet[Target]:
        asked = {"year": self.asked.year, "kind": self.asked.kind}
        given = {name: value for name, value in asked.items() if value}
        return Target.objects.filter(plan=self.plan, **given).order_by()

    @property
    def _duties(self) -> QuerySet[Duty]:
        asked = {"office__key": self.asked.office, "role": self.asked.role}
        given = {name: value for name, value in asked.items() if value}
        return Duty.objects.filter(plan=self.plan, **given).order_by()

    def _words(self, field: str) -> Q:
        """The words asked for, in either script."""
        words = self.asked.text
        spellings = {words, *(converted(words, script) for script in ("hans", "hant"))} if words else set()
        found = Q()
        for spelling in spellings:
            found |= Q(**{f"{field}__icontains": spelling})
        return found

    def _order(self, name: str) -> list[Any]:
        orders: dict[str, list[Any]] = {"": [], "name": [name], "due": [F("first_due").asc(nulls_last=True)]}
        return [*orders[self.asked.sort], "position"]

    def _page(self, rows: QuerySet[Row]) -> list[Row]:
        return list(rows if self.limit is None else rows[self.offset : self.offset + self.limit])

    @cached_property
    def indicators(self) -> list[Indicator]:
        return self._page(self._indicators)

    @cached_property
    def tasks(self) -> list[Task]:
        return self._page(self._tasks)

    @cached_property
    def targets(self) -> list[Target]:
        """The targets of the indicators shown."""
        rows = Target.objects.filter(plan=self.plan)
        if self.limit is not None:
            rows = Target.objects.filter(indicator__in=[row.pk for row in self.indicators])
        return list(rows)

    @cached_property
    def sentences(self) -> dict[int, str]:
        """The sentence of each target shown, by where the target begins."""
        starts = [target.start for target in self.targets]
        if not starts or self.limit is None:
            return {}
        passage = Passage.objects.filter(plan=self.plan, start__lte=OuterRef("start")).order_by("-start")
        rows = Target.objects.filter(pk__in=[target.pk for target in self.targets]).order_by()
        return dict(rows.values_list("start", Subquery(passage.values("words")[:1])))

    @cached_property
    def duties(self) -> dict[int, list[Duty]]:
        """The duties of the tasks shown, by task."""
        rows = Duty.objects.filter(plan=self.plan)
        if self.limit is not None:
            rows = Duty.objects.filter(task__in=[row.pk for row in self.tasks])
        return _grouped(rows, lambda duty: duty.task_id)

    @cached_property
    def due_years(self) -> dict[int | None, list[int | None]]:
        """The years in which targets are due in the sections of the tasks shown, by section."""
        rows = Target.objects.filter(plan=self.plan, year__isnull=False)
        if self.limit is not None:
            inside = {task.section for task in self.tasks}  # type: ignore[attr-defined]
            clauses = Clause.objects.filter(Q(pk__in=inside) | Q(parent__in=inside)).order_by()
            rows = Target.objects.filter(clause__in=list(clauses.values_list("pk", flat=True)), year__isnull=False)
        rows = rows.annotate(section=section("clause"))
        found: dict[int | None, list[int | None]] = {}
        for holding, year in rows.order_by("year").values_list("section", "year").distinct():
            found.setdefault(holding, []).append(year)
        return found

    @cached_property
    def clauses(self) -> list[Clause]:
        """The clauses of the rows shown, and those that hold them: a query for each level, and there are few."""
        if self.limit is None:
            return list(self.plan.clauses.all())
        rows: Sequence[Target | Task] = self.targets if self.asked.view == "indicators" else self.tasks
        found: dict[int, Clause] = {}
        wanted = {row.clause_id for row in rows if row.clause_id}
        while wanted:
            found |= {clause.pk: clause for clause in Clause.objects.filter(pk__in=wanted)}
            wanted = {clause.parent_id for clause in found.values() if clause.parent_id} - found.keys()
        return sorted(found.values(), key=lambda clause: clause.position)


def _grouped(rows: Iterable[Duty], key: Callable[[Duty], int]) -> dict[int, list[Duty]]:
    found: dict[int, list[Duty]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found
