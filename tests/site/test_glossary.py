"""One word for one thing: what the pages say in each language keeps to the glossary."""

import io
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from babel.messages import pofile

from tools.glossary import PAGE, Word, page, words
from tools.messages import PACKAGES, catalogue, strings

WORDS = words()


class Said(NamedTuple):
    """A source string and what a language makes of it."""

    source: str
    context: str | None
    string: str


def said(language: str) -> Iterator[Said]:
    """All that the pages say in a language, each form of a plural by itself."""
    for package in PACKAGES:
        for message in pofile.read_po(io.BytesIO(catalogue(package, language).read_bytes()), locale=language):
            if message.id:
                source = message.id if isinstance(message.id, str) else message.id[0]
                yield from (Said(source, message.context, plain(string)) for string in strings(message))


def plain(string: str) -> str:
    """Without placeholders, whose names are words too."""
    return re.sub(r"\{\w+\}|%\(\w+\)s", "…", string)


ENGLISH, HANT, HANS = (list(said(language)) for language in ("en", "zh_Hant", "zh_Hans"))


def named(source: str) -> Iterator[Word]:
    """The words of the glossary in a source string: of two that begin alike, only the longer."""
    rest = source
    for word in sorted(WORDS, key=lambda word: -len(word.hans)):
        if word.hans in rest and source not in word.apart:
            yield word
            rest = rest.replace(word.hans, "·")


def has(string: str, forms: tuple[str, ...]) -> bool:
    """Whether one of some English words stands in a string."""
    return any(re.search(rf"\b{re.escape(form)}\b", string, re.IGNORECASE) for form in forms)


def test_english_says_each_thing_by_its_word() -> None:
    """Of words that English may leave out ("Belongs to"), rivals are looked for below."""
    found = [(said, word) for said in ENGLISH for word in named(said.source) if word.strict]
    assert [(said.source, word.en[0], said.string) for said, word in found if not has(said.string, word.en)] == []


def test_traditional_chinese_says_each_thing_by_its_word() -> None:
    found = [(said.source, word.hant, said.string) for said in HANT for word in named(said.source)]
    assert [row for row in found if row[1] not in row[2]] == []


@pytest.mark.parametrize("word", [word for word in WORDS if word.strict], ids=lambda word: word.en[0])
def test_an_english_word_stands_for_nothing_else(word: Word) -> None:
    chinese = {word.hans, *word.also, *(other.hans for other in WORDS if set(other.en) & set(word.en))}
    assert [
        said for said in ENGLISH if has(said.string, word.en[:2]) and not any(part in said.source for part in chinese)
    ] == []


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.en[0])
def test_no_word_has_a_rival(word: Word) -> None:
    chinese = [rival for rival in word.avoid if not rival.isascii()]
    english = tuple(rival for rival in word.avoid if rival.isascii())
    assert [said for said in (*HANS, *HANT) if any(rival in said.string for rival in chinese)] == []
    assert [said for said in ENGLISH if has(said.string, english)] == []


@pytest.mark.parametrize("spoken", [ENGLISH, HANT], ids=["en", "zh_Hant"])
def test_what_two_packages_say_is_translated_alike(spoken: list[Said]) -> None:
    known: dict[tuple[str, str | None, bool], set[str]] = {}
    for one in spoken:
        if "{n}" not in one.source and "%(n)s" not in one.source:
            known.setdefault((one.source, one.context, False), set()).add(one.string)
    assert {key[0]: strings for key, strings in known.items() if len(strings) > 1} == {}


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.en[0])
def test_the_glossary_has_no_two_of_a_kind(word: Word) -> None:
    assert [other.hans for other in WORDS if other.hans == word.hans] == [word.hans]
    assert not set(word.avoid) & {form for other in WORDS for form in (other.hans, other.hant, *other.en)}


def test_the_page_of_the_glossary_is_current() -> None:
    assert PAGE.read_text("utf-8") == page()
