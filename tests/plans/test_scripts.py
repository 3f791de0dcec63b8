from hypothesis import given
from hypothesis import strategies as st

from kapok.plans.scripts import converted, script_of


@given(st.text(), st.sampled_from(["hans", "hant"]))
def test_the_other_script_has_just_as_many_code_points(text: str, script: str) -> None:
    assert len(converted(text, script)) == len(text)


def test_phrases_choose_the_right_character() -> None:
    assert converted("头发和发展", "hant") == "頭髮和發展"


def test_a_text_is_in_the_script_that_leaves_it_alone() -> None:
    assert [script_of(text) for text in ("國際科技合作基地", "国际科技合作基地", "", "2021")] == [
        "hant",
        "hans",
        "hans",
        "hans",
    ]


def test_quotation_marks_are_those_of_the_script() -> None:
    assert converted("实施“星火引才计划”", "hant") == "實施「星火引才計劃」"
    assert converted("實施「星火引才計劃」", "hans") == "实施“星火引才计划”"
