"""The page of a plan, put together from what is stored: values that its template draws."""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kapok.kernel.spans import Span
from kapok.plans import summary
from kapok.plans.ladder import DueYear, due_years, ladder
from kapok.plans.marks import Heading, Mark, paragraphs
from kapok.plans.models import Clause, Doubt, Duty, Item, NamedOffice, Plan, Provision, Task
from kapok.plans.numbers import COMPARATOR_WORDS, figure
from kapok.plans.queries import Contents
from kapok.plans.scripts import converted, script_of
from kapok.web.parts import Figure, Ladder, Paragraph

ROLE_WORDS: dict[str, str | Promise] = {
    "lead": gettext_lazy("牵头"),
    "responsible": gettext_lazy("责任"),
    "support": gettext_lazy("配合"),
}
NAME_KINDS: dict[str, str | Promise] = {
    "programme": gettext_lazy("专项"),
    "policy": gettext_lazy("政策"),
    "platform": gettext_lazy("平台"),
    "document": gettext_lazy("文件"),
}
HTML_SCRIPTS = {"hans": "zh-Hans", "hant": "zh-Hant"}


class OutlineEntry(NamedTuple):
    """One line of the table of contents."""

    key: str
    level: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Chip:
    """An office in a task, leading to its mention in the text."""

    key: str
    name: str
    full_name: str
    is_named_first: bool

    @property
    def url(self) -> str:
        return f"#{self.key}"


@dataclass(frozen=True, slots=True)
class RoleLine:
    role: str
    word: str | Promise
    chips: Sequence[Chip]


@dataclass(frozen=True, slots=True)
class TaskView:
    key: str
    title: str
    number: str
    roles: Sequence[RoleLine]


@dataclass(frozen=True, slots=True)
class TaskGroup:
    heading: str
    tasks: Sequence[TaskView]


