"""Web pages: blocks become lines, tables tables, numbered lists get their numbers back."""

import re
from dataclasses import dataclass, field

from kapok.compiler.model import Source
from kapok.compiler.readers import txt
from kapok.compiler.readers.encoding import codec_named, decode
from kapok.compiler.readers.layout import GridCell, Layout, in_one_line, joined
from kapok.compiler.readers.markup import Closed, Opened, Words, scan
from kapok.compiler.readers.numerals import led, list_marker
from kapok.compiler.readers.refusals import refused

MEDIA_TYPE = "text/html"
MOST_TABLES = 40  # tables inside tables
MOST_SPAN = 100  # columns or rows that one cell may cover

_SILENT = frozenset(
    "script style head title template noscript svg math iframe object nav select button textarea audio video canvas "
    "map datalist xmp noframes".split()
)
_BLOCKS = frozenset(
    "html body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form header hr legend li main menu ol p pre section summary ul caption".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.I)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.I)
_FOOTNOTE_MARK = re.compile(r"[\[〔【（(]?\s*(?:\d{1,3}|[①-⑳*†‡])\s*[\]〕】）)]?")


@dataclass(slots=True)
class _Paragraph:
    text: str
    level: int | None


@dataclass(slots=True)
class _Cell:
    row: int
    column: int
    rows: int
    columns: int
    blocks: list["_Paragraph | _Grid"] = field(default_factory=list)


@dataclass(slots=True)
class _Grid:
    """A table while it is read. ``busy``: for each column, the first row that is free in it."""

    cells: list[_Cell] = field(default_factory=list)
    row: int = -1
    busy: dict[int, int] = field(default_factory=dict)
    column: int = 0

    def next_row(self) -> None:
        self.row, self.column = self.row + 1, 0

    def place(self, rows: int, columns: int) -> _Cell:
        if self.row < 0:
            self.next_row()
        while self.busy.get(self.column, 0) > self.row:
            self.column += 1
        cell = _Cell(self.row, self.column, rows, columns)
        for column in range(self.column, self.column + columns):
            self.busy[column] = self.row + rows
        self.column += columns
        self.cells.append(cell)
        return cell

    def is_for_looks(self) -> bool:
        """Whether the table only arranges the page: it holds tables or headings, or one column of text."""
        blocks = [block for cell in self.cells for block in cell.blocks]
        deep = any(isinstance(block, _Grid) or block.level is not None for block in blocks)
        return deep or max((cell.column + cell.columns for cell in self.cells), default=1) < 2 or len(self.cells) < 2


@dataclass(slots=True)
class _List:
    ordered: bool
    number: int
    kind: str
    css: str


