"""The page of a board, and the same rows as a file: values that its template draws."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kapok.plans.addresses import item_address
from kapok.plans.board import SORTS, Asked, Board
from kapok.plans.carrying import ROLE_WORDS
from kapok.plans.ladder import ladder
from kapok.plans.models import Duty, NamedOffice, Task
from kapok.plans.numbers import KIND_WORDS
from kapok.plans.outline import Entry, Outline
from kapok.plans.queries import Contents
from kapok.plans.reading import SentenceReading
from kapok.web.paging import Pager, changed
from kapok.web.parts import Ladder, LadderRow
from kapok.web.words import year_words


class Choice(NamedTuple):
    """Something that can be chosen in a filter."""

    value: str
    word: str | Promise
    is_chosen: bool


class Chip(NamedTuple):
    """An office in a task, leading to its own page."""

    name: str
    full_name: str
    url: str


class TaskRow(NamedTuple):
    url: str
    title: str
    place: str
    years: str
    roles: Sequence[tuple[str, str | Promise, Sequence[Chip]]]


class Group(NamedTuple):
    """Rows under the clause that holds them; one without a path stands alone."""

    path: Sequence[Entry]
    rows: Sequence[LadderRow | TaskRow]


@dataclass(frozen=True)
class BoardPage:
    """Everything on the page."""

    board: Board
    as_of: datetime.date
    script: str
    in_english: bool
    pager: Pager

    @property
    def asked(self) -> Asked:
        return self.board.asked

    @property
    def shows_tasks(self) -> bool:
        return self.asked.view == "tasks"

    @cached_property
    def reading(self) -> SentenceReading:
        sentences = {} if self.shows_tasks else self.board.sentences
        return SentenceReading(self.board.plan.title, self.script, self.in_english, sentences)

    @property
    def title(self) -> str:
        return self.reading.show(self.board.plan.title)

    @cached_property
    def outline(self) -> Outline:
        return Outline(self.board.clauses, self.reading, self.board.plan.slug)

    @property
    def lead(self) -> str:
        """How many rows there are, of how many."""
        n = self.pager.total
        if self.shows_tasks:
            rows = ngettext("{n} 项任务", "{n} 项任务", n).format(n=f"{n:,}")
        else:
            rows = ngettext("{n} 项指标", "{n} 项指标", n).format(n=f"{n:,}")
        return (
            _("符合条件的有 {rows}。").format(rows=rows)
            if self.asked.is_filtered
            else _("共 {rows}。").format(rows=rows)
        )

    # the choices

    @property
    def views(self) -> list[Choice]:
        words = {"indicators": pgettext("several", "指标"), "tasks": _("任务")}
        asked = self.asked.query
        return [
            Choice(changed(asked, show=view, page="", column=""), word, view == self.asked.view)
            for view, word in words.items()
        ]

    @property
    def offices(self) -> list[Choice]:
        return [Choice(o.key, self.names(o)[0], o.key == self.asked.office) for o in self.board.offices]

    @property
    def roles(self) -> list[Choice]:
        return [Choice(key, word, key == self.asked.role) for key, word in ROLE_WORDS.items()]

    @property
    def years(self) -> list[Choice]:
        return [Choice(str(year), year_words(year), year == self.asked.year) for year in self.board.years]

    @property
    def kinds(self) -> list[Choice]:
        return [Choice(key, word, key == self.asked.kind) for key, word in KIND_WORDS.items()]

    @property
    def sorts(self) -> list[Choice]:
        words = {"": _("按原文次序"), "name": _("按名称"), "due": _("先到期的在前")}
        return [Choice(key, words[key], key == self.asked.sort) for key in SORTS[self.asked.view]]

    @property
    def groups_by(self) -> list[Choice]:
        words = {"": _("按条款分组"), "none": _("不分组")}
        return [Choice(key, word, (key == "") == self.asked.is_grouped) for key, word in words.items()]

    @cached_property
    def columns(self) -> list[Choice]:
        """All columns that can be shown beside the names."""
        if self.shows_tasks:
            known = {"clause": _("条款"), "years": _("同节目标到期"), **ROLE_WORDS}
        else:
            known = {str(year): year_words(year) for year in self.board.years}
        given = {duty.role for duties in self.board.duties.values() for duty in duties} if self.shows_tasks else set()
        usual = [name for name in known if name not in ROLE_WORDS or name in given]
        wanted = [name for name in self.asked.columns if name in known] or usual
        return [Choice(key, word, key in wanted) for key, word in known.items()]

    @cached_property
    def shown(self) -> list[str]:
        return [column.value for column in self.columns if column.is_chosen]

    # the rows

    @cached_property
    def ladder(self) -> Ladder:
        held, years = self.board, [int(year) for year in self.shown]
        contents = Contents(held.plan, held.clauses, held.indicators, held.targets, [], [], [], [], [], [], [])
        columns: list[int | None] = [*years]
        if not self.asked.columns and any(target.year is None for target in held.targets):
            columns.append(None)
        return ladder(contents, self.as_of, self.reading, self.outline, years=columns, is_here=False)

    @cached_property
    def groups(self) -> list[Group]:
        """Rows as they stand, parted where the clause above them changes."""
        found: list[Group] = []
        rows = self._task_rows() if self.shows_tasks else self._indicator_rows()
        for clause, row in rows:
            path = self._above(clause) if self.asked.is_grouped else []
            if not found or [entry.key for entry in found[-1].path] != [entry.key for entry in path]:
                found.append(Group(path, []))
            found[-1] = Group(path, [*found[-1].rows, row])
        return found

    def _above(self, clause: int | None) -> list[Entry]:
        """The clause that holds the clause of a row, without the top where there is more."""
        path = self.outline.path(self.outline.parent(clause)) or self.outline.path(clause)
        return path[1:] or path

    def _indicator_rows(self) -> Iterator[tuple[int | None, LadderRow]]:
        first: dict[int, int | None] = {}
        for target in self.board.targets:
            first.setdefault(target.indicator_id, target.clause_id)
        for indicator, row in zip(self.board.indicators, self.ladder.rows, strict=True):
            yield first.get(indicator.pk), row

    def _task_rows(self) -> Iterator[tuple[int | None, TaskRow]]:
        for task in self.board.tasks:
            yield task.clause_id, self._task(task)

    def _task(self, task: Task) -> TaskRow:
        duties = self.board.duties.get(task.pk, [])
        years = "、".join(year_words(year) for year in self.board.due_years.get(task.section, []))  # type: ignore[attr-defined]
        roles = [
            (role, word, [self.chip(duty) for duty in duties if duty.role == role]) for role, word in ROLE_WORDS.items()
        ]
        shown = [line for line in roles if line[0] in self.shown]
        return TaskRow(
            item_address(self.board.plan.slug, task.key),
            self.reading.show(task.title),
            self.outline.place(task.clause_id),
            years,
            shown,
        )

    @cached_property
    def _by_key(self) -> dict[int, NamedOffice]:
        return {office.pk: office for office in self.board.offices}

    def chip(self, duty: Duty) -> Chip:
        office = self._by_key[duty.office_id]
        return Chip(*self.names(office), reverse("plans:office", args=[self.board.plan.slug, office.key]))

    def names(self, office: NamedOffice) -> tuple[str, str]:
        if self.in_english and office.name_en:
            return office.name_en, self.reading.name(office.full_name or office.name)
        return self.reading.name(office.name), self.reading.name(office.full_name)

    # the same rows as a file

    @property
    def head(self) -> list[str]:
        first = [_("条款"), _("任务") if self.shows_tasks else _("指标")]
        if self.shows_tasks:
            return [first[1], *(str(column.word) for column in self.columns if column.is_chosen)]
        return [*first, _("口径"), *(year.word for year in self.ladder.years)]

    def table(self) -> Iterator[list[str]]:
        """All rows as plain words, in the columns of :attr:`head`."""
        if self.shows_tasks:
            for _clause, row in self._task_rows():
                yield [row.title, *self._cells(row)]
        else:
            for clause, rung in self._indicator_rows():
                figures = ["；".join(found.figure.shown for found in cell.figures) for cell in rung.cells]
                yield [self.outline.place(clause).strip(), rung.name, rung.note, *figures]

    def _cells(self, row: TaskRow) -> Iterator[str]:
        roles = {role: "、".join(chip.name for chip in chips) for role, _word, chips in row.roles}
        for column in self.shown:
            yield {"clause": row.place, "years": row.years}.get(column, roles.get(column, ""))
