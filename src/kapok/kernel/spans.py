"""Spans of a text: ``[start, end)`` in Unicode code points."""

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
