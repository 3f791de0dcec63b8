"""Numbers of lists are written as Word and browsers write them."""

import pytest

from kapok.compiler.readers.numerals import BEGINS_ITEM, STYLES, led, written

EXAMPLES = {
    "decimal": "12", "decimalHalfWidth": "12", "decimalZero": "12", "decimalFullWidth": "１２",
    "decimalFullWidth2": "１２", "decimalEnclosedCircle": "⑫", "decimalEnclosedCircleChinese": "⑫",
    "decimalEnclosedParen": "⑿", "decimalEnclosedFullstop": "⒓", "ideographEnclosedCircle": "12",
    "chineseCounting": "十二", "chineseCountingThousand": "十二", "taiwaneseCounting": "十二",
    "taiwaneseCountingThousand": "十二", "japaneseCounting": "十二", "ideographDigital": "一二",
    "taiwaneseDigital": "一二", "japaneseDigitalTenThousand": "一二", "chineseLegalSimplified": "拾贰",
    "ideographLegalTraditional": "拾貳", "ideographTraditional": "乙", "ideographZodiac": "亥", "upperRoman": "XII",
    "lowerRoman": "xii", "upperLetter": "L", "lowerLetter": "l", "ordinal": "12", "numberInDash": "-12-",
}  # fmt: skip


def test_every_style_has_its_example() -> None:
    assert {style: written(12, style) for style in STYLES} == EXAMPLES


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (19, "十九"), (20, "二十"), (100, "一百"), (105, "一百零五"), (111, "一百一十一"),
     (1001, "一千零一"),
     (1010, "一千零一十"), (10000, "一万"), (10001, "一万零一"), (21000, "二万一千")],
)  # fmt: skip
def test_chinese_counting(number: int, words: str) -> None:
    assert written(number, "chineseCountingThousand") == words


@pytest.mark.parametrize(("number", "words"), [(1, "①"), (20, "⑳"), (21, "㉑"), (36, "㊱"), (50, "㊿"), (51, "51")])
def test_circled_numbers_end_at_fifty(number: int, words: str) -> None:
    assert written(number, "decimalEnclosedCircle") == words


@pytest.mark.parametrize(
    ("number", "style"), [(0, "upperRoman"), (-3, "lowerLetter"), (1_000_000, "lowerLetter"), (7, "klingon")]
)
def test_a_number_that_a_style_cannot_write_is_in_plain_digits(number: int, style: str) -> None:
    assert written(number, style) == str(number)


def test_letters_go_on_after_z() -> None:
    assert [written(number, "upperLetter") for number in (26, 27, 53)] == ["Z", "AA", "AAA"]


@pytest.mark.parametrize(
    ("number", "text", "both"),
    [("一、", "目标", "一、目标"), ("1.", "目标", "1.目标"), ("1.", "2025年", "1. 2025年"), ("1", "目标", "1 目标"),
     ("第二章", "任务", "第二章 任务"), ("一", "目标", "一 目标"), ("1.", "", "1."), ("", "目标", "目标"), ("（1）", "2025年", "（1）2025年")],
)  # fmt: skip
def test_a_number_does_not_run_into_the_words_after_it(number: str, text: str, both: str) -> None:
    assert led(number, text) == both


@pytest.mark.parametrize(
    "text", ["一、总体", "（二）目标", "(3) 任务", "4.建设", "5．建设", "6、建设", "⑦建设", "第一章 总则", "附件1"]
)
def test_what_begins_an_item(text: str) -> None:
    assert BEGINS_ITEM.match(text)


@pytest.mark.parametrize("text", ["3.5万人", "2025年", "一批企业", "第一时间", "十四五"])
def test_what_begins_none(text: str) -> None:
    assert not BEGINS_ITEM.match(text)
