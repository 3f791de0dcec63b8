"""First stage: the text as the patterns want to see it, with a way back to where each character stood.

Patterns are written once, for simplified script, half-width digits and marks, and no white space
inside a paragraph. Conversion is character for character, and what is left out is remembered, so a
span found in the flow always points at the very words of the source.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kapok.kernel.spans import Span

# Full-width forms and look-alikes; only marks that stand for one another in these texts.
_MARKS = {
    "：": ":", "︰": ":", "∶": ":", "﹕": ":", "，": ",", "﹐": ",", "；": ";", "（": "(", "）": ")", "﹙": "(", "﹚": ")",
    "［": "[", "］": "]", "％": "%", "﹪": "%", "．": ".", "﹒": ".", "＋": "+", "－": "-", "–": "-", "—": "-", "―": "-", "─": "-",
    "～": "~", "〜": "~", "∼": "~", "＞": ">", "＜": "<", "≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤", "＝": "=", "／": "/", "﹑": "、", "､": "、",
    "｡": "。", "！": "!", "？": "?", "「": "“", "」": "”", "『": "‘", "』": "’", "﹝": "〔", "﹞": "〕", "【": "[", "】": "]",
    "\u00a0": " ", "\u3000": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u200b": " ", "\ufeff": " ", "\r": " ", "\v": " ",
    "\f": "\n", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n",
}  # fmt: skip
_FULL_WIDTH = {
    chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_IDEOGRAPHS = range(0x3400, 0xA000)
# What the character table of OpenCC leaves alone because a phrase would have to decide; in running
# official text the other reading does not occur.
_ALWAYS = {
    "傢": "家",
    "纔": "才",
    "衹": "只",
    "祇": "只",
    "係": "系",
    "繫": "系",
    "妳": "你",
    "佈": "布",
    "祕": "秘",
    "瞭": "了",
    "徵": "征",
    "鬆": "松",
}

_SPACE = re.compile(r"[ ]+")
_FINAL_DOT = re.compile(r"(?<=[一-龥%])\.(?=[\s一-龥(]|$)")
_STRAIGHT_QUOTES = re.compile(r"[\"'‘]([^\"'‘’“”\n]{1,30})[\"'’]")
_PINYIN = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ]{1,7}\)")  # a copy's help for readers: 區(qū)
_SPACED_NUMBER = re.compile(
    r"(?=\d)(?:(?<![\d.])\d(?: \d){1,14}(?= ?[年万亿千百%个家项名户座所条])"
    r"|(?<=[一-龥])\d{1,3}(?: \d{3}){1,5}(?=[一-龥%]))"
)


@cache
def character_table() -> dict[int, str]:
    """Every character to its form in simplified script and half width; each to exactly one character."""
    from opencc import OpenCC

    characters = [chr(code) for code in _IDEOGRAPHS]
    simplified = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    table = {ord(a): b for a, b in zip(characters, simplified, strict=True) if a != b and len(b) == 1}
    table.update({ord(a): b for a, b in (_ALWAYS | _MARKS | _FULL_WIDTH).items()})
    return table


def simplify(text: str) -> str:
    """The text in simplified script and half-width marks, character for character.

    >>> simplify("責任單位：市財政局")
    '责任单位:市财政局'
    """
    return text.translate(character_table())


@cache
def script_table() -> dict[int, str]:
    """Every character to its form in simplified script, marks and widths left as they are."""
    return {code: to for code, to in character_table().items() if code in _IDEOGRAPHS}


@dataclass(frozen=True, slots=True)
class Flow:
    """``text`` without inner white space; ``starts[i]`` in it stood ``shifts[i]`` further on in the source.

    ``written`` is the same run of characters as the source writes them: same length, same places.
    """

    text: str
    written: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]
    source_length: int

    def source_offset(self, at: int) -> int:
        """Where the character ``at`` of the flow stands in the source."""
        return at + self.shifts[bisect_right(self.starts, at) - 1] if at < len(self.text) else self.source_length

    def source_span(self, start: int, end: int) -> Span:
        """The run of the source from the first to the last character of a run of the flow."""
        first = self.source_offset(start)
        return Span(first, self.source_offset(end - 1) + 1 if end > start else first)

    def flow_offset(self, source: int) -> int:
        """The first place in the flow that stands at or after an offset of the source."""
        low, high = 0, len(self.text)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.source_offset(middle) < source else (low, middle)
        return low


def flow_of(text: str) -> Flow:
    """Clean a text for the patterns.

    >>> flow_of("到２０２１年， 基地 60 家").text
    '到2021年,基地60家'
    """
    flat = _STRAIGHT_QUOTES.sub(r"“\1”", _FINAL_DOT.sub("。", simplify(text)))
    kept: list[str] = []
    written: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    length = 0
    for start, end in _kept_runs(flat):
        run = flat[start:end]
        if not run:
            continue
        starts.append(length)
        shifts.append(start - length)
        kept.append(run)
        written.append(text[start:end])
        length += len(run)
    return Flow("".join(kept), "".join(written), tuple(starts) or (0,), tuple(shifts) or (0,), len(text))


def _kept_runs(flat: str) -> Iterator[tuple[int, int]]:
    """The runs of a text that stay when white space and the breaks of wrapped lines are left out."""
    at = 0
    for start, end in sorted([*_spaces(flat), *_wraps(flat)]):
        if start >= at:
            yield at, start
            at = end
    yield at, len(flat)


def _spaces(flat: str) -> Iterator[tuple[int, int]]:
    numbers = {i for m in _SPACED_NUMBER.finditer(flat) for i in range(m.start(), m.end())}
    for match in _PINYIN.finditer(flat):
        if not match.group().isascii():
            yield match.span()
    for match in _SPACE.finditer(flat):
        start, end = match.span()
        before, after = flat[start - 1 : start], flat[end : end + 1]
        between_words = (
            before.isascii() and after.isascii() and (before + after).isalnum() and before.isalnum() and after.isalnum()
        )
        if not between_words or start in numbers:
            yield start, end
        elif end - start > 1:
            yield start + 1, end


_CUT = re.compile(
    r"(?:[,、]|达到|超过|不低于|不少于|不超过|提高到|提升到|控制在|突破|至少|力争|建成|新增|培育|累计|和|与|及|的|到|至|为)$"
)

_CUT_NUMBER = re.compile(r"\d$|\d ?[万亿千百]$")
_NUMBER_GOES_ON = re.compile(r"[万亿千百个家项名户人元吨亩%座所条公平]")


def _cut_lines(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Line breaks behind a word that cannot end a line of prose."""
    at = 0
    for line, following in pairwise(lines):
        at += len(line)
        words = line.strip()
        number = _CUT_NUMBER.search(words, max(len(words) - 3, 0))
        if (
            len(words) >= (3 if words[-1:].isdigit() or number else 12)
            and "\t" not in line
            and (next_words := following.strip())
            and (_CUT.search(words, max(len(words) - 4, 0)) or number and _NUMBER_GOES_ON.match(next_words))
            and not _LINE_START.match(following)
        ):
            yield at, at + 1
        at += 1


