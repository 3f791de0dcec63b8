"""OFD (GB/T 33190), the national page format: a zip of XML that says where each character stands.

Experimental: it was tried on files made after the standard, not yet on those of the many programs that write OFD.
"""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from kapok.compiler.model import Source
from kapok.compiler.readers.layout import Layout, is_wide
from kapok.compiler.readers.paged.glyphs import Glyph, PageContent, visible
from kapok.compiler.readers.paged.reading import lay_out
from kapok.compiler.readers.refusals import refused
from kapok.compiler.readers.zipped import Package, attribute, child, children, local, whole

MEDIA_TYPE = "application/ofd"
_Extent = tuple[float, float]
_NUMBER = re.compile(r"-?(?:\d{1,9}(?:\.\d{0,12})?|\.\d{1,12})")
_MOST_DELTAS = 100_000
_A4 = (210.0, 297.0)  # width and height in millimetres, as all lengths here
_ASCENT = 0.88  # of the size: from the base line to the top of a character
_LATIN_WIDTH = 0.5


def read(data: bytes, name: str) -> Source:
    """The text of an OFD file. Raises ``CompileError`` for one that is damaged, locked or without text."""
    package = Package(data, name)
    if any(part.endswith("Encryptions.xml") for part in package.parts()):
        raise refused("password", name)
    layout = Layout()
    layout.problem("experimental", "OFD 的读取还在试验中：表格按行读成文字，请对照原件核对。")
    pages = [_page(package, part, number, extent) for number, (part, extent) in enumerate(_pages(package), 1)]
    lay_out(pages, layout)
    if layout.is_blank:
        raise refused("no-text", name)
    return layout.source(MEDIA_TYPE)


def _pages(package: Package) -> Iterator[tuple[str, _Extent]]:
    """The parts that hold the pages, in order, with the extent that the document gives them."""
    for root in package.xml("OFD.xml").iter():
        if local(root.tag) != "DocRoot" or not root.text:
            continue
        part = _beside("OFD.xml", root.text)
        document = package.xml(part)
        extent = _extent(child(document, "CommonData", "PageArea"), _A4)
        pages = child(document, "Pages")
        for page in children(pages, "Page") if pages is not None else ():
            yield _beside(part, attribute(page, "BaseLoc") or ""), extent


def _beside(part: str, target: str) -> str:
    """A part that another one names, from the root or beside itself."""
    target = target.strip()
    place = target if target.startswith("/") else posixpath.join("/", posixpath.dirname(part), target)
    return posixpath.normpath(place).lstrip("/")


def _extent(area: Element | None, otherwise: _Extent) -> _Extent:
    """The width and height of a page."""
    box = _numbers((area.findtext("{*}PhysicalBox") if area is not None else None) or "")
    return (box[2], box[3]) if len(box) == 4 and min(box[2:]) > 0 else otherwise


def _page(package: Package, part: str, number: int, extent: _Extent) -> PageContent:
    root = package.xml(part)
    glyphs = [glyph for text in root.iter() if local(text.tag) == "TextObject" for glyph in _text_object(text)]
    return PageContent(number, *_extent(child(root, "Area"), extent), tuple(glyphs))


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a text object stands: its corner, its size and how its own lengths are scaled."""

    x: float
    y: float
    size: float
    across: float = 1.0
    down: float = 1.0


def _frame(element: Element) -> _Frame | None:
    """The frame of a text object; ``None`` for text that is turned (a watermark)."""
    boundary = _numbers(attribute(element, "Boundary") or "")
    size = _numbers(attribute(element, "Size") or "")
    x, y = boundary[:2] if len(boundary) >= 2 else (0.0, 0.0)
    matrix = _numbers(attribute(element, "CTM") or "")
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    if abs(b) > 0.01 or abs(c) > 0.01 or a <= 0 or d <= 0:
        return None
    return _Frame(x + e, y + f, (size[0] if size and size[0] > 0 else 1.0) * d, a, d)


def _text_object(element: Element) -> Iterator[Glyph]:
    frame = _frame(element)
    x = y = 0.0
    if frame is None:
        return
    for code in children(element, "TextCode"):
        x, y = ((_numbers(attribute(code, key) or "") or [old])[0] for key, old in (("X", x), ("Y", y)))
        yield from _text_code(code, frame, x, y)


def _text_code(code: Element, frame: _Frame, x: float, y: float) -> Iterator[Glyph]:
    """The characters of a run: each further one stands by its delta after the one before."""
    text = code.text or ""
    right, down = (_deltas(attribute(code, key) or "", len(text)) for key in ("DeltaX", "DeltaY"))
    for at, character in enumerate(text):
        width = frame.size * (1.0 if is_wide(character) else _LATIN_WIDTH)
        left, base = frame.x + x * frame.across, frame.y + y * frame.down
        if shown := visible(character):
            yield Glyph(
                shown, left, left + width, base - _ASCENT * frame.size, base + (1 - _ASCENT) * frame.size, frame.size
            )
        x += right[at] if at < len(right) else 0.0 if down else width / frame.across
        y += down[at] if at < len(down) else 0.0


def _deltas(text: str, most: int) -> Sequence[float]:
    """Distances as OFD writes them: ``g 3 4.2`` stands for 4.2 three times."""
    words = text.split()[:_MOST_DELTAS]
    found: list[float] = []
    at = 0
    while at < len(words) and len(found) < most:
        if words[at] == "g" and at + 2 < len(words):
            count = min(max(whole(words[at + 1]) or 0, 0), most)
            found.extend(_numbers(words[at + 2])[:1] * count)
            at += 3
        else:
            found.extend(_numbers(words[at])[:1])
            at += 1
    return found


def _numbers(text: str) -> list[float]:
    """The numbers of an attribute; words that are none are passed over."""
    return [float(word) for word in text.split() if _NUMBER.fullmatch(word)]