@dataclass(frozen=True, slots=True)
class OfficeView:
    key: str
    name: str
    full_name: str
    is_group: bool
    is_unconfirmed: bool
    counts: Sequence[int]
    tasks: Sequence[tuple[TaskView, str]]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class ProvisionView:
    key: str
    subject: str
    figure: Figure
    sense: str | Promise
    clause: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of the text with their address in it ("" where they have no place), and what is said of them."""

    key: str
    quote: str
    word: str | Promise = ""


@dataclass
class PlanPage:
    """Everything on the page. ``script`` is "source", "hans" or "hant"."""

    held: Contents
    as_of: datetime.date
    script: str = "source"
    in_english: bool = False
    show: Callable[[str], str] = field(init=False)

    def __post_init__(self) -> None:
        wanted = self.script
        self.show = str if wanted in ("source", self.source_script) else lambda words: converted(words, wanted)

    @property
    def plan(self) -> Plan:
        return self.held.plan

    @cached_property
    def source_script(self) -> str:
        return script_of(self.plan.text)

    @property
    def other_script(self) -> str:
        return "hans" if self.source_script == "hant" else "hant"

    @property
    def is_converted(self) -> bool:
        return self.script == self.other_script

    @property
    def text_language(self) -> str:
        """The language of what is quoted from the plan, as HTML writes it."""
        return HTML_SCRIPTS[self.other_script if self.is_converted else self.source_script]

    @property
    def title(self) -> str:
        return self.show(self.plan.title)

    @property
    def office_language(self) -> str:
        return "en" if self.in_english and any(office.name_en for office in self.held.offices) else self.text_language

    @property
    def sentences(self) -> list[list[str]]:
        """The paragraphs on top, each a list of sentences."""
        told = [summary.what_it_is(self.held), summary.where_it_stands(self.held, self.as_of)]
        return [paragraph for paragraph in told if paragraph]

    @cached_property
    def ladder(self) -> Ladder:
        return ladder(self.held, self.as_of, self.show)

    @cached_property
    def due_years(self) -> list[DueYear]:
        return due_years(self.held.targets_once, self.as_of)

    @cached_property
    def outline(self) -> list[OutlineEntry]:
        return [OutlineEntry(c.key, c.level, self.show(c.number), self.show(c.title)) for c in self.held.clauses]

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        headings = [Heading(c.key, c.start, c.level, c.number + c.title) for c in self.held.clauses]
        return paragraphs(self.plan.text, self.show(self.plan.text), headings, self._marks())

    def _marks(self) -> list[Mark]:
        held = self.held
        return [
            *(Mark(t.key, t.span, "target", f"#row-{t.key}") for t in held.targets),
            *(Mark(p.key, p.span, "provision", f"#row-{p.key}") for p in held.provisions),
            *(Mark(d.key, d.span, "duty", f"#row-{d.key}") for d in held.duties),
            *(Mark(n.key, n.span, "name") for n in held.names),
            *(Mark(item.key, item.span) for item in (*held.tasks, *held.doubts, *held.uncovered)),
            *self._title_mark(),
        ]

    def _title_mark(self) -> list[Mark]:
        """The plan's own title, where it stands on a line of its own."""
        found = re.search(rf"^\s*({re.escape(self.plan.title)})\s*$", self.plan.text, re.MULTILINE)
        return [Mark("title", Span(*found.span(1)), "title")] if found else []

    @cached_property
    def task_groups(self) -> list[TaskGroup]:
        """Tasks under the top clause that holds them."""
        groups: dict[int | None, list[TaskView]] = {}
        for task in self.held.tasks:
            groups.setdefault(self._top(task.clause_id), []).append(self._tasks[task.pk])
        return [TaskGroup(self._heading(top), tasks) for top, tasks in groups.items()]

    @cached_property
    def _clauses(self) -> dict[int, Clause]:
        return {clause.pk: clause for clause in self.held.clauses}

    @cached_property
    def _tasks(self) -> dict[int, TaskView]:
        duties: dict[int, list[Duty]] = {}
        for duty in self.held.duties:
            duties.setdefault(duty.task_id, []).append(duty)
        return {task.pk: self._task(task, duties.get(task.pk, [])) for task in self.held.tasks}

    def _task(self, task: Task, duties: Sequence[Duty]) -> TaskView:
        roles = [
            RoleLine(role, word, [self._chip(duty) for duty in duties if duty.role == role])
            for role, word in ROLE_WORDS.items()
        ]
        return TaskView(
            task.key, self.show(task.title), self._number(task.clause_id), [line for line in roles if line.chips]
        )

    def _chip(self, duty: Duty) -> Chip:
        name, other = self._names(self._offices[duty.office_id])
        return Chip(duty.key, name, other, duty.inferred_lead)

    @cached_property
    def _offices(self) -> dict[int, NamedOffice]:
        return {office.pk: office for office in self.held.offices}

    def _names(self, office: NamedOffice) -> tuple[str, str]:
        """The name to show, and the one on demand: the English page shows its own, and keeps the plan's."""
        if self.in_english and office.name_en:
            return office.name_en, self.show(office.full_name or office.name)
        return self.show(office.name), self.show(office.full_name)

    def _number(self, clause: int | None) -> str:
        return self.show(self._clauses[clause].number) if clause else ""

    def _top(self, clause: int | None) -> int | None:
        while clause and self._clauses[clause].parent_id:
            clause = self._clauses[clause].parent_id
        return clause

    def _heading(self, clause: int | None) -> str:
        found = self._clauses.get(clause or 0)
        return self.show(f"{found.number}{found.title}") if found else ""

    @cached_property
    def offices(self) -> list[OfficeView]:
        """Who carries what, the most burdened first; groups of offices last."""
        carried: dict[int, list[Duty]] = {}
        for duty in self.held.duties:
            carried.setdefault(duty.office_id, []).append(duty)
        views = [self._office(office, carried[office.pk]) for office in self.held.offices]
        return sorted(views, key=lambda view: (view.is_group, -view.total))

    def _office(self, office: NamedOffice, duties: Sequence[Duty]) -> OfficeView:
        counts = Counter(duty.role for duty in duties)
        name, other = self._names(office)
        return OfficeView(
            office.key,
            name,
            other,
            office.is_group,
            bool(office.full_name) and not office.full_name_confirmed,
            [counts[role] for role in ROLE_WORDS],
            [(self._tasks[duty.task_id], str(ROLE_WORDS[duty.role])) for duty in duties],
        )

    @property
    def role_words(self) -> list[str | Promise]:
        return list(ROLE_WORDS.values())

    @property
    def has_named_first(self) -> bool:
        return any(duty.inferred_lead for duty in self.held.duties)

    @cached_property
    def provisions(self) -> list[ProvisionView]:
        return [self._provision(provision) for provision in self.held.provisions]

    def _provision(self, provision: Provision) -> ProvisionView:
        found = figure(provision, provision.unit, self._quote(provision))
        return ProvisionView(
            provision.key,
            self.show(provision.subject),
            Figure(self.show(found.written), self.show(found.exact)),
            COMPARATOR_WORDS[provision.comparator],
            self._number(provision.clause_id),
        )

    def _quote(self, item: Item) -> str:
        return self.show(item.span.of(self.plan.text)).strip()

    @cached_property
    def names(self) -> list[Quoted]:
        return [Quoted(n.key, self.show(n.name), NAME_KINDS.get(n.kind, "")) for n in self.held.names]

    @cached_property
    def doubts(self) -> list[Quoted]:
        return [self._doubt(doubt) for doubt in self.held.doubts]

    def _doubt(self, doubt: Doubt) -> Quoted:
        has_place = doubt.end > doubt.start
        return Quoted(doubt.key if has_place else "", self._quote(doubt), doubt.message)

    @cached_property
    def uncovered(self) -> list[Quoted]:
        return [Quoted(found.key, self._quote(found)) for found in self.held.uncovered]

    @property
    def doubts_words(self) -> str:
        """How much there is for officials to look at."""
        mended, missed = len(self.doubts), len(self.uncovered)
        return _("{doubts}，{uncovered}").format(
            doubts=ngettext("{n} 处存疑或已修补", "{n} 处存疑或已修补", mended).format(n=mended),
            uncovered=ngettext("{n} 句未能归类", "{n} 句未能归类", missed).format(n=missed),
        )
