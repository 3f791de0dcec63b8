"""Contrast, computed from the colours that pages really use (WCAG 2.2: 4.5 for words, 3 for marks)."""

import re
from pathlib import Path

import pytest

import kapok.web

STATIC = Path(kapok.web.__file__).parent / "static/web"
SHEET = (STATIC / "tokens.css").read_text("utf-8")
GROUNDS = ("paper", "raised", "sunk", "wash")
WORDS = ("ink", "soft", "accent", "on-track", "watch", "behind", "done", "not-due", "no-data")


def colours(sheet: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", sheet))


LIGHT = colours(SHEET.split("@media (prefers-color-scheme: dark)")[0])
DARK = colours(SHEET.split("@media (prefers-color-scheme: dark)")[1])


def luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_contrast_that_the_standard_gives() -> None:
    assert contrast("#000000", "#ffffff") == 21


def test_the_dark_theme_names_every_colour_again() -> None:
    assert set(DARK) == set(LIGHT)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("words", WORDS)
def test_words_can_be_read_on_every_ground(theme: dict[str, str], words: str, ground: str) -> None:
    assert contrast(theme[words], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_button_can_be_read(theme: dict[str, str]) -> None:
    assert contrast(theme["on-accent"], theme["accent"]) >= 4.5


@pytest.mark.parametrize("sheet", sorted(STATIC.parents[2].rglob("static/**/*.css")), ids=lambda path: path.name)
def test_colours_are_named_in_one_place(sheet: Path) -> None:
    if sheet.name not in ("tokens.css", "print.css"):
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s,)])", sheet.read_text("utf-8")) == []


@pytest.mark.parametrize("sheet", sorted(STATIC.rglob("*.css")), ids=lambda path: path.name)
def test_every_name_that_is_used_is_given(sheet: Path) -> None:
    used = set(re.findall(r"var\(--([a-z-]+)\)", sheet.read_text("utf-8")))
    given = set(re.findall(r"--([a-z-]+):", SHEET))
    assert used - given == set()


def test_no_font_of_the_system_stands_before_the_bundled_one() -> None:
    # With system-ui in front, a machine without Chinese fonts shows boxes and never asks for ours.
    stacks = re.findall(r"--(?:sans|song): ([^;]+);", SHEET)
    assert len(stacks) == 4
    for stack in stacks:
        families = [family.strip().strip('"') for family in stack.split(",")]
        assert families[-3:-1] == ["Kapok Sans", "Kapok Sans Hant"]
        assert "system-ui" not in families
