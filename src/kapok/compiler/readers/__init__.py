"""Readers: a document of any known format becomes a :class:`~kapok.compiler.model.Source`."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from kapok.compiler.model import Source
from kapok.compiler.readers import html, md, txt
from kapok.compiler.readers.detect import detect
from kapok.compiler.readers.sandbox import Limits, Request, read_apart

__all__ = ["Limits", "read"]

_MOST_HERE = (
    1024 * 1024
)  # bytes; a page of nothing but tags takes a hundred times its size, so a larger one is read apart
_PLAIN = {"txt": txt.read, "md": md.read, "html": html.read}


def read(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    sheet: str | int | None = None,
    limits: Limits | None = None,
) -> Source:
    """The text of a document, with its tables, headings and pages.

    ``encoding`` names the encoding of a text where detection errs; ``columns`` says what the columns
    of a spreadsheet hold (``{"C": "task", "D": "lead"}``); ``sheet`` chooses one sheet by name or by
    number from 1. Foreign formats, and large pages, are read in a child process within ``limits``.

    Raises ``CompileError`` for whatever cannot be read; its ``code`` is listed in ``docs/readers.md``.

    >>> read("（一）工作目标。\\r\\n".encode("gb18030"), "plan.txt").text
    '（一）工作目标。\\n'
    """
    kind = detect(data, name)
    if kind == "txt" or (kind in _PLAIN and len(data) <= _MOST_HERE):
        source = _PLAIN[kind](data, name, encoding)
    else:
        source = read_apart(data, Request(kind, name, encoding, dict(columns) if columns else None, sheet), limits)
    return replace(source, name=name, sha256=hashlib.sha256(data).hexdigest())
