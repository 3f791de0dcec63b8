"""Numbers written in characters, digits or both."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapok.kernel.numerals import NUMERAL, numeral

DIGITS = "零一二三四五六七八九"


def section(number: int) -> str:
    """A number under ten thousand as it is written: 一千零五, 三百二十."""
    words, gap = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            words += ("零" if gap else "") + DIGITS[digit] + name
        gap = bool(words) and not digit
    return words


def written(number: int) -> str:
    """A number in Chinese characters, the way an official text writes it."""
    words, gap = "", False
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, number = divmod(number, scale)
        if part:
            words += ("零" if words and (gap or part < 1000) else "") + section(part) + name
        gap = bool(words) and not part
    return words or "零"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("十二", "12"),
        ("二十", "20"),
        ("一百零五", "105"),
        ("一千二百", "1200"),
        ("两千", "2000"),
        ("三万五千", "35000"),
        ("一亿二千万", "120000000"),
        ("一万亿", "1000000000000"),
        ("二〇二五", "2025"),
        ("三点五亿", "350000000"),
        ("零点八", "0.8"),
        ("2.5万", "25000"),
        ("1,200", "1200"),
        ("3百万", "3000000"),
        ("万", "10000"),
        ("壹佰", "100"),
        ("0.50", "0.5"),
    ],
)
def test_a_numeral_has_its_value(words: str, value: str) -> None:
    assert numeral(words) == Decimal(value)


@pytest.mark.parametrize("words", ["", "多", "三多", "一点多", "点五"])
def test_what_is_no_numeral_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="not a numeral"):
        numeral(words)


@given(st.integers(0, 10**12 - 1))
def test_a_number_written_in_characters_comes_back(number: int) -> None:
    assert numeral(written(number)) == number


@given(
    st.integers(0, 10**9), st.integers(0, 999), st.sampled_from([("", 1), ("百", 100), ("万", 10**4), ("亿", 10**8)])
)
def test_digits_with_decimals_and_a_scale_are_multiplied_out(whole: int, part: int, scale: tuple[str, int]) -> None:
    word, factor = scale
    assert numeral(f"{whole}.{part:03d}{word}") == Decimal(f"{whole}.{part:03d}") * factor


@given(st.integers(0, 10**12 - 1))
def test_thousands_between_commas_are_one_number(number: int) -> None:
    assert numeral(f"{number:,}") == number


@given(st.integers(1, 10**12 - 1).map(written) | st.integers(0, 10**9).map(str))
def test_the_pattern_finds_the_whole_numeral_in_a_text(words: str) -> None:
    found = NUMERAL.search(f"建成{words}家")
    assert found is not None
    assert found.group() == words
