"""The numbered parts of a plan, as its text writes their numbers and titles."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kapok.kernel.spans import Span
from kapok.plans.addresses import on_page, plan_address
from kapok.plans.marks import Heading, head_of
from kapok.plans.models import Clause
from kapok.plans.reading import Reading


class Entry(NamedTuple):
    """A clause in the table of contents."""

    key: str
    level: int
    number: str
    title: str
    url: str

    @property
    def words(self) -> str:
        return f"{self.number}{self.title}"


@dataclass(frozen=True)
class Outline:
    """Clauses of one plan, in reading order. Those that stand ``here``, on the page itself, are a step away."""

    clauses: Sequence[Clause]
    reading: Reading
    slug: str
    here: Span | None = None

    @cached_property
    def headings(self) -> list[Heading]:
        return [Heading(c.key, c.start, c.level, c.number, c.title) for c in self.clauses]

    @cached_property
    def entries(self) -> list[Entry]:
        return list(self._entries.values())

    @cached_property
    def _entries(self) -> dict[int, Entry]:
        return {
            clause.pk: self._entry(clause, heading) for clause, heading in zip(self.clauses, self.headings, strict=True)
        }

    def _entry(self, clause: Clause, heading: Heading) -> Entry:
        head = head_of(self.reading.text, heading)
        if head is None:  # the compiler mended the heading: show what it made of it
            number, title = f"{self.reading.show(clause.number)} ", self.reading.show(clause.title)
        else:
            number, title = self.reading.quote(head.number), self.reading.quote(head.title)
        is_here = self.here is not None and self.here.start <= clause.start < self.here.end
        url = f"#{clause.key}" if is_here else on_page(self._address, clause.key)
        return Entry(clause.key, clause.level, number, title, url)

    @cached_property
    def _address(self) -> str:
        return plan_address(self.slug)

    @cached_property
    def _parents(self) -> dict[int, int | None]:
        return {clause.pk: clause.parent_id for clause in self.clauses}

    def entry(self, clause: int | None) -> Entry | None:
        """The entry of a clause, by primary key."""
        return self._entries[clause] if clause else None

    def path(self, clause: int | None) -> list[Entry]:
        """A clause and those that hold it, the outermost first."""
        found: list[Entry] = []
        while clause:
            found.insert(0, self._entries[clause])
            clause = self._parents[clause]
        return found

    def parent(self, clause: int | None) -> int | None:
        """The clause that holds a clause."""
        return self._parents[clause] if clause else None

    def place(self, clause: int | None) -> str:
        """Where a clause stands, by numbers alone: （八）2."""
        path = self.path(clause)
        return "".join(entry.number for entry in (path[1:] or path))
