"""The flow is the source without its white space, in simplified script, with a way back for each character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapok.compiler.flow import flow_of, script_table, simplify
from kapok.kernel.spans import Span

TEXTS = st.lists(
    st.sampled_from(
        "到２０２５年 ， 3 5 ％ \n\n 責任單位： 傢 （ 一 ） 目标 \u3000 \t a b 1. (qū) 培育 1 000 家 和\n，\n".split(
            " "
        )
    )
    | st.sampled_from([" ", "  ", "\n", "\r", "\u3000", "完成高标准农田建设任务及配套设施的\n"])
    | st.text(max_size=4),
    max_size=40,
).map("".join)


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("到２０２１年， 基地 60 家", "到2021年,基地60家"),
        ("森林 覆盖率 达到 3 5 %", "森林覆盖率达到35%"),
        ("人数 12 345 人", "人数12 345人"),
        ("建成 one  two 家", "建成one two家"),
        ("區(qū)域", "区域"),
        ("（一）目标．", "(一)目标。"),
        ("達到15%.", "达到15%。"),
        ("责任單位：市財政局", "责任单位:市财政局"),
        ("五傢具有", "五家具有"),
        ("甲\u3000\u3000乙", "甲乙"),
        ("", ""),
    ],
)
def test_a_text_is_cleaned_for_the_patterns(text: str, flow: str) -> None:
    assert flow_of(text).text == flow


def test_a_line_that_ends_where_no_sentence_can_goes_on_in_the_next() -> None:
    assert (
        flow_of("完成高标准农田建设任务及配套设施的\n面积达标。").text == "完成高标准农田建设任务及配套设施的面积达标。"
    )


def test_a_heading_is_never_joined_to_the_line_before_it() -> None:
    text = "完成高标准农田建设任务及配套设施的\n二、保障措施"
    assert flow_of(text).text == text


def test_lines_cut_at_one_width_are_one_paragraph() -> None:
    words = "坚持创新引领统筹推进科技体制改革与产业升级相互促进共同发展"
    page = "\n".join(words[i:] + words[:i] for i in range(14))
    assert flow_of(page + "。").text == page.replace("\n", "") + "。"


def test_short_lines_stay_apart() -> None:
    page = "\n".join(["建站", "修路", "架桥"] * 8)
    assert flow_of(page).text == page


def test_a_span_of_the_flow_holds_the_words_of_the_source() -> None:
    text = "到２０２１年， 基地 60 家"
    flow = flow_of(text)
    start = flow.text.index("基地60家")
    assert flow.source_span(start, start + len("基地60家")).of(text) == "基地 60 家"


def test_an_empty_run_of_the_flow_is_an_empty_span() -> None:
    assert flow_of("甲 乙").source_span(1, 1) == Span(2, 2)


def test_what_is_written_keeps_script_and_width() -> None:
    assert flow_of("給予 ５０萬元").written == "給予５０萬元"


def test_the_script_table_leaves_marks_and_widths_alone() -> None:
    assert "責任：５家".translate(script_table()) == "责任：５家"


@given(TEXTS)
def test_each_character_of_the_flow_is_the_simplified_form_of_the_one_it_points_at(text: str) -> None:
    flow = flow_of(text)
    there = simplify("".join(text[flow.source_offset(at)] for at in range(len(flow.text))))
    assert [pair for pair in zip(flow.text, there, strict=True) if pair[0] != pair[1] and pair != ("。", ".")] == []


@given(TEXTS)
def test_every_place_of_the_flow_is_found_again_from_the_source(text: str) -> None:
    flow = flow_of(text)
    assert [flow.flow_offset(flow.source_offset(at)) for at in range(len(flow.text) + 1)] == [
        *range(len(flow.text) + 1)
    ]


@given(TEXTS)
def test_places_stay_in_their_order(text: str) -> None:
    flow = flow_of(text)
    offsets = [flow.source_offset(at) for at in range(len(flow.text))]
    assert offsets == sorted(set(offsets))


@given(TEXTS)
def test_what_is_written_has_the_length_of_the_flow(text: str) -> None:
    flow = flow_of(text)
    assert len(flow.written) == len(flow.text)


@given(st.text())
def test_simplifying_keeps_the_length(text: str) -> None:
    assert len(simplify(text)) == len(text)
