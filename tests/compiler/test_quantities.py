"""Numbers with units, ranges and comparators, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapok.compiler.flow import simplify
from kapok.compiler.quantities import in_unit_cell, quantities


def read(text: str) -> list[tuple[float, float | None, str, str]]:
    found = quantities(simplify(text))
    return [(float(q.value), None if q.high is None else float(q.high), q.unit, q.comparator) for q in found]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("企业2.5万户", 25000, "户"),
        ("三点五亿元", 350000000, "元"),
        ("三百个", 300, "个"),
        ("三十座", 30, "座"),
        ("十五个", 15, "个"),
        ("1,200名", 1200, "名"),
        ("达到三分之一", 33.333333, "%"),
        ("百分之十", 10, "%"),
        ("千分之五", 5, "‰"),
        ("占1/3", 33.333333, "%"),
        ("七成", 70, "%"),
        ("翻一番", 1, "倍"),
        ("翻两番", 3, "倍"),
        ("3个百分点", 3, "个百分点"),
        ("师生比2∶1", 2, ""),
        ("100万", 1000000, ""),
        ("30GW", 30, "GW"),
        ("５０家", 50, "家"),
        ("至少一家", 1, "家"),
    ],
)
def test_a_number_has_its_value_and_unit(text: str, value: float, unit: str) -> None:
    assert [(q[0], q[2]) for q in read(text)] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("60家", "eq"),
        ("不低于70%", "ge"),
        ("至少12个", "ge"),
        ("70%以上", "ge"),
        ("90%及以上", "ge"),
        ("超过60家", "gt"),
        ("突破60家", "gt"),
        ("60多家", "gt"),
        ("60余万人", "gt"),
        ("不超过1000平方米", "le"),
        ("20家以内", "le"),
        ("低于5%", "lt"),
        ("约30个", "approx"),
        ("30个左右", "approx"),
        ("近20亿元", "approx"),
    ],
)
def test_the_words_around_a_number_compare(text: str, comparator: str) -> None:
    assert [q[3] for q in read(text)] == [comparator]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("8—10家", 8, 10, "家"),
        ("8%-10%", 8, 10, "%"),
        ("2～3万元", 20000, 30000, "元"),
        ("5万至8万人", 50000, 80000, "人"),
        ("五至六家", 5, 6, "家"),
        ("百分之五至百分之十", 5, 10, "%"),
    ],
)
def test_a_range_has_both_ends(text: str, low: float, high: float, unit: str) -> None:
    assert [q[:3] for q in read(text)] == [(low, high, unit)]


@pytest.mark.parametrize(
    "text", ["一批项目", "一家企业", "百家企业", "23:30", "第3号", "5G网络", "A5级", "表3", "GB18030", "30Gx", "占3/2"]
)
def test_what_only_names_or_introduces_is_no_quantity(text: str) -> None:
    assert read(text) == []


def test_a_comparator_that_closes_a_list_covers_it() -> None:
    assert read("60家、70家以上") == [(60, None, "家", "ge"), (70, None, "家", "ge")]


def test_a_range_with_a_comparator_keeps_the_words_of_the_comparator_outside_the_number() -> None:
    text = "不超过1000平方米"
    (q,) = quantities(text)
    assert (text[q.left : q.right], text[q.start : q.end]) == (text, "1000平方米")


@pytest.mark.parametrize(
    ("unit", "sort"),
    [("元", (True, False, False)), ("%", (False, True, False)), ("个月", (False, False, True)), ("家", (False,) * 3)],
)
def test_a_quantity_knows_what_sort_it_is(unit: str, sort: tuple[bool, bool, bool]) -> None:
    (q,) = quantities(f"12{unit}")
    assert (q.is_money, q.is_ratio, q.is_time) == sort


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("万人", (10000, "人")),
        ("亿元", (10**8, "元")),
        ("千瓦", (1, "千瓦")),
        ("%", (1, "%")),
        ("-", (1, "")),
        ("万", (1, "万")),
    ],
)
def test_a_unit_cell_is_a_scale_and_a_unit(cell: str, read: tuple[int, str]) -> None:
    assert in_unit_cell(cell) == read


@given(st.integers(1, 10**9), st.sampled_from(["家", "个", "人次", "亩", "%", "元", "公里"]))
def test_any_whole_number_before_a_unit_is_read(number: int, unit: str) -> None:
    assert read(f"达到{number}{unit}。") == [(number, None, unit, "eq")]


@given(st.integers(1, 9999), st.integers(0, 99), st.sampled_from([("万", 10**4), ("亿", 10**8)]))
def test_a_scale_word_is_multiplied_out(whole: int, part: int, scale: tuple[str, int]) -> None:
    word, factor = scale
    (q,) = quantities(f"达到{whole}.{part:02d}{word}人")
    assert q.value == (whole * 100 + part) * factor // 100


@given(
    st.text(alphabet="一二三十百万亿点零〇0123456789.,%个家年至-~不低于超过约以上分之翻番成:/（()、。 ", max_size=40)
)
def test_quantities_stand_in_the_text_in_order_and_apart(text: str) -> None:
    flow = simplify(text)
    places = [(q.left, q.start, q.end, q.right) for q in quantities(flow)]
    assert [p for p in places if not 0 <= p[0] <= p[1] < p[2] <= p[3] <= len(flow)] == []
    assert [p[1] for p in places] == sorted({p[1] for p in places})
