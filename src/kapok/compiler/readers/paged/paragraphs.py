"""Printed lines put together again into the paragraphs that they were broken from."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kapok.compiler.readers.layout import is_wide, seam
from kapok.compiler.readers.numerals import BEGINS_ITEM
from kapok.compiler.readers.paged.glyphs import Line

_ENDED = re.compile(r"[。！？；：!?;:…）)”】〕》]$")
# What a line break does not part: a number or a Latin word, and the marks that hang on what they stand beside.
_UNCUT = re.compile(r"[“‘（《(]*(?:[!-~]{1,40}|.)[，。、；：！？）”’》]*")
_LATIN_WIDTH = 0.6  # in sizes of the character
_SQUEEZED = 0.6  # by so much a line's last mark may be narrower than it is elsewhere
_SAME_SIZE = 0.12
_LARGER = 1.12  # a title is so many times larger than the body
_INDENT = 0.9  # in sizes of the character
_SHORT = 1.0  # a line that ends so far before what fits may still be full: margins are not sharp
_FAR = 1.3  # times the usual distance of two lines
_LONG = 0.6  # of the width
_FILLED = 0.75  # of the width between two like margins
_INDENTING = 0.12  # share of lines that begin two characters in, where paragraphs are marked so


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the text of a column begins and ends."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document is set: its margins for each column, body size, line distance, whether it indents."""

    margins: dict[int, Margins]
    size: float
    leading: float
    indents: bool

    def step(self, line: Line) -> float:
        """The usual distance from a line to the next one of its paragraph; more for larger letters."""
        return max(self.leading, line.size) * max(1.0, line.size / self.size)

    @classmethod
    def of(cls, lines: Sequence[Line], width: float) -> "Habits":
        """The habits of a document, from all its lines and the width of its pages."""
        regions = {line.region for line in lines}
        margins = {region: _margins([line for line in lines if line.region == region], width) for region in regions}
        weights: Counter[float] = Counter()
        for line in lines:
            weights[round(line.size * 2) / 2] += len(line.text)
        size = max(weights.most_common(1)[0][0], 0.1) if weights else 1.0
        steps = sorted(
            below.top - above.top
            for above, below in pairwise(lines)
            if _same_place(above, below) and 0 < below.top - above.top < 4 * size
        )
        indented = sum(1.2 < (line.x0 - margins[line.region].left) / max(line.size, 0.01) < 3.2 for line in lines)
        return cls(margins, size, steps[len(steps) // 20] if steps else 2 * size, indented >= _INDENTING * len(lines))


def _margins(lines: Sequence[Line], width: float) -> Margins:
    """The outermost places where several lines begin and end: one line that sticks out is no margin.

    Where all lines are short, none of them shows the margin: it is as far from the edge as the left one.
    """
    size = median(line.size for line in lines)
    left = _outermost(sorted(line.x0 for line in lines), size)
    right = -_outermost(sorted(-line.x1 for line in lines), size)
    all_short = lines[0].region == 0 and right - left < _FILLED * (width - 2 * left)
    return Margins(left, width - left if all_short else right)


def _outermost(places: Sequence[float], size: float) -> float:
    several = max(2, len(places) // 30)
    ahead = 0
    for at, place in enumerate(places):
        ahead = max(ahead, at)
        while ahead < len(places) and places[ahead] - place <= 0.7 * size:
            ahead += 1
        if ahead - at >= several:
            return place
    return places[0]


def continues(above: Line, below: Line, habits: Habits) -> bool:
    """Whether a line goes on with the paragraph of the line above it."""
    if abs(above.size - below.size) > _SAME_SIZE * max(above.size, below.size) or above.gaps > 1 or below.gaps > 1:
        return False
    if _same_place(above, below) and below.top - above.top > _FAR * habits.step(above):
        return False
    if _is_title(above, habits) and _is_title(below, habits):
        return not _ENDED.search(above.text)
    margins, ended = habits.margins[below.region], bool(_ENDED.search(above.text))
    begins = BEGINS_ITEM.match(below.text) is not None
    if below.x0 > margins.left + _INDENT * below.size:
        return _in_one_block(above, below, habits) and not ended and not begins
    slack = _SQUEEZED if ended and not habits.indents else _SHORT
    if _is_full(above, habits, slack, below.text):
        return not (ended and begins)
    return habits.indents and not ended and not begins and _nearly_full(above, habits)


def _same_place(above: Line, below: Line) -> bool:
    return (above.page, above.region) == (below.page, below.region)


def _is_full(line: Line, habits: Habits, slack: float, following: str) -> bool:
    """Whether what follows a line would not have fitted into the room that it leaves."""
    word = _UNCUT.match(following)
    width = sum(1.0 if is_wide(letter) else _LATIN_WIDTH for letter in word[0]) if word else 0.0
    return line.x1 >= habits.margins[line.region].right - (slack + width) * line.size


def _nearly_full(line: Line, habits: Habits) -> bool:
    """A line without an end that fills most of the width: a long word, or a ragged margin."""
    margins = habits.margins[line.region]
    return line.x1 - margins.left >= _LONG * (margins.right - margins.left) and not _is_centred(line, margins)


def _in_one_block(above: Line, below: Line, habits: Habits) -> bool:
    """Whether both lines are indented alike: a block that stands in as a whole."""
    margins = habits.margins[above.region]
    hangs = abs(above.x0 - below.x0) < 0.5 * above.size or above.x0 < below.x0 < above.x0 + 3 * above.size
    stands_in = above.x0 > margins.left + _INDENT * above.size
    return hangs and stands_in and _is_full(above, habits, _SHORT, below.text) and not _is_centred(above, margins)


def _is_centred(line: Line, margins: Margins) -> bool:
    inside = line.x0 > margins.left + 2 * line.size and line.x1 < margins.right - 2 * line.size
    return inside and abs((line.x0 + line.x1) - (margins.left + margins.right)) < 2 * line.size


def _is_title(line: Line, habits: Habits) -> bool:
    """A centred line larger than the body; one that fills the width need not look centred."""
    if line.size < _LARGER * habits.size:
        return False
    margins = habits.margins[line.region]
    return abs((line.x0 + line.x1) - (margins.left + margins.right)) < 2 * line.size


def text_of(lines: Iterable[Line]) -> tuple[str, list[tuple[int, int]]]:
    """The text of a paragraph, and for each page at what offset its first line stands."""
    parts: list[str] = []
    marks: list[tuple[int, int]] = []
    length = 0
    for line in lines:
        between = seam(parts[-1], line.text) if parts else ""
        length += len(between)
        if not marks or marks[-1][0] != line.page:
            marks.append((line.page, length))
        parts.extend((between, line.text) if between else (line.text,))
        length += len(line.text)
    return "".join(parts), marks
