"""Second stage: the numbered parts of a text, their titles and their nesting."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, zip_longest

from kapok.compiler.contents import without_contents
from kapok.compiler.data.headings import (
    CHINESE,
    HEADING_STYLES,
    HeadingStyle,
)
from kapok.compiler.headings import ANY_NUMBER, STYLE_OF, Heading, cut_where_body_begins, heading_at, is_flattened
from kapok.compiler.standing import standing_between, unnumbered
from kapok.kernel.spans import Runs

_BEFORE_INLINE = "。;:!?)”》\n\t"


_WORD_BEFORE_ONE = "统唯同第之专单万合其十周期逐不进归划百千零一二三四五六七八九"  # 统一、规范 is no item 一、


def outline(
    flow: str,
    styled: tuple[tuple[int, int], ...] = (),
    shut: Sequence[tuple[int, int]] = (),
    blanks: frozenset[int] = frozenset(),
) -> tuple[Heading, ...]:
    """The headings of a flow in reading order, nested.

    ``styled`` holds the runs of paragraphs that the file itself marks as headings; the runs in
    ``shut`` are tables, which have none; ``blanks`` are the places before which white space stood.
    """
    numbered = list(_numbered(flow, blanks))
    read = [
        *numbered,
        *unnumbered(flow, styled),
        *standing_between(flow, {heading.start for heading in numbered if heading.at_line_start}),
    ]
    closed = Runs(shut)
    candidates = [heading for heading in read if not closed.hold(heading.start)]
    candidates.sort(key=lambda heading: heading.start)
    kept = _sequences(flow, without_contents(flow, candidates))
    return tuple(_nested(list(_cut_at_next(kept))))


def _cut_at_next(headings: list[Heading]) -> Iterator[Heading]:
    """A title ends where the next heading begins: 一、总体要求（一）指导思想 on one line."""
    for heading, following in zip_longest(headings, headings[1:]):
        if following is not None and heading.title_start < following.start < heading.body:
            title = heading.title[: following.start - heading.title_start].rstrip()
            heading = replace(heading, title=title, body=heading.title_start + len(title))
        yield heading


def _numbered(flow: str, blanks: frozenset[int]) -> Iterator[Heading]:
    flat = is_flattened(flow)
    for match in ANY_NUMBER.finditer(flow):
        index = _group_index(match)
        style = HEADING_STYLES[index]
        before = flow[match.start() - 1 : match.start()] or "\n"
        line_start = before == "\n" or (
            before in "#*\t"
            and flow[max(0, match.start() - 12) : match.start()].rpartition("\n")[2].strip("#* \t") == ""
        )
        doubtful = (
            style.name == "digit" and flow[match.end() : match.end() + 1].isdigit() and not _parted(flow, match, blanks)
        )
        if doubtful and not re.match(r"\d{1,4}[一-龥]", flow[match.end() : match.end() + 5]):
            continue
        if not line_start and not (style.inline and _may_stand_inline(flow, match, style, before, flat, blanks)):
            continue
        heading = heading_at(flow, style, match, match.group(f"n{index}"), line_start)
        if doubtful:
            heading = replace(heading, doubtful=True)
        yield cut_where_body_begins(heading, blanks) if flat else heading


def _parted(flow: str, match: re.Match[str], blanks: frozenset[int]) -> bool:
    """Whether a number before digits is an item's and no decimal: a blank between, a year behind, or the mark 、."""
    return (
        match.end() in blanks
        or match.group()[-1] == "、"
        or bool(re.match(r"(?:19|20)\d\d年", flow[match.end() : match.end() + 5]))
    )


def _may_stand_inline(
    flow: str, match: re.Match[str], style: HeadingStyle, before: str, flat: bool, blanks: frozenset[int]
) -> bool:
    """In mid-line a number follows a stop; where line breaks were lost, also a blank or any word."""
    if before in _BEFORE_INLINE or _begins_a_part(flow, match.start(), style):
        return True
    if not flat or before in _WORD_BEFORE_ONE:
        return False
    if style.name == "digit":
        return (
            not before.isascii()
            and (match.start() in blanks or match.group()[-1] == ".")
            and flow[match.end() : match.end() + 1] >= "一"
        )
    return style.name not in ("digit-half", "article") or match.start() in blanks


