"""Bytes to text: the encoding that the bytes show, or the one that the caller names."""

import codecs
import re
from dataclasses import dataclass

from kapok.compiler.readers.refusals import refused

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a caller may name, and the codec that reads it: the wider one, so that GB2312 with one GBK character reads.
NAMED: dict[str, str] = {
    "utf-8": "utf-8",
    "utf-16": "utf-16-le",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}
_SYNONYMS = {"utf8sig": "utf-8", "cp936": "gbk", "cp950": "big5"}
_BY_LETTERS = {known.replace("-", ""): codec for known, codec in NAMED.items()}
_GUESSES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
# Characters that make up a good third of any Chinese administrative prose, in both scripts: a text that was
# decoded wrongly hardly has any.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国以要时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等"
    "部度家电力里如水化高自二理起小现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内"
    "数正心反你明看原又么利比或但质气第向道命此变条没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特"
    "件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口"
    "東導器壓市局单位责任單責計劃计划目标標务務牵头牽頭配合负责負責财財科技创創发發会會为為国國产產业業时時来來对對动動这這个個们們实實现現经經过過还還进進长長与與"
    "，。、；：“”（）《》〔〕１２３４５６７８９０"
)
_PLAIN = re.compile(r"[\t\n\r\f\x20-\x7e]")
_ODD = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd\ufffe\uffff]")
_SAMPLE = 20_000
_MOST_DAMAGE = 0.01


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the codec that gave it, and how many characters could not be read."""

    text: str
    codec: str
    lost: int = 0


def decode(data: bytes, name: str = "", encoding: str | None = None, hint: str | None = None) -> Decoded:
    """The text of some bytes. ``encoding`` is obeyed; ``hint`` (a page's own word) is tried.

    Raises ``CompileError`` (``encoding-name``, ``encoding-mismatch``, ``unknown-encoding``).

    >>> decode("行动计划".encode("gb18030")).text
    '行动计划'
    """
    if encoding is not None:
        return _named(data, name, encoding)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _damaged(data[len(mark) :], codec, name)
    return _detected(data, name, hint)


def codec_named(encoding: str) -> str | None:
    """The codec for an encoding's name, ``None`` where the name is not known.

    >>> codec_named("GB2312"), codec_named("klingon")
    ('gb18030', None)
    """
    letters = re.sub(r"[-_\s]", "", encoding.lower())
    return NAMED.get(_SYNONYMS.get(letters, "")) or _BY_LETTERS.get(letters)


def _named(data: bytes, name: str, encoding: str) -> Decoded:
    codec = codec_named(encoding)
    if codec is None:
        raise refused("encoding-name", name, encoding=encoding, known="、".join(NAMED))
    mark, codec = next(((m, c) for m, c in _MARKS if data.startswith(m) and c[:5] == codec[:5]), (b"", codec))
    try:
        return Decoded(data[len(mark) :].decode(codec), codec)
    except UnicodeDecodeError as error:
        raise refused("encoding-mismatch", name, encoding=encoding, offset=error.start + len(mark) + 1) from error


def _detected(data: bytes, name: str, hint: str | None) -> Decoded:
    utf8 = _strict(data, "utf-8")
    if utf8 is not None and "\0" not in utf8:
        return Decoded(utf8, "utf-8")
    guesses = ([hint] if hint else []) + [guess for guess in _GUESSES if guess != hint]
    texts = [Decoded(text, codec) for codec in guesses if (text := _strict(data, codec)) is not None]
    if utf8 is not None:
        texts.append(Decoded(utf8.replace("\0", ""), "utf-8"))
    best = max(texts, key=lambda found: _likeness(found.text), default=None)
    if best is not None and _likeness(best.text) > 0.1:
        return best
    return _damaged(data, _least_damaged(data), name)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _likeness(text: str) -> float:
    """How much a text looks like prose, from 0 to 1: common characters, less odd ones."""
    sample = text[:_SAMPLE]
    if not sample:
        return 0.0
    plain = len(_PLAIN.findall(sample))
    common = sum(character in _COMMON for character in sample)
    odd = len(_ODD.findall(sample)) + sample.count("\0")
    rest = len(sample) - plain
    share = common / rest if rest else 1.0
    return share - 5 * odd / len(sample)


def _least_damaged(data: bytes) -> str:
    sample = data[: 2 * _SAMPLE]
    return max(("utf-8", *_GUESSES[:2]), key=lambda codec: _likeness(sample.decode(codec, "replace")))


def _damaged(data: bytes, codec: str, name: str) -> Decoded:
    """A text that is all but whole (a file cut in mid-character) is read, and what was lost is counted."""
    text = data.decode(codec, "replace")
    lost = text.count("\ufffd") - _already_lost(data, codec)
    if lost > max(2, len(text) * _MOST_DAMAGE) or (text and _likeness(text) < 0):
        raise refused("unknown-encoding", name)
    return Decoded(text, codec, lost)


def _already_lost(data: bytes, codec: str) -> int:
    """Replacement characters that the bytes themselves hold: lost before this reader."""
    return data.count("\ufffd".encode(codec)) if codec.startswith("utf") else 0
