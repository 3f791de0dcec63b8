"""A heading in the flow, and where its title ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kapok.compiler.data.headings import (
    CIRCLES,
    HEADING_STYLES,
    USUAL,
    HeadingStyle,
)
from kapok.kernel.numerals import numeral

STYLE_OF = {style.name: style for style in HEADING_STYLES}


_FIRST = r"(?=[第一二三四五六七八九十百零〇壹贰叁肆伍陆柒捌玖拾\d(〔㈠-㈩①-⑳㉑-㉟])"  # cheap to try at every place
ANY_NUMBER = re.compile(
    f"{_FIRST}(?:"
    + "|".join(f"(?P<s{i}>{style.pattern.replace('?P<n>', f'?P<n{i}>')})" for i, style in enumerate(HEADING_STYLES))
    + ")"
)


_TITLE_END = re.compile(r"[。;:\n!?]|\((?:责任|牵头|配合|主办|负责|市|省|区|县)[^)\n]{0,12}(?:单位|部门|:|局|委)|\t")


_STOP = "。;!?"
_TITLE_MARK = re.compile(r"[“《‘”》’\n\t。;!?:(]")


# Words that begin a sentence: where line breaks were lost, a heading ends before them.
_BODY = re.compile(
    r"(?<=.{4})(?:,|为了|为进一步|为加快|为深入|为全面|根据|依照|按照|遵循|坚持以|以习近平|结合我|此次|全面贯彻|认真贯彻|目前|到20\d\d年|至20\d\d年|20\d\d年)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading in the flow. ``start`` is where its number begins, ``body`` where its title ends."""

    style: HeadingStyle
    number: str
    order: int
    start: int
    title_start: int
    body: int
    title: str
    at_line_start: bool
    level: int = 1
    parent: int | None = None
    gap: int = 0  # how many numbers are missing before it
    doubtful: bool = False  # its number stands before digits: 11.121人才项目 may be a decimal


def clause_ends(headings: Sequence[Heading], length: int) -> list[int]:
    """Where the clause of each heading ends: before the next heading that is not below it."""
    ends = [length] * len(headings)
    above: list[Heading] = []
    for index in range(len(headings) - 1, -1, -1):
        while above and above[-1].level > headings[index].level:
            above.pop()
        ends[index] = above[-1].start if above else length
        above.append(headings[index])
    return ends


def is_flattened(flow: str) -> bool:
    """Whether the line breaks of a text were lost: hardly a break in a long run of sentences."""
    return len(flow) > 100 and flow.strip().count("\n") * 400 < len(flow)


def heading_at(flow: str, style: HeadingStyle, match: re.Match[str], numeral_text: str, line_start: bool) -> Heading:
    title_start = match.end()
    while flow[title_start : title_start + 1] in (" ", "\t", "*", "#") and flow[title_start : title_start + 1]:
        title_start += 1
    if (
        flow[title_start : title_start + 1] == "\n"
        and style.rank <= 2
        and len(flow[title_start + 1 : title_start + 32].split("\n", 1)[0]) <= 30
    ):
        title_start += 1  # 第一章 on a line of its own, its title on the next
    named = flow.find("]", title_start, title_start + 24) if flow[title_start : title_start + 1] == "[" else -1
    if named > 0:  # 第三条【支持范围】对…
        title_start, end = title_start + 1, named
    else:
        end = _title_end(flow, title_start)
    number = match.group().rstrip("、.．")
    order = CIRCLES.get(numeral_text) or int(numeral(numeral_text))
    return Heading(
        style, number, order, match.start(), title_start, end, flow[title_start:end].rstrip(" *#"), line_start
    )


def cut_where_body_begins(heading: Heading, blanks: frozenset[int]) -> Heading:
    """In a text without line breaks a title ends at a blank, where a usual title is complete, or before words that begin a sentence."""
    blank = next((at for at in range(4, min(len(heading.title), 30)) if heading.title_start + at in blanks), 0)
    if blank:
        return replace(heading, title=heading.title[:blank].rstrip(), body=heading.title_start + blank)
    usual = USUAL.match(heading.title)
    cut = usual.end() if usual else next((m.start() for m in _BODY.finditer(heading.title)), 0)
    if not cut or len(heading.title) <= 12:
        return heading
    title = heading.title[:cut]
    return replace(heading, title=title, body=heading.title_start + len(title))


def _title_end(flow: str, start: int) -> int:
    """Where a title ends: at the first stop, outside quotation marks and title marks."""
    depth, limit = 0, min(len(flow), start + 200)
    for mark in _TITLE_MARK.finditer(flow, start, limit):
        at, character = mark.start(), mark.group()
        depth += (character in "“《‘") - (character in "”》’")
        if character in "\n\t" or (depth <= 0 and (character in _STOP or character == ":")):
            return at
        if character == "(" and _TITLE_END.match(flow, at):
            return at
    return limit
