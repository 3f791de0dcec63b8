"""Tags that every template has."""

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.template.context import RequestContext
from django.urls import translate_url
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kapok.web.ladder_row import ladder_row, said
from kapok.web.parts import LadderRow
from kapok.web.statuses import STATUSES, Status
from kapok.web.words import day_words, moment_words

register = template.Library()
register.filter("day", day_words)
register.filter("moment", moment_words)


class LanguageLink(NamedTuple):
    code: str
    tag: str
    name: str
    url: str
    is_current: bool


HTML_TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}


@register.simple_tag
def html_language() -> str:
    """The language of the page as HTML writes it."""
    return HTML_TAGS[get_language() or settings.LANGUAGE_CODE]


@register.simple_tag(takes_context=True)
def language_links(context: RequestContext) -> list[LanguageLink]:
    """This very page in each language, as plain links."""
    request = context.get("request")
    here = request.get_full_path() if request else "/"
    return [
        LanguageLink(code, HTML_TAGS[code], name, translate_url(here, code), code == get_language())
        for code, name in settings.LANGUAGES
    ]


@register.inclusion_tag("web/parts/status.html")
def status(found: Status | str, word: str = "") -> dict[str, Any]:
    """A status mark: shape, word and colour. ``word`` may say it more closely."""
    chosen = STATUSES[found] if isinstance(found, str) else found
    return {"key": chosen.key, "word": word or chosen.word}


@register.simple_tag
def ladder_rows(rows: Sequence[LadderRow], language: str) -> SafeString:
    """Indicators as rows of a target ladder; ``language`` is that of what is quoted."""
    words = said(language)
    return SafeString("".join(ladder_row(row, words) for row in rows))


@register.simple_tag(takes_context=True)
def as_of(context: RequestContext) -> datetime.date | None:
    """The day of the page; nothing on an error page that never learned it."""
    return getattr(context.get("request"), "as_of", None)
