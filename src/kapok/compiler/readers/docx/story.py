"""The story of a Word file: its paragraphs and tables in the order of reading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from kapok.compiler.readers.docx.numbering import Numbering
from kapok.compiler.readers.docx.styles import Styles, value
from kapok.compiler.readers.layout import GridCell
from kapok.compiler.readers.numerals import led
from kapok.compiler.readers.zipped import attribute, child, children, local, whole

# Elements inside a paragraph that stand for one character or none.
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
# Elements that hold nothing that is read: properties, marks, instructions of fields, what a change took away.
_UNREAD = frozenset(
    "pPr rPr sectPr tblPr tblGrid trPr tcPr instrText delInstrText delText rt footnoteRef endnoteRef annotationRef "
    "sdtPr sdtEndPr ffData".split()
)
_TAKEN_AWAY = frozenset({"del", "moveFrom"})
_PUT_IN = frozenset({"ins", "moveTo"})
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice"})
_OFF = frozenset({"0", "false", "off", "none"})
_NOTE_MARK = re.compile(r"[\[〔【（(]?(?:\d{1,2}|[①-⑳])[\]〕】）)]?")
_MOST_SPAN = 200  # columns that one cell may cover


@dataclass(frozen=True, slots=True)
class ParagraphBlock:
    """A paragraph with its number; ``level`` where its style makes it a heading."""

    text: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with two columns or more."""

    cells: tuple[GridCell, ...]


Block = ParagraphBlock | TableBlock


@dataclass(slots=True)
class _Line:
    """The words of one paragraph while they are read, and what hangs on it."""

    words: list[str] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


