from hypothesis import given
from hypothesis import strategies as st

from kapok.kernel.spans import Span
from kapok.plans.marks import Heading, Mark, head_of, paragraphs
from kapok.web.parts import Segment

TEXTS = st.text(alphabet="一到2021年建成60家。\n \u3000（）😀", max_size=60)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark], list[Heading]]:
    text = draw(TEXTS)
    offsets = st.integers(0, len(text))
    spans = [Span(*sorted(pair)) for pair in draw(st.lists(st.tuples(offsets, offsets), max_size=8))]
    kinds = st.sampled_from(["", "target", "duty"])
    marks = [Mark(f"m{n}", span, draw(kinds), f"#row-m{n}") for n, span in enumerate(spans)]
    starts = draw(st.sets(offsets, max_size=3))
    return (
        text,
        marks,
        [
            Heading(f"c{n}", start, 1, text[start : start + 1], text[start + 1 : start + 3])
            for n, start in enumerate(sorted(starts))
        ],
    )


@given(marked_texts())
def test_all_words_are_printed_once_and_in_their_order(given_text: tuple[str, list[Mark], list[Heading]]) -> None:
    text, marks, headings = given_text
    printed = "".join(run.text for paragraph in paragraphs(text, text, headings, marks) for run in paragraph.segments)
    assert "".join(printed.split()) == "".join(text.split())


@given(marked_texts())
def test_each_mark_covers_just_its_own_words(given_text: tuple[str, list[Mark], list[Heading]]) -> None:
    text, marks, headings = given_text
    runs = [run for paragraph in paragraphs(text, text, headings, marks) for run in paragraph.segments]
    for mark in marks:
        if mark.kind:
            covered = "".join(run.text for run in runs if mark.key in run.items.split(" "))
            assert "".join(covered.split()) == "".join(mark.span.of(text).split())


@given(marked_texts())
def test_an_item_with_words_has_one_anchor(given_text: tuple[str, list[Mark], list[Heading]]) -> None:
    text, marks, headings = given_text
    found = [key for p in paragraphs(text, text, headings, marks) for run in p.segments for key in run.anchors]
    assert len(found) == len(set(found))
    assert {mark.key for mark in marks if mark.span.of(text).strip()} <= set(found)


def test_overlapping_marks_lead_to_the_smaller_one() -> None:
    text = "建成基地60家"
    marks = [Mark("t1", Span(0, 7), "target", "#row-t1"), Mark("p1", Span(4, 7), "provision", "#row-p1")]
    assert paragraphs(text, text, [], marks)[0].segments == [
        Segment("建成基地", ("t1",), "#row-t1", "mark-target", "t1"),
        Segment("60家", ("p1",), "#row-p1", "mark-provision mark-target", "p1 t1"),
    ]


def test_a_clause_alone_on_its_line_is_a_heading_of_its_level() -> None:
    text = "（一） 发展 目标\n文字。"
    first, second = paragraphs(text, text, [Heading("c2", 0, 2, "(一)", "发展目标")], [])
    assert (first.tag, first.level, first.anchors, second.tag) == ("h4", 2, ("c2",), "p")


def test_a_short_title_that_runs_into_its_paragraph_is_set_off() -> None:
    text = "1.建设平台。到2021年完成。"
    (paragraph,) = paragraphs(text, text, [Heading("c3", 0, 3, "1", "建设平台")], [])
    assert paragraph.tag == "p"
    assert [(run.text, run.kinds) for run in paragraph.segments] == [
        ("1.建设平台", "mark-head"),
        ("。到2021年完成。", ""),
    ]


def test_a_first_sentence_that_serves_as_title_is_not_set_off() -> None:
    text = "1.到2021年，完成甲；完成乙。"
    (paragraph,) = paragraphs(text, text, [Heading("c3", 0, 3, "1", "到2021年，完成甲")], [])
    assert [run.kinds for run in paragraph.segments] == [""]


def test_a_clause_in_mid_line_begins_a_paragraph() -> None:
    text = "一、甲。文字。二、乙。"
    found = paragraphs(text, text, [Heading("c1", 0, 1, "一", "甲"), Heading("c2", 7, 1, "二", "乙")], [])
    assert [paragraph.anchors for paragraph in found] == [("c1",), ("c2",)]


def test_words_that_differ_from_the_text_head_nothing() -> None:
    assert head_of("一、甲", Heading("c1", 0, 1, "一", "乙")) is None
