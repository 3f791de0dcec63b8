"""A long text in sheets, each short enough to be shown at once, cut where a part of the plan begins. Pure."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kapok.kernel.spans import Span
from kapok.plans.marks import Heading, Mark, paragraphs
from kapok.plans.review.items import Item
from kapok.plans.review.state import State
from kapok.web.parts import Paragraph

LONGEST = 150  # lines
MARKED = ("target", "duty", "provision", "uncovered", "doubt", "task")


class Sheet(NamedTuple):
    """One sheet of ``of``, from 1, and what of the text it holds."""

    number: int
    of: int
    span: Span


def cuts(text: str, clauses: Mapping[str, Item], longest: int = LONGEST) -> list[int]:
    """Where sheets begin: at the outermost clause that still keeps a sheet short, else at any line.

    >>> cuts("一\\n二\\n三\\n四\\n", {}, longest=3)
    [0, 6]
    """
    lines = [0]
    lines += [n for n in _line_starts(text) if n < len(text)]
    levels: dict[int, int] = {}
    for item in clauses.values():
        line = bisect_right(lines, item["span"][0]) - 1
        levels[line] = min(item["level"], levels.get(line, 99))
    found, at = [0], 0
    while len(lines) - at > longest:
        reach = range(at + longest // 3, at + longest + 1)
        at = min(reach, key=lambda n: (levels.get(n, 99), -n))
        found.append(lines[at])
    return found


def _line_starts(text: str) -> Sequence[int]:
    found, at = [], text.find("\n")
    while at >= 0:
        found.append(at + 1)
        at = text.find("\n", at + 1)
    return found


def sheet(state: State, at: int, wanted: int = 0) -> Sheet:
    """The sheet that holds a place, or the one that was asked for by its number."""
    starts = cuts(state.text, _clauses(state))
    n = wanted if 1 <= wanted <= len(starts) else bisect_right(starts, at)
    return Sheet(n, len(starts), Span(starts[n - 1], [*starts, len(state.text)][n]))


def _clauses(state: State) -> dict[str, Item]:
    return {k: i for k, i in state.items.items() if i["what"] == "clause" and i["status"] != "rejected"}


def drawn(state: State, held: Sheet, address: str, current: str = "") -> list[Paragraph]:
    """The paragraphs of a sheet, each item in it marked with its kind and its status, and the current one."""
    text, marks = held.span.of(state.text), _marks(state, held.span, address)
    marks += [Mark("now", mark.span, "current") for mark in marks if mark.key == current]
    return paragraphs(text, text, _headings(state, held.span), marks)


def _headings(state: State, within: Span) -> list[Heading]:
    return [
        Heading(f"c-{key}", item["span"][0] - within.start, item["level"], item["number"], item["title"])
        for key, item in _clauses(state).items()
        if within.start <= item["span"][0] < within.end
    ]


def _marks(state: State, within: Span, address: str) -> list[Mark]:
    found = []
    for key, item in state.items.items():
        if item["what"] in MARKED and item["span"][0] < within.end and item["span"][1] > within.start:
            start, end = max(item["span"][0], within.start), min(item["span"][1], within.end)
            url = "" if item["what"] == "task" else f"{address}{key}"
            found.append(Mark(key, Span(start, end).shifted(-within.start), item["what"], url, status=item["status"]))
    return found