# The title of a part with nothing behind it: 第一章 总则 before 第一条, 一、总体要求 before (一).
_BARE_PART = {
    "article": re.compile(rf"第{CHINESE}[章节][一-龥、]{{2,20}}$"),
    "han-bracket": re.compile(rf"(?:^|[\n。;])(?:{CHINESE}、|第{CHINESE}部分)[一-龥“”、]{{2,26}}$"),
}


def _begins_a_part(flow: str, start: int, style: HeadingStyle) -> bool:
    """Whether a number stands right behind the title of the part that it begins."""
    bare = _BARE_PART.get(style.name)
    return bare is not None and bool(bare.search(flow, max(0, start - 36), start))


def _group_index(match: re.Match[str]) -> int:
    return next(i for i in range(len(HEADING_STYLES)) if match.group(f"s{i}") is not None)


def _sequences(flow: str, candidates: list[Heading]) -> list[Heading]:
    """Keep the headings that count on: an inline number must follow its neighbour or begin a run."""
    kept: list[Heading] = []
    last: dict[str, int] = {}
    for position, heading in enumerate(candidates):
        if not heading.title:
            continue
        expected = last.get(heading.style.name, 0) + 1
        if heading.doubtful and (heading.order != expected or expected == 1):
            continue
        if not heading.at_line_start and not _counts_on(flow, candidates, position, expected, kept):
            continue
        gap = (
            heading.order - expected
            if heading.order > expected and heading.order != 1 and heading.style.name in last
            else 0
        )
        if gap > 3 and not heading.at_line_start:
            continue
        for name in [n for n in last if STYLE_OF[n].rank > heading.style.rank]:
            if not (name == "digit" and heading.style.rank >= 5) and not _runs_on(
                name, heading, candidates, position, last[name]
            ):
                del last[name]
        if heading.style.name in STYLE_OF:
            last[heading.style.name] = heading.order
        kept.append(replace(heading, gap=max(gap, 0)))
    return kept


def _runs_on(name: str, heading: Heading, candidates: list[Heading], position: int, count: int) -> bool:
    """Whether the items below go on counting across this heading: 二、（四） after 一、（三）."""
    for following in islice(candidates, position + 1, None):
        if following.style.name == name:
            return following.order == count + 1
        if following.style.rank < heading.style.rank:
            return False
    return False


def _counts_on(flow: str, candidates: list[Heading], position: int, expected: int, kept: list[Heading]) -> bool:
    """Whether a number in mid-line is an item: it continues the count, or begins one that a second continues."""
    heading = candidates[position]
    if heading.style.name in ("digit", "digit-half") and _is_amount(flow, heading):
        return False
    if heading.order == expected and heading.order > 1:
        return True
    if heading.order != 1:
        # a text that begins in the middle, or that lost one number: the next must count on
        begins = expected == 1 and heading.style.rank <= 5 or heading.order == expected + 1
        return begins and _next_order(candidates, position) == heading.order + 1
    for following in candidates[position + 1 : position + 60]:
        if following.style.name == heading.style.name:
            return following.order == 2
        if following.style.rank < heading.style.rank and following.at_line_start:
            return False
    return heading.style.rank <= 3 and not kept


def _next_order(candidates: list[Heading], position: int) -> int:
    style = candidates[position].style.name
    return next(
        (following.order for following in candidates[position + 1 : position + 60] if following.style.name == style), 0
    )


def _is_amount(flow: str, heading: Heading) -> bool:
    """2、3 in a series of numbers, or 1. as part of a figure."""
    return bool(re.match(r"\d", flow[heading.title_start : heading.title_start + 1])) and not re.match(
        r"\d{4}年", flow[heading.title_start :][:5]
    )


def _nested(headings: list[Heading]) -> Iterator[Heading]:
    ranks = sorted({heading.style.rank for heading in headings})
    # a text that begins in the middle has parts whose outer parts it lacks: their levels stay
    base = 1 if not headings or _starts_whole(headings) else None
    stack: list[tuple[int, int, int]] = []  # rank, index, level
    for index, heading in enumerate(headings):
        while stack and stack[-1][0] >= heading.style.rank:
            stack.pop()
        level = stack[-1][2] + 1 if stack else base or 1 + bisect_left(ranks, heading.style.rank)
        yield replace(heading, level=level, parent=stack[-1][1] if stack else None)
        stack.append((heading.style.rank, index, level))


def _starts_whole(headings: list[Heading]) -> bool:
    """Whether the text begins at the beginning: its first heading is of the outermost style."""
    return headings[0].style.rank == min(heading.style.rank for heading in headings)
