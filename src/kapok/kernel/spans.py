"""Spans of a text: ``[start, end)`` in Unicode code points."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A run of a text, ``[start, end)`` in code points.

    >>> Span(2, 4).of("2025年建成")
    '25'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span holds."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> "Span":
        """The same run in a text that begins ``by`` code points earlier."""
        return Span(self.start + by, self.end + by)

    def holds(self, other: "Span") -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: "Span") -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


class Runs:
    """Runs of a text, to ask quickly whether a place lies in one of them.

    >>> runs = Runs([(0, 3), (8, 9)])
    >>> runs.hold(2), runs.hold(3), runs.hold(8)
    (True, False, True)
    """

    def __init__(self, runs: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(runs)
        self._starts = [start for start, _ in ordered]
        self._reach: list[int] = []  # for each run, how far it or any run before it reaches
        furthest = 0
        for _, end in ordered:
            furthest = max(furthest, end)
            self._reach.append(furthest)

    def hold(self, at: int) -> bool:
        """Whether a place lies in a run."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and self._reach[index] > at
