"""Ruled tables on pages: cells from their boxes, and tables that go on over the page."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kapok.compiler.readers.layout import GridCell, in_one_line
from kapok.compiler.readers.paged.glyphs import Glyph, PageTable, line_of, rows_of

Box = tuple[float, float, float, float]  # x0, top, x1, bottom

_TOLERANCE = 3.0  # points between two rules that are one
_ORDINAL = re.compile(r"\d{1,4}[.、．]?|[一二三四五六七八九十]{1,3}")


@dataclass(slots=True)
class Joined:
    """A table put together from its pages. ``starts``: for each page, the row that begins on it."""

    cells: list[GridCell]
    starts: list[tuple[int, int]]
    edges: tuple[float, ...]

    @property
    def height(self) -> int:
        return max(cell.row + cell.rows for cell in self.cells)


def table_of(boxes: Sequence[Box], glyphs: Sequence[Glyph], page: int) -> tuple[PageTable | None, set[int]]:
    """The table that some boxes make and the indices of the glyphs in it; no table where they only frame text."""
    across = _edges([x for box in boxes for x in (box[0], box[2])])
    down = _edges([y for box in boxes for y in (box[1], box[3])])
    if len(boxes) < 2 or len(across) < 3:
        return None, set()
    places = [(_index(down, b[1]), _index(across, b[0]), _index(down, b[3]), _index(across, b[2])) for b in boxes]
    owner = {(r, c): at for at, (r0, c0, r1, c1) in enumerate(places) for r in range(r0, r1) for c in range(c0, c1)}
    held: list[list[Glyph]] = [[] for _ in boxes]
    taken: set[int] = set()
    for at, glyph in enumerate(glyphs):
        place = (bisect_right(down, glyph.middle) - 1, bisect_right(across, (glyph.x0 + glyph.x1) / 2) - 1)
        if place in owner:
            held[owner[place]].append(glyph)
            taken.add(at)
    cells = [
        GridCell(r0, c0, words(inside), max(r1 - r0, 1), max(c1 - c0, 1))
        for (r0, c0, r1, c1), inside in zip(places, held, strict=True)
    ]
    if sum(bool(cell.text) for cell in cells) < 2:
        return None, set()
    return PageTable(tuple(cells), tuple(across), across[0], across[-1], down[0], down[-1], page), taken


def words(glyphs: Sequence[Glyph]) -> str:
    """The words of a cell, its lines closed up."""
    lines = [line.text for row in rows_of(glyphs) if (line := line_of(row, 0)) is not None]
    return in_one_line("\n".join(lines))


def _edges(places: Sequence[float]) -> list[float]:
    """The distinct rules among many ends of boxes."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _TOLERANCE:
            edges.append(place)
    return edges


def _index(edges: Sequence[float], place: float) -> int:
    return bisect_right(edges, place + 0.01) - 1


def begun(table: PageTable) -> Joined:
    """A table as its first page shows it."""
    return Joined(list(table.cells), [(table.page, 0)], table.edges)


def goes_on(table: Joined, below: PageTable) -> bool:
    """Whether a table at the head of a page goes on with the one at the foot of the page before."""
    width = max(cell.column + cell.columns for cell in table.cells)
    if width != max(cell.column + cell.columns for cell in below.cells):
        return False
    shift = below.edges[0] - table.edges[0]
    alike = zip(table.edges, below.edges, strict=False)
    return len(table.edges) == len(below.edges) and all(abs(b - a - shift) < 3 * _TOLERANCE for a, b in alike)


def join(table: Joined, below: PageTable) -> None:
    """Add the rows of a table's next page: a head printed again is left out, a row cut in two made whole."""
    skipped = _repeated_rows(table, below)
    rows = [replace(cell, row=cell.row - skipped) for cell in below.cells if cell.row >= skipped]
    if not rows:
        return
    first = [cell for cell in rows if cell.row == 0]
    if _was_cut(table, first):
        _mend(table, first)
        rows = [replace(cell, row=cell.row - 1) for cell in rows if cell.row > 0]
    start = table.height
    table.starts.append((below.page, start))
    for cell in rows:
        if cell.row == 0 and cell.column == 0 and not cell.text and _grow(table, cell.rows):
            continue
        table.cells.append(replace(cell, row=cell.row + start))


def _row(cells: Sequence[GridCell], row: int) -> list[tuple[int, str]]:
    return [(cell.column, cell.text) for cell in cells if cell.row == row]


def _repeated_rows(table: Joined, below: PageTable) -> int:
    """How many rows at the head of the next page repeat the head of the table."""
    count = 0
    while count < 3 and (head := _row(table.cells, count)) and head == _row(below.cells, count):
        count += 1
    return count


def _was_cut(table: Joined, first: Sequence[GridCell]) -> bool:
    """Whether the page's first row is the rest of the row before: it has no ordinal, or only few words."""
    if any(cell.rows > 1 for cell in first) or not first or first[0].column != 0 or first[0].text:
        return False
    ordinals = [cell.text for cell in table.cells if cell.column == 0 and cell.row > 0 and cell.text]
    numbered = bool(ordinals) and all(_ORDINAL.fullmatch(text) for text in ordinals)
    return numbered or sum(not cell.text for cell in first) > 1


def _mend(table: Joined, rest: Sequence[GridCell]) -> None:
    last = table.height - 1
    more = {cell.column: cell.text for cell in rest}
    table.cells = [
        replace(cell, text=in_one_line(f"{cell.text}\n{more[cell.column]}"))
        if cell.row + cell.rows - 1 == last and more.get(cell.column)
        else cell
        for cell in table.cells
    ]


def _grow(table: Joined, rows: int) -> bool:
    """Let a merged cell at the foot of the first column go on over the page; whether there is one."""
    last = table.height
    for at, cell in enumerate(table.cells):
        if cell.column == 0 and cell.row + cell.rows == last and cell.rows > 1 and cell.text:
            table.cells[at] = replace(cell, rows=cell.rows + rows)
            return True
    return False
