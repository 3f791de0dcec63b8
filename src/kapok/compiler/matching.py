"""Which item of an old version is which of a new one: one to one, the same whichever is called old.

Items are paired in rounds. A round of keys pairs what agrees exactly, the strictest keys first;
what is left is paired by likeness, best first. Keys that many items share are paired in order of
reading, and likeness is only computed for items that share a pair of characters, the rarest pairs
first and no more than a number of times for each item, so the work grows with the number of items
and not with its square.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
Pairs = frozenset[tuple[str, int]]
Key = Callable[[T], Hashable | None]  # None: this round does not pair the item
ROOM, ROOM_FOR_EACH = 2500, 20  # pairs of items whose likeness is computed: for all, and for each item


def pairs(phrase: str) -> Pairs:
    """The pairs of neighbouring characters of a phrase; one that stands in it again is another one.

    >>> sorted(pairs("哈哈哈"))
    [('哈哈', 0), ('哈哈', 1)]
    """
    seen: Counter[str] = Counter()
    found = []
    for at in range(max(len(phrase) - 1, 1) if phrase else 0):
        pair = phrase[at : at + 2]
        found.append((pair, seen[pair]))
        seen[pair] += 1
    return frozenset(found)


def likeness(a: Pairs, b: Pairs) -> float:
    """Dice's share of common pairs, from 0 to 1.

    >>> likeness(pairs("科技合作基地"), pairs("科技合作基地数"))
    0.9090909090909091
    """
    total = len(a) + len(b)
    return 2 * len(a & b) / total if total else 0.0


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


def _candidates(left: dict[int, Pairs], right: dict[int, Pairs]) -> Iterable[tuple[int, int]]:
    """Positions that share a pair of characters, the rarest pairs first, as many as the number of items allows."""
    olds, news = _holders(left), _holders(right)
    shared = sorted((len(holders) * len(news[pair]), pair) for pair, holders in olds.items() if pair in news)
    found: dict[tuple[int, int], None] = {}
    room = ROOM + ROOM_FOR_EACH * (len(left) + len(right))
    for count, pair in shared:
        room -= count
        if room < 0:
            break
        found.update(dict.fromkeys((i, j) for i in olds[pair] for j in news[pair]))
    return found


def _holders(phrases: dict[int, Pairs]) -> dict[tuple[str, int], list[int]]:
    holders: dict[tuple[str, int], list[int]] = defaultdict(list)
    for position, found in phrases.items():
        for pair in found:
            holders[pair].append(position)
    return holders
