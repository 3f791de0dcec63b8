"""Sentences with a number or an office that yielded nothing: what a person should still read."""

import re
from collections.abc import Iterable, Iterator

from kapok.compiler.data.offices import STEMS
from kapok.compiler.flow import Flow
from kapok.kernel.spans import Runs, Span

_OFFICE = re.compile(
    rf"(?:省|市|区|县|州|自治区|国家)(?:{'|'.join(sorted(STEMS, key=len, reverse=True))})(?:局|厅|委(?!员|托)|办(?!理|法|事|公|好)|部(?!门|署|分|委)|中心)"
)
_SENTENCE = re.compile(r"[^。!?\n]+[。!?]?")
SETTLED = frozenset(
    {"name", "date", "made-up", "frequency"}
)  # numbers that are known not to be quantities of the plan's


def uncovered(
    flow: Flow, refused: Iterable[tuple[int, int, str]], yielded: Iterable[tuple[int, int]], body: int
) -> Iterator[Span]:
    """The sentences, from ``body`` on, that hold a refused number or a named office and touch nothing in ``yielded``.

    ``refused`` are runs of numbers with the reason why each is neither target nor rule; ``yielded`` are
    the runs of everything that was read. All places are of the flow, the spans given are of the source.
    """
    open_questions = sorted(start for start, _, reason in refused if reason not in SETTLED)
    offices = (match.start() for match in _OFFICE.finditer(flow.text, body))
    places = sorted([*open_questions, *offices])
    read = sorted(yielded)
    settled = Runs(read)
    starts = iter(read)
    upcoming = next(starts, None)
    at = 0
    for sentence in _SENTENCE.finditer(flow.text, body):
        start, end = sentence.span()
        while at < len(places) and places[at] < start:
            at += 1
        while upcoming is not None and upcoming[0] < start:
            upcoming = next(starts, None)
        asked = at < len(places) and places[at] < end
        if asked and not settled.hold(start) and not (upcoming is not None and upcoming[0] < end):
            yield flow.source_span(start, end)
