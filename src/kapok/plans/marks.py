"""A published text as paragraphs of marked runs. Pure: text and marks in, values out."""

import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from kapok.kernel.spans import Span
from kapok.web.parts import Paragraph, Segment

LONGEST_RUN_IN = 30
AFTER_NUMBER = "、.．:： \u3000\t"


class Mark(NamedTuple):
    """An item in the text. One without ``kind`` is only an anchor that addresses can point at; ``items`` are the keys
    of what stands behind a whole sentence."""

    key: str
    span: Span
    kind: str = ""
    url: str = ""
    items: str = ""
    status: str = ""  # of an item under review


class Heading(NamedTuple):
    """Where a clause begins, and what heads it."""

    key: str
    start: int
    level: int
    number: str
    title: str


class Head(NamedTuple):
    """A clause's own words in the text: its number with what follows it ("一、"), and its title."""

    number: Span
    title: Span


def paragraphs(text: str, shown: str, headings: Sequence[Heading], marks: Sequence[Mark]) -> list[Paragraph]:
    """The text, cut at line ends and where clauses begin, each paragraph cut where a mark begins or ends.

    ``shown`` is what to print: ``text`` itself, or the same text in another script. Both have the
    same length. Runs of white space between paragraphs are not printed.
    """
    by_start = {heading.start: heading for heading in headings}
    waiting = deque(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)))
    found, active = [], list[Mark]()
    for piece in _pieces(text, by_start.keys()):
        began = []
        while waiting and waiting[0].span.start < piece.end:
            began.append(waiting.popleft())
        active = [mark for mark in active if mark.span.end > piece.start] + began
        found.append(_paragraph(text, shown, piece, by_start.get(piece.start), active, began))
    return found


def _pieces(text: str, cuts: AbstractSet[int]) -> Iterator[Span]:
    """Runs between line ends and cuts, without the white space around them."""
    edges = sorted({0, len(text), *cuts, *(n + 1 for n, character in enumerate(text) if character == "\n")})
    for start, end in pairwise(edges):
        run = text[start:end]
        if run.strip():
            first = start if start in cuts else start + len(run) - len(run.lstrip())
            yield Span(first, start + len(run.rstrip()))


def _paragraph(
    text: str, shown: str, piece: Span, heading: Heading | None, active: Sequence[Mark], began: Sequence[Mark]
) -> Paragraph:
    covering = [mark for mark in active if mark.kind]
    head = head_of(text, heading) if heading else None
    is_heading = head is not None and not text[head.title.end : piece.end].strip("。.：: \u3000")
    if heading and head and not is_heading and _is_short(heading.title):
        covering.append(Mark(heading.key, Span(head.number.start, head.title.end), "head"))
    cuts = sorted({piece.start, piece.end, *_edges(piece, (*covering, *began))})
    runs = [Span(start, end) for start, end in pairwise(cuts)]
    segments = [_segment(shown, run, covering, _anchors(began, run, is_first=run == runs[0])) for run in runs]
    segments = list(_once(segments, {mark.url for mark in covering if not mark.items}))
    level, anchors = heading.level if heading and is_heading else 0, (heading.key,) if heading else ()
    return Paragraph(segments, level, anchors, piece.start)


def _once(segments: Sequence[Segment], known: set[str]) -> Iterator[Segment]:
    """Runs of sentences: stops alone are no links, and of several that lead to one place the keyboard takes one."""
    for segment in segments:
        if segment.kinds != "mark-sentence":
            yield segment
        elif not any(character.isalnum() for character in segment.text):
            yield segment._replace(url="", kinds="", items="")
        else:
            yield segment._replace(is_again=segment.url in known)
            known.add(segment.url)


def _is_short(words: str) -> bool:
    """Whether words that run on into a paragraph are a heading, and not just its first sentence."""
    return len(words) <= LONGEST_RUN_IN and not set(words) & set("，,；;")


def _edges(piece: Span, marks: Sequence[Mark]) -> set[int]:
    return {edge for mark in marks for edge in mark.span if piece.start < edge < piece.end}


def _anchors(began: Sequence[Mark], run: Span, *, is_first: bool) -> tuple[str, ...]:
    """Keys of the marks that begin at a run, sentences aside; one that begins in white space has its
    anchor at the next words."""
    return tuple(
        mark.key
        for mark in began
        if not mark.items and (mark.span.start == run.start or (is_first and mark.span.start < run.start))
    )


def _segment(shown: str, run: Span, covering: Sequence[Mark], anchors: tuple[str, ...]) -> Segment:
    over = [mark for mark in covering if mark.span.holds(run)]
    inner = sorted((m for m in over if m.url or m.status), key=lambda mark: mark.span.end - mark.span.start)
    linked = [mark for mark in inner if mark.url]
    return Segment(
        text=run.of(shown),
        anchors=anchors,
        url=linked[0].url if linked else "",
        kinds=" ".join(sorted({f"mark-{mark.kind}" for mark in over})),
        items=" ".join(mark.key for mark in inner if not mark.items) or "".join(mark.items for mark in linked[:1]),
        status=inner[0].status if inner else "",
    )


def head_of(text: str, heading: Heading) -> Head | None:
    """Where a clause's number and title stand, read past white space, width and the mark after the number;
    ``None`` where the text says something else."""
    number_end = _read(text, heading.start, heading.number)
    if number_end is None:
        return None
    title_start = (
        number_end
        + len(text[number_end : number_end + 8])
        - len(text[number_end : number_end + 8].lstrip(AFTER_NUMBER))
    )
    title_end = _read(text, title_start, heading.title)
    return None if title_end is None else Head(Span(heading.start, title_start), Span(title_start, title_end))


def _read(text: str, at: int, words: str) -> int | None:
    for character in "".join(unicodedata.normalize("NFKC", words).split()):
        while at < len(text) and text[at].isspace():
            at += 1
        if at >= len(text) or unicodedata.normalize("NFKC", text[at]) != character:
            return None
        at += 1
    return at
