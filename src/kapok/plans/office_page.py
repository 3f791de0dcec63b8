"""The pages of offices: all of a plan with their tasks as a matrix, and one with all that it carries."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kapok.plans.addresses import item_address, year_address
from kapok.plans.board_page import Chip
from kapok.plans.carrying import ROLE_WORDS
from kapok.plans.groups import Group, Member, group_of, through
from kapok.plans.models import Duty, NamedOffice, Plan, Target
from kapok.plans.numbers import figure
from kapok.plans.offices import Carried, Load, Matrix
from kapok.plans.reading import Reading
from kapok.plans.timeline import status_at
from kapok.web.paging import Pager
from kapok.web.parts import Figure, Timeline
from kapok.web.timeline import Moment, timeline
from kapok.web.words import day_words, year_words


@dataclass(frozen=True)
class _Page:
    """What both pages have: a plan, and how its names are read."""

    plan: Plan
    reading: Reading
    pager: Pager

    @property
    def title(self) -> str:
        return self.reading.show(self.plan.title)

    def at(self, key: str) -> str:
        """Where an item of the plan stands in its text."""
        return item_address(self.plan.slug, key)

    def member(self, member: Member) -> Chip:
        """An office of a group; where the plan names it by itself as well, leading to its page."""
        if member.named:
            return self.chip(member.named)
        office = member.office
        if self.reading.in_english and office.name_en:
            return Chip(office.name_en, self.reading.name(office.full_name or office.name), "")
        return Chip(self.reading.name(office.name), self.reading.name(office.full_name), "")

    def chip(self, office: NamedOffice) -> Chip:
        url = reverse("plans:office", args=[self.plan.slug, office.key])
        if self.reading.in_english and office.name_en:
            return Chip(office.name_en, self.reading.name(office.full_name or office.name), url)
        return Chip(self.reading.name(office.name), self.reading.name(office.full_name), url)


class GroupRow(NamedTuple):
    """A group with who belongs to it on the day: a sentence, and the offices."""

    chip: Chip
    words: str
    members: Sequence[Chip]


def _who(group: Group, as_of: datetime.date) -> str:
    """How many belong to a group on a day; or that nobody has said."""
    if not group.members:
        return _("一组单位，原文没有逐家写出，名册里也还没有它的成员。")
    return ngettext("一组单位，{day}有 {n} 家", "一组单位，{day}有 {n} 家", len(group.members)).format(
        day=day_words(as_of), n=len(group.members)
    )


class LoadRow(NamedTuple):
    """An office with its duties: all, by role, and by year; and its tasks: with nobody else, and with others."""

    chip: Chip
    total: int
    roles: Sequence[int]
    alone: int
    shared: int
    years: Sequence[int]


class MatrixRow(NamedTuple):
    title: str
    url: str
    cells: Sequence[str | Promise]


@dataclass(frozen=True)
class OfficesPage(_Page):
    """All offices of a plan."""

    matrix: Matrix
    load: Load
    found: Sequence[Group]
    as_of: datetime.date

    @property
    def groups(self) -> list[GroupRow]:
        """The groups that the plan names, with who that is on the day."""
        return [
            GroupRow(self.chip(group.named), _who(group, self.as_of), [self.member(m) for m in group.members])
            for group in self.found
        ]

    @property
    def lead(self) -> str:
        offices, duties = len(self.matrix.offices), sum(sum(counts.values()) for counts in self.load.roles.values())
        return _("{offices}共承担 {duties}。").format(
            offices=ngettext("{n} 家单位", "{n} 家单位", offices).format(n=offices),
            duties=ngettext("{n} 项责任", "{n} 项责任", duties).format(n=f"{duties:,}"),
        )

    @property
    def most(self) -> str:
        """Who carries most; nothing where there is nobody to compare with."""
        if len(self.loads) < 2 or self.loads[0].total == self.loads[1].total:
            return ""
        first = self.loads[0]
        duties = ngettext("{n} 项责任", "{n} 项责任", first.total).format(n=f"{first.total:,}")
        return _("最多的是{office}：{duties}。").format(office=first.chip.name, duties=duties)

    @cached_property
    def heads(self) -> list[Chip]:
        return [self.chip(office) for office in self.matrix.offices]

    @property
    def rows(self) -> list[MatrixRow]:
        found = []
        for task in self.matrix.tasks:
            roles = self.matrix.roles.get(task.pk, {})
            cells = [ROLE_WORDS[roles[o.pk]] if o.pk in roles else "" for o in self.matrix.offices]
            found.append(MatrixRow(self.reading.show(task.title), self.at(task.key), cells))
        return found

    @cached_property
    def roles(self) -> list[str]:
        """The roles that the plan gives."""
        given = {role for counts in self.load.roles.values() for role in counts}
        return [role for role in ROLE_WORDS if role in given] if len(given) > 1 else []

    @property
    def role_words(self) -> list[str | Promise]:
        return [ROLE_WORDS[role] for role in self.roles]

    @cached_property
    def _years(self) -> list[int]:
        return sorted({year for years in self.load.years.values() for year in years})

    @property
    def years(self) -> list[str]:
        return [year_words(year) for year in self._years]

    @cached_property
    def loads(self) -> list[LoadRow]:
        """The most burdened first."""
        rows = [self._load(office) for office in self.matrix.offices]
        return sorted(rows, key=lambda row: -row.total)

    def _load(self, office: NamedOffice) -> LoadRow:
        roles, years = self.load.roles.get(office.pk) or Counter(), self.load.years.get(office.pk, {})
        return LoadRow(
            self.chip(office),
            sum(roles.values()),
            [roles[role] for role in self.roles],
            alone := self.load.alone.get(office.pk, 0),
            self.load.tasks.get(office.pk, 0) - alone,
            [years.get(year, 0) for year in self._years],
        )


class CarriedRow(NamedTuple):
    """A task that the office carries: its role, and who else has a part in it."""

    title: str
    url: str
    role: str | Promise
    beside: Sequence[tuple[str | Promise, Chip]]


class DueRow(NamedTuple):
    day: str
    left: str
    indicator: str
    figure: Figure
    url: str


@dataclass(frozen=True)
class OfficePage(_Page):
    """One office."""

    office: NamedOffice
    carried: Carried
    load: Load
    as_of: datetime.date
    all_tasks: int  # of the plan
    found: Sequence[Group]  # of the plan

    @cached_property
    def names(self) -> Chip:
        return self.chip(self.office)

    @property
    def lead(self) -> str:
        counts: Counter[str] = self.load.roles.get(self.office.pk, Counter())
        total = ngettext("{n} 项责任", "{n} 项责任", self.pager.total).format(n=self.pager.total)
        if not counts["lead"] and not counts["support"]:
            return _("承担 {total}。").format(total=total)
        given = [(word, counts[role]) for role, word in ROLE_WORDS.items() if counts[role]]
        roles = "，".join(_("{role} {n} 项").format(role=word, n=n) for word, n in given)
        return _("承担 {total}：{roles}。").format(total=total, roles=roles)

    @property
    def shared(self) -> str:
        """How it stands against the plan: its part of all tasks, and how many of them it carries alone."""
        tasks, alone = self.load.tasks.get(self.office.pk, 0), self.load.alone.get(self.office.pk, 0)
        part = ngettext(
            "全计划 {all} 项任务里，它参与 {n} 项", "全计划 {all} 项任务里，它参与 {n} 项", self.all_tasks
        ).format(all=f"{self.all_tasks:,}", n=f"{tasks:,}")
        if not alone:
            return _("{part}，每一项都与别的单位共同承担。").format(part=part)
        return ngettext("{part}，其中 {n} 项只有它一家。", "{part}，其中 {n} 项只有它一家。", alone).format(
            part=part, n=f"{alone:,}"
        )

    @property
    def group(self) -> GroupRow | None:
        """Who this is on the day, where it is a group."""
        group = group_of(self.found, self.office)
        if group is None:
            return None
        return GroupRow(self.names, _who(group, self.as_of), [self.member(member) for member in group.members])

    @property
    def through(self) -> list[tuple[Chip, str]]:
        """The groups that it belongs to, each with how much they carry."""
        counts = {named.pk: named.duties.count() for named in through(self.found, self.office)}
        return [
            (self.chip(named), ngettext("{n} 项责任", "{n} 项责任", counts[named.pk]).format(n=counts[named.pk]))
            for named in through(self.found, self.office)
        ]

    @property
    def rows(self) -> list[CarriedRow]:
        return [self._row(duty) for duty in self.carried.duties]

    def _row(self, duty: Duty) -> CarriedRow:
        others = self.carried.beside.get(duty.task_id, [])
        beside = [("" if o.role == duty.role else ROLE_WORDS[o.role], self.chip(o.office)) for o in others]
        url = self.at(duty.key)
        return CarriedRow(self.reading.show(duty.task.title), url, ROLE_WORDS[duty.role], beside)

    @cached_property
    def timeline(self) -> Timeline:
        """The load of each year: tasks in whose section a target is due then, each point leading to these."""
        label = _("到期时间轴：{title}").format(title=self.names.name)
        counts = self.load.years.get(self.office.pk, {})
        return timeline(label, [self._moment(year, counts[year]) for year in sorted(counts)], self.as_of)

    def _moment(self, year: int, tasks: int) -> Moment:
        words = ngettext("{n} 项任务有目标到期", "{n} 项任务有目标到期", tasks).format(n=f"{tasks:,}")
        url = f"{year_address(self.plan.slug, year)}&show=tasks&office={self.office.key}"
        day = datetime.date(year, 12, 31)
        return Moment(day, year_words(year), url, [words], status_at(day, self.as_of))

    @cached_property
    def coming(self) -> list[DueRow]:
        return [self._due(target) for target in self.carried.coming(self.as_of.year)]

    def _due(self, target: Target) -> DueRow:
        indicator, day = target.indicator, datetime.date(target.year or 0, 12, 31)
        shown, left = figure(target, indicator.unit, self.reading), (day - self.as_of).days
        days = ngettext("还有 {n} 天", "还有 {n} 天", left).format(n=f"{left:,}") if left else _("今天到期")
        return DueRow(day_words(day), days, self.reading.show(indicator.name), shown, self.at(target.key))
