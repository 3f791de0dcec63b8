"""Where a number stands: its stretch between marks, its sentence, its paragraph, its clause."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from kapok.compiler.data.verbs import BACKGROUND_TITLE, GOAL_TITLE
from kapok.compiler.headings import Heading

_OPEN, _CLOSE = "(〔[", ")〕]"
_MARKS = ",。;:!?\n\t"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The run between two marks (,。;:) around a place, brackets skipped; inside a bracket, within it."""

    start: int
    end: int
    bracketed: bool


_LISTED = re.compile(r"[-·●■◆▪•◇□]{1,3}")
_ENACTS = re.compile(r"制定(?:本|如下|以下|了)|特制定|现制定|提出(?:如下|以下)|现就|现将")
_AIM = re.compile(r"[到至](?:19|20)\d\d年|目标|力争|确保|每年|(?:19|20)\d\d年(?:底|末)前|年内|期间")
_LEAD_IN = re.compile(r"(?:目标|指标|任务|要求|以下|如下)[^。]*[:：]$|(?:目标|如下|以下)[:：。]?$")
_FURTHEST = 300  # characters; no phrase is longer


def stretch(flow: str, start: int, end: int) -> Stretch:
    """The stretch that holds a run of the flow."""
    left, opened = _edge(flow, range(start - 1, max(start - _FURTHEST, 0) - 1, -1), _CLOSE, _OPEN)
    right, _ = _edge(flow, range(end, min(end + _FURTHEST, len(flow))), _OPEN, _CLOSE)
    return Stretch(start if left is None else left + 1, end if right is None else right, opened)


def _edge(flow: str, places: range, entering: str, leaving: str) -> tuple[int | None, bool]:
    """Where a stretch ends in one direction, and whether the bracket around it does that.

    Without any mark on the way it ends with the last place looked at.
    """
    depth = 0
    for at in places:
        character = flow[at]
        if character in entering:
            depth += 1
        elif character in leaving:
            if depth == 0:
                return at, True
            depth -= 1
        elif character == "\n" or depth == 0 and character in _MARKS:
            return at, False
    if not places:
        return None, False
    return places[-1] + (1 if places.step > 0 else -1), False


@dataclass(frozen=True, slots=True)
class Place:
    """What surrounds a number. ``heading`` is the index of the lowest clause that holds it."""

    stretch: Stretch
    sentence: int
    sentence_end: int
    paragraph: int
    heading: int | None
    goal: bool
    background: bool
    lead: tuple[int, int] | None = None  # the paragraph that introduces the list in which the number stands


class Places:
    """Sentences, paragraphs and clauses of a flow, found once and looked up often."""

    def __init__(self, flow: str, headings: tuple[Heading, ...]) -> None:
        self.flow = flow
        self.headings = headings
        self._starts = [heading.start for heading in headings]
        self._sentences = [0, *(m.end() for m in re.finditer(r"[。!?\n]", flow))]
        self._paragraphs = [0, *(m.end() for m in re.finditer(r"\n", flow))]
        self._natures = [self._nature(i) for i in range(len(headings))]

    def _lead_of(self, at: int) -> tuple[int, int] | None:
        """到2027年具体目标: above a list of —— or • paragraphs: where the lead-in of a listed paragraph runs."""
        index = bisect_right(self._paragraphs, at) - 1
        if not _LISTED.match(self.flow, self._paragraphs[index]):
            return None
        while index > 0 and _LISTED.match(self.flow, self._paragraphs[index]):
            index -= 1
        if _LISTED.match(self.flow, self._paragraphs[index]):
            return None  # a list without a lead-in
        start, end = self._paragraphs[index], self._paragraphs[index + 1]
        return (start, end) if _LEAD_IN.search(self.flow[start:end].strip()[-60:]) else None

    def _nature(self, index: int | None) -> str:
        """Whether the nearest heading that says so names goals or background; one that names both says neither."""
        while index is not None:
            title = self.headings[index].title[:40]
            goal, background = GOAL_TITLE.search(title), BACKGROUND_TITLE.search(title)
            if goal is not None and background is None and len(self.headings[index].title) <= 30:
                return "goal"
            if background is not None and goal is None:
                return "background"
            index = self.headings[index].parent
        return ""

    def heading_at(self, at: int) -> int | None:
        index = bisect_right(self._starts, at) - 1
        return index if index >= 0 else None

    def sentence(self, at: int) -> tuple[int, int]:
        """The run of the sentence that holds a place; a sentence begins again at a heading."""
        index = bisect_right(self._sentences, at) - 1
        start = self._sentences[index]
        end = self._sentences[index + 1] if index + 1 < len(self._sentences) else len(self.flow)
        heading = self.heading_at(at)
        return max(start, self._starts[heading]) if heading is not None else start, end

    def paragraph(self, at: int) -> int:
        start = self._paragraphs[bisect_right(self._paragraphs, at) - 1]
        heading = self.heading_at(at)
        return max(start, self._starts[heading]) if heading is not None else start

    def at(self, start: int, end: int) -> Place:
        """All that surrounds a run of the flow."""
        sentence, sentence_end = self.sentence(start)
        heading = self.heading_at(start)
        nature = self._natures[heading] if heading is not None else ""
        run = stretch(self.flow, start, end)
        if heading is not None and run.start < self.headings[heading].title_start <= start:
            run = replace(run, start=self.headings[heading].title_start)  # 1.产业规模达到80亿元
        lead = self._lead_of(start) if nature != "background" else None
        aimed = nature == "goal" or lead is not None
        looking_back = nature == "background" or heading is None and self._is_preamble(sentence, sentence_end)
        return Place(run, sentence, sentence_end, self.paragraph(start), heading, aimed, looking_back, lead)

    def _is_preamble(self, start: int, end: int) -> bool:
        """The paragraph before the first heading that says why the plan is made (…现制定本方案) tells how things are."""
        if not self.headings or self.headings[0].order > 1 or _AIM.search(self.flow, start, min(end, start + 400)):
            return False
        stop = self.flow.find("\n", start, self.headings[0].start)
        return _ENACTS.search(self.flow, start, stop if stop > 0 else self.headings[0].start) is not None
