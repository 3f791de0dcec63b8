"""Keeps the catalogues of translations: finds what is to be translated, and compiles what is.

    python tools/messages.py

Source strings are simplified Chinese. ``zh_Hans`` repeats them, so that no other language shines
through; ``zh_Hant`` is first filled by OpenCC and then corrected by hand; ``en`` is written by hand.
Nobody who runs Kapok needs gettext: the compiled files are in the repository and in the wheel.
"""

import datetime
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message, extract, mofile, pofile
from django.utils.translation.template import templatize
from opencc import OpenCC

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.glossary import words as glossary

SOURCE = Path(__file__).parents[1] / "src/kapok"
PACKAGES = ("site", "accounts", "plans", "web")
LANGUAGES = ("zh_Hans", "zh_Hant", "en")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
QUOTES = str.maketrans("“”‘’", "「」『』")


def found(package: str) -> Catalog:
    """All that a package asks to have translated, in the order of its files."""
    catalog = Catalog(project="Kapok", charset="utf-8")
    for path in sorted((SOURCE / package).rglob("*.py")) + sorted((SOURCE / package).rglob("*.html")):
        for _line, words, comments, context in _extracted(path):
            catalog.add(
                words, locations=[(path.relative_to(SOURCE).as_posix(), 0)], auto_comments=comments, context=context
            )
    return catalog


def _extracted(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    code = path.read_text("utf-8")
    if path.suffix == ".html":  # a template as the calls of gettext in it, one a line
        code = "\n".join(line.strip() for line in templatize(code).splitlines())
    yield from extract.extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS)


def updated(package: str, language: str) -> Catalog:
    """A package's catalogue in a language: what stands in it, and what is new; what is gone is dropped."""
    path = catalogue(package, language)
    known = pofile.read_po(io.BytesIO(path.read_bytes()), locale=language) if path.is_file() else Catalog()
    fresh = Catalog(locale=language, project="Kapok", charset="utf-8", header_comment="# Kapok", fuzzy=False)
    for message in found(package):
        if message.id:
            old = known.get(message.id, message.context)
            words = old.string if old and all(strings(old)) else first_words(message, language)
            fresh.add(message.id, words, locations=message.locations, context=message.context)
    return fresh


def strings(message: Message) -> tuple[str, ...]:
    """What a message says: one string, or one for each number."""
    said = message.string
    return (said,) if isinstance(said, str) else tuple(said or ("",))


def first_words(message: Message, language: str) -> str | tuple[str, ...]:
    """What a new message says before anybody has translated it: nothing in English."""
    singular: str = message.id if isinstance(message.id, str) else message.id[0]
    words: str = {
        "en": "",
        "zh_Hans": singular,
        "zh_Hant": traditional(singular),
    }[language]
    if isinstance(message.id, str):
        return words
    return ("", "") if language == "en" else (words,)


def traditional(words: str) -> str:
    """Words in traditional script, those of the glossary as it has them (匯入, and not 導入)."""
    convert = OpenCC("s2hkp").convert
    said: str = convert(words).translate(QUOTES)
    for word in glossary():
        if word.hans in words:
            said = said.replace(convert(word.hans), word.hant)
    return said


def catalogue(package: str, language: str) -> Path:
    """Where a catalogue is kept; the compiled one lies beside it."""
    return SOURCE / package / "locale" / language / "LC_MESSAGES" / "django.po"


def written(catalog: Catalog) -> bytes:
    """A catalogue as its file holds it: no dates, so that nothing changes where nothing has changed."""
    whole = io.BytesIO()
    pofile.write_po(whole, catalog, width=110, omit_header=False, include_lineno=False, sort_by_file=False)
    dated = (
        b'"POT-Creation-Date',
        b'"PO-Revision-Date',
        b'"Generated-By',
        b'"Last-Translator',
        b'"Language-Team',
        b'"Report-Msgid',
    )
    return b"".join(line for line in whole.getvalue().splitlines(keepends=True) if not line.startswith(dated))


def compiled(catalog: Catalog) -> bytes:
    """A catalogue as gettext reads it; its two days are fixed, so that nothing changes where nothing has changed."""
    dated = pofile.read_po(io.BytesIO(written(catalog)), locale=catalog.locale)
    dated.creation_date = dated.revision_date = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
    whole = io.BytesIO()
    mofile.write_mo(whole, dated)
    return whole.getvalue()


def main() -> None:
    for package in PACKAGES:
        for language in LANGUAGES:
            catalog, path = updated(package, language), catalogue(package, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(written(catalog))
            path.with_suffix(".mo").write_bytes(compiled(catalog))
            for message in catalog:
                if message.id and not all(strings(message)):
                    print(f"{path.relative_to(SOURCE)}: {message.id!r}")


if __name__ == "__main__":
    main()
