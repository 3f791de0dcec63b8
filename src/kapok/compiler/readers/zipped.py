"""Zip files of XML, opened with care: bombs, entities and bottomless nesting are refused."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Protocol
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

from defusedxml import DefusedXmlException, ElementTree

from kapok.compiler.readers.refusals import MEGABYTE, refused

MOST_PARTS = 10_000
MOST_UNPACKED = 256 * MEGABYTE
MOST_RATIO = 200
_SMALL = 16 * MEGABYTE  # below this a high ratio is only thrifty XML
MOST_DEPTH = 250
_NO_MEMORY = expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]


class Listener(Protocol):
    """Is told of each element of a part, by its local name, and of the words between."""

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None: ...

    def said(self, words: str) -> None: ...


class Package:
    """A zip file whose parts can be read without harm.

    Raises ``CompileError`` (``damaged``, ``password``, ``zip-bomb``, ``too-many-parts``).
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
            raise refused("damaged", name, place="（压缩目录读不出）") from error
        self._infos = {info.filename: info for info in self._archive.infolist()}
        self._refuse_bombs(len(data))

    def parts(self) -> Iterator[str]:
        """The names of all parts."""
        return iter(self._infos)

    def has(self, part: str) -> bool:
        """Whether a part is there."""
        return part in self._infos

    def bytes_of(self, part: str) -> bytes:
        """What a part holds. Raises ``CompileError`` (``damaged``, ``password``) where it cannot be unpacked."""
        info = self._infos.get(part)
        if info is None:
            raise refused("damaged", self.name, place=f"（缺少部件 {part}）")
        if info.flag_bits & 1:
            raise refused("password", self.name)
        try:
            return self._archive.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise refused("damaged", self.name, place=f"（部件 {part}）") from error

    def xml(self, part: str) -> Element:
        """The XML tree of a part. Raises ``CompileError`` (``damaged``, ``entity-bomb``, ``too-deep``)."""
        data = self.bytes_of(part)
        self.guard(part, data)
        try:
            root: Element = ElementTree.fromstring(data, forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
            raise self._broken(part, error) from error
        return root

    def related(self, part: str) -> dict[str, str]:
        """The parts that a part of an office file points at, by the relation's id and by the last word of its type."""
        folder, file = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(relations):
            return {}
        found: dict[str, str] = {}
        for relation in children(self.xml(relations), "Relationship"):
            key, kind, target = (attribute(relation, name) or "" for name in ("Id", "Type", "Target"))
            place = target if target.startswith("/") else posixpath.join("/", folder, target)
            found[key] = posixpath.normpath(place).lstrip("/")
            found.setdefault(kind.rpartition("/")[2], found[key])
        return found

    def guard(self, part: str, data: bytes, listener: "Listener | None" = None) -> None:
        """Refuse XML with a document type or with nesting that no document has, before any tree is built."""
        depth = 0

        def opened(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > MOST_DEPTH:
                raise refused("too-deep", self.name, part=part, most=MOST_DEPTH)
            if listener is not None:
                listener.opened(tag.rpartition(":")[2], attributes)

        def closed(_tag: str) -> None:
            nonlocal depth
            depth -= 1

        def declared(*_: object) -> None:
            raise refused("entity-bomb", self.name, part=part)

        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = opened, closed
        parser.StartDoctypeDeclHandler = declared
        if listener is not None:
            parser.CharacterDataHandler = listener.said
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise self._broken(part, error) from error

    def _broken(self, part: str, error: Exception) -> Exception:
        """The refusal of broken XML; the parser also says in this way that it got no memory."""
        if getattr(error, "code", None) == _NO_MEMORY:
            return MemoryError()
        return refused("damaged", self.name, place=f"（部件 {part}）")

    def _refuse_bombs(self, packed: int) -> None:
        """Declared sizes are enough: ``zipfile`` stops a part that goes on past what it declares."""
        if len(self._infos) > MOST_PARTS:
            raise refused("too-many-parts", self.name, count=len(self._infos), most=MOST_PARTS)
        unpacked = sum(info.file_size for info in self._archive.infolist())
        ratio = unpacked // max(packed, 1)
        if unpacked > MOST_UNPACKED or (unpacked > _SMALL and ratio > MOST_RATIO):
            raise refused("zip-bomb", self.name, size=unpacked // MEGABYTE, ratio=ratio)


def local(tag: str) -> str:
    """A tag or attribute without its namespace: strict and transitional files name the same things.

    >>> local("{http://purl.oclc.org/ooxml/wordprocessingml/main}p")
    'p'
    """
    return tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its local name, ``None`` where it is not given."""
    return next((value for key, value in element.attrib.items() if local(key) == name), None)


def children(element: Element, *tags: str) -> Iterator[Element]:
    """The children of an element that have one of these local names."""
    return (child for child in element if local(child.tag) in tags)


def child(element: Element | None, *path: str) -> Element | None:
    """The element at the end of a path of local names, ``None`` where the path breaks off."""
    for tag in path:
        if element is None:
            return None
        element = next(children(element, tag), None)
    return element


def whole(text: str | None) -> int | None:
    """A whole number as an attribute gives it; ``None`` for anything else.

    >>> whole("3"), whole("three"), whole(None)
    (3, None, None)
    """
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else None
