"""Sentences, and what is looked for in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapok.plans.passages import Place, folded, marked, pairs, passages, phrases, sentences

TEXT = "一、目标\n建成基地60家。到2021年，人员达到9万人；\n\n 完。"


def test_a_text_is_cut_at_stops_and_line_ends() -> None:
    found = [span.of(TEXT) for span in sentences(TEXT)]
    assert found == ["一、目标", "建成基地60家。", "到2021年，人员达到9万人；", "完。"]


def test_a_sentence_has_the_first_item_that_begins_in_it_and_else_its_clause() -> None:
    items = [Place("t2", TEXT.index("9万")), Place("t1", TEXT.index("人员"))]
    found = list(passages(TEXT, [Place("c1", 0)], items))
    assert [(p.span.of(TEXT), p.clause, p.key) for p in found] == [
        ("一、目标", "c1", "c1"), ("建成基地60家。", "c1", "c1"), ("到2021年，人员达到9万人；", "c1", "t1"),
    ]  # fmt: skip


def test_before_the_first_clause_a_sentence_has_no_key() -> None:
    assert [(p.clause, p.key) for p in passages("标题一行", [], [])] == [("", "")]


@pytest.mark.parametrize("query", ["託育補貼", "托育补贴", "托育 补贴", "托育，补贴"])
def test_every_word_asked_for_stands_in_the_index(query: str) -> None:
    stored = f" {pairs('发放托育补贴。')} "
    assert all(f" {phrase} " in stored for phrase in phrases(query))


def test_one_character_is_no_question() -> None:
    assert phrases("托") == phrases("，") == phrases("托，育") == []


def test_no_words_are_found_across_a_stop() -> None:
    assert f" {phrases('到8万')[0]} " not in f" {pairs('到8，8万')} "


def test_the_words_are_marked_in_the_script_of_the_text() -> None:
    assert marked("發放托育補貼", "补贴 托育") == [("發放", False), ("托育", True), ("補貼", True)]


@given(st.text())
def test_folding_and_marking_keep_every_character(text: str) -> None:
    assert len(folded(text)) == len(text)
    assert "".join(words for words, _ in marked(text, text[:20])) == text


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_what_is_stored_is_plain_letters(text: str) -> None:
    assert set(pairs(text)) <= set("abcdefghijklmnopqrstuvwxyz ")
