"""Plain text: what was decoded, with one kind of line break and nothing else changed."""

from kapok.compiler.model import Source
from kapok.compiler.readers.encoding import Decoded, decode
from kapok.kernel.problems import Problem

MEDIA_TYPE = "text/plain"


def read(data: bytes, name: str, encoding: str | None = None) -> Source:
    """The text of a plain file.

    >>> read("一、总体要求\\r\\n".encode(), "plan.txt").text
    '一、总体要求\\n'
    """
    decoded = decode(data, name, encoding)
    return Source(unbroken(decoded.text), media_type=MEDIA_TYPE, problems=damage(decoded))


def unbroken(text: str) -> str:
    """A text whose line breaks are all ``\\n`` and that holds no NUL."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def damage(decoded: Decoded) -> tuple[Problem, ...]:
    """What was lost in decoding, as a problem."""
    if not decoded.lost:
        return ()
    return (Problem("lost-characters", f"有 {decoded.lost} 处字节读不成文字，已用“�”代替，请核对原文。"),)
