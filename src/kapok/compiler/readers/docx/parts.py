"""The parts of a Word file, found by their relations and not by their usual names."""

from xml.etree.ElementTree import Element

from kapok.compiler.readers.refusals import refused
from kapok.compiler.readers.zipped import Package, attribute, child, children

_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


class Document:
    """A Word file: its body, its styles, its numbering, its notes."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = package.related("").get("officeDocument", "word/document.xml")
        self._parts = package.related(self._main)

    def body(self) -> Element:
        """What the document says."""
        body = child(self._package.xml(self._main), "body")
        if body is None:
            raise refused("damaged", self._package.name, place=f"（部件 {self._main} 没有正文）")
        return body

    def part(self, kind: str) -> Element | None:
        """A part by the last word of its relation's type, ``None`` where the file has none."""
        part = self._parts.get(kind)
        return self._package.xml(part) if part and self._package.has(part) else None

    def notes(self, kind: str) -> dict[str, Element]:
        """Footnotes or endnotes by their number."""
        root = self.part(kind)
        notes = list(children(root, "footnote", "endnote")) if root is not None else []
        return {attribute(note, "id") or "": note for note in notes if attribute(note, "type") not in _SEPARATORS}
