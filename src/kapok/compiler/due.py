"""The year in which a value is due: said in its sentence, or inherited from what stands before or above."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from kapok.compiler.places import Place, Places
from kapok.compiler.quantities import Quantity
from kapok.compiler.years import YearMark, due_before, marks_between

_YEAR_BEHIND = re.compile(r"\((?:到)?((?:19|20)\d\d)年[^()]{0,6}\)")


@dataclass(slots=True)
class YearReader:
    """Finds the year in which a number is due, and how it was inherited."""

    flow: str
    places: Places
    marks: tuple[YearMark, ...]
    period: tuple[int, int] | None
    prose: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)  # a table's cell → its deadline
    carried: dict[int, YearMark] = field(default_factory=dict)  # paragraph → year its last target had

    _cells: list[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        self._cells = sorted(self.prose)

    def year_of(self, quantity: Quantity, place: Place) -> tuple[YearMark | None, str]:
        mark = self._in_sentence(quantity, place)
        if mark is not None:
            return mark, "sentence"
        mark = self._in_row(quantity)
        if mark is not None:
            return mark, "row"
        if place.paragraph in self.carried:
            return self.carried[place.paragraph], "paragraph"
        if place.goal:
            mark = self._of_paragraph(place) or self._of_lead(place) or self._of_clause(place)
            if mark is not None:
                return mark, "clause"
        return self._of_heading(place)

    def _in_sentence(self, quantity: Quantity, place: Place) -> YearMark | None:
        for mark in due_before(self.marks, place.sentence, quantity.left):
            if not mark.bracketed or mark.start >= place.stretch.start:
                return mark
        behind = _YEAR_BEHIND.match(self.flow, quantity.right)
        return next(iter(marks_between(self.marks, quantity.right, behind.end())), None) if behind else None

    def _in_row(self, quantity: Quantity) -> YearMark | None:
        """The deadline beside the cell in which a number stands."""
        at = bisect_right(self._cells, quantity.start, key=itemgetter(0)) - 1
        if at < 0 or quantity.start >= self._cells[at][1]:
            return None
        return next(iter(marks_between(self.marks, *self.prose[self._cells[at]])), None)

    def _of_paragraph(self, place: Place) -> YearMark | None:
        return next(iter(m for m in due_before(self.marks, place.paragraph, place.sentence) if not m.bracketed), None)

    def _of_lead(self, place: Place) -> YearMark | None:
        return next(iter(due_before(self.marks, *place.lead)), None) if place.lead else None

    def _of_clause(self, place: Place) -> YearMark | None:
        """The lead-in of the clause, of a heading above it, or those headings' own words."""
        index = place.heading
        end = place.sentence
        while index is not None:
            heading = self.places.headings[index]
            mark = next(
                iter(
                    m for m in due_before(self.marks, heading.start, end) if not m.bracketed or m.start < heading.body
                ),
                None,
            )
            if mark is not None:
                return mark
            end = heading.start
            index = heading.parent
            if index is not None:
                first_child = next((h.start for h in self.places.headings if h.parent == index), end)
                end = min(end, first_child)
        return None

    def _of_heading(self, place: Place) -> tuple[YearMark | None, str]:
        index = place.heading
        while index is not None:
            heading = self.places.headings[index]
            for mark in due_before(self.marks, heading.start, heading.body):
                return mark, "heading"
            index = heading.parent
        if self.period and (self.period[0] == self.period[1] or place.goal and self.period[1] - self.period[0] <= 10):
            return YearMark(0, 0, self.period[1], None, "due", "period"), "period"
        return None, ""
