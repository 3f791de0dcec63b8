"""Makes docs/glossary.md from docs/glossary.toml.

python tools/glossary.py
"""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parents[1] / "docs"
PAGE = FOLDER / "glossary.md"
HEAD = """# Glossary

One word for one thing, in each language. Pages, documents and code use these and no others; a test holds all
translations to it. This page is made from [glossary.toml](glossary.toml) by `python tools/glossary.py`.

| English | 简体 | 繁體 | meaning | not |
| --- | --- | --- | --- | --- |
"""


class Word(NamedTuple):
    """One thing, and how each language says it. What the lists are for stands on top of the data."""

    hans: str
    hant: str
    en: tuple[str, ...]
    meaning: str
    avoid: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    strict: bool = False


def words() -> list[Word]:
    """The glossary."""
    rows: list[dict[str, Any]] = tomllib.loads((FOLDER / "glossary.toml").read_text("utf-8"))["word"]
    return [Word(**{name: _fixed(value) for name, value in row.items()}) for row in rows]


def _fixed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def page() -> str:
    """The glossary as a document."""
    rows = (
        f"| {word.en[0]} | {word.hans} | {word.hant} | {word.meaning} | {', '.join(word.avoid)} |\n" for word in words()
    )
    return HEAD + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
