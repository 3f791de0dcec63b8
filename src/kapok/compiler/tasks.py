"""Fourth stage: what is to be done, as the duty lines and the outline divide it."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from kapok.compiler.duties import DutyLine
from kapok.compiler.headings import Heading

_SENTENCE = re.compile(r"[^。;!?\n]+[。;!?]?")
_NO_TASK = re.compile(
    r"(?:指导思想|总体要求|总体思路|总体目标|基本原则|工作原则|原则|发展目标|工作目标|主要目标|行动目标|目标|目标任务|背景|现状|形势|基础|成效|问题|意义|重要性|总则|附则|适用范围|名词解释|序言|前言|引言|编制依据|发展环境|面临|机遇|挑战|指标体系|主要指标)"
)
_MAIN_WORDS = 40  # a title made of a first sentence is cut here


@dataclass(frozen=True, slots=True)
class FlowTask:
    """A task in the flow: the lines that close it, the heading whose clause it is, and where it runs."""

    start: int
    end: int
    heading: int | None
    title: tuple[int, int]
    lines: tuple[DutyLine, ...]


def flow_tasks(
    flow: str, headings: tuple[Heading, ...], lines: tuple[DutyLine, ...], body: int = 0
) -> tuple[FlowTask, ...]:
    """Tasks in reading order: one for each duty line, and one for each lowest clause without any."""
    closed = list(_closed(flow, headings, lines, body))
    return tuple(sorted([*closed, *_without_lines(flow, headings, lines)], key=lambda task: (task.start, task.end)))


def _closed(flow: str, headings: tuple[Heading, ...], lines: tuple[DutyLine, ...], body: int) -> Iterator[FlowTask]:
    """One task for each line. Lines that stand together (牵头单位:… / 配合单位:…) close the same words."""
    groups = list(_adjacent(flow, lines))
    owners = [_last_before(headings, group[0].end if group[0].by_office else group[0].outer) for group in groups]
    crowded = {
        owner for owner, count in Counter(owners).items() if count > 1
    }  # clauses of several tasks: each is a paragraph
    previous = 0
    for group, owner in zip(groups, owners, strict=True):
        first = group[0]
        heading = headings[owner] if owner is not None else None
        start, title = _where(flow, first, heading, max(previous, body if heading is None else 0), owner in crowded)
        previous = group[-1].end
        cells = first.cell is not None
        for line in [None] if cells else group:
            yield FlowTask(start, previous, owner, title, tuple(group) if line is None else (line,))


def _where(
    flow: str, line: DutyLine, heading: Heading | None, previous: int, crowded: bool
) -> tuple[int, tuple[int, int]]:
    """Where the task that a line closes begins, and what it is called."""
    if line.cell is not None and line.cell[1] > line.cell[0]:
        return min(line.cell[0], line.start), line.cell
    clause = heading.start if heading is not None else 0
    start = line.outer if line.by_office else max(previous, clause)
    if not line.by_office and heading is None:
        start = max(start, flow.rfind("\n", 0, line.outer) + 1)
    if crowded and heading is not None and start == clause and not line.by_office and line.outer - heading.body > 4:
        start = heading.body
    while start < line.outer and flow[start] in "\n。;)〕] ":
        start += 1
    return start, _title(flow, start, line, heading if start == clause else None)


def _adjacent(flow: str, lines: tuple[DutyLine, ...]) -> Iterator[list[DutyLine]]:
    """Lines with nothing but marks between them close one task together: 牵头单位:… / 配合单位:…"""
    group: list[DutyLine] = []
    for line in lines:
        if group and line.cell is not None and line.cell == group[-1].cell:
            group.append(line)
            continue
        if (
            group
            and line.cell is None
            and not line.by_office
            and not group[-1].by_office
            and not flow[group[-1].end : line.outer].strip("\n。;,、()〔〕[] ")
        ):
            group.append(line)
            continue
        if group:
            yield group
        group = [line]
    if group:
        yield group


def _last_before(headings: tuple[Heading, ...], at: int) -> int | None:
    index = bisect_right(headings, at, key=attrgetter("start")) - 1
    return index if index >= 0 else None


def _title(flow: str, start: int, line: DutyLine, heading: Heading | None) -> tuple[int, int]:
    if heading is not None and heading.title and not line.by_office:
        return heading.title_start, heading.title_start + len(heading.title)
    if line.by_office:
        start = line.duties[-1].mention.end + 1 if line.duties else start
    sentence = _SENTENCE.search(flow, start, max(line.outer, start) if not line.by_office else line.end)
    if not sentence:
        return start, start
    end = sentence.end() - (sentence.group()[-1] in "。;!?")
    return sentence.start(), min(end, sentence.start() + _MAIN_WORDS)


def _without_lines(flow: str, headings: tuple[Heading, ...], lines: tuple[DutyLine, ...]) -> Iterator[FlowTask]:
    """The lowest clauses that no duty line touches and that say what is to be done."""
    idle = _idle(headings)
    parents = {heading.parent for heading in headings}
    ends = [line.end for line in lines]
    for index, heading in enumerate(headings):
        end = headings[index + 1].start if index + 1 < len(headings) else len(flow)
        if index in parents or index in idle or not flow[heading.body : end].strip("。\n "):
            continue
        at = bisect_left(ends, heading.start + 1)  # the first line that does not end before the clause begins
        if at < len(lines) and lines[at].outer < end:
            continue
        yield FlowTask(heading.start, end, index, (heading.title_start, heading.title_start + len(heading.title)), ())


def _idle(headings: tuple[Heading, ...]) -> set[int]:
    """Clauses of goals, thought and background, with all that stands below them."""
    idle: set[int] = set()
    for index, heading in enumerate(headings):
        if (
            heading.parent in idle
            or _NO_TASK.search(heading.title[-8:])
            or (len(heading.title) <= 12 and _NO_TASK.search(heading.title))
        ):
            idle.add(index)
    return idle


def sentences(flow: str, task: FlowTask, headings: tuple[Heading, ...]) -> Iterator[tuple[int, int]]:
    """The sentences of a task that say what is to be done: neither its heading nor its duty lines."""
    heading = headings[task.heading] if task.heading is not None else None
    start = task.start
    if (
        heading is not None
        and task.start <= heading.start < task.end
        and flow[heading.body : heading.body + 1] in ("。", "\n", "")
    ):
        start = heading.body
    if task.lines and task.lines[0].by_office:
        line = task.lines[0]
        start = line.duties[-1].mention.end + 1 if line.duties else line.start
    stop = task.lines[0].outer if task.lines and not task.lines[0].by_office else task.end
    for match in _SENTENCE.finditer(flow, start, stop):
        if len(match.group()) > 3 and match.group().strip("。;()〔〕[] "):
            yield match.span()
