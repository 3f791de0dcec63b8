"""Characters on a page, and the lines that they stand in."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from kapok.compiler.readers.layout import GridCell, cleaned, is_wide

_WORD_GAP = 0.25  # in sizes of the character: a gap between Latin words
_WIDE_GAP = 0.8  # a gap between wide characters that is no mere stretching of the line
_TAB_GAP = 1.8  # a gap that sets columns apart
_HAIR = 0.4  # of its width: a character set again so near the last one is the same, printed twice
_NOTE_MARK = re.compile(r"[0-9①-⑳\[\]〔〕()（）*]")
# Some fonts give the radical for the character: ⼈ for 人. Compatibility forms likewise.
_TWINS = {
    code: twin
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFAD9))
    for code in range(first, last + 1)
    if len(twin := unicodedata.normalize("NFKC", chr(code))) == 1 and twin != chr(code)
}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box; ``top`` and ``bottom`` count downwards from the page's upper edge."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line.

    ``region``: 0 the whole width, 1 or 2 a column; ``gaps``: how many wide gaps part it; ``marked``: it begins
    with the raised mark of a note, which is no part of ``text``.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    page: int
    region: int = 0
    gaps: int = 0
    marked: bool = False


@dataclass(frozen=True, slots=True)
class PageTable:
    """A ruled table on one page; ``edges`` are the places of its upright rules."""

    cells: tuple[GridCell, ...]
    edges: tuple[float, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    page: int


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on one page."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    tables: tuple[PageTable, ...] = ()


Row = list[Glyph]


def visible(text: str) -> str:
    """The text of a glyph as it is written elsewhere.

    >>> visible("\\u2f08"), visible("\\xad")
    ('人', '')
    """
    return cleaned(text.translate(_TWINS)).replace("\n", "")


def rows_of(glyphs: Iterable[Glyph]) -> list[Row]:
    """Glyphs gathered into rows, from top to bottom, each from left to right."""
    rows: list[Row] = []
    middle = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.middle):
        if rows and glyph.middle - middle < max(glyph.size, size) / 2:
            rows[-1].append(glyph)
            middle += (glyph.middle - middle) / len(rows[-1])
            size = max(size, glyph.size)
        else:
            rows.append([glyph])
            middle, size = glyph.middle, glyph.size
    return [sorted(row, key=lambda glyph: glyph.x0) for row in rows]


def line_of(row: Row, page: int, region: int = 0) -> Line | None:
    """The line that a row makes; ``None`` for one without visible words."""
    size = median(glyph.size for glyph in row)
    single = _without_doubles(row)
    shown = _without_marks(single, size)
    if not shown:
        return None
    marked = shown[0] is not single[0] and not single[0].text.isspace()
    text, gaps = _text(shown)
    top, bottom = min(glyph.top for glyph in shown), max(glyph.bottom for glyph in shown)
    return Line(text, shown[0].x0, max(glyph.x1 for glyph in shown), top, bottom, size, page, region, gaps, marked)


def _without_doubles(row: Row) -> Row:
    """A row without characters printed twice, a hair apart, to look bold."""
    kept: Row = []
    for glyph in row:
        twin = next(
            (k for k in kept[-3:] if k.text == glyph.text and glyph.x0 - k.x0 < _HAIR * (glyph.x1 - glyph.x0)), None
        )
        if twin is None or abs(twin.middle - glyph.middle) > 0.3 * glyph.size or glyph.text.isspace():
            kept.append(glyph)
    return kept


def _without_marks(row: Row, size: float) -> Sequence[Glyph]:
    """A row without blank glyphs at its ends and without the raised marks of notes; a power (m²) stays."""
    floor = max((glyph.bottom for glyph in row if glyph.size > 0.9 * size), default=0.0)
    kept: Row = []
    for glyph in row:
        raised = glyph.size < 0.78 * size and glyph.bottom < floor - 0.2 * size
        after_letter = bool(kept) and kept[-1].text[-1:].isascii() and kept[-1].text[-1:].isalpha()
        if not (raised and _NOTE_MARK.fullmatch(glyph.text) and not after_letter):
            kept.append(glyph)
    while kept and kept[-1].text.isspace():
        kept.pop()
    start = next((at for at, glyph in enumerate(kept) if not glyph.text.isspace()), len(kept))
    return kept[start:]


def _text(row: Sequence[Glyph]) -> tuple[str, int]:
    """The words of a row and the number of wide gaps in it."""
    words, gaps, blank, last = [row[0].text], 0, False, row[0]
    for glyph in row[1:]:
        if glyph.text.isspace():
            blank = True
            continue
        gap = (glyph.x0 - last.x1) / max(glyph.size, last.size, 0.01)
        if gap >= _TAB_GAP:
            gaps += 1
        if gap >= _WIDE_GAP or (_is_word_gap(last, glyph) and (blank or gap >= _WORD_GAP)):
            words.append(" ")
        words.append(glyph.text)
        last, blank = glyph, False
    return "".join(words), gaps


def _is_word_gap(left: Glyph, right: Glyph) -> bool:
    return not is_wide(left.text[-1]) and not is_wide(right.text[0])
