"""Second stage: the numbered parts of a text, their titles and their nesting."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from kapok.compiler.data.headings import (
    ANNEX,
    CIRCLES,
    CONTENTS,
    HEADING_STYLES,
    LEADERS,
    STANDALONE,
    USUAL,
    HeadingStyle,
)
from kapok.kernel.numerals import numeral
from kapok.kernel.spans import Runs

_STYLE = {style.name: style for style in HEADING_STYLES}
_ANY = re.compile(
    "|".join(f"(?P<s{i}>{style.pattern.replace('?P<n>', f'?P<n{i}>')})" for i, style in enumerate(HEADING_STYLES))
)
_BEFORE_INLINE = "。;:!?)”》\n\t"
_TITLE_END = re.compile(r"[。;:\n!?]|\((?:责任|牵头|配合|主办|负责|市|省|区|县)[^)\n]{0,12}(?:单位|部门|:|局|委)|\t")
_STOP = "。;!?"
_WORD_BEFORE_ONE = "统唯同第之专单万合其十周期逐不进归划百千零一二三四五六七八九"  # 统一、规范 is no item 一、
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
        *_unnumbered(flow, styled),
        *_standing(flow, {heading.start for heading in numbered if heading.at_line_start}),
    ]
    closed = Runs(shut)
    candidates = [heading for heading in read if not closed.hold(heading.start)]
    candidates.sort(key=lambda heading: heading.start)
    kept = _sequences(flow, _without_contents(flow, candidates))
    return tuple(_nested(list(_cut_at_next(kept))))


def _cut_at_next(headings: list[Heading]) -> Iterator[Heading]:
    """A title ends where the next heading begins: 一、总体要求（一）指导思想 on one line."""
    for heading, following in zip_longest(headings, headings[1:]):
        if following is not None and heading.title_start < following.start < heading.body:
            title = heading.title[: following.start - heading.title_start].rstrip()
            heading = replace(heading, title=title, body=heading.title_start + len(title))
        yield heading


def is_flattened(flow: str) -> bool:
    """Whether the line breaks of a text were lost: hardly a break in a long run of sentences."""
    return len(flow) > 100 and flow.strip().count("\n") * 400 < len(flow)


def _numbered(flow: str, blanks: frozenset[int]) -> Iterator[Heading]:
    flat = is_flattened(flow)
    for match in _ANY.finditer(flow):
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
        heading = _heading(flow, style, match, match.group(f"n{index}"), line_start)
        if doubtful:
            heading = replace(heading, doubtful=True)
        yield _cut_where_body_begins(heading, blanks) if flat else heading


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
    if before in _BEFORE_INLINE:
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


def _group_index(match: re.Match[str]) -> int:
    return next(i for i in range(len(HEADING_STYLES)) if match.group(f"s{i}") is not None)


def _heading(flow: str, style: HeadingStyle, match: re.Match[str], numeral_text: str, line_start: bool) -> Heading:
    title_start = match.end()
    while flow[title_start : title_start + 1] in (" ", "\t", "*", "#") and flow[title_start : title_start + 1]:
        title_start += 1
    if (
        flow[title_start : title_start + 1] == "\n"
        and style.rank <= 2
        and len(flow[title_start + 1 :].split("\n", 1)[0]) <= 30
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


def _cut_where_body_begins(heading: Heading, blanks: frozenset[int]) -> Heading:
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
    depth, at, limit = 0, start, min(len(flow), start + 200)
    while at < limit:
        character = flow[at]
        depth += (character in "“《‘") - (character in "”》’")
        if character in "\n\t" or (depth <= 0 and (character in _STOP or character == ":")):
            return at
        if character == "(" and _TITLE_END.match(flow, at):
            return at
        at += 1
    return at


def _unnumbered(flow: str, styled: tuple[tuple[int, int], ...]) -> Iterator[Heading]:
    plain = HeadingStyle("plain", "附则", "", 3, False)
    seen = set()
    for match in re.finditer(rf"(?:^|(?<=\n)){STANDALONE.pattern}(?=\n|$)", flow):
        seen.add(match.start())
        yield Heading(plain, "", 0, match.start(), match.start(), match.end(), match.group(), True)
    for start, end in styled:
        words = flow[start:end]
        if start not in seen and words and len(words) <= 40 and not _ANY.match(words) and words[-1] not in "。;,":
            yield Heading(plain, "", 0, start, start, end, words, True)


_STANDING = re.compile(r"[一-龥“”\"+、·A-Za-z\d]{4,24}")
_NO_STANDING = re.compile(
    r"(?:计划|方案|措施|意见|规划|要点|办法|通知|政策|任务|分工|清单|纲要|条例|规定|细则|年|月|日|单位|部门|局|委|厅|办公室|政府|公司|指标|序号|名称|备注|时限)$|^(?:附件|专栏|目录|表|图|单位|类别|指标|序号|\d)|责任|牵头|\d{4}年"
)
_FEWEST = 3  # unnumbered headings are believed only where a document has several


_ENDS_ABOVE = "。)牵头责;局厅委办部实会"


def _may_stand(words: str) -> bool:
    return _STANDING.fullmatch(words) is not None and _NO_STANDING.search(words) is None


def _standing(flow: str, numbered: set[int]) -> Iterator[Heading]:
    """Headings without a number between numbered ones: short lines with a numbered heading, or another of them, right below."""
    lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", flow)]
    found: list[Heading] = []
    below = ""
    for position in range(len(lines) - 1, 1, -1):
        start, words = lines[position]
        kind = ""
        if start in numbered:
            kind = "number"
        elif (
            below
            and _may_stand(words)
            and (lines[position - 1][1][-1] in _ENDS_ABOVE or _may_stand(lines[position - 1][1]))
        ) or below == "standing" and _may_stand(words):
            kind = "standing"
        if kind == "standing":
            style = HeadingStyle("standing", "加快产业转型", "", 3 if below == "standing" else 5, False)
            found.append(Heading(style, "", 0, start, start, start + len(words), words, True))
        below = kind
    if len(found) >= _FEWEST:
        yield from found


def _without_contents(flow: str, candidates: list[Heading]) -> list[Heading]:
    """Leave out a table of contents: lines with leaders, and headings that stand again with a body.

    What the table of contents calls a part is its title, also where the body runs on behind it.
    """
    contents = re.search(CONTENTS.pattern, flow[:6000])
    start = contents.end() if contents else None
    end = _end_of_contents(flow, candidates, start) if start is not None else 0
    listed: dict[str, list[str]] = {}
    kept = []
    for heading, following in zip_longest(candidates, candidates[1:]):
        line = flow[heading.start : flow.find("\n", heading.start) if "\n" in flow[heading.start :] else len(flow)]
        if len(line) < 120 and LEADERS.search(line):
            continue
        next_start = following.start if following is not None else len(flow)
        if (
            start is not None
            and heading.start >= start
            and (heading.start < end or _stands_again(flow, heading, next_start))
        ):
            title = flow[heading.title_start : min(heading.body, next_start)].rstrip("0123456789 \t\n")
            listed.setdefault(heading.number, []).append(title)
            continue
        if not _in_annex_list(flow, heading):
            kept.append(_as_listed(heading, listed))
    return kept


def _end_of_contents(flow: str, candidates: list[Heading], start: int) -> int:
    """Where the first entry of a table of contents stands again, if what lies between is entries only."""
    for first, second in zip(candidates, candidates[1:], strict=False):
        if first.start >= start:
            words = flow[first.start : min(first.body, second.start)].rstrip("0123456789 \t\n")
            again = flow.find(words, first.body)
            inside = sum(first.start <= heading.start < again for heading in candidates)
            return again if again > 0 and (again - first.start) < 80 * inside else 0
    return 0


def _as_listed(heading: Heading, listed: dict[str, list[str]]) -> Heading:
    title = next((title for title in listed.get(heading.number, ()) if heading.title.startswith(title)), "")
    if not title or title == heading.title:
        return heading
    return replace(heading, title=title, body=heading.title_start + len(title))


def _stands_again(flow: str, heading: Heading, next_start: int) -> bool:
    """Whether the same number and title come again later, with nothing but the title here."""
    words = flow[heading.start : min(heading.body, next_start)].rstrip("0123456789 \t\n")
    alone = next_start - heading.start <= len(words) + 6 and "。" not in flow[heading.start : next_start]
    return len(words) > 3 and alone and flow.find(words, heading.start + len(words)) >= 0


def _in_annex_list(flow: str, heading: Heading) -> bool:
    """附件:1.… 2.… lists what is attached; it is no part of the outline."""
    if heading.style.name not in ("digit", "han", "digit-bracket"):
        return False
    before = flow[max(0, heading.start - 400) : heading.start]
    at = max(before.rfind("附件:"), before.rfind("附:"), before.rfind("附表:"))
    if at < 0:
        return False
    between = before[at:]
    return (
        "。" not in between
        and between.count("\n") <= 8
        and all(len(line) <= 60 for line in between.split("\n"))
        and not _body_follows(flow, heading)
    )


def _body_follows(flow: str, heading: Heading) -> bool:
    rest = flow[heading.body : heading.body + 200].lstrip("\n").split("\n", 1)[0]
    return len(rest) > 60 and "。" in rest


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
        for name in [n for n in last if _STYLE[n].rank > heading.style.rank]:
            if not (name == "digit" and heading.style.rank >= 5) and not _runs_on(
                name, heading, candidates, position, last[name]
            ):
                del last[name]
        if heading.style.name in _STYLE:
            last[heading.style.name] = heading.order
        kept.append(replace(heading, gap=max(gap, 0)))
    return kept


def _runs_on(name: str, heading: Heading, candidates: list[Heading], position: int, count: int) -> bool:
    """Whether the items below go on counting across this heading: 二、（四） after 一、（三）."""
    for following in candidates[position + 1 :]:
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
    stack: list[tuple[int, int, int]] = []  # rank, index, level
    for index, heading in enumerate(headings):
        while stack and stack[-1][0] >= heading.style.rank:
            stack.pop()
        level = (
            stack[-1][2] + 1
            if stack
            else 1
            + sum(rank < heading.style.rank for rank in ranks if index and rank >= 0 and not _starts_whole(headings))
        )
        yield replace(heading, level=level, parent=stack[-1][1] if stack else None)
        stack.append((heading.style.rank, index, level))


def _starts_whole(headings: list[Heading]) -> bool:
    """Whether the text begins at the beginning: its first heading is of the outermost style."""
    return headings[0].style.rank == min(heading.style.rank for heading in headings)


def is_annex_start(line: str) -> bool:
    """Whether a line opens an annex."""
    return bool(ANNEX.match(line))
