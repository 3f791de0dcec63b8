import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapok.kernel.spans import Span
from kapok.plans.review.quoting import NotFoundError, clause_at, locate, sentence_at

TEXT = "一、目標\n到2021年，建成基地\n６０家以上。到2021年，引進人才9萬人。"


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("建成基地\n６０家", "建成基地\n６０家"),
        ("建成基地60家", "建成基地\n６０家"),
        ("引进人才9万人", "引進人才9萬人"),
        (" 引進 人才 ", "引進人才"),
    ],
)
def test_white_space_width_and_script_make_no_difference(quote: str, found: str) -> None:
    assert locate(TEXT, quote).of(TEXT) == found


def test_words_that_stand_several_times_are_asked_for_more_exactly() -> None:
    with pytest.raises(NotFoundError) as refused:
        locate(TEXT, "到2021年")
    assert str(refused.value) == "“到2021年”在原文里出现了 2 次。请多抄几个字，让它只有一处。"


@pytest.mark.parametrize(("near", "start"), [(0, 5), (30, 23), (14, 5)])
def test_of_several_places_the_one_next_to_a_place_is_taken(near: int, start: int) -> None:
    assert locate(TEXT, "到2021年", near=near).start == start


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("没有的话", "原文里没有“没有的话”。请从原文中照抄这几个字，再试一次。"),
        (" \n", "没有写出引文。请从原文中照抄，再试一次。"),
    ],
)
def test_words_that_are_not_there_are_refused_with_a_sentence(quote: str, said: str) -> None:
    with pytest.raises(NotFoundError) as refused:
        locate(TEXT, quote)
    assert str(refused.value) == said


@given(st.text(alphabet="一二三木棉 \n。，𠮷Ａ", min_size=1), st.data())
def test_whatever_stands_in_a_text_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))]
    if words.split():
        found = locate(text, words, near=start + len(words) - len(words.lstrip()))
        assert found.of(text).split() == words.split()


@given(st.text(alphabet="一二。！\n ", min_size=1), st.data())
def test_a_sentence_holds_what_it_was_asked_for(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    if span.of(text).strip() == span.of(text):
        assert sentence_at(text, span).holds(span)


def test_a_sentence_ends_at_its_stop_and_at_its_line() -> None:
    text = "甲。乙丙。\n丁"
    assert [sentence_at(text, Span(at, at + 1)).of(text) for at in (0, 3, 6)] == ["甲。", "乙丙。", "丁"]


def test_the_lowest_clause_that_holds_a_place_is_its_clause() -> None:
    clauses = {
        "c1": {"span": [0, 20], "level": 1},
        "c2": {"span": [5, 10], "level": 2},
        "c3": {"span": [25, 30], "level": 1},
    }
    assert [clause_at(clauses, at) for at in (0, 5, 12, 22, 26)] == ["c1", "c2", "c1", "c2", "c3"]
    assert clause_at({"c1": {"span": [3, 9], "level": 1}}, 2) is None
