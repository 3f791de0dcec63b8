"""Where a number stands: stretch, sentence, paragraph, clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapok.compiler.outline import outline
from kapok.compiler.places import Places, stretch


@pytest.mark.parametrize(
    ("flow", "words", "bracketed"),
    [
        ("建成站点,到2025年60家。", "到2025年60家", False),
        ("建站(其中新建60家),", "其中新建60家", True),
        ("甲(乙,丙)60家(丁,戊),", "甲(乙,丙)60家(丁,戊)", False),
        ("甲\n60家\n乙", "60家", False),
        ("60家", "60家", False),
    ],
)
def test_a_stretch_runs_between_two_marks_and_skips_brackets(flow: str, words: str, bracketed: bool) -> None:
    at = flow.index("60")
    run = stretch(flow, at, at + 2)
    assert (flow[run.start : run.end], run.bracketed) == (words, bracketed)


FLOW = "一、工作目标\n到2025年建成60家。再建70家。\n二、取得成效\n已有80家。\n三、重点任务\n1.产业规模达到90亿元"


@pytest.fixture(scope="module")
def places() -> Places:
    return Places(FLOW, outline(FLOW))


@pytest.mark.parametrize(
    ("number", "sentence", "goal", "background"),
    [
        ("60", "到2025年建成60家。", True, False),
        ("70", "再建70家。", True, False),
        ("80", "已有80家。", False, True),
        ("90", "1.产业规模达到90亿元", False, False),
    ],
)
def test_a_number_knows_its_sentence_and_what_its_clause_is_about(
    places: Places, number: str, sentence: str, goal: bool, background: bool
) -> None:
    at = FLOW.index(number)
    place = places.at(at, at + 2)
    assert (FLOW[place.sentence : place.sentence_end].strip(), place.goal, place.background) == (
        sentence,
        goal,
        background,
    )


def test_the_number_of_an_item_is_no_part_of_the_stretch(places: Places) -> None:
    at = FLOW.index("90")
    run = places.at(at, at + 2).stretch
    assert FLOW[run.start : run.end] == "产业规模达到90亿元"


def test_what_stands_before_every_heading_has_none() -> None:
    flow = "前言60家。\n一、目标"
    place = Places(flow, outline(flow)).at(2, 4)
    assert (place.heading, place.goal, place.paragraph) == (None, False, 0)


@given(st.text(alphabet="甲6,。()〔〕;:\n", min_size=1, max_size=60), st.data())
def test_a_stretch_holds_its_place_and_no_line_break(flow: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(flow) - 1))
    run = stretch(flow, at, at)
    assert 0 <= run.start <= at <= run.end <= len(flow)
    assert flow[run.start : run.end].count("\n") == 0
