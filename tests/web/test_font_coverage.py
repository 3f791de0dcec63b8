"""Every character that a page needs has a glyph in the fonts that we carry."""

from pathlib import Path

from fontTools.ttLib import TTFont

import kapok.cities
import kapok.web

FONTS = Path(kapok.web.__file__).parent / "static/web/fonts"


def glyphs(name: str) -> set[str]:
    return {chr(code) for code in TTFont(FONTS / f"kapok-sans-{name}.woff2").getBestCmap()}


def test_simplified_pages_need_the_first_font_only() -> None:
    words = "国际科技合作基地留学归国人员责任单位〔2019〕（一）①“”—…≥％8.5万"
    assert set(words) - glyphs("hans") == set()


def test_traditional_pages_need_both_and_no_more() -> None:
    words = "國際科技合作基地留學歸國人員責任單位裡裏麵體髮發後臺臺「」『』"
    assert set(words) - glyphs("hans") - glyphs("hant") == set()


def test_all_of_gb_2312_is_there() -> None:
    pairs = (bytes((lead, trail)) for lead in range(0xB0, 0xF8) for trail in range(0xA1, 0xFF))
    characters = {character for pair in pairs if (character := pair.decode("gb2312", "ignore"))}
    assert len(characters) == 6763
    assert characters - glyphs("hans") == set()


def test_the_sample_plans_can_be_shown() -> None:
    texts = sorted(Path(str(kapok.cities.__path__[0])).rglob("plan.txt"))
    assert texts
    for text in texts:
        assert {c for c in text.read_text("utf-8") if not c.isspace()} - glyphs("hans") == set()
