from decimal import Decimal

import pytest

from kapok.plans.numbers import short, written


@pytest.mark.parametrize(
    ("value", "quote", "shown"),
    [
        (85_000, "留学归国人员8.5万人", "8.5万"),
        (60, "2021年，基地达到60家以上", "60"),
        (120_000_000_000, "成交额累计突破1200亿元", "1200亿"),
        (350_000_000, "投入三点五亿元", "三点五亿"),
        (85_000, "留學歸國人員8.5萬人", "8.5萬"),
        (60, "基地达到６０家", "60"),
        (85_000, "翻一番", "8.5万"),
    ],
)
def test_a_number_is_shown_as_its_sentence_writes_it(value: int, quote: str, shown: str) -> None:
    assert written(Decimal(value), quote) == shown


@pytest.mark.parametrize(("value", "shown"), [(0, "0"), (9_999, "9,999"), (12_345, "12,345"), (10**12, "10,000亿")])
def test_a_number_that_no_sentence_writes_is_shortened_only_where_nothing_is_lost(value: int, shown: str) -> None:
    assert short(Decimal(value)) == shown
