"""What the components take: plain values that a page prepares and a template part draws."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kapok.web.statuses import Status


class Crumb(NamedTuple):
    """One step of the way to a page; the last has no address. ``language`` where it is not the page's."""

    word: str
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as the page writes it, and on demand the other way: all its digits, or as its document writes it."""

    shown: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class LadderCell:
    """What is due in one year: one figure or several, each with its sentence and its status."""

    figures: Sequence["LadderFigure"] = ()


class LadderSource(NamedTuple):
    """A sentence that a figure stands in; ``lasting`` is its address for whoever is sent it."""

    key: str
    url: str
    clause: str = ""
    quote: str = ""
    note: str = ""
    lasting: str = ""


@dataclass(frozen=True, slots=True)
class LadderFigure:
    """A figure that is due, with every sentence that says it."""

    figure: Figure
    status: Status
    year: str
    sources: Sequence[LadderSource]


@dataclass(frozen=True, slots=True)
class LadderRow:
    """An indicator, what tells it from its neighbours, and a cell for each year."""

    name: str
    note: str
    cells: Sequence[LadderCell]
    others: Sequence[Crumb] = ()  # the same indicator in other documents

    @property
    def figures(self) -> list[LadderFigure]:
        """All figures of the row, in the order of years."""
        return [figure for cell in self.cells for figure in cell.figures]


class LadderYear(NamedTuple):
    word: str
    is_present: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """Indicators by years; the present year is marked."""

    years: Sequence[LadderYear]
    rows: Sequence[LadderRow]


class TimelinePoint(NamedTuple):
    """A day on which something falls due. ``gone`` is how much of the way from the point before is behind, in percent;
    the present day stands on the way to the next point."""

    word: str
    day: datetime.date
    url: str
    lines: Sequence[str]
    status: Status | None = None
    gone: int = 0
    is_next: bool = False
    is_after_gap: bool = False


class Timeline(NamedTuple):
    """Points in order, and the present day: before all of them, among them, or after all."""

    label: str
    points: Sequence[TimelinePoint]
    today: str
    is_early: bool = False
    is_late: bool = False


class Segment(NamedTuple):
    """A run of a text under one set of marks. ``kinds`` are class words, ``items`` their keys, the innermost first;
    ``is_again`` says that another link of the paragraph leads to the same place, so that the keyboard can pass this
    one; ``status`` is that of the innermost item, where the text is under review."""

    text: str
    anchors: Sequence[str] = ()
    url: str = ""
    kinds: str = ""
    items: str = ""
    is_again: bool = False
    status: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a heading (``level`` 1 and more) of a published text."""

    segments: Sequence[Segment]
    level: int = 0
    anchors: Sequence[str] = ()
    start: int = 0

    @property
    def tag(self) -> str:
        return f"h{min(self.level + 2, 6)}" if self.level else "p"
