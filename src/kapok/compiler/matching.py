"""Which item of an old version is which of a new one: one to one, the same whichever is called old.

Items are paired in rounds. A round of keys pairs what agrees exactly, the strictest keys first;
what is left is paired by likeness, best first. Keys that many items share are paired in order of
reading, and likeness is only computed for items that share an uncommon pair of characters, so the
work grows with the number of items and not with its square.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
Key = Callable[[T], Hashable | None]  # None: this round does not pair the item
COMMON = 400  # old × new items that share a pair of characters, above which the pair tells nothing


def pairs(phrase: str) -> Counter[str]:
    """The pairs of neighbouring characters of a phrase, with how often each stands in it."""
    return Counter(phrase[i : i + 2] for i in range(max(len(phrase) - 1, 1))) if phrase else Counter()


def likeness(a: Counter[str], b: Counter[str]) -> float:
    """Dice's share of common pairs, from 0 to 1.

    >>> likeness(pairs("科技合作基地"), pairs("科技合作基地数"))
    0.9090909090909091
    """
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0


class Matcher(Generic[T]):
    """Pairs the items of two versions round by round; ``partner`` maps old positions to new ones."""

    def __init__(self, old: Sequence[T], new: Sequence[T]) -> None:
        self.old, self.new = old, new
        self.partner: dict[int, int] = {}
        self._free_old = dict.fromkeys(range(len(old)))
        self._free_new = dict.fromkeys(range(len(new)))

    def by_key(self, key: Key[T], new_key: Key[T] | None = None) -> None:
        """Pair free items of equal keys, in order of reading. ``new_key`` where new items are keyed otherwise."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for j in self._free_new:
            waiting[(new_key or key)(self.new[j])].append(j)
        waiting.pop(None, None)
        for bucket in waiting.values():
            bucket.reverse()
        for i in list(self._free_old):
            bucket = waiting.get(key(self.old[i]), [])
            if bucket:
                self._pair(i, bucket.pop())

    def by_likeness(self, phrase: Callable[[T], str], bonus: Callable[[T, T], float], least: float) -> None:
        """Pair free items whose phrases are alike to at least ``least``, best first.

        ``bonus`` says what else speaks for a pair, or, below zero, that it is none; it must give the
        same whichever of the two is called old.
        """
        left = {i: pairs(phrase(self.old[i])) for i in self._free_old}
        right = {j: pairs(phrase(self.new[j])) for j in self._free_new}
        scored = []
        for i, j in _candidates(left, right):
            alike = likeness(left[i], right[j])
            extra = bonus(self.old[i], self.new[j]) if alike >= least else -1
            if extra >= 0:
                # a tie is settled by what swapping old and new leaves as it is
                scored.append((-alike - extra, abs(i - j), i + j, i, j))
        for *_, i, j in sorted(scored):
            if i in self._free_old and j in self._free_new:
                self._pair(i, j)

    def matched(self) -> list[tuple[T, T]]:
        """The pairs, in the order of the new version."""
        return [(self.old[i], self.new[j]) for i, j in sorted(self.partner.items(), key=lambda pair: pair[1])]

    def dropped(self) -> list[T]:
        """What only the old version holds."""
        return [self.old[i] for i in self._free_old]

    def added(self) -> list[T]:
        """What only the new version holds."""
        return [self.new[j] for j in self._free_new]

    def _pair(self, i: int, j: int) -> None:
        self.partner[i] = j
        del self._free_old[i], self._free_new[j]


def _candidates(left: dict[int, Counter[str]], right: dict[int, Counter[str]]) -> Iterable[tuple[int, int]]:
    """Positions that share a pair of characters which is not common to nearly all."""
    olds, news = _holders(left), _holders(right)
    return dict.fromkeys(
        (i, j)
        for pair, holders in olds.items()
        if len(holders) * len(news.get(pair, ())) <= COMMON
        for i in holders
        for j in news.get(pair, ())
    )


def _holders(phrases: dict[int, Counter[str]]) -> dict[str, list[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for position, counts in phrases.items():
        for pair in counts:
            holders[pair].append(position)
    return holders
