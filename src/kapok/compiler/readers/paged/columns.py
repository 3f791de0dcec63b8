"""Two columns of text on a page: where the gutter is, and what is read before what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from kapok.compiler.readers.paged.glyphs import Glyph, Line, PageContent, PageTable, Row, line_of, rows_of

_STEPS = 60  # places across the middle of the page that are tried
_FIRST, _LAST = 0.35, 0.65  # where a gutter may be, as shares of the width of the text
_FEWEST_ROWS = 5  # lines in each column; fewer are a signature or a list
_FULL = 0.6  # the middle line of a column fills this share of it; less is a table without rules
_SEGMENT_GAP = 0.9  # in sizes of the character: a wider gap parts a row


Element = Line | PageTable


@dataclass(slots=True)
class _Block:
    """Rows between two that cross the gutter."""

    glyphs: tuple[list[Glyph], list[Glyph]] = field(default_factory=lambda: ([], []))
    tables: tuple[list[PageTable], list[PageTable]] = field(default_factory=lambda: ([], []))


def elements(page: PageContent) -> list[Element]:
    """The lines and tables of a page in the order of reading."""
    rows = rows_of(page.glyphs)
    gutter = _gutter(rows)
    if gutter is None:
        return _in_order(rows, page.tables, page.number, 0)
    return list(_by_columns(rows, page, gutter))


def _in_order(rows: Sequence[Row], tables: Sequence[PageTable], page: int, region: int) -> list[Element]:
    found: list[Element] = [line for row in rows if (line := line_of(row, page, region)) is not None]
    found.extend(tables)
    return sorted(found, key=lambda element: (element.top + element.bottom) / 2 if element in tables else element.top)


def _segments(row: Row) -> list[tuple[float, float]]:
    """The stretches of a row without a wide gap."""
    found: list[tuple[float, float]] = []
    for glyph in row:
        if glyph.text.isspace():
            continue
        if found and glyph.x0 - found[-1][1] < _SEGMENT_GAP * glyph.size:
            found[-1] = (found[-1][0], max(found[-1][1], glyph.x1))
        else:
            found.append((glyph.x0, glyph.x1))
    return found


def _gutter(rows: Sequence[Row]) -> float | None:
    """The place that the fewest lines cross, if lines on both sides of it are columns of prose."""
    lines = [segments for row in rows if (segments := _segments(row))]
    if len(lines) < _FEWEST_ROWS:
        return None
    left, right = min(line[0][0] for line in lines), max(line[-1][1] for line in lines)
    step = (right - left) * (_LAST - _FIRST) / _STEPS
    places = [left + (right - left) * _FIRST + step * at for at in range(_STEPS + 1)]
    crossed = [sum(_crosses(line, place) for line in lines) for place in places]
    least = [place for place, count in zip(places, crossed, strict=True) if count == min(crossed)]
    gutter = least[len(least) // 2]
    before = [x1 - x0 for line in lines if not _crosses(line, gutter) for x0, x1 in line if x1 <= gutter]
    after = [x1 - x0 for line in lines if not _crosses(line, gutter) for x0, x1 in line if x0 >= gutter]
    if min(len(before), len(after)) < _FEWEST_ROWS:
        return None
    is_prose = median(before) >= _FULL * (gutter - left) and median(after) >= _FULL * (right - gutter)
    return gutter if is_prose else None


def _crosses(segments: Sequence[tuple[float, float]], place: float) -> bool:
    return any(x0 < place < x1 for x0, x1 in segments)


def _by_columns(rows: Sequence[Row], page: PageContent, gutter: float) -> Iterator[Element]:
    block = _Block()
    for row in _with_tables(rows, page.tables):
        crosses = row.x0 < gutter < row.x1 if isinstance(row, PageTable) else _crosses(_segments(row), gutter)
        if not crosses:
            _put(row, block, gutter)
            continue
        yield from _read(block, page.number)
        block = _Block()
        if isinstance(row, PageTable):
            yield row
        elif (line := line_of(row, page.number)) is not None:
            yield line
    yield from _read(block, page.number)


def _with_tables(rows: Sequence[Row], tables: Sequence[PageTable]) -> list[Row | PageTable]:
    placed: list[tuple[float, Row | PageTable]] = [(min(glyph.top for glyph in row), row) for row in rows]
    placed.extend((table.top, table) for table in tables)
    return [row for _, row in sorted(placed, key=lambda place: place[0])]


def _put(row: Row | PageTable, block: _Block, gutter: float) -> None:
    if isinstance(row, PageTable):
        block.tables[row.x0 >= gutter].append(row)
        return
    for glyph in row:
        block.glyphs[glyph.x0 >= gutter].append(glyph)


def _read(block: _Block, page: int) -> Iterator[Element]:
    for side in (0, 1):
        yield from _in_order(rows_of(block.glyphs[side]), block.tables[side], page, side + 1)
