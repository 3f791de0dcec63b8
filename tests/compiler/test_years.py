"""The years that a text names, and what each is for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapok.compiler.flow import simplify
from kapok.compiler.years import due_before, marks_between, year_marks


def read(text: str, written: int | None = 2022) -> list[tuple[int, int | None, str]]:
    return [(mark.year, mark.from_year, mark.use) for mark in year_marks(simplify(text), written)]


@pytest.mark.parametrize(
    ("text", "year", "from_year"),
    [
        ("到2025年底，", 2025, None),
        ("2025年前", 2025, None),
        ("２０２５年", 2025, None),
        ("二〇二五年", 2025, None),
        ("二○三○年", 2030, None),
        ("2023—2025年", 2025, 2023),
        ("2023-25年", 2025, 2023),
        ("“十四五”期间", 2025, 2021),
        ("“十四五”末", 2025, None),
        ("十四五期间", 2025, 2021),
        ("“九五”期间", 2000, 1996),
        ("5年内", 2027, None),
        ("力争用三年时间", 2025, None),
        ("未来五年", 2027, None),
        ("今年", 2022, None),
        ("全年", 2022, None),
    ],
)
def test_a_year_in_which_something_is_due(text: str, year: int, from_year: int | None) -> None:
    assert read(text) == [(year, from_year, "due")]


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("比2020年增长", "base"),
        ("在2020年基础上", "base"),
        ("以2020年为基数", "base"),
        ("由2020年的14%下降到12%", "base"),
        ("自2021年起", "start"),
        ("2019年以来", "start"),
        ("2024年版", "past"),
        ("2021年中央一号文件", "past"),
        ("在2025年底前", "due"),
    ],
)
def test_the_words_around_a_year_say_what_it_is_for(text: str, use: str) -> None:
    assert [mark[2] for mark in read(text)] == [use]


@pytest.mark.parametrize("text", ["十四五", "“十二五”以来", "2025—2023年", "可在3年内"])
def test_what_looks_like_a_year_and_is_none(text: str) -> None:
    assert read(text) == []


def test_each_year_of_a_list_is_one() -> None:
    assert [mark[0] for mark in read("2022、2023、2024年分别")] == [2022, 2023, 2024]


@pytest.mark.parametrize("text", ["今年", "5年内", "未来五年"])
def test_a_stretch_of_years_is_open_where_nobody_knows_when_the_text_was_written(text: str) -> None:
    assert read(text, None) == [(0, None, "open")]


def test_years_as_long_as_the_period_end_with_it() -> None:
    assert [mark.year for mark in year_marks("三年内", 2020, (2021, 2023))] == [2023]


def test_a_year_in_a_bracket_says_so() -> None:
    assert [mark.bracketed for mark in year_marks("(2023年)到2025年", 2022)] == [True, False]


TEXT = "2021年甲,比2020年乙,到2025年丙。2030年"


def test_due_years_before_a_place_come_nearest_first() -> None:
    marks = year_marks(TEXT, None)
    assert [mark.year for mark in due_before(marks, 0, TEXT.index("丙"))] == [2025, 2021]


def test_marks_between_two_places_lie_wholly_between_them() -> None:
    marks = year_marks(TEXT, None)
    assert [mark.year for mark in marks_between(marks, 3, TEXT.index("丙"))] == [2020, 2025]


@given(st.integers(1990, 2099), st.sampled_from(["到{}年", "{}年底", "{}年前", "至{}年末", "{}年12月底前"]))
def test_any_year_is_due_however_its_end_is_said(year: int, form: str) -> None:
    assert read(form.format(year)) == [(year, None, "due")]


@given(st.integers(1990, 2060), st.integers(0, 30))
def test_a_range_of_years_has_its_first_and_its_last(first: int, length: int) -> None:
    assert read(f"{first}—{first + length}年") == [(first + length, first, "due")]


@given(st.integers(1990, 2099))
def test_a_year_in_characters_is_the_year_in_digits(year: int) -> None:
    words = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    assert read(f"到{words}年") == ([(year, None, "due")] if year >= 2000 else [])


@given(st.text(alphabet="12059年月日到至-~、末底“”十四五期间内未来今全（）二〇", max_size=30))
def test_marks_stand_in_order_and_apart(text: str) -> None:
    marks = year_marks(simplify(text), 2022)
    places = [place for mark in marks for place in (mark.start, mark.end)]
    assert places == sorted(places)
