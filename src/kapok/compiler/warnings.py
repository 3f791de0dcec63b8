"""What was mended or could not be settled, as sentences."""

from collections.abc import Iterator

from kapok.compiler.duties import DutyLine
from kapok.compiler.flow import Flow
from kapok.compiler.headings import Heading
from kapok.compiler.model import Source
from kapok.kernel.problems import Problem

_OF_LINES = {
    "bracket": "责任行“{words}”的括号缺失或多余，已按行尾或句末断开，请核对。",
    "empty-slot": "责任行“{words}”中有空缺的单位，未作推断，请补充。",
    "cut-name": "单位名称“{words}”不完整，已按文中别处的全称补齐，请核对。",
}
_LONGEST = 40


def warnings(
    source: Source, flow: Flow, headings: tuple[Heading, ...], lines: tuple[DutyLine, ...], flattened: bool
) -> Iterator[Problem]:
    """Everything that a person should look at, in the order of the stages."""
    yield from source.problems
    if flattened:
        yield Problem("flattened", "文本的换行已丢失，标题按编号顺序推断，请核对条款的起止。")
    yield from _of_headings(source, flow, headings)
    for line in lines:
        for code, start, end in line.problems:
            span = flow.source_span(start, max(end, start + 1))
            words = span.of(source.text).strip()
            yield Problem(
                code, _OF_LINES[code].format(words=words if len(words) <= _LONGEST else words[:_LONGEST] + "…"), span
            )


def _of_headings(source: Source, flow: Flow, headings: tuple[Heading, ...]) -> Iterator[Problem]:
    """A number that skips, or that stands twice, under one heading."""
    if headings and headings[0].order > 1:
        first = headings[0]
        span = flow.source_span(first.start, first.title_start + len(first.title))
        yield Problem("begins-in-the-middle", f"文本从“{span.of(source.text).strip()}”开始，之前的条款不在其中。", span)
    last: dict[tuple[int | None, str], int] = {}
    for heading in headings:
        span = flow.source_span(heading.start, heading.title_start + len(heading.title))
        words = span.of(source.text).strip()
        if heading.gap:
            yield Problem("clause-gap", f"“{words}”之前缺少 {heading.gap} 个编号，可能有条款遗漏。", span)
        key = (heading.parent, heading.style.name)
        if heading.order and heading.order == last.get(key):
            yield Problem("clause-repeated", f"“{words}”的编号与前一条重复。", span)
        last[key] = heading.order
