"""From pages of characters to text: furniture away, notes aside, paragraphs and tables whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kapok.compiler.readers.layout import Layout
from kapok.compiler.readers.paged import tables
from kapok.compiler.readers.paged.columns import Element, elements
from kapok.compiler.readers.paged.furniture import without_furniture
from kapok.compiler.readers.paged.glyphs import Line, PageContent, PageTable
from kapok.compiler.readers.paged.paragraphs import Habits, continues, text_of

_NOTE_SIZE = 0.88  # of the body's size; notes are smaller
_NOTE_START = re.compile(r"[\[〔（(]?(?:\d{1,2}|[①-⑳*])[\]〕）)]?\s*\D")
_CONTINUED = re.compile(r"[（(]?续(?:上?表|前表)?[\d一二三四五六七八九十]*[）)]?|表\s*\d+\s*[（(]续[）)].{0,30}")


def lay_out(pages: Sequence[PageContent], layout: Layout) -> None:
    """Lay down the text of some pages, and where each page begins in it."""
    read = without_furniture([elements(page) for page in pages], [page.height for page in pages])
    lines = [element for page in read for element in page if isinstance(element, Line)]
    habits = Habits.of(lines, max((page.width for page in pages), default=0.0))
    writer = _Writer(layout, habits)
    for page in read:
        body, notes = _notes_apart(page, habits)
        for element in body:
            writer.take(element)
        writer.notes.extend(notes)
    writer.end()
    _mark_pages(layout, writer.begins, [page.number for page in pages])


def _notes_apart(page: Sequence[Element], habits: Habits) -> tuple[Sequence[Element], list[Line]]:
    """The body of a page and the notes at its foot: smaller lines, the first of which begins with a mark."""
    start = len(page)
    while start and isinstance(line := page[start - 1], Line) and line.size <= _NOTE_SIZE * habits.size:
        start -= 1
    tail = [line for line in page[start:] if isinstance(line, Line)]
    first = next((at for at, line in enumerate(tail) if _begins_note(line)), len(tail))
    return page[: start + first], tail[first:]


def _begins_note(line: Line) -> bool:
    return line.marked or _NOTE_START.match(line.text) is not None


@dataclass(slots=True)
class _Writer:
    """Gathers lines into paragraphs and pages of a table into one, and lays them down when they are whole.

    ``begins``: for each page, the offset of the first of its words that was laid down.
    """

    layout: Layout
    habits: Habits
    lines: list[Line] = field(default_factory=list)
    table: tables.Joined | None = None
    foot: int = 0  # the page that the table at hand reaches to
    notes: list[Line] = field(default_factory=list)
    begins: dict[int, int] = field(default_factory=dict)

    def take(self, element: Element) -> None:
        if isinstance(element, Line):
            self._take_line(element)
        else:
            self._take_table(element)

    def end(self) -> None:
        """Lay down what is at hand."""
        self._end_table()
        self._end_paragraph()
        self._end_notes()

    def _take_line(self, line: Line) -> None:
        if self.table is not None:
            if _CONTINUED.fullmatch(line.text) and line.page > self.foot:
                return
            self._end_table()
        if self.lines and not continues(self.lines[-1], line, self.habits):
            self._end_paragraph()
            self._end_notes()
        self.lines.append(line)

    def _take_table(self, table: PageTable) -> None:
        self._end_paragraph()
        if self.table is not None and table.page == self.foot + 1 and tables.goes_on(self.table, table):
            tables.join(self.table, table)
        else:
            self._end_table()
            self._end_notes()
            self.table = tables.begun(table)
        self.foot = table.page

    def _end_paragraph(self) -> None:
        if not self.lines:
            return
        text, marks = text_of(self.lines)
        start = self.layout.next
        self.layout.paragraph(text)
        for page, offset in marks:
            self.begins.setdefault(page, start + offset)
        self.lines = []

    def _end_table(self) -> None:
        if self.table is None:
            return
        self.layout.table(self.table.cells)
        laid = self.layout.tables[-1]
        for page, row in self.table.starts:
            first = next((cell.span.start for cell in laid.cells if cell.row >= row), laid.span.end)
            self.begins.setdefault(page, first)
        self.table = None

    def _end_notes(self) -> None:
        """Notes stand after the paragraph during which their page ended, each a paragraph."""
        for note in _whole_notes(self.notes):
            self.layout.paragraph(text_of(note)[0])
        self.notes = []


def _whole_notes(lines: Sequence[Line]) -> Iterator[list[Line]]:
    at_hand: list[Line] = []
    for line in lines:
        if at_hand and _begins_note(line):
            yield at_hand
            at_hand = []
        at_hand.append(line)
    if at_hand:
        yield at_hand


def _mark_pages(layout: Layout, begins: dict[int, int], pages: Sequence[int]) -> None:
    """Every page begins somewhere: one without words where the next one does."""
    following, offsets = layout.end, []
    for page in reversed(pages):
        following = min(begins.get(page, following), following)
        offsets.append(following)
    for offset in reversed(offsets):
        layout.page(offset)
