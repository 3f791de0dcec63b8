"""What stands on pages and is no part of the text: running heads and feet, page numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kapok.compiler.readers.paged.columns import Element
from kapok.compiler.readers.paged.glyphs import Line

_ZONE = 0.12  # of the page's height, above and below
_LINES = 5  # or so many lines, on a small page
_NARROW_ZONE = 0.09
_LONGEST = 60  # characters of a running head
_NUMBER = r"(?:\d{1,4}|[ivxlcIVXLC]{1,6}|[一二三四五六七八九十百〇零]{1,5})"
_DASH = r"[-—–－―─·•~]{1,2}"
# A line that is a page number by its looks: — 3 —, 第3页, 第 3 页 共 9 页, 3/9, Page 3 of 9
_PAGE_NUMBER = re.compile(
    rf"{_DASH}\s*{_NUMBER}\s*{_DASH}|第\s*{_NUMBER}\s*[页頁](?:\s*[,，/]?\s*共\s*{_NUMBER}\s*[页頁])?"
    rf"|{_NUMBER}\s*/\s*{_NUMBER}|Page\s*\d+(?:\s*of\s*\d+)?|P\.?\s*\d+",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\d{1,4}")
_COUNTED = re.compile(r"[\d０-９]+")


def without_furniture(pages: Sequence[Sequence[Element]], heights: Sequence[float]) -> list[list[Element]]:
    """The elements of each page without its running heads and feet and its page number.

    A head or foot is a line in the outer zone of a page that stands, but for its numbers, on others too.
    """
    repeated = _repeated(pages, heights)
    numbering = _numbering(pages, heights)
    kept: list[list[Element]] = []
    for at, (page, height) in enumerate(zip(pages, heights, strict=True)):
        gone = {
            id(line)
            for line in _outer(page, height)
            if _shape(line) in repeated or _is_page_number(line, at, height, numbering)
        }
        kept.append([element for element in page if id(element) not in gone])
    return kept


def _outer(page: Sequence[Element], height: float) -> Iterable[Line]:
    """The first two and the last two lines of a page that lie in its outer zones."""
    lines = sorted((element for element in page if isinstance(element, Line)), key=lambda line: line.top)
    above = [line for line in lines[:2] if line.bottom <= _zone(line, height)]
    below = [line for line in lines[-2:] if line.top >= height - _zone(line, height)]
    return [*above, *below]


def _zone(line: Line, height: float) -> float:
    return max(height * _ZONE, line.size * _LINES)


def _shape(line: Line) -> str:
    return _COUNTED.sub("#", line.text.replace(" ", ""))


def _repeated(pages: Sequence[Sequence[Element]], heights: Sequence[float]) -> set[str]:
    """The shapes of lines that stand in the outer zones of several pages: on odd ones, on even ones, or on all."""
    shapes: Counter[str] = Counter()
    for page, height in zip(pages, heights, strict=True):
        shapes.update({_shape(line) for line in _outer(page, height) if len(line.text) <= _LONGEST})
    fewest = max(2, len(pages) // 4)
    return {shape for shape, count in shapes.items() if count >= fewest and shape != "#"}


def _numbering(pages: Sequence[Sequence[Element]], heights: Sequence[float]) -> set[int]:
    """By how much the printed page number differs from the page's place, where two pages agree on it."""
    ahead: Counter[int] = Counter()
    for at, (page, height) in enumerate(zip(pages, heights, strict=True)):
        ahead.update({int(line.text) - at for line in _outer(page, height) if _BARE_NUMBER.fullmatch(line.text)})
    return {by for by, count in ahead.items() if count > 1}


def _is_page_number(line: Line, at: int, height: float, numbering: set[int]) -> bool:
    if not _BARE_NUMBER.fullmatch(line.text):
        return _PAGE_NUMBER.fullmatch(line.text) is not None
    on_the_edge = line.bottom < height * _NARROW_ZONE or line.top > height * (1 - _NARROW_ZONE)
    return int(line.text) - at in numbering or on_the_edge