class Story:
    """Reads a body block by block. ``met`` holds the codes of what its reader must be told."""

    def __init__(
        self, styles: Styles, numbering: Numbering, footnotes: dict[str, Element], endnotes: dict[str, Element]
    ) -> None:
        self._styles, self._numbering = styles, numbering
        self._footnotes, self._endnotes = footnotes, endnotes
        self._late: list[Element] = []
        self._fields: list[bool] = []  # for each open field: whether its instruction is over
        self._carried = ""  # words of a paragraph whose end a change took away
        self.met: set[str] = set()

    def told(self, body: Element) -> Iterator[Block]:
        """All blocks of the body; endnotes stand at its end."""
        yield from self._blocks(body)
        for note in self._late:
            yield from self._blocks(note)
        if self._numbering.unknown:
            self.met.add("numbering-style")

    def _blocks(self, parent: Element, *, in_cell: bool = False) -> Iterator[Block]:
        for element in self._flat(parent):
            tag = local(element.tag)
            if tag == "p":
                yield from self._paragraph(element, in_cell=in_cell)
            elif tag == "tbl":
                yield from self._table(element)
        if self._carried:
            yield ParagraphBlock(self._carried)
            self._carried = ""

    def _flat(self, parent: Element) -> Iterator[Element]:
        """The children of an element, those inside wrappers (content controls, kept changes) included."""
        for element in parent:
            tag = local(element.tag)
            if tag in _PUT_IN or tag in _TAKEN_AWAY:
                self.met.add("tracked-changes")
            if tag in _WRAPPERS:
                yield from self._flat(_chosen(element))
            elif tag not in _TAKEN_AWAY:
                yield element

    def _paragraph(self, element: Element, *, in_cell: bool) -> Iterator[Block]:
        line, properties = _Line(), child(element, "pPr")
        self._read(element, line)
        words = self._carried + "".join(line.words)
        self._carried = ""
        if self._end_taken_away(properties):
            self._carried = words
        else:
            number = self._numbering.number(properties)
            if words.strip() or (in_cell and number):
                yield ParagraphBlock(led(number or "", words.strip(" \u3000")), self._styles.level(properties))
        for hanging in (*line.boxes, *line.notes):
            yield from self._blocks(hanging)

    def _end_taken_away(self, properties: Element | None) -> bool:
        mark = child(properties, "rPr")
        taken = mark is not None and any(True for _ in children(mark, *_TAKEN_AWAY))
        if taken or (mark is not None and any(True for _ in children(mark, *_PUT_IN))):
            self.met.add("tracked-changes")
        return taken

    def _read(self, element: Element, line: _Line) -> None:
        """Add what an element inside a paragraph says to the line."""
        for piece in element:
            tag = local(piece.tag)
            if tag in _CHARACTERS:
                self._say(_CHARACTERS[tag], line)
            elif tag == "t":
                self._say(piece.text or "", line)
            elif tag == "r":
                self._run(piece, line)
            elif tag in _SPECIAL:
                _SPECIAL[tag](self, piece, line)
            elif tag in _TAKEN_AWAY:
                self.met.add("tracked-changes")
            elif tag not in _UNREAD:
                if tag in _PUT_IN:
                    self.met.add("tracked-changes")
                self._read(piece, line)

    def _say(self, words: str, line: _Line) -> None:
        if all(self._fields):
            line.words.append(words)

    def _run(self, run: Element, line: _Line) -> None:
        properties = child(run, "rPr")
        hidden = child(properties, "vanish")
        if hidden is not None and attribute(hidden, "val") not in _OFF:
            self.met.add("hidden-text")
            return
        start = len(line.words)
        self._read(run, line)
        if value(properties, "vertAlign") == "superscript":
            self._drop_mark(start, line)

    def _drop_mark(self, start: int, line: _Line) -> None:
        """A raised number is a note's mark and no part of the number before it; after a letter it is a power."""
        before = "".join(line.words[max(0, start - 3) : start])
        mark = "".join(line.words[start:]).strip()
        if _NOTE_MARK.fullmatch(mark) and not re.search(r"[A-Za-zμ]$", before):
            del line.words[start:]

    def _field(self, mark: Element, _line: _Line) -> None:
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _symbol(self, symbol: Element, line: _Line) -> None:
        code = attribute(symbol, "char") or ""
        if re.fullmatch(r"[0-9A-Fa-f]{4}", code) and not 0xD800 <= int(code, 16) < 0xF900:
            self._say(chr(int(code, 16)), line)

    def _footnote(self, mark: Element, line: _Line) -> None:
        note = self._footnotes.pop(attribute(mark, "id") or "", None)
        if note is not None:
            line.notes.append(note)

    def _endnote(self, mark: Element, _line: _Line) -> None:
        note = self._endnotes.pop(attribute(mark, "id") or "", None)
        if note is not None:
            self._late.append(note)

    def _alternative(self, element: Element, line: _Line) -> None:
        self._read(_chosen(element), line)

    def _control(self, control: Element, line: _Line) -> None:
        """A content control; one that only shows its prompt says nothing."""
        prompt = child(control, "sdtPr", "showingPlcHdr")
        if prompt is None or attribute(prompt, "val") in _OFF:
            self._read(control, line)

    def _ruby(self, ruby: Element, line: _Line) -> None:
        for base in children(ruby, "rubyBase"):
            self._read(base, line)

    def _drawing(self, drawing: Element, line: _Line) -> None:
        """Words in a drawing stand in text boxes; they follow the paragraph that the drawing hangs on."""
        if any(local(element.tag) == "OLEObject" for element in drawing.iter()):
            self.met.add("embedded-object")
        line.boxes.extend(_boxes(drawing))

    def _table(self, table: Element) -> Iterator[Block]:
        cells, blocks = self._cells(table)
        if len(cells) > 1 and max(cell.column + cell.columns for cell in cells) > 1:
            yield TableBlock(tuple(cells))
        else:  # a frame around paragraphs
            yield from blocks

    def _cells(self, table: Element) -> tuple[list[GridCell], list[Block]]:
        cells: list[GridCell] = []
        blocks: list[Block] = []
        above: dict[int, int] = {}  # column: index of the cell that is merged downwards there
        for row, element in enumerate(self._rows(table)):
            column = whole(value(child(element, "trPr"), "gridBefore")) or 0
            column = min(max(column, 0), _MOST_SPAN)
            for cell in (found for found in self._flat(element) if local(found.tag) == "tc"):
                properties = child(cell, "tcPr")
                columns = min(max(whole(value(properties, "gridSpan")) or 1, 1), _MOST_SPAN)
                merge = child(properties, "vMerge")
                held = list(self._blocks(cell, in_cell=True))
                if merge is not None and attribute(merge, "val") != "restart" and column in above:
                    index = above[column]
                    cells[index] = _taller(cells[index], row)
                else:
                    above.pop(column, None)
                    if merge is not None:
                        above[column] = len(cells)
                    cells.append(GridCell(row, column, "\n".join(map(_words, held)), 1, columns))
                    blocks.extend(held)
                column += columns
        return cells, blocks

    def _rows(self, table: Element) -> Iterator[Element]:
        for row in (found for found in self._flat(table) if local(found.tag) == "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                self.met.add("tracked-changes")
            else:
                yield row


_SPECIAL = {
    "fldChar": Story._field,
    "sym": Story._symbol,
    "footnoteReference": Story._footnote,
    "endnoteReference": Story._endnote,
    "AlternateContent": Story._alternative,
    "sdt": Story._control,
    "ruby": Story._ruby,
    "drawing": Story._drawing,
    "pict": Story._drawing,
    "object": Story._drawing,
}


def _chosen(element: Element) -> Element:
    """Of content that is written twice, for newer and for older programs, the newer; else the element itself."""
    if local(element.tag) != "AlternateContent":
        return element
    choice, fallback = child(element, "Choice"), child(element, "Fallback")
    chosen = choice if choice is not None and len(choice) else fallback
    return element.makeelement("none", {}) if chosen is None else chosen


def _boxes(element: Element) -> Iterator[Element]:
    """The outermost text boxes in a drawing, each once."""
    for piece in _chosen(element):
        if local(piece.tag) == "txbxContent":
            yield piece
        else:
            yield from _boxes(piece)


def _taller(cell: GridCell, row: int) -> GridCell:
    return GridCell(cell.row, cell.column, cell.text, row - cell.row + 1, cell.columns)


def _words(block: Block) -> str:
    if isinstance(block, ParagraphBlock):
        return block.text
    return "\n".join(cell.text for cell in block.cells)
