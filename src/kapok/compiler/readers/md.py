"""Markdown: its marks are taken off, headings and tables kept."""

import re
from collections.abc import Iterator

from kapok.compiler.model import Source
from kapok.compiler.readers import txt
from kapok.compiler.readers.encoding import decode
from kapok.compiler.readers.layout import GridCell, Layout, joined
from kapok.compiler.readers.numerals import BEGINS_ITEM, led
from kapok.compiler.readers.refusals import refused

MEDIA_TYPE = "text/markdown"

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[^`]*")
_QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
_ORDERED = re.compile(r"([ \t]*)(\d{1,9})([.)])[ \t]+")
_TABLE_RULE = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_CELL_END = re.compile(r"(?<!\\)\|")
_TITLE = re.compile(r"title\s*[:：]\s*(.+)")
_ENDED = re.compile(r"[。；：！？;:!?…”）)】〕]\s*$")
_LONG = 20  # a line of fewer characters that ends without a full stop is a heading or an item, not a broken one

# Marks inside a line, in this order: a row takes its mark off and keeps what is shown.
_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"!\[[^\[\]]{0,500}\]\([^()\n]{0,2000}\)"), ""),
    (re.compile(r"\[\^[^\[\]]{1,50}\]:?[ \t]*"), ""),  # a footnote's mark
    (re.compile(r"\[([^\[\]]{1,500})\]\([^()\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\[\]]{1,500})\]\[[^\[\]]{0,100}\]"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"<br[ \t]*/?>", re.I), "\n"),
    (re.compile(r"</?[A-Za-z][^<>\n]{0,500}>"), ""),
    (re.compile(r"(`{1,3})([^`\n]{1,500})\1"), r"\2"),
    (re.compile(r"(?<!\\)\*\*\*(?=\S)([^*\n]{1,500})\*\*\*"), r"\1"),
    (re.compile(r"(?<!\\)\*\*(?=\S)([^*\n]{1,500})\*\*"), r"\1"),
    (re.compile(r"(?<![\\*\d])\*(?=[^\s*])([^*\n]{1,500})(?<=\S)\*(?!\*)"), r"\1"),
    (re.compile(r"(?<![\\\w])__(?=\S)([^_\n]{1,500})__(?!\w)"), r"\1"),
    (re.compile(r"(?<![\\\w])_(?=\S)([^_\n]{1,500})_(?!\w)"), r"\1"),
    (re.compile(r"~~(?=\S)([^~\n]{1,500})~~"), r"\1"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def read(data: bytes, name: str, encoding: str | None = None) -> Source:
    """The text of a Markdown file.

    >>> read("## 一、目标\\n\\n到**2025年**，建成60家。".encode(), "a.md").text
    '一、目标\\n到2025年，建成60家。'
    """
    decoded = decode(data, name, encoding)
    title, lines = _front_matter(_uncommented(txt.unbroken(decoded.text)).split("\n"))
    layout = Layout(problems=list(txt.damage(decoded)))
    if title and not any(line.lstrip("# \t").strip() == title for line in lines[:20]):
        layout.paragraph(title)
    _read_lines(lines, layout)
    if layout.is_blank:
        raise refused("no-text", name)
    layout.leave_title()
    return layout.source(MEDIA_TYPE)


def plain(line: str) -> str:
    """A line without its marks.

    >>> plain("到**2025年**，[详见](http://example.org)附件；3\\\\*4")
    '到2025年，详见附件；3*4'
    """
    for pattern, shown in _INLINE:
        line = pattern.sub(shown, line)
    return line


def _uncommented(text: str) -> str:
    """A text without its comments; one that is never closed is no comment."""
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join(parts) + text[at:]


def _front_matter(lines: list[str]) -> tuple[str, list[str]]:
    """The title that the front matter gives ("" where none) and the lines after it."""
    if not lines or lines[0].strip() != "---":
        return "", lines
    end = next((at for at, line in enumerate(lines[1:200], 1) if line.strip() in ("---", "...")), None)
    if end is None:
        return "", lines
    title = next((match[1].strip(" \t\"'") for line in lines[1:end] if (match := _TITLE.match(line))), "")
    return title, lines[end + 1 :]


def _read_lines(lines: list[str], layout: Layout) -> None:
    at, broken, fence = 0, _Broken(layout), ""
    while at < len(lines):
        line = _QUOTE.sub("", lines[at], count=1) if not fence else lines[at]
        opening = _FENCE.fullmatch(line)
        if opening and (not fence or line.strip().startswith(fence)):
            broken.end()
            fence = "" if fence else opening[1]
        elif fence:
            layout.paragraph(line)
        elif "|" in line and at + 1 < len(lines) and "|" in lines[at + 1] and _TABLE_RULE.fullmatch(lines[at + 1]):
            broken.end()
            at = _table(lines, at, layout)
            continue
        else:
            _line(line, lines[at + 1] if at + 1 < len(lines) else "", broken)
        at += 1
    broken.end()


class _Broken:
    """A paragraph whose lines may have been broken by an editor, and the count of a numbered list."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.lines: list[str] = []
        self.counts: dict[str, int] = {}

    def add(self, line: str) -> None:
        text = plain(line)
        previous = self.lines[-1] if self.lines else ""
        goes_on = previous and not previous.endswith(("  ", "\\")) and len(previous) >= _LONG
        if not (goes_on and not _ENDED.search(previous) and not BEGINS_ITEM.match(text.strip())):
            self.end()
        self.lines.append(text)

    def end(self, level: int | None = None) -> None:
        text = joined(line.strip().rstrip("\\") for line in self.lines)
        self.lines = []
        self.layout.paragraph(text, level)


def _line(line: str, following: str, broken: _Broken) -> None:
    heading, ordered = _HEADING.fullmatch(line), _ORDERED.match(line)
    if heading:
        broken.end()
        broken.layout.paragraph(plain(heading[2] or ""), len(heading[1]))
    elif broken.lines and (underline := _UNDERLINE.fullmatch(line)):
        broken.end(1 if underline[1].startswith("=") else 2)
    elif not line.strip() or _RULE.fullmatch(line) or (_UNDERLINE.fullmatch(line) and not following.strip()):
        broken.end()
    elif ordered:
        broken.end()
        broken.add(led(_counted(ordered, broken.counts), line[ordered.end() :]))
    else:
        if _BULLET.match(line):
            broken.end()
            line = _BULLET.sub("", line, count=1)
        elif not line.startswith((" ", "\t")):
            broken.counts.clear()
        broken.add(line)


def _counted(item: re.Match[str], counts: dict[str, int]) -> str:
    """An item's number. Where every item is written 1., Markdown counts by itself: so is it here."""
    indent, number = item[1], int(item[2])
    previous = counts.get(indent)
    if previous is not None and number in (0, 1):
        number = previous + 1
    counts[indent] = number
    return f"{number}{item[3]}"


def _table(lines: list[str], at: int, layout: Layout) -> int:
    """Lay down the table that begins at a line; where it ends."""
    cells = list(_cells(lines[at], 0))
    row, at = 1, at + 2
    while at < len(lines) and "|" in lines[at] and lines[at].strip():
        cells.extend(_cells(lines[at], row))
        row, at = row + 1, at + 1
    layout.table(cells)
    return at


def _cells(line: str, row: int) -> Iterator[GridCell]:
    words = _CELL_END.split(line.strip().removeprefix("|"))
    if words and not words[-1].strip():
        words = words[:-1]
    for column, text in enumerate(words):
        yield GridCell(row, column, plain(text.strip()))
