from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from kapok import compiler
from kapok.plans.review.item_forms import FORMS, NewDutyForm, Number, TargetForm
from kapok.plans.review.items import opened
from kapok.plans.review.state import State
from tests.plans.invented import TEXT, invented

BASE = compiler.to_dict(invented(), explain=True)
HELD = State(BASE, opened(BASE), frozenset(opened(BASE)))


def sent(key: str, **changed: Any) -> Any:
    """The form of an item as it would be sent, some of its fields typed over."""
    item = HELD.items[key]
    blank = FORMS[item["what"]](HELD, item)
    data = QueryDict(mutable=True)
    for name, given in {**{f.name: f.value() for f in blank}, **changed}.items():
        if given not in (None, False):
            data[name] = str(given)
    return FORMS[item["what"]](HELD, item, data)


@pytest.mark.parametrize("key", ["t1", "t4", "t5", "k1", "d3", "d4", "p1", "c2", "plan"])
def test_a_form_that_is_sent_as_it_was_shown_changes_nothing(key: str) -> None:
    form = sent(key)
    assert (form.has_changed(), form.is_valid(), form.changed_values()) == (False, True, {})


@pytest.mark.parametrize("words", ["85000", "8.5万", "８.５万", "85,000", " 八万五千 ", "8.5萬"])
def test_numbers_are_understood_as_people_write_them(words: str) -> None:
    assert Number().clean(words) == Decimal(85000)


def test_the_same_number_written_otherwise_is_no_change() -> None:
    assert sent("t2", value="85,000").changed_data == []


@pytest.mark.parametrize("words", ["很多", "1e5", "1.2.3", "9999999999999999", "0.123456789", "--5"])
def test_what_is_no_number_is_said_with_an_example(words: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        Number().clean(words)
    assert refused.value.messages == [f"读不懂“{words}”这个数。请写成 85000 或 8.5万 这样。"]


def test_a_negative_number_is_one() -> None:
    assert Number().clean("-3.2") == Decimal("-3.2")


def test_only_what_was_changed_is_given_as_an_item_has_it() -> None:
    form = sent("t1", value="7万", year="", binding="expected", value_high="9万")
    assert form.is_valid()
    assert form.changed_values() == {"value": 70000.0, "year": None, "binding": "expected", "value_high": 90000.0}


def test_a_corrected_quotation_is_found_in_the_text_next_to_the_old_one() -> None:
    form = sent("t3", quote="到２０２１年， 达到9万人")
    assert form.is_valid()
    start = TEXT.index("到2021年，达到9万人")
    assert form.changed_values() == {"span": [start, start + len("到2021年，达到9万人")]}


def test_a_quotation_that_the_text_does_not_hold_is_told_beside_its_field() -> None:
    assert sent("t3", quote="达到十万人").errors == {
        "quote": ["原文里没有“达到十万人”。请从原文中照抄这几个字，再试一次。"]
    }


@pytest.mark.parametrize(
    ("key", "typed", "field", "words"),
    [
        ("t1", {"value_high": "7万"}, "value_high", "上限要大于数值。没有上限就空着。"),
        ("t1", {"from_year": 2025}, "from_year", "起始年份不能晚于年份。"),
        ("t1", {"year": "明年"}, "year", "年份要写成四位数字，例如 2021。"),
        ("d1", {"task": "t1"}, "task", "没有编号为 t1 的任务。请查看列表里任务的编号。"),
        ("plan", {"last_year": ""}, "last_year", "两个年份要么都写、先小后大，要么都空着。"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(key: str, typed: dict[str, Any], field: str, words: str) -> None:
    assert sent(key, **typed).errors == {field: [words]}


def test_a_new_duty_needs_no_task() -> None:
    data = QueryDict("office=市教育局&role=lead&quote=市公安局&task=")
    form = NewDutyForm(HELD, {"what": "duty"}, data)
    assert form.is_valid()
    start = TEXT.index("市公安局")
    assert form.values() == {
        "office": "市教育局", "role": "lead", "task": "", "group": False, "span": [start, start + 4],
    }  # fmt: skip


def test_of_words_that_stand_twice_the_selected_ones_are_meant() -> None:
    data = "indicator=x&value=1&comparator=eq&kind=level&stated=must&quote=责任单位"
    text = "责任单位：甲\n责任单位：乙\n"
    held = State({**BASE, "text": text}, {})
    form = TargetForm(held, {"what": "target"}, QueryDict(data), near=7)
    assert form.is_valid()
    assert form.values()["span"] == [7, 11]
    assert TargetForm(held, {"what": "target"}, QueryDict(data)).errors == {
        "quote": ["“责任单位”在原文里出现了 2 次。请多抄几个字，让它只有一处。"]
    }
