"""A timeline: what falls due, in order, with the present day among it."""

import datetime
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext as _

from kapok.web.parts import Timeline, TimelinePoint
from kapok.web.statuses import Status
from kapok.web.words import day_words

YEAR = datetime.timedelta(days=366)


class Moment(NamedTuple):
    """A day on which something falls due: its name, where it leads, what is due, and where that stands."""

    day: datetime.date
    word: str
    url: str
    lines: Sequence[str]
    status: Status | None = None


def timeline(label: str, moments: Sequence[Moment], as_of: datetime.date) -> Timeline:
    """Moments in order as points, each at the end of the way that leads to it."""
    ordered = sorted(moments, key=lambda moment: moment.day)
    before = [moment.day for moment in ordered]
    ways = list(pairwise([before[0] - YEAR, *before])) if before else []
    points = [_point(moment, way, as_of) for moment, way in zip(ordered, ways, strict=True)]
    early = bool(before) and as_of <= ways[0][0]
    late = bool(before) and as_of > before[-1]
    return Timeline(label, points, _("今天 {day}").format(day=day_words(as_of)), early, late)


def _point(moment: Moment, way: tuple[datetime.date, datetime.date], as_of: datetime.date) -> TimelinePoint:
    gone = (as_of - way[0]) / (way[1] - way[0]) if way[1] > way[0] else 1
    is_next = way[0] < as_of <= way[1]
    return TimelinePoint(
        word=moment.word,
        day=moment.day,
        url=moment.url,
        lines=moment.lines,
        status=moment.status,
        gone=round(100 * max(0, min(1, gone))),
        is_next=is_next,
        is_after_gap=way[1] - way[0] > 2 * YEAR,
    )
