"""A long plan in parts: each a run of its text with all that stands in it, short enough for a page.

A plan of ordinary length is one part. Parts are cut where clauses begin, at the highest level there is.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from django.db.models import QuerySet
from django.http import QueryDict

from kapok.kernel.spans import Span
from kapok.plans.models import (
    Clause,
    Doubt,
    Duty,
    Indicator,
    Item,
    Name,
    Plan,
    Provision,
    Target,
    Task,
    Uncovered,
)
from kapok.plans.queries import Contents

LONGEST = 40_000  # code points of text in a part
MOST = 400  # targets and tasks in a part
PLACES: dict[str, tuple[type[Item], str]] = {
    "c": (Clause, "key"), "t": (Target, "key"), "k": (Task, "key"), "d": (Duty, "key"), "p": (Provision, "key"),
    "n": (Name, "key"), "w": (Doubt, "key"), "u": (Uncovered, "key"), "o": (Duty, "office__key"),
    "i": (Target, "indicator__key"),
}  # fmt: skip
Kind = TypeVar("Kind", bound=Item)


class Part(NamedTuple):
    """One part of so many, and where it stands in the text."""

    number: int
    total: int
    span: Span


class Head(NamedTuple):
    """Where a clause begins, and what holds it."""

    pk: int
    parent: int | None
    level: int
    start: int


def cuts(text: str, heads: Sequence[tuple[int, int]], items: Sequence[int]) -> list[int]:
    """Where the parts of a text begin. ``heads`` are starts and levels of clauses, ``items`` starts, all in order.

    >>> cuts("短", [(0, 1)], [0])
    [0]
    """
    found, starts = [0], [start for start, _level in heads]
    while (end := _furthest(len(text), items, found[-1])) < len(text):
        begun = found[-1]
        near = heads[bisect_right(starts, begun) : bisect_right(starts, end)]
        far = [head for head in near if head[0] > (begun + end) // 2]
        found.append(_best(far or near) or text.rfind("\n", begun + 1, end) + 1 or end)
    return found


def _furthest(length: int, items: Sequence[int], begun: int) -> int:
    """How far a part that begins somewhere may go: at least one step on."""
    last = bisect_left(items, begun) + MOST
    return max(begun + 1, min(begun + LONGEST, items[last] if last < len(items) else length, length))


def _best(heads: Sequence[tuple[int, int]]) -> int:
    """The last clause of the highest level; 0 where there is none."""
    return min(heads, key=lambda head: (head[1], -head[0]))[0] if heads else 0


@dataclass(frozen=True)
class Parts:
    """The parts of one plan. ``items`` is how many targets and tasks it has in all."""

    plan: Plan
    items: int

    @property
    def is_whole(self) -> bool:
        """Whether everything is in one part. Only where not, the places of all items are read."""
        return len(self.plan.text) <= LONGEST and self.items <= MOST

    @cached_property
    def heads(self) -> list[Head]:
        rows = Clause.objects.filter(plan=self.plan).order_by("start", "position")
        return [Head(*row) for row in rows.values_list("pk", "parent", "level", "start")]

    @cached_property
    def begin(self) -> list[int]:
        if self.is_whole:
            return [0]
        starts = (model.objects.filter(plan=self.plan).values_list("start", flat=True) for model in (Target, Task))
        items = sorted(start for some in starts for start in some.order_by())
        return cuts(self.plan.text, [(head.start, head.level) for head in self.heads], items)

    def span(self, number: int) -> Span:
        """Where a part stands, by its number from 1."""
        edges = [*self.begin, len(self.plan.text)]
        return Span(edges[number - 1], edges[number])

    def asked(self, query: QueryDict) -> Part:
        """The part that an address asks for: that which holds an item, or by number; else the first."""
        number = 1 if self.is_whole else self._asked(query)
        return Part(number, len(self.begin), self.span(number))

    def _asked(self, query: QueryDict) -> int:
        start = self._place(query.get("at", ""))
        if start is not None:
            return bisect_right(self.begin, start)
        wanted = query.get("part", "")
        number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 7 else 1
        return max(1, min(number, len(self.begin)))

    def _place(self, key: str) -> int | None:
        model, field = PLACES.get(key[:1], (None, ""))
        if model is None or len(key) > 16 or not key.isascii() or not key.isalnum():
            return None
        places = model._default_manager.filter(plan=self.plan, **{field: key}).order_by("position")
        return places.values_list("start", flat=True).first()

    def contents(self, part: Part) -> Contents:
        """All that stands in a part: ten queries, whatever the size of the plan."""
        span = part.span
        targets, tasks = list(self._inside(Target, span)), list(self._inside(Task, span))
        duties, provisions = list(self._inside(Duty, span, "task__start")), list(self._inside(Provision, span))
        carrying = {duty.office_id for duty in duties}
        items: list[Target | Task | Provision] = [*targets, *tasks, *provisions]
        holding = {item.clause_id for item in items if item.clause_id}
        return Contents(
            plan=self.plan,
            clauses=list(self._clauses(span, holding)),
            indicators=list(self._indicators(targets)),
            targets=targets,
            tasks=tasks,
            offices=[office for office in self.plan.offices.all() if self.is_whole or office.pk in carrying],
            duties=duties,
            provisions=provisions,
            names=list(self._inside(Name, span)),
            doubts=list(self._inside(Doubt, span)),
            uncovered=list(self._inside(Uncovered, span)),
        )

    def _inside(self, model: type[Kind], span: Span, start: str = "start") -> QuerySet[Kind]:
        """What begins in a part, without looking where there is only one."""
        found = model._default_manager.filter(plan=self.plan)
        return found if self.is_whole else found.filter(**{f"{start}__gte": span.start, f"{start}__lt": span.end})

    def _indicators(self, targets: Sequence[Target]) -> QuerySet[Indicator]:
        found = Indicator.objects.filter(plan=self.plan)
        return found if self.is_whole else found.filter(pk__in={target.indicator_id for target in targets})

    def _clauses(self, span: Span, holding: AbstractSet[int]) -> QuerySet[Clause]:
        """The clauses of a part and of its items, those that hold these, and the chapters of all parts."""
        found = Clause.objects.filter(plan=self.plan)
        return found if self.is_whole else found.filter(pk__in=set(self._shown(span, holding)))

    def _shown(self, span: Span, holding: AbstractSet[int]) -> Iterator[int]:
        above, top = {head.pk: head.parent for head in self.heads}, min((head.level for head in self.heads), default=1)
        for head in self.heads:
            if head.level == top:
                yield head.pk
            if span.start <= head.start < span.end or head.pk in holding:
                pk: int | None = head.pk
                while pk:
                    yield pk
                    pk = above[pk]
