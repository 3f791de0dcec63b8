"""Who carries what: a plan's tasks with their offices, and its offices with their tasks."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kapok.kernel.spans import Span
from kapok.plans.models import Duty, Indicator, NamedOffice, Target, Task
from kapok.plans.numbers import figure
from kapok.plans.outline import Entry, Outline
from kapok.plans.queries import Contents
from kapok.plans.reading import Reading
from kapok.web.parts import Figure
from kapok.web.words import year_words

LONGEST_TITLE = 40
ROLE_WORDS: dict[str, str | Promise] = {"lead": _("牵头"), "responsible": _("责任"), "support": _("配合")}


@dataclass(frozen=True, slots=True)
class Chip:
    """An office in a task, leading to its mention in the text."""

    key: str
    name: str
    full_name: str

    @property
    def url(self) -> str:
        return f"#{self.key}"


@dataclass(frozen=True, slots=True)
class RoleLine:
    """The offices of one role in a task, in the order of the text."""

    word: str | Promise
    chips: Sequence[Chip]


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task with its offices, and the targets that stand in its text."""

    key: str
    title: str
    roles: Sequence[RoleLine]
    duties: str  # the keys of its duties
    targets: Sequence["TaskTarget"] = ()


class TaskTarget(NamedTuple):
    key: str
    year: str
    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks under the clauses that hold them."""

    path: Sequence[Entry]
    tasks: Sequence[TaskView]


@dataclass(frozen=True, slots=True)
class OfficeView:
    """An office with its number of duties by role, and its tasks with its role in each."""

    key: str
    name: str
    full_name: str
    is_group: bool
    is_unconfirmed: bool
    counts: Sequence[int]
    total: int
    share: int  # of the longest bar, in percent
    tasks: Sequence[tuple[TaskView, str | Promise]]


@dataclass(frozen=True)
class Carrying:
    """The tasks and offices of one plan, ready to be drawn."""

    held: Contents
    reading: Reading
    outline: Outline

    @cached_property
    def groups(self) -> list[TaskGroup]:
        """A clause that holds one task is that task; one that holds several is the heading above them."""
        found: dict[int | None, list[TaskView]] = {}
        for task in self.held.tasks:
            alone = self._sharing[task.clause_id] == 1
            above = self.outline.parent(task.clause_id) if alone else task.clause_id
            found.setdefault(above, []).append(self._tasks[task.pk])
        return [TaskGroup(self._below_the_top(above), tasks) for above, tasks in found.items()]

    @cached_property
    def _sharing(self) -> Counter[int | None]:
        """How many tasks each clause holds."""
        return Counter(task.clause_id for task in self.held.tasks)

    def _first_words(self, task: Task) -> str:
        """A task's first sentence, as far as its first stop."""
        start = task.sentences[0][0] if task.sentences else task.start
        words = self.reading.quote(Span(start, min(task.end, start + LONGEST_TITLE)))
        return re.split(r"[。；;，,（(\n]", words)[0].strip()

    def _below_the_top(self, clause: int | None) -> list[Entry]:
        path = self.outline.path(clause)
        return path[1:] or path

    @cached_property
    def _tasks(self) -> dict[int, TaskView]:
        duties: dict[int, list[Duty]] = {}
        for duty in self.held.duties:
            duties.setdefault(duty.task_id, []).append(duty)
        return {task.pk: self._task(task, duties.get(task.pk, [])) for task in self.held.tasks}

    def _task(self, task: Task, duties: Sequence[Duty]) -> TaskView:
        own, title = self.outline.entry(task.clause_id), self.reading.show(task.title)
        number = own.number if own and own.title == title else ""
        if number and self._sharing[task.clause_id] > 1:  # the heading is that of all, so it names none
            number, title = "", self._first_words(task) or title
        lines = [
            RoleLine(word, [self._chip(duty) for duty in duties if duty.role == role])
            for role, word in ROLE_WORDS.items()
        ]
        keys = " ".join(duty.key for duty in duties)
        return TaskView(task.key, f"{number}{title}", [line for line in lines if line.chips], keys, self._due(task))

    def _due(self, task: Task) -> list[TaskTarget]:
        """The targets in a task's own text."""
        first, last = (bisect_left(self._starts, edge) for edge in (task.start, task.end))
        return [self._target(target) for target in self._targets[first:last]]

    def _target(self, target: Target) -> TaskTarget:
        indicator = self._indicators[target.indicator_id]
        year = year_words(target.year) if target.year else ""
        shown = figure(target, indicator.unit, self.reading)
        return TaskTarget(target.key, year, self.reading.show(indicator.name), shown)

    @cached_property
    def _targets(self) -> list[Target]:
        return sorted(self.held.targets, key=lambda target: target.start)

    @cached_property
    def _starts(self) -> list[int]:
        return [target.start for target in self._targets]

    @cached_property
    def _indicators(self) -> dict[int, Indicator]:
        return {indicator.pk: indicator for indicator in self.held.indicators}

    def _chip(self, duty: Duty) -> Chip:
        return Chip(duty.key, *self._names(self._by_key[duty.office_id]))

    @cached_property
    def _by_key(self) -> dict[int, NamedOffice]:
        return {office.pk: office for office in self.held.offices}

    def _names(self, office: NamedOffice) -> tuple[str, str]:
        """The name to show, and the one on demand: an English page shows its own, and keeps the plan's."""
        if self.reading.in_english and office.name_en:
            return office.name_en, self.reading.name(office.full_name or office.name)
        return self.reading.name(office.name), self.reading.name(office.full_name)

    @cached_property
    def offices(self) -> list[OfficeView]:
        """The most burdened first; groups of offices last."""
        carried: dict[int, list[Duty]] = {}
        for duty in self.held.duties:
            carried.setdefault(duty.office_id, []).append(duty)
        most = max(map(len, carried.values()), default=1)
        views = [self._office(office, carried[office.pk], most) for office in self.held.offices]
        return sorted(views, key=lambda view: (view.is_group, -view.total))

    def _office(self, office: NamedOffice, duties: Sequence[Duty], most: int) -> OfficeView:
        counts = Counter(duty.role for duty in duties)
        name, other = self._names(office)
        return OfficeView(
            key=office.key,
            name=name,
            full_name=other,
            is_group=office.is_group,
            is_unconfirmed=bool(office.full_name) and not office.full_name_confirmed,
            counts=[counts[role] for role in self.roles],
            total=len(duties),
            share=round(100 * len(duties) / most),
            tasks=[(self._tasks[duty.task_id], ROLE_WORDS[duty.role]) for duty in duties],
        )

    @property
    def language(self) -> str:
        """The language of the offices' names, as HTML writes it."""
        english = self.reading.in_english and any(office.name_en for office in self.held.offices)
        return "en" if english else self.reading.language

    @cached_property
    def roles(self) -> list[str]:
        """The roles that the plan gives, if there are several: a table needs no column that says nothing."""
        given = {duty.role for duty in self.held.duties}
        return [role for role in ROLE_WORDS if role in given] if len(given) > 1 else []

    @property
    def role_words(self) -> list[str | Promise]:
        return [ROLE_WORDS[role] for role in self.roles]

    @property
    def has_named_first(self) -> bool:
        """Whether somewhere nobody is said to lead."""
        return any(duty.inferred_lead for duty in self.held.duties)
