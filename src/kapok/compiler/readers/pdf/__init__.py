"""PDF: what pdfplumber finds on each page, read as a person reads it."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from kapok.compiler.model import Source
from kapok.compiler.readers.layout import Layout
from kapok.compiler.readers.paged.glyphs import Glyph, PageContent, PageTable, visible
from kapok.compiler.readers.paged.reading import lay_out
from kapok.compiler.readers.paged.tables import Box, table_of
from kapok.compiler.readers.pdf import rules
from kapok.compiler.readers.refusals import refused

MEDIA_TYPE = "application/pdf"
MOST_RULES = 20_000  # lines and boxes on a page among which tables are looked for; more is a drawing
MOST_UNREADABLE = 0.2  # share of characters whose font does not say what they are
_TURNED = 0.1  # how far from level a line of text may run
_FAR_AWAY = 1e6  # points; not a number is not less than it either

_LOCKED = (PDFPasswordIncorrect, PDFEncryptionError)


def read(data: bytes, name: str) -> Source:
    """The text of a PDF. Raises ``CompileError`` for one with a password, without text, or damaged."""
    layout = Layout()
    with _opened(data, name) as document:
        pages = list(_pages(document, layout))
    _refuse_unreadable(pages, name)
    _say_what_is_missing(pages, layout)
    lay_out(pages, layout)
    if layout.is_blank:
        raise refused("no-text", name)
    return layout.source(MEDIA_TYPE)


def _opened(data: bytes, name: str) -> Any:
    try:
        return pdfplumber.open(io.BytesIO(data))
    except PdfminerException as error:
        if any(isinstance(cause, _LOCKED) for cause in error.args):
            raise refused("password", name) from error
        raise


def _pages(document: Any, layout: Layout) -> Iterator[PageContent]:
    for page in document.pages:
        glyphs = [glyph for char in page.chars if (glyph := _glyph(char)) is not None]
        tables, left = _tables(page, glyphs, layout)
        yield PageContent(page.page_number, float(page.width), float(page.height), tuple(left), tuple(tables))
        page.close()


def _glyph(char: dict[str, Any]) -> Glyph | None:
    """A character; ``None`` for one that cannot be seen, is turned (a watermark), or is set nowhere."""
    x0, x1, top, bottom, size = (float(char[key]) for key in ("x0", "x1", "top", "bottom", "size"))
    text = visible(char["text"])
    a, b, c, d = (abs(float(part)) for part in char["matrix"][:4])
    if (
        max(b, c) > _TURNED * max(a, d)
        or not text
        or not all(abs(place) < _FAR_AWAY for place in (x0, x1, top, bottom, size))
    ):
        return None
    return Glyph(text, x0, x1, top, bottom, abs(size) or 1.0)


def _tables(page: Any, glyphs: Sequence[Glyph], layout: Layout) -> tuple[list[PageTable], list[Glyph]]:
    """The ruled tables of a page and the glyphs outside them."""
    if len(page.edges) > MOST_RULES:
        layout.problem("tables-unread", f"第 {page.page_number} 页线条太多，没有辨认表格，其中文字按行读取，请核对。")
        return [], list(glyphs)
    found: list[PageTable] = []
    taken: set[int] = set()
    for boxes in _boxes(page, glyphs):
        free = [at for at in range(len(glyphs)) if at not in taken]
        table, inside = table_of(boxes, [glyphs[at] for at in free], page.page_number)
        if table is not None:
            found.append(table)
            taken.update(free[at] for at in inside)
    return found, [glyph for at, glyph in enumerate(glyphs) if at not in taken]


def _boxes(page: Any, glyphs: Sequence[Glyph]) -> Iterator[Sequence[Box]]:
    """The boxes of each table on a page."""
    finder = page.debug_tablefinder()
    sides = rules.missing_sides(finder.edges)
    if sides:
        finder = page.debug_tablefinder({"explicit_vertical_lines": sides})
    for ruled in finder.tables:
        yield ruled.cells
    yield from rules.three_line_tables(finder.edges, glyphs)


def _refuse_unreadable(pages: Sequence[PageContent], name: str) -> None:
    """A font may give the shape of a character and not say which it is; pdfminer then writes (cid:7)."""
    glyphs = [glyph for page in pages for glyph in page.glyphs]
    unread = sum(glyph.text.startswith("(cid:") or glyph.text == "\ufffd" for glyph in glyphs)
    if glyphs and unread > MOST_UNREADABLE * len(glyphs):
        raise refused("unreadable-font", name, share=round(100 * unread / len(glyphs)))


def _say_what_is_missing(pages: Sequence[PageContent], layout: Layout) -> None:
    blank = [str(page.number) for page in pages if not page.glyphs and not page.tables]
    if blank and len(blank) < len(pages):
        numbers = "、".join(blank[:20])
        layout.problem("pages-without-text", f"第 {numbers} 页没有文字（空页或扫描图），没有读取，请核对。")
