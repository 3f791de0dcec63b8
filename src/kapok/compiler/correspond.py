"""Which clause, target, task, duty and provision of an old plan is which of a new one.

Each kind has its rounds, the strictest first; what the rounds mean is said beside them. Everything
here gives the same pairs whichever of the two plans is called old.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import NamedTuple, TypeVar

from kapok.compiler.flow import simplify
from kapok.compiler.matching import Matcher
from kapok.compiler.model import Clause, Duty, Plan, Provision, Target, Task

T = TypeVar("T")
Side = int  # 0 old, 1 new
TITLES_ALIKE = 0.5  # a title may be half rewritten: its place in the outline speaks too
PHRASES_ALIKE = 0.66  # 水稻机械化率 and 油菜机械化率 are two indicators, and .6 alike
RETITLED_DEPTH = 4  # how many retitled headings may stand above one another
_NOT_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=50_000)  # phrases: a site that runs for months must not keep them all
def fold(phrase: str) -> str:
    """A phrase without what does not change its meaning: script, width, punctuation, space.

    >>> fold("（七）國際 合作")
    '七国际合作'
    """
    return _NOT_WORDS.sub("", simplify(phrase)).casefold()


def unit(item: Target | Provision) -> str:
    """A unit in simplified script and half width: 個 is 个, ％ is %."""
    return simplify(item.unit)


class Held(NamedTuple):
    """A duty with the task that it belongs to."""

    task: Task
    duty: Duty


@dataclass
class Tokens:
    """A mark for each item, the same for both halves of a pair, so that keys may say "in the same clause"."""

    marks: tuple[dict[str, Hashable], dict[str, Hashable]] = field(default_factory=lambda: ({}, {}))

    def put(self, pairs: Iterable[tuple[str, str]]) -> None:
        for old, new in pairs:
            self.marks[0][old] = self.marks[1][new] = ("both", old)

    def of(self, side: Side, id: str | None) -> Hashable:
        return self.marks[side].get(id, (side, id)) if id is not None else None

    def paired(self, side: Side, id: str | None) -> bool:
        return id is None or id in self.marks[side]


@dataclass
class Correspondence:
    """The pairs of two plans, with what only one of them holds."""

    clauses: Matcher[Clause]
    targets: Matcher[Target]
    tasks: Matcher[Task]
    duties: Matcher[Held]
    provisions: Matcher[Provision]

    def same(self) -> dict[str, str]:
        """The id in the new plan of each item of the old plan that lives on."""
        found = {a.id: b.id for m in (self.clauses, self.targets, self.tasks, self.provisions) for a, b in m.matched()}
        return found | {a.duty.id: b.duty.id for a, b in self.duties.matched()}


def correspond(old: Plan, new: Plan) -> Correspondence:
    """Pair the items of two plans, clauses first, since the rest is looked for where its clause went."""
    clauses, in_clause = _clauses(old, new)
    tasks = _tasks(old, new, in_clause)
    return Correspondence(
        clauses, _targets(old, new, in_clause), tasks, _duties(old, new, tasks), _provisions(old, new, in_clause)
    )


def _rounds(matcher: Matcher[T], *keys: Callable[[Side, T], Hashable | None]) -> None:
    for key in keys:
        matcher.by_key(partial(key, 0), partial(key, 1))


def _clauses(old: Plan, new: Plan) -> tuple[Matcher[Clause], Tokens]:
    matcher, tokens = Matcher(old.clauses, new.clauses), Tokens()
    paths: dict[Hashable, int] = {}
    numbered = [_paths(plan, paths, lambda c: (fold(c.number), fold(c.title))) for plan in (old, new)]
    titled = [_paths(plan, paths, lambda c: fold(c.title)) for plan in (old, new)]
    repeated = [Counter(fold(c.title) for c in plan.clauses) for plan in (old, new)]

    def bonus(a: Clause, b: Clause) -> float:
        if tokens.paired(0, a.parent) and tokens.of(0, a.parent) == tokens.of(1, b.parent):
            return 0.3 + 0.1 * (fold(a.number) == fold(b.number))
        # 主要任务 stands under every action: elsewhere, only a title that is used once can be the same clause
        return 0 if repeated[0][fold(a.title)] == repeated[1][fold(b.title)] == 1 else -1

    _rounds(matcher, lambda side, c: numbered[side][c.id], lambda side, c: titled[side][c.id])
    for _ in range(RETITLED_DEPTH):
        tokens.put((a.id, b.id) for a, b in matcher.matched())
        _rounds(matcher, lambda side, c: (tokens.of(side, c.parent), fold(c.title)) if c.title else None)
        matcher.by_likeness(lambda c: fold(c.title), bonus, TITLES_ALIKE)
    tokens.put((a.id, b.id) for a, b in matcher.matched())
    return matcher, tokens


def _paths(plan: Plan, known: dict[Hashable, int], name: Callable[[Clause], Hashable]) -> dict[str, int]:
    """A number for each clause's way down from the top, the same number for the same way."""
    ways: dict[str, int] = {}
    for clause in plan.clauses:
        way = (ways.get(clause.parent or ""), name(clause))
        ways[clause.id] = known.setdefault(way, len(known))
    return ways


