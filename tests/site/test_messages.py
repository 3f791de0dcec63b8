"""Every word on the screen exists in all three languages, and what is compiled is what was translated."""

import io
import re

import pytest
from babel.messages import pofile

from tools.messages import LANGUAGES, PACKAGES, catalogue, compiled, found, strings, updated, written

CASES = [(package, language) for package in PACKAGES for language in LANGUAGES]


@pytest.mark.parametrize(("package", "language"), CASES)
def test_a_catalogue_has_just_what_the_pages_say(package: str, language: str) -> None:
    kept = pofile.read_po(io.BytesIO(catalogue(package, language).read_bytes()), locale=language)
    assert {(m.context, m.id) for m in kept} == {(m.context, m.id) for m in found(package)}


@pytest.mark.parametrize(("package", "language"), CASES)
def test_every_message_is_translated_and_keeps_its_placeholders(package: str, language: str) -> None:
    for message in updated(package, language):
        if message.id:
            source = message.id if isinstance(message.id, str) else message.id[0]
            for string in strings(message):
                assert string, message.id
                assert sorted(re.findall(r"\{\w+\}|%\(\w+\)s", string)) == sorted(
                    re.findall(r"\{\w+\}|%\(\w+\)s", source)
                )


@pytest.mark.parametrize(("package", "language"), CASES)
def test_the_compiled_catalogue_is_current(package: str, language: str) -> None:
    path = catalogue(package, language)
    assert path.read_bytes() == written(updated(package, language))
    assert path.with_suffix(".mo").read_bytes() == compiled(updated(package, language))
