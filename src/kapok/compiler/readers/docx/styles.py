"""What a paragraph's style says: its place in the outline and its numbering, through the styles it is based on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from kapok.compiler.readers.zipped import attribute, child, children, whole

_HEADING_NAME = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_BODY_LEVEL = 9  # Word's word for "not in the outline"


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style, only with what it says itself."""

    name: str
    parent: str | None
    list_number: str | None
    list_level: int | None
    outline: int | None


class Styles:
    """The paragraph styles of a document."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        for element in children(root, "style") if root is not None else ():
            key = attribute(element, "styleId") or ""
            self._styles[key] = _style(element)
            if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
                self._default = key

    def of(self, properties: Element | None) -> str | None:
        """The style that a paragraph's properties name, else the default style."""
        return value(properties, "pStyle") or self._default

    def level(self, properties: Element | None) -> int | None:
        """The depth of a paragraph as a heading, from 1; ``None`` for one that is none."""
        own = whole(value(properties, "outlineLvl"))
        if own is not None:
            return own + 1 if 0 <= own < _BODY_LEVEL else None
        for _, style in self.line(self.of(properties)):
            match = _HEADING_NAME.fullmatch(style.name.strip())
            if match:
                return int(match[1])
            if style.outline is not None:
                return style.outline + 1 if 0 <= style.outline < _BODY_LEVEL else None
        return None

    def line(self, key: str | None) -> Iterator[tuple[str, Style]]:
        """A style and those that it is based on, nearest first; a circle ends where it began."""
        seen: set[str] = set()
        while key is not None and key not in seen and key in self._styles:
            seen.add(key)
            yield key, self._styles[key]
            key = self._styles[key].parent

    def list_of(self, key: str) -> str | None:
        """The list that a numbering style stands for."""
        style = self._styles.get(key)
        return style.list_number if style else None


def _style(element: Element) -> Style:
    properties = child(element, "pPr")
    numbers = child(properties, "numPr")
    return Style(
        name=value(element, "name") or "",
        parent=value(element, "basedOn"),
        list_number=value(numbers, "numId"),
        list_level=whole(value(numbers, "ilvl")),
        outline=whole(value(properties, "outlineLvl")),
    )


def value(element: Element | None, tag: str) -> str | None:
    """The ``val`` of a child element, ``None`` where there is none."""
    found = child(element, tag)
    return None if found is None else attribute(found, "val")
