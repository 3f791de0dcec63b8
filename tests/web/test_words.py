import datetime
from decimal import Decimal

import pytest
from django.utils import translation

from kapok.web.words import day_words, grouped, years_words


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "2020年9月30日"), ("zh-hant", "2020年9月30日"), ("en", "30 September 2020")],
)
def test_a_day_is_written_as_its_language_writes_it(language: str, words: str) -> None:
    with translation.override(language):
        assert day_words(datetime.date(2020, 9, 30)) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (2019, 2021, "2019—2021年"),
        (2021, 2021, "2021年"),
        (None, 2021, "2021年"),
        (2019, None, "2019年"),
        (None, None, ""),
    ],
)
def test_years_are_a_range_only_where_there_are_two(first: int | None, last: int | None, words: str) -> None:
    with translation.override("zh-hans"):
        assert years_words(first, last) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("85000.00000000", "85,000"),
        ("3.10", "3.1"),
        ("0", "0"),
        ("100", "100"),
        ("-1234.5", "-1,234.5"),
        ("33.333333", "33.333333"),
    ],
)
def test_all_digits_are_shown_and_no_zeros_that_say_nothing(number: str, words: str) -> None:
    assert grouped(Decimal(number)) == words