_WRAP_MINIMUM = 18  # a column narrower than this is a table, not prose
_PAGE_LINE = re.compile(
    r"(?<=[^。;:!?\n])\n[ ]*(?:-{1,2}[ ]*\d{1,3}[ ]*-{1,2}|第[ ]*\d{1,3}[ ]*页(?:[ ]*共[ ]*\d{1,3}[ ]*页)?)[ ]*\n|(?<=\n)[ ]*(?:-{1,2}[ ]*\d{1,3}[ ]*-{1,2}|第[ ]*\d{1,3}[ ]*页)[ ]*\n"
)


def _page_lines(flat: str) -> Iterator[tuple[int, int]]:
    """Page numbers on lines of their own, with the breaks around them where they cut a sentence."""
    for match in _PAGE_LINE.finditer(flat):
        yield match.span()


def _wrap_width(lines: list[str]) -> int:
    """The width at which a page broke its lines, 0 where it did not."""
    widths = [len(line.strip()) for line in lines if len(line.strip()) >= _WRAP_MINIMUM]
    if len(widths) < 4:
        return 0
    width = max(set(widths), key=lambda w: sum(abs(other - w) <= 2 for other in widths))
    broken = [line for line in lines if abs(len(line.strip()) - width) <= 3 and line.strip()[-1:] not in "。;:!?)"]
    return width if width <= 60 and len(broken) >= 3 and len(broken) >= 0.5 * len(widths) else 0


_LINE_START = re.compile(
    r"\s*(?:第[一二三四五六七八九十百零\d]+[章节条篇编部]|[一二三四五六七八九十]+、|[(][一二三四五六七八九十\d]+[)]|\d{1,2}[.、)](?!\d)|[①-⑳]|附件|专栏|目录|[-·●■◆]|[(]?(?:责任|牵头|配合)(?:单位|部门))"
)


def _wraps(flat: str) -> Iterator[tuple[int, int]]:
    """Line breaks that only a narrow page made: nearly all long lines end at one width, in mid-sentence."""
    lines = flat.split("\n")
    yield from _page_lines(flat)
    yield from _cut_lines(lines)
    width = _wrap_width(lines)
    if not width:
        return
    at = 0
    for line, following in pairwise(lines):
        at += len(line)
        full = abs(len(line.strip()) - width) <= 3 and line.strip()[-1:] not in "。!?:"
        if full and following.strip() and not _LINE_START.match(following):
            yield at, at + 1
        at += 1
