"""What falls due in a plan, year by year, as a timeline whose points lead to the board of that year."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kapok.plans.addresses import year_address
from kapok.plans.extent import Due, DueYear
from kapok.web.parts import Timeline
from kapok.web.statuses import STATUSES, Status
from kapok.web.timeline import Moment, timeline
from kapok.web.words import year_words


def plan_timeline(slug: str, title: str, due: Due, as_of: datetime.date) -> Timeline:
    """What a plan has due, year by year."""
    label = _("到期时间轴：{title}").format(title=title)
    return timeline(label, [_moment(slug, year, as_of) for year in due.years], as_of)


def _moment(slug: str, due: DueYear, as_of: datetime.date) -> Moment:
    return Moment(due.day, year_words(due.year), year_address(slug, due.year), lines(due), status_at(due.day, as_of))


def lines(due: DueYear) -> Sequence[str]:
    """How much is due in a year."""
    targets = ngettext("{n} 个目标值", "{n} 个目标值", due.targets).format(n=f"{due.targets:,}")
    tasks = ngettext("相关任务 {n} 项", "相关任务 {n} 项", due.tasks).format(n=f"{due.tasks:,}")
    return [targets, tasks] if due.tasks else [targets]


def status_at(due: datetime.date, as_of: datetime.date) -> Status:
    """No report can exist yet: what is due is unknown, never good or bad."""
    return STATUSES["no-data" if due < as_of else "not-due"]
