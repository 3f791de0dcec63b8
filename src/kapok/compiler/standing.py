"""Headings without a number: usual ones, those that the file styles so, and short lines between numbered ones."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from kapok.compiler.data.headings import (
    STANDALONE,
    HeadingStyle,
)
from kapok.compiler.headings import ANY_NUMBER, Heading


def unnumbered(flow: str, styled: tuple[tuple[int, int], ...]) -> Iterator[Heading]:
    plain = HeadingStyle("plain", "附则", "", 3, False)
    seen = set()
    for match in re.finditer(rf"(?:^|(?<=\n)){STANDALONE.pattern}(?=\n|$)", flow):
        seen.add(match.start())
        above = flow[max(0, match.start() - 12) : max(0, match.start() - 1)].rpartition("\n")[2]
        if above and ANY_NUMBER.fullmatch(above):
            continue  # 第一章 on a line of its own: this is its title
        yield Heading(plain, "", 0, match.start(), match.start(), match.end(), match.group(), True)
    for start, end in styled:
        words = flow[start:end]
        if start not in seen and words and len(words) <= 40 and not ANY_NUMBER.match(words) and words[-1] not in "。;,":
            yield Heading(plain, "", 0, start, start, end, words, True)


_STANDING = re.compile(r"[一-龥“”\"+、·A-Za-z\d]{4,24}")


_NO_STANDING = re.compile(
    r"(?:计划|方案|措施|意见|规划|要点|办法|通知|政策|任务|分工|清单|纲要|条例|规定|细则|年|月|日|单位|部门|局|委|厅|办公室|政府|公司|指标|序号|名称|备注|时限)$|^(?:附件|专栏|目录|表|图|单位|类别|指标|序号|\d)|责任|牵头|\d{4}年"
)


_FEWEST = 3  # unnumbered headings are believed only where a document has several


_ENDS_ABOVE = "。)牵头责;局厅委办部实会"


def _may_stand(words: str) -> bool:
    return _STANDING.fullmatch(words) is not None and _NO_STANDING.search(words) is None


def _alone(lines: list[tuple[int, str]]) -> Iterator[Heading]:
    """Headings of a text without any number: short lines, each over a paragraph, in one shape."""
    found = []
    for (start, words), (_, below) in pairwise(lines[1:]):
        if _STANDING.fullmatch(words) and len(words) <= 20 and len(below) > 40 and below[-1] in "。;)":
            style = HeadingStyle("standing", "资金扶持政策", "", 3, False)
            found.append(Heading(style, "", 0, start, start, start + len(words), words, True))
    endings = Counter(heading.title[-2:] for heading in found)
    if found and max(endings.values()) >= _FEWEST:
        yield from found


def standing_between(flow: str, numbered: set[int]) -> Iterator[Heading]:
    """Headings without a number between numbered ones: short lines with a numbered heading, or another of them, right below."""
    lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", flow)]
    if not numbered:
        yield from _alone(lines)
        return
    found: list[Heading] = []
    below = ""
    for position in range(len(lines) - 1, 1, -1):
        start, words = lines[position]
        kind = ""
        if start in numbered:
            kind = "number"
        elif (
            (
                below
                and _may_stand(words)
                and (lines[position - 1][1][-1] in _ENDS_ABOVE or _may_stand(lines[position - 1][1]))
            )
            or below == "standing"
            and _may_stand(words)
        ):
            kind = "standing"
        if kind == "standing":
            style = HeadingStyle("standing", "加快产业转型", "", 3 if below == "standing" else 5, False)
            found.append(Heading(style, "", 0, start, start, start + len(words), words, True))
        below = kind
    if len(found) >= _FEWEST:
        yield from found
