"""Finding a quotation in a plan's text. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kapok.compiler.flow import simplify
from kapok.kernel.spans import Span
from kapok.plans.review.items import Item

LONGEST = 2000  # code points; a quotation is a sentence or less
FEW = 20
STOPS = "。！？；\n"


class NotFoundError(Exception):
    """Words that cannot be placed in the text. ``str(error)`` says why and what to do."""


def locate(text: str, quote: str, *, near: int | None = None) -> Span:
    """Where the text says ``quote``: white space, width and script make no difference; the place next to ``near``.

    Raises :class:`NotFoundError` where the text does not say it, or says it several times and nothing tells which.

    >>> locate("到2021年，\\n基地達到６０家。", "基地达到60家")
    Span(start=8, end=15)
    """
    places = [Span(*found.span()) for found in _pattern(quote).finditer(_plain(text))]
    if not places:
        raise NotFoundError(
            _("原文里没有“{quote}”。请从原文中照抄这几个字，再试一次。").format(quote=quote.strip()[:FEW])
        )
    if near is None and len(places) > 1:
        raise NotFoundError(
            ngettext(
                "“{quote}”在原文里出现了 {n} 次。请多抄几个字，让它只有一处。",
                "“{quote}”在原文里出现了 {n} 次。请多抄几个字，让它只有一处。",
                len(places),
            ).format(quote=quote.strip()[:FEW], n=len(places))
        )
    return min(places, key=lambda place: abs(place.start - (near or 0)))


def _pattern(quote: str) -> re.Pattern[str]:
    words = "".join(_plain(quote).split())[:LONGEST]
    if not words:
        raise NotFoundError(_("没有写出引文。请从原文中照抄，再试一次。"))
    return re.compile(r"\s*".join(map(re.escape, words)))


@lru_cache(maxsize=4)  # one text is asked for many quotations in a row
def _plain(words: str) -> str:
    """Half width and simplified script, character for character, so that spans stay true."""
    return "".join(_half(character) for character in simplify(words))


def _half(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def clause_at(clauses: Mapping[str, Item], at: int) -> str | None:
    """The key of the lowest clause that holds a place, else of the last that begins before it; ``None`` before all."""
    begun = [(item["span"], item["level"], key) for key, item in clauses.items() if item["span"][0] <= at]
    held = [(span[0], level, key) for span, level, key in begun if at < span[1]]
    return max(held or [(span[0], level, key) for span, level, key in begun], default=(0, 0, None))[2]


def sentence_at(text: str, at: Span) -> Span:
    """The sentence, or sentences, that hold a run."""
    start = max(text.rfind(stop, 0, at.start) for stop in STOPS) + 1
    found = [(text.find(stop, max(at.start, at.end - 1)), stop != "\n") for stop in STOPS]
    end = max(min((place + shown for place, shown in found if place >= 0), default=len(text)), at.end)
    run = text[start:end]
    return Span(start + len(run) - len(run.lstrip()), start + len(run.rstrip())) if run.strip() else at
