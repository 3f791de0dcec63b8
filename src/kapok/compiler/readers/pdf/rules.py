"""Tables that are not ruled all around: open at their sides, or with three rules across and none down."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kapok.compiler.readers.paged.glyphs import Glyph, Row, rows_of
from kapok.compiler.readers.paged.tables import Box

_NEAR = 3.0  # points between two places that are one
_SHORTEST = 100.0  # points; a shorter rule underlines a word
_COLUMN_GAP = 0.7  # in sizes of the character: so much room between columns
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 3
_FILLED = 0.6  # share of the rows that have words in every column

Edge = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stack:
    """Rules across the page, one below another, that begin and end alike."""

    x0: float
    x1: float
    tops: tuple[float, ...]

    def uprights(self, edges: Sequence[Edge]) -> list[float]:
        """The places of the upright rules between the first rule and the last."""
        first, last = self.tops[0] - _NEAR, self.tops[-1] + _NEAR
        return [
            edge["x0"]
            for edge in edges
            if edge["orientation"] == "v" and edge["top"] < last and edge["bottom"] > first
            if self.x0 - _NEAR <= edge["x0"] <= self.x1 + _NEAR
        ]


def stacks(edges: Sequence[Edge]) -> list[Stack]:
    """The stacks of three rules or more."""
    alike: dict[tuple[int, int], list[Edge]] = {}
    for edge in edges:
        if edge["orientation"] == "h" and edge["x1"] - edge["x0"] >= _SHORTEST:
            alike.setdefault((round(edge["x0"] / _NEAR), round(edge["x1"] / _NEAR)), []).append(edge)
    found = [(rules[0], tuple(sorted({rule["top"] for rule in rules}))) for rules in alike.values()]
    return [Stack(rule["x0"], rule["x1"], tops) for rule, tops in found if len(tops) >= _FEWEST_ROWS]


def missing_sides(edges: Sequence[Edge]) -> list[dict[str, Any]]:
    """The upright rules that open tables lack at their sides, as a library of tables takes them."""
    found = []
    for stack in stacks(edges):
        uprights = stack.uprights(edges)
        inside = any(stack.x0 + _NEAR < x < stack.x1 - _NEAR for x in uprights)
        for side in (stack.x0, stack.x1) if inside else ():
            if not any(abs(x - side) <= _NEAR for x in uprights):
                place = {"x0": side, "x1": side, "top": stack.tops[0], "bottom": stack.tops[-1]}
                found.append({"object_type": "line", "height": stack.tops[-1] - stack.tops[0], "width": 0.0, **place})
    return found


def three_line_tables(edges: Sequence[Edge], glyphs: Sequence[Glyph]) -> Iterator[list[Box]]:
    """The boxes of tables without any upright rule: their columns are where no row has words."""
    for stack in stacks(edges):
        first, last = stack.tops[0], stack.tops[-1]
        inside = [
            g for g in glyphs if first < g.middle < last and stack.x0 - _NEAR <= g.x0 and g.x1 <= stack.x1 + _NEAR
        ]
        rows = rows_of(glyph for glyph in inside if not glyph.text.isspace())
        if len(rows) < _FEWEST_ROWS or stack.uprights(edges):
            continue
        columns = _columns(inside, stack)
        full = sum(len({_place(columns, glyph) for glyph in row}) == len(columns) - 1 for row in rows)
        if len(columns) > _FEWEST_COLUMNS and full >= _FILLED * len(rows):
            yield list(_boxes(rows, columns, stack))


def _columns(glyphs: Sequence[Glyph], stack: Stack) -> list[float]:
    """The edges of the columns: the sides of the table and the middles of the gaps that go through all rows."""
    edges, reach = [stack.x0], stack.x0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.x0):
        if glyph.text.isspace():
            continue
        if glyph.x0 - reach >= _COLUMN_GAP * glyph.size and reach > stack.x0:
            edges.append((reach + glyph.x0) / 2)
        reach = max(reach, glyph.x1)
    return [*edges, stack.x1]


def _place(columns: Sequence[float], glyph: Glyph) -> int:
    """The column that a glyph stands in, from 1."""
    return max(1, sum(edge <= glyph.x0 for edge in columns))


def _boxes(rows: Sequence[Row], columns: Sequence[float], stack: Stack) -> Iterator[Box]:
    """A box for each column of each row; a line that goes on with the row above belongs to it."""
    widest = max(glyph.x1 for row in rows for glyph in row if _place(columns, glyph) == 1)
    starts = [rows[0], *(row for above, row in pairwise(rows) if not _goes_on(above, row, columns, widest))]
    tops = [stack.tops[0], *(min(glyph.top for glyph in row) - 0.1 for row in starts[1:]), stack.tops[-1]]
    for top, bottom in pairwise(tops):
        for left, right in pairwise(columns):
            yield left, top, right, bottom


def _goes_on(above: Row, row: Row, columns: Sequence[float], widest: float) -> bool:
    """Whether a line has no words in the first column, or none but the rest of words that filled it."""
    first = [glyph for glyph in row if _place(columns, glyph) == 1]
    if len(first) not in (0, len(row)):
        return False
    reach = max((glyph.x1 for glyph in above if _place(columns, glyph) == 1), default=0.0)
    return not first or reach > widest - 0.9 * row[0].size