def _targets(old: Plan, new: Plan, clauses: Tokens) -> Matcher[Target]:
    matcher = Matcher(old.targets, new.targets)
    series = [Counter((clauses.of(s, t.clause), fold(t.indicator)) for t in p.targets) for s, p in ((0, old), (1, new))]

    def phrase(t: Target) -> str:
        return fold(t.indicator)

    def place(side: Side, t: Target) -> tuple[Hashable, str]:
        return clauses.of(side, t.clause), phrase(t)

    def alone(side: Side, t: Target) -> bool:
        return series[side][place(side, t)] == 1

    def bonus(a: Target, b: Target) -> float:
        if a.year != b.year and a.value != b.value and not (alone(0, a) and alone(1, b)):
            return -1  # another year of the same series, not the same promise moved
        here = clauses.of(0, a.clause) == clauses.of(1, b.clause)
        return 0.3 * here + 0.1 * ((a.year == b.year) + (a.value == b.value) + (unit(a) == unit(b)))

    _rounds(
        matcher,
        lambda s, t: (place(s, t), t.from_year, t.year, t.value, t.value_high, unit(t), t.comparator, t.kind, t.stated),
        lambda s, t: (place(s, t), t.year, t.value, unit(t)),
        lambda s, t: (place(s, t), t.year, unit(t), t.kind),  # raised or lowered
        lambda s, t: (place(s, t), t.year),
        lambda _, t: (phrase(t), t.year, t.value, unit(t)),  # said under another clause
        lambda _, t: (phrase(t), t.year, unit(t)),
        lambda s, t: (place(s, t), t.value, unit(t)),  # moved to another year
        lambda s, t: (place(s, t), unit(t)) if alone(s, t) else None,  # moved and changed
    )
    matcher.by_likeness(phrase, bonus, PHRASES_ALIKE)
    return matcher


def _provisions(old: Plan, new: Plan, clauses: Tokens) -> Matcher[Provision]:
    matcher = Matcher(old.provisions, new.provisions)

    def phrase(p: Provision) -> str:
        return fold(p.subject)

    def bonus(a: Provision, b: Provision) -> float:
        here = clauses.of(0, a.clause) == clauses.of(1, b.clause)
        return 0.3 * here + 0.1 * ((a.value == b.value) + (unit(a) == unit(b)))

    _rounds(
        matcher,
        lambda s, p: (clauses.of(s, p.clause), phrase(p), p.value, unit(p), p.comparator),
        lambda s, p: (clauses.of(s, p.clause), phrase(p), p.value, unit(p)),
        lambda s, p: (clauses.of(s, p.clause), phrase(p), unit(p)),
        lambda _, p: (phrase(p), unit(p)) if p.subject else None,
    )
    matcher.by_likeness(phrase, bonus, PHRASES_ALIKE)
    _rounds(matcher, lambda s, p: (clauses.of(s, p.clause), p.value, unit(p)))  # its subject was reworded
    return matcher


def _tasks(old: Plan, new: Plan, clauses: Tokens) -> Matcher[Task]:
    matcher = Matcher(old.tasks, new.tasks)
    crowd = [Counter(clauses.of(side, t.clause) for t in plan.tasks) for side, plan in ((0, old), (1, new))]

    def place(side: Side, t: Task) -> Hashable:
        return clauses.of(side, t.clause)

    def offices(t: Task) -> Hashable:
        return tuple(sorted(d.office for d in t.duties))

    def bonus(a: Task, b: Task) -> float:
        return 0.3 * (place(0, a) == place(1, b)) + 0.1 * (offices(a) == offices(b))

    _rounds(
        matcher,
        lambda s, t: (place(s, t), fold(t.title), offices(t)),
        lambda s, t: (place(s, t), fold(t.title)) if t.title else None,
        lambda _, t: (fold(t.title), offices(t)) if t.title else None,
        lambda _, t: fold(t.title) or None,
    )
    matcher.by_likeness(lambda t: fold(t.title), bonus, TITLES_ALIKE)
    _rounds(
        matcher,
        lambda s, t: (place(s, t), offices(t)) if t.duties else None,  # reworded, the same offices carry it
        lambda s, t: place(s, t) if t.clause and crowd[s][place(s, t)] == 1 else None,  # the clause's only task
    )
    return matcher


def _duties(old: Plan, new: Plan, tasks: Matcher[Task]) -> Matcher[Held]:
    matcher = Matcher(*([Held(t, d) for t in plan.tasks for d in t.duties] for plan in (old, new)))
    tokens = Tokens()
    tokens.put((a.id, b.id) for a, b in tasks.matched())

    def moving(*kept: bool) -> Callable[[Side, Held], Hashable | None]:
        """Keys for duties whose task lives on (or does not) on the old and on the new side."""
        return lambda s, h: h.duty.office if tokens.paired(s, h.task.id) == kept[s] else None

    _rounds(
        matcher,
        lambda s, h: (tokens.of(s, h.task.id), h.duty.office, h.duty.role),
        lambda s, h: (tokens.of(s, h.task.id), h.duty.office),
        moving(True, True),
        moving(True, False),  # to a task that is new
        moving(False, True),  # from a task that was dropped; from a dropped one to a new one says nothing
    )
    return matcher
