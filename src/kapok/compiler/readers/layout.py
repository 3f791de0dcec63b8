"""Text as it is laid down: paragraphs one a line, a table's cells parted by tabs, every span kept."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kapok.compiler.model import Cell, Source, Table
from kapok.compiler.readers.numerals import BEGINS_ITEM
from kapok.kernel.problems import Problem
from kapok.kernel.spans import Span

# Characters that stand side by side without a space: ideographs, kana, wide punctuation, and the
# quotation marks and dashes that Chinese shares with other scripts.
WIDE = r"\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffee\U00020000-\U0003ffff“”‘’—…·"
_WIDE_CHARACTER = re.compile(f"[{WIDE}]")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u2060\ufeff\ud800-\udfff]")
_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"[ \t\xa0]+")

# A line that holds one office and nothing else; 国家税务总局 begins a longer name.
_OFFICE = re.compile(
    r"[^\s，。；、：:]{1,18}(?:局|委|办|厅|署|政府|法院|检察院|中心|公司|集团|协会|联合会|总工会|银行|大学)"
)
_HALF_AN_OFFICE = re.compile(r"总局$|总署$|中国人民银行$")


def is_wide(character: str) -> bool:
    """Whether a character is written without a space beside it.

    >>> is_wide("市"), is_wide("3")
    (True, False)
    """
    return _WIDE_CHARACTER.match(character) is not None


def cleaned(text: str) -> str:
    """A text without what nobody sees: control characters, soft hyphens, zero-width marks.

    >>> cleaned("推\\u00ad进\\xa05G")
    '推进 5G'
    """
    return _INVISIBLE.sub("", _BREAKS.sub("\n", text)).replace("\xa0", " ")


def joined(pieces: Iterable[str]) -> str:
    """Pieces of one run of words made one: nothing between wide characters or digits, else a space.

    >>> joined(["建成创新", "平台", "60", "个"]), joined(["Hong", "Kong"])
    ('建成创新平台60个', 'Hong Kong')
    """
    kept: list[str] = []
    for piece in pieces:
        if piece and kept:
            kept.append(seam(kept[-1], piece))
        if piece:
            kept.append(piece)
    return "".join(kept)


def seam(left: str, right: str) -> str:
    """What stands between two pieces of one run of words: a space or nothing."""
    if is_wide(left[-1]) or is_wide(right[0]) or (left[-1].isdigit() and right[0].isdigit()):
        return ""
    return " "


def in_one_line(text: str) -> str:
    """A text without line breaks and runs of blanks, as the words of a cell stand.

    Offices that stand each on its own line are parted by the mark that a list of them has.

    >>> in_one_line("国际科技\\n合作基地 "), in_one_line("Hong\\nKong  SAR"), in_one_line("市水务局\\n市林业局")
    ('国际科技合作基地', 'Hong Kong SAR', '市水务局、市林业局')
    """
    lines = [_BLANKS.sub(" ", line).strip() for line in cleaned(text).split("\n")]
    lines = [line for line in lines if line]
    if len(lines) > 1 and all(map(_OFFICE.fullmatch, lines)) and not any(map(_HALF_AN_OFFICE.search, lines[:-1])):
        return "、".join(lines)
    return joined(lines)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as a reader found it: where it stands, its words, how many rows and columns it covers."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class Layout:
    """A text that grows by paragraphs and tables, and remembers where they stand."""

    _parts: list[str] = field(default_factory=list)
    end: int = 0
    tables: list[Table] = field(default_factory=list)
    headings: list[tuple[Span, int]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def paragraph(self, text: str, level: int | None = None) -> None:
        """Lay down a paragraph; blank ones leave nothing. ``level``: it is a heading of that depth."""
        lines = [line.strip() for line in cleaned(text).split("\n")]
        if level is not None:
            lines = [joined(lines)]
        for line in filter(None, lines):
            span = self._lay(line, "\n")
            if level is not None:
                self.headings.append((span, level))

    def table(self, cells: Sequence[GridCell], columns: tuple[tuple[int, str], ...] = ()) -> None:
        """Lay down a table, its cells in reading order. A table without any words leaves nothing."""
        ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
        if not any(cell.text.strip() for cell in ordered):
            return
        start, laid, row = self.end, [], None
        for cell in ordered:
            between = "\n" if row is None or cell.row != row else "\t"
            span = self._lay(in_one_line(cell.text), between)
            start = span.start if row is None else start
            laid.append(Cell(cell.row, cell.column, span, cell.rows, cell.columns))
            row = cell.row
        self.tables.append(Table(tuple(laid), Span(start, self.end), columns))

    def page(self, offset: int | None = None) -> None:
        """Say that the next page begins at an offset, or at what is laid down next."""
        self.pages.append(self.next if offset is None else offset)

    @property
    def next(self) -> int:
        """The offset of the first word that is laid down next."""
        return self.end + 1 if self._parts else 0

    def problem(self, code: str, message: str) -> None:
        """Note something that was mended or left unread; once for each code and message."""
        problem = Problem(code, message)
        if problem not in self.problems:
            self.problems.append(problem)

    def leave_title(self) -> None:
        """Take a heading without a number that stands first and above all others for the title: it is no section."""
        levels = [level for _, level in self.headings]
        if len(levels) > 1 and levels[0] < min(levels[1:]):
            words = self.headings[0][0].of("".join(self._parts))
            if not BEGINS_ITEM.match(words):
                del self.headings[0]

    @property
    def is_blank(self) -> bool:
        """Whether no words were laid down yet."""
        return not any(part.strip() for part in self._parts)

    def source(self, media_type: str) -> Source:
        """The finished text with what it remembers."""
        text = "".join(self._parts)
        pages = tuple(min(offset, len(text)) for offset in self.pages)
        return Source(text, "", media_type, "", tuple(self.tables), tuple(self.headings), pages, tuple(self.problems))

    def _lay(self, words: str, before: str) -> Span:
        if self._parts:
            self._parts.append(before)
            self.end += len(before)
        self._parts.append(words)
        self.end += len(words)
        return Span(self.end - len(words), self.end)