class _Page:
    """The page as it is read: the words of the line at hand, open tables and lists."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.blocks: list[_Paragraph | _Grid] = []
        self.line: list[str] = []
        self.marker = ""
        self.level: int | None = None
        self.silent: list[str] = []
        self.lists: list[_List] = []
        self.grids: list[tuple[_Grid, list[_Paragraph | _Grid]]] = []
        self.raised: int | None = None
        self.preformatted = 0

    def take(self, piece: Words | Opened | Closed) -> None:
        if isinstance(piece, Words):
            if not self.silent:
                self.line.append(piece.text)
        elif isinstance(piece, Opened):
            self._open(piece)
        else:
            self._close(piece.tag)

    def _open(self, piece: Opened) -> None:
        tag = piece.tag
        hidden = tag in _SILENT or "hidden" in piece.attributes or _HIDDEN.search(piece.attributes.get("style", ""))
        if self.silent or hidden:
            if tag not in _VOID and (not self.silent or tag == self.silent[-1]):
                self.silent.append(tag)
        elif tag in _HEADINGS or tag in _BLOCKS:
            self._open_block(piece)
        elif tag == "br":
            self.line.append("\f")
        elif tag == "sup":
            self.raised = len(self.line)
        elif tag == "table":
            self._open_table()
        elif tag in ("tr", "td", "th"):
            self._open_cell(piece)

    def _open_block(self, piece: Opened) -> None:
        self.flush()
        self.level = _HEADINGS.get(piece.tag)
        if piece.tag == "pre":
            self.preformatted += 1
        if piece.tag in ("ol", "ul", "menu", "dir"):
            style = _LIST_STYLE.search(piece.attributes.get("style", ""))
            start = _whole(piece.attributes.get("start"), 1)
            kind = piece.attributes.get("type", "1")
            self.lists.append(_List(piece.tag == "ol", start, kind, style[1].lower() if style else ""))
        if piece.tag == "li" and self.lists and self.lists[-1].ordered:
            at_hand = self.lists[-1]
            at_hand.number = _whole(piece.attributes.get("value"), at_hand.number)
            self.marker = list_marker(at_hand.number, at_hand.kind, at_hand.css)
            at_hand.number += 1

    def _open_table(self) -> None:
        self.flush()
        if len(self.grids) >= MOST_TABLES:
            raise refused("too-deep", self.name, part="网页", most=MOST_TABLES)
        self.grids.append((_Grid(), self.blocks))

    def _open_cell(self, piece: Opened) -> None:
        self.flush()
        if not self.grids:
            return
        grid, outside = self.grids[-1]
        if piece.tag == "tr":
            grid.next_row()
            return
        if not grid.cells:  # words before the first cell, such as a caption, stand before the table
            outside.append(grid)
        rows, columns = (_whole(piece.attributes.get(key), 1) for key in ("rowspan", "colspan"))
        self.blocks = grid.place(min(max(rows, 1), MOST_SPAN), min(max(columns, 1), MOST_SPAN)).blocks

    def _close(self, tag: str) -> None:
        if self.silent:
            if tag == self.silent[-1]:
                self.silent.pop()
            return
        if tag in _HEADINGS or tag in _BLOCKS or tag in ("tr", "td", "th"):
            self._close_block(tag)
        elif tag == "sup":
            self._close_raised()
        elif tag == "table" and self.grids:
            self.flush()
            self.blocks = self.grids.pop()[1]

    def _close_block(self, tag: str) -> None:
        self.flush()
        self.level = None
        if tag == "pre":
            self.preformatted = max(0, self.preformatted - 1)
        if tag in ("ol", "ul", "menu", "dir") and self.lists:
            self.lists.pop()

    def _close_raised(self) -> None:
        """A raised number is a footnote's mark, and no part of the number before it; in m² it is a power."""
        if self.raised is None or self.raised > len(self.line):
            return
        before = "".join(self.line[max(0, self.raised - 3) : self.raised])
        mark = "".join(self.line[self.raised :])
        if _FOOTNOTE_MARK.fullmatch(mark.strip()) and not re.search(r"[A-Za-zμ]$", before):
            del self.line[self.raised :]
        self.raised = None

    def flush(self) -> None:
        """End the line at hand. Line breaks of the page's source are no line breaks; ``<br>`` is one."""
        text, self.line, self.raised = "".join(self.line), [], None
        if self.preformatted:
            text = text.replace("\r\n", "\n").replace("\n", "\f")
        lines = [in_one_line(line) for line in text.split("\f")]
        lines = [line for line in lines if line]
        if self.level is not None and lines:
            lines = [joined(lines)]
        if lines and self.marker:
            lines[0] = led(self.marker, lines[0])
            self.marker = ""
        for line in lines:
            self.blocks.append(_Paragraph(line, self.level))


def read(data: bytes, name: str, encoding: str | None = None) -> Source:
    """The text of a web page.

    >>> read("<h2>一、目标</h2><p>到2025年&hellip;".encode(), "a.html").text
    '一、目标\\n到2025年…'
    """
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, name, encoding, codec_named(declared[1].decode("ascii")) if declared else None)
    page = _Page(name)
    for piece in scan(decoded.text.replace("\0", "")):
        page.take(piece)
    page.flush()
    layout = Layout(problems=list(txt.damage(decoded)))
    root = page.grids[0][1] if page.grids else page.blocks
    _lay(root, layout)
    if layout.is_blank:
        raise refused("no-text", name)
    layout.leave_title()
    return layout.source(MEDIA_TYPE)


def _lay(blocks: list[_Paragraph | _Grid], layout: Layout) -> None:
    for block in blocks:
        if isinstance(block, _Paragraph):
            layout.paragraph(block.text, block.level)
        elif block.is_for_looks():
            for cell in block.cells:
                _lay(cell.blocks, layout)
        else:
            layout.table([_grid_cell(cell, block.row + 1) for cell in block.cells])


def _grid_cell(cell: _Cell, height: int) -> GridCell:
    text = "\n".join(block.text for block in cell.blocks if isinstance(block, _Paragraph))
    return GridCell(cell.row, cell.column, text, min(cell.rows, height - cell.row), cell.columns)


def _whole(text: str | None, otherwise: int) -> int:
    """A small whole number as an attribute gives it."""
    match = re.fullmatch(r"\s*(-?\d{1,6})\s*", text or "")
    return int(match[1]) if match else otherwise
