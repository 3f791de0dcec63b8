"""The first page: what the plans in force ask, by when, and whose it is most. Six queries for any number of plans."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kapok.plans.extent import Carrier, Due, due, most_burdened
from kapok.plans.models import Plan
from kapok.plans.queries import ListedPlan, published_plans
from kapok.plans.reading import Reading
from kapok.plans.summary import next_due, unknown
from kapok.plans.timeline import plan_timeline
from kapok.web.parts import Timeline
from kapok.web.words import day_words, years_words


@dataclass(frozen=True)
class HomePlan:
    """One plan of the first page."""

    listed: ListedPlan
    due: Due
    carrier: Carrier | None
    as_of: datetime.date
    script: str
    in_english: bool

    @property
    def plan(self) -> Plan:
        return self.listed.plan

    @cached_property
    def reading(self) -> Reading:
        return Reading(self.plan.title, self.script, self.in_english)

    @property
    def title(self) -> str:
        return self.reading.show(self.plan.title)

    @property
    def issuer(self) -> str:
        return self.reading.show(self.plan.issuer)

    @property
    def document_number(self) -> str:
        return self.reading.show(self.plan.document_number)

    @property
    def period(self) -> str:
        return years_words(self.plan.first_year, self.plan.last_year)

    @property
    def is_past(self) -> bool:
        """Whether its time is over: the last year of its period, or where it gives none, of its targets."""
        last = self.plan.last_year or (self.due.years[-1].year if self.due.years else None)
        return last is not None and last < self.as_of.year

    @property
    def asks(self) -> str:
        """What it asks, in one line."""
        counts = [
            ngettext("{n} 项指标", "{n} 项指标", self.listed.indicators).format(n=f"{self.listed.indicators:,}"),
            ngettext("{n} 个目标值", "{n} 个目标值", self.due.targets).format(n=f"{self.due.targets:,}"),
            ngettext("{n} 项任务", "{n} 项任务", self.due.tasks).format(n=f"{self.due.tasks:,}"),
            ngettext("{n} 家单位", "{n} 家单位", self.listed.offices).format(n=self.listed.offices),
        ]
        return " · ".join(counts)

    @property
    def next(self) -> str:
        """What is due next; or that all was due; nothing where it sets no year."""
        if not self.due.years:
            return _("没有写明年份的目标值。")
        coming = self.due.next(self.as_of)
        if coming:
            return next_due(coming.day, coming.targets, self.as_of)
        return _("最后一批目标值已于{day}到期。").format(day=day_words(self.due.years[-1].day))

    @property
    def whose(self) -> str:
        """Whose tasks stand most in the sections of what is due next; "" where no office has one."""
        return self._office(self.carrier) if self.carrier else ""

    def _office(self, carrier: Carrier) -> str:
        office, coming = carrier.office, self.due.next(self.as_of)
        name = office.name_en if self.in_english and office.name_en else self.reading.name(office.name)
        tasks = ngettext("{n} 项", "{n} 项", carrier.tasks).format(n=f"{carrier.tasks:,}")
        return ngettext(
            "到时涉及 {n} 项任务，{office}参与最多（{tasks}）。",
            "到时涉及 {n} 项任务，{office}参与最多（{tasks}）。",
            coming.tasks if coming else 0,
        ).format(n=f"{coming.tasks if coming else 0:,}", office=name, tasks=tasks)

    @property
    def office_url(self) -> str:
        return reverse("plans:office", args=[self.plan.slug, self.carrier.office.key]) if self.carrier else ""

    @cached_property
    def timeline(self) -> Timeline:
        return plan_timeline(self.plan.slug, self.title, self.due, self.as_of)


@dataclass(frozen=True)
class Home:
    """Everything on the page."""

    plans: Sequence[HomePlan]
    as_of: datetime.date

    @cached_property
    def current(self) -> list[HomePlan]:
        """Plans in force, or about to be."""
        return [plan for plan in self.plans if not plan.is_past]

    @cached_property
    def past(self) -> list[HomePlan]:
        return [plan for plan in self.plans if plan.is_past]

    @property
    def sentences(self) -> list[str]:
        """What is in force, what falls due first, and what of the rest is unknown."""
        n, past = len(self.current), len(self.past)
        first = ngettext("现有 {n} 份计划在执行。", "现有 {n} 份计划在执行。", n).format(n=n)
        if not n:
            first = ngettext("{n} 份计划的期限已过。", "{n} 份计划的期限已过。", past).format(n=past)
        return [first, *self._next(), unknown(sum(plan.due.past(self.as_of) for plan in self.plans))]

    def _next(self) -> list[str]:
        coming = [found for plan in self.current if (found := plan.due.next(self.as_of))]
        if not coming:
            return []
        day = min(found.day for found in coming)
        return [next_due(day, sum(found.targets for found in coming if found.day == day), self.as_of)]


def home(as_of: datetime.date, script: str, *, in_english: bool) -> Home:
    """All published plans as of a day; one query where there are none."""
    listed = published_plans(as_of)
    falls_due = due([found.plan.pk for found in listed])
    coming = {
        plan: held.sections.get(first.year, ()) for plan, held in falls_due.items() if (first := held.next(as_of))
    }
    carriers = most_burdened(coming)
    return Home(
        [HomePlan(one, falls_due[one.plan.pk], carriers.get(one.plan.pk), as_of, script, in_english) for one in listed],
        as_of,
    )
