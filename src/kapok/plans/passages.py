"""A text as sentences that can be searched by two characters or more, in both scripts at once. Pure.

No word splitter is asked: a sentence is stored as its overlapping pairs of characters, and words are found as
pairs in a row. Pairs are written in plain letters, so that both databases and every locale take them alike.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kapok.compiler.flow import simplify
from kapok.kernel.spans import Span

LONGEST = 600  # code points: a sentence of a broken text may be a page
BREAK = "x"  # between runs of characters, so that no words are found across a stop; no pair is so short
SENTENCE = re.compile(rf"[^\n。！？；]{{1,{LONGEST}}}[。！？；]?")
GAP = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")  # white space that a page's layout left between characters


class Place(NamedTuple):
    """An item of the text with its lasting key, and the clause where it is one."""

    key: str
    start: int


class Passage(NamedTuple):
    """A sentence, the clause that holds it ("" before the first), and the key that an address can point at."""

    span: Span
    clause: str
    key: str


def folded(words: str) -> str:
    """Words in simplified script, half width and small letters, character for character.

    >>> folded("國際ＡＩ")
    '国际ai'
    """
    return "".join(low if len(low := character.lower()) == 1 else character for character in simplify(words))


def runs(words: str) -> list[str]:
    """The runs of letters and digits in folded words.

    >>> runs("达到8.5万人，国际 科技")
    ['达到8', '5万人', '国际科技']
    """
    whole = GAP.sub("", folded(words))
    return "".join(character if character.isalnum() else " " for character in whole).split()


def pairs(words: str) -> str:
    """What a sentence is stored as in the index."""
    return f" {BREAK} ".join(" ".join(_pairs(run)) for run in runs(words) if len(run) > 1)


def phrases(query: str) -> list[str]:
    """What is looked for: each word of a query as its pairs in a row. Empty where no word has two characters.

    >>> [len(phrase.split()) for phrase in phrases("托育 補貼標準")], phrases("托")
    ([1, 3], [])
    """
    asked = (re.sub(r"\W+", " ", word).split() for word in query.split())
    found = (" ".join(_pairs(run)) for parts in asked for part in parts for run in runs(part) if len(run) > 1)
    return list(dict.fromkeys(found))


def _pairs(run: str) -> Iterator[str]:
    return (_letters(a) + _letters(b) for a, b in pairwise(run))


@cache
def _letters(character: str) -> str:
    """A character as four letters."""
    rest, letters = ord(character), ""
    for _ in range(4):
        rest, digit = divmod(rest, 26)
        letters += chr(97 + digit)
    return letters


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text, without the white space around them."""
    for found in SENTENCE.finditer(text):
        words = found.group()
        start = found.start() + len(words) - len(words.lstrip())
        if words.strip():
            yield Span(start, start + len(words.strip()))


def passages(text: str, clauses: Sequence[Place], items: Iterable[Place]) -> Iterator[Passage]:
    """The sentences that hold two letters in a row, each with its clause, and the first item that begins in it."""
    heads, marked = sorted(clauses, key=_start), sorted(items, key=_start)
    head_starts, mark_starts = [place.start for place in heads], [place.start for place in marked]
    for span in sentences(text):
        if not pairs(span.of(text)):
            continue
        above = bisect_right(head_starts, span.start + 1) - 1
        first = bisect_right(mark_starts, span.start - 1)
        clause = heads[above].key if above >= 0 else ""
        holds = first < len(marked) and marked[first].start < span.end
        yield Passage(span, clause, marked[first].key if holds else clause)


def _start(place: Place) -> int:
    return place.start


def marked(sentence: str, query: str) -> list[tuple[str, bool]]:
    """A sentence as runs of words, and whether each was looked for.

    >>> marked("建成國際基地", "国际 基地")
    [('建成', False), ('國際', True), ('基地', True)]
    """
    words = sorted({run for word in query.split() for run in runs(word) if len(run) > 1}, key=len, reverse=True)
    if not words:
        return [(sentence, False)]
    pattern = "|".join(r"\s*".join(map(re.escape, word)) for word in words)
    found, at = list[tuple[str, bool]](), 0
    for match in re.finditer(pattern, folded(sentence)):
        found += [(sentence[at : match.start()], False), (sentence[match.start() : match.end()], True)]
        at = match.end()
    return [run for run in (*found, (sentence[at:], False)) if run[0]]
