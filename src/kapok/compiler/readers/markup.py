"""HTML as a run of tags and words, in time that is linear in the page.

The standard library's parser takes a minute for sixty kilobytes of unclosed tags (each one is looked
for to the end of the page); here whatever is not closed ends the page, as it does in a browser.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_TAG_NAME = re.compile(r"/?[A-Za-z][^\s/>]*")
_TAG_REST = re.compile(r"""[^"'>]*+(?:(?:"[^"]*+"|'[^']*+')[^"'>]*+)*+>""")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++)))?""")
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "noframes"})
MOST_ATTRIBUTES = 20_000  # characters of one tag's attributes that are looked at


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text, its entities put into characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A tag that opens an element."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Closed:
    """A tag that closes an element."""

    tag: str


def scan(page: str) -> Iterator[Words | Opened | Closed]:
    """The tags and words of a page; comments, declarations, scripts and styles are left out.

    >>> [type(piece).__name__ for piece in scan("<p>到2025年<!-- x --></p>")]
    ['Opened', 'Words', 'Closed']
    """
    at, length = 0, len(page)
    while at < length:
        opening = page.find("<", at)
        if opening < 0:
            opening = length
        if opening > at:
            yield Words(unescape(page[at:opening]))
        if opening == length:
            return
        found, at = _piece(page, opening)
        if found is not None:
            yield found
        if isinstance(found, Opened) and found.tag in _RAW:
            at = _end_of_raw(page, found.tag, at)


def _piece(page: str, at: int) -> tuple[Words | Opened | Closed | None, int]:
    """What begins at a ``<``, and where it ends."""
    if page.startswith("<!--", at):
        return None, _after(page, "-->", at + 4)
    if page.startswith("<![CDATA[", at):
        end = _after(page, "]]>", at)
        return Words(page[at + 9 : end].removesuffix("]]>")), end
    if page.startswith(("<!", "<?"), at):
        return None, _after(page, ">", at)
    name = _TAG_NAME.match(page, at + 1)
    if name is None:
        return Words("<"), at + 1
    rest = _TAG_REST.match(page, name.end())
    if rest is None:
        return None, len(page)
    if name[0].startswith("/"):
        return Closed(name[0][1:].lower()), rest.end()
    return Opened(name[0].lower(), _attributes(rest[0])), rest.end()


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text[:MOST_ATTRIBUTES]):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def _after(page: str, mark: str, at: int) -> int:
    end = page.find(mark, at)
    return len(page) if end < 0 else end + len(mark)


def _end_of_raw(page: str, tag: str, at: int) -> int:
    """Where the closing tag of a script, a style or the like begins."""
    closing = re.compile(f"</{tag}(?=[\\s/>])", re.IGNORECASE).search(page, at)
    return closing.start() if closing else len(page)
