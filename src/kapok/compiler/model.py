"""What the compiler takes and gives: plain values, none of which knows how it was found.

All spans are ``[start, end)`` in code points of ``Source.text``. The JSON form of a
:class:`Plan` is ``kapok.plan/1`` (see ``docs/compile.md``).
"""

from dataclasses import dataclass, field
from typing import Literal

from kapok.kernel.problems import Problem
from kapok.kernel.spans import Span

Comparator = Literal["eq", "ge", "gt", "le", "lt", "approx"]
Kind = Literal["level", "cumulative", "annual", "growth"]
Role = Literal["lead", "support", "responsible"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; a merged cell stands once, with how many rows and columns it covers."""

    row: int
    column: int
    span: Span
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table that the file itself marks as one. Cells are in reading order, their words in the text.

    ``columns`` names what some columns hold, where the caller told it ("task", "lead", "support",
    "responsible", "indicator", "unit", "year:2025", …), by column index.
    """

    cells: tuple[Cell, ...]
    span: Span
    columns: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A document as text, with what its file knew beside the words."""

    text: str
    name: str = ""
    media_type: str = "text/plain"
    sha256: str = ""
    tables: tuple[Table, ...] = ()
    headings: tuple[tuple[Span, int], ...] = ()  # paragraphs that the file styles as headings, with level
    pages: tuple[int, ...] = ()  # offset at which page 1, 2, … begins; empty where there are no pages
    problems: tuple[Problem, ...] = ()  # what the reader mended or could not read

    def page(self, offset: int) -> int | None:
        """The number of the page that holds an offset, from 1; ``None`` where there are no pages."""
        return sum(start <= offset for start in self.pages) or None if self.pages else None


@dataclass(frozen=True, slots=True)
class Reading:
    """Why an item reads as it does: the pattern's name, its circumstance, and readings not chosen."""

    pattern: str
    circumstance: str = ""
    instead_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Confidence:
    """Share of right finds of a pattern over the corpus: (right + 1) / (n + 2), ``None`` under five."""

    value: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Clause:
    id: str
    parent: str | None
    level: int
    number: str
    title: str
    span: Span
    reading: Reading | None = None
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Target:
    id: str
    clause: str | None
    indicator: str
    year: int | None
    from_year: int | None
    value: float
    value_high: float | None
    unit: str
    comparator: Comparator
    kind: Kind
    binding: Literal["binding", "expected"] | None
    stated: Literal["must", "strive"]
    span: Span
    reading: Reading | None = None
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    id: str
    office: str
    full_name: str | None
    role: Role
    inferred_lead: bool
    group: bool
    line: Span
    span: Span
    reading: Reading | None = None
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Task:
    id: str
    clause: str | None
    title: str
    span: Span
    sentences: tuple[Span, ...] = ()
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class Provision:
    id: str
    clause: str | None
    subject: str
    comparator: Comparator
    value: float
    unit: str
    span: Span
    reading: Reading | None = None
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Name:
    name: str
    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Plan:
    """A compiled plan. ``warnings``: what was mended or could not be settled; ``uncovered``: sentences
    with a number or an office that yielded nothing."""

    source: Source
    title: str | None = None
    document_number: str | None = None
    issuer: str | None = None
    jurisdiction: str | None = None
    period: tuple[int, int] | None = None
    clauses: tuple[Clause, ...] = ()
    targets: tuple[Target, ...] = ()
    tasks: tuple[Task, ...] = ()
    provisions: tuple[Provision, ...] = ()
    names: tuple[Name, ...] = ()
    warnings: tuple[Problem, ...] = ()
    uncovered: tuple[Span, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)  # how the reader guessed the columns of a sheet, and the like

    @property
    def text(self) -> str:
        return self.source.text
