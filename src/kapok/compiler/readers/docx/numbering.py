"""Word's automatic numbers, counted as Word counts them."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from kapok.compiler.readers.docx.styles import Styles, value
from kapok.compiler.readers.numerals import STYLES, written
from kapok.compiler.readers.zipped import attribute, child, children, whole

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_WITHOUT_NUMBER = frozenset({"bullet", "none"})


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how its number is written, what stands around it."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int | None = None  # level (from 1) whose use starts this one anew; 0: none does
    legal: bool = False  # all numbers in Arabic digits
    paragraph_style: str | None = None


@dataclass(slots=True)
class _List:
    """An instance of a list: the abstract list that it counts in, and what it says otherwise."""

    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)


class Numbering:
    """The lists of a document and where each one stands.

    ``unknown`` says whether a number had a style that could only be written in plain digits.
    """

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self.unknown = False
        for element in children(root, "abstractNum") if root is not None else ():
            self._add_abstract(element)
        for element in children(root, "num") if root is not None else ():
            self._add_list(element)

    def number(self, properties: Element | None) -> str | None:
        """The number that Word shows before a paragraph, counting on; ``None`` for one that is in no list.

        A bullet is shown as nothing.
        """
        place = self._place(properties)
        if place is None:
            return None
        key, level = place
        return self._shown(self._lists[key], level)

    def _place(self, properties: Element | None) -> tuple[str, int] | None:
        """The list and the level of a paragraph, from its own properties or from its style."""
        own = child(properties, "numPr")
        key, level = value(own, "numId"), whole(value(own, "ilvl"))
        if key is None:
            key, styled = self._styled(self._styles.of(properties))
            level = styled if level is None else level
        if key is None or key not in self._lists:
            return None
        return key, min(max(level or 0, 0), _LEVELS - 1)

    def _styled(self, style_key: str | None) -> tuple[str | None, int | None]:
        """The list of a style; its level is the style's own word, or the level that names the style."""
        for key, style in self._styles.line(style_key):
            if style.list_number is not None:
                named = {
                    level.paragraph_style: at for at, level in self._levels(self._lists.get(style.list_number)).items()
                }
                at = named.get(style_key, named.get(key))
                return style.list_number, at if style.list_level is None else style.list_level
        return None, None

    def _levels(self, of: _List | None) -> dict[int, Level]:
        return {} if of is None else self._abstract.get(self._real(of.abstract), {}) | of.levels

    def _real(self, abstract: str) -> str:
        """The abstract list behind one that only points at a numbering style."""
        for _ in range(_LEVELS):
            linked = self._lists.get(self._styles.list_of(self._links.get(abstract, "")) or "")
            if linked is None or linked.abstract == abstract:
                break
            abstract = linked.abstract
        return abstract

    def _shown(self, of: _List, at: int) -> str:
        levels = self._levels(of)
        counts = self._counts.setdefault(self._real(of.abstract), {})
        level = levels.get(at, Level())
        if at in of.starts and at not in of.used:
            counts[at] = of.starts[at]
        else:
            counts[at] = counts[at] + 1 if at in counts else level.start
        of.used.add(at)
        self._restart_below(at, levels, counts)
        if level.style in _WITHOUT_NUMBER and "%" not in level.text:
            return "" if level.style == "bullet" else level.text
        return _PLACE.sub(lambda place: self._written(int(place[1]) - 1, level, levels, counts), level.text)

    def _restart_below(self, used: int, levels: dict[int, Level], counts: dict[int, int]) -> None:
        for at in range(used + 1, _LEVELS):
            restart = levels.get(at, Level()).restart
            if restart is None or used < restart:
                counts.pop(at, None)

    def _written(self, at: int, shown: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
        level = levels.get(at, Level())
        style = "decimal" if shown.legal and level.style != "decimalZero" else level.style
        if style in _WITHOUT_NUMBER:
            return ""
        self.unknown = self.unknown or style not in STYLES
        return written(counts.get(at, level.start), style)

    def _add_abstract(self, element: Element) -> None:
        key = attribute(element, "abstractNumId") or ""
        self._abstract[key] = dict(_level(level) for level in children(element, "lvl"))
        linked = value(element, "numStyleLink")
        if linked is not None:
            self._links[key] = linked

    def _add_list(self, element: Element) -> None:
        key = attribute(element, "numId") or ""
        if key == "0":  # Word's word for "in no list"
            return
        of = self._lists[key] = _List(value(element, "abstractNumId") or "")
        for override in children(element, "lvlOverride"):
            at = whole(attribute(override, "ilvl")) or 0
            start, level = whole(value(override, "startOverride")), child(override, "lvl")
            if start is not None:
                of.starts[at] = start
            if level is not None:
                of.levels[at] = _level(level)[1]


def _level(element: Element) -> tuple[int, Level]:
    legal = child(element, "isLgl")
    start = whole(value(element, "start"))
    return whole(attribute(element, "ilvl")) or 0, Level(
        start=1 if start is None else start,
        style=_style(element),
        text=value(element, "lvlText") or "",
        restart=whole(value(element, "lvlRestart")),
        legal=legal is not None and attribute(legal, "val") not in ("0", "false", "off"),
        paragraph_style=value(element, "pStyle"),
    )


def _style(element: Element) -> str:
    """How a level's number is written; where a newer style is wrapped beside an older one, the older."""
    plain = value(element, "numFmt")
    wrapped = child(element, "AlternateContent", "Fallback")
    return plain or value(wrapped, "numFmt") or "decimal"
