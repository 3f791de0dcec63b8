from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapok import compiler
from kapok.compiler import compile_plan
from kapok.plans.review import edits
from kapok.plans.review.carrying_over import carry_over
from kapok.plans.review.items import keys_of, of_kind
from kapok.plans.review.quoting import locate
from kapok.plans.review.state import Changes, State, stands

TEXT = """云山市建设创新名城三年行动计划（2019—2021年）
一、发展目标
（一）人才集聚。到2021年，留学归国人员达到9万人，引进院士20名。
（二）平台建设。到2021年，建成国际合作基地60家以上，开放实验室达到120个。
二、重点任务
（一）建设开放实验室
向社会开放实验室和仪器，每个实验室补助不超过50万元。
（责任单位：市科技局、市财政局）
（二）引进人才
简化来华工作手续。
（牵头单位：市人力资源社会保障局；配合单位：市公安局）
"""


def read(text: str = TEXT) -> dict[str, Any]:
    return compiler.to_dict(compile_plan(text), explain=True)


BASE = read()
READ = stands(BASE, ())


def carried(old: State, text: str = TEXT, *, adopted: bool = False) -> State:
    over = carry_over(old, read(text), adopted=adopted)
    return stands(over.base, [over.changes], old.used)


def by_name(state: State, name: str) -> tuple[str, dict[str, Any]]:
    return next((k, i) for k, i in state.items.items() if name in (i.get("indicator"), i.get("office")))


def test_the_text_reads_as_these_tests_need_it() -> None:
    assert [t["indicator"] for t in BASE["targets"]] == ["留学归国人员", "院士", "国际合作基地", "开放实验室"]
    assert [[d["office"] for d in k["duties"]] for k in BASE["tasks"]] == [
        ["市科技局", "市财政局"], ["市人力资源社会保障局", "市公安局"],
    ]  # fmt: skip


def test_the_same_reading_again_changes_nothing() -> None:
    assert carry_over(READ, BASE).changes == {}
    assert carried(READ).items == READ.items


def test_what_people_settled_stays_settled_under_a_newer_compiler() -> None:
    state = READ
    for changes in (
        edits.adopt(state, ["t1", "k1"]),
        edits.edit(state, "t3", {"value": 66.0}),
        edits.reject(state, ["t4", "d4"]),
    ):
        state = state.after(changes)
    assert carried(state).items == state.items


def test_a_new_item_gets_an_id_that_nothing_ever_had() -> None:
    gone = READ.after(edits.add_target(READ, _target("建成国际合作基地60家以上", "基地")))
    gone = gone.after({"t5": [gone.items["t5"], None]})
    state = carried(gone, TEXT.replace("引进院士20名", "引进院士20名，新增专家300名"))
    assert by_name(state, "专家")[0] == "t6"
    assert {key: state.items[key]["indicator"] for key in ("t1", "t2", "t3", "t4")} == {
        "t1": "留学归国人员", "t2": "院士", "t3": "国际合作基地", "t4": "开放实验室",
    }  # fmt: skip


def _target(quote: str, name: str) -> dict[str, Any]:
    span = list(locate(TEXT, quote))
    return {
        "indicator": name, "year": 2021, "value": 60.0, "unit": "家", "comparator": "ge", "kind": "level",
        "stated": "must", "span": span,
    }  # fmt: skip


def test_a_raised_value_is_open_again_and_the_rest_of_a_plan_in_force_settled() -> None:
    state = carried(READ, TEXT.replace("9万人", "9.5万人"), adopted=True)
    targets = of_kind(state.items, "target")
    assert {key: (t["value"], t["status"]) for key, t in targets.items()} == {
        "t1": (95_000, "open"), "t2": (20, "checked"), "t3": (60, "checked"), "t4": (120, "checked"),
    }  # fmt: skip


def test_a_field_that_a_person_corrected_stays_corrected_where_its_sentence_does() -> None:
    state = READ.after(edits.edit(READ, "t3", {"indicator": "国际科技合作基地"}))
    again = carried(state, TEXT.replace("9万人", "9.5万人"))
    assert (again.items["t3"]["indicator"], again.items["t3"]["status"]) == ("国际科技合作基地", "checked")


def test_where_the_sentence_was_rewritten_the_new_reading_stands_and_is_open() -> None:
    state = READ.after(edits.edit(READ, "t3", {"value": 66.0}))
    again = carried(state, TEXT.replace("国际合作基地60家以上", "国际合作基地80家以上"))
    assert (again.items["t3"]["value"], again.items["t3"]["status"]) == (80, "open")


def test_what_a_person_added_goes_along_with_its_words() -> None:
    quote = "每个实验室补助不超过50万元"
    state = READ.after(edits.add_target(READ, _target(quote, "补助")))
    again = carried(state, "前言。\n" + TEXT)
    key, item = by_name(again, "补助")
    assert (key, again.words(key), item["clause"]) == ("t5", quote, by_name(state, "补助")[1]["clause"])
    assert item["status"] == "open"
    same = carried(state)
    assert same.items["t5"]["status"] == "checked"


def test_what_a_person_added_is_gone_with_its_words() -> None:
    state = READ.after(edits.add_target(READ, _target("引进院士20名", "高层次人才")))
    again = carried(state, TEXT.replace("，引进院士20名", ""))
    assert [t["indicator"] for t in of_kind(again.items, "target").values()] == [
        "留学归国人员",
        "国际合作基地",
        "开放实验室",
    ]


def test_what_was_rejected_stays_rejected_while_it_reads_the_same_and_is_asked_again_when_not() -> None:
    state = READ.after(edits.reject(READ, ["t3"]))
    assert carried(state, TEXT.replace("9万人", "9.5万人")).items["t3"]["status"] == "rejected"
    assert carried(state, TEXT.replace("60家", "80家")).items["t3"]["status"] == "open"


def test_matched_offices_stay_matched() -> None:
    state = READ.after(edits.match(READ, "市财政局", "czj"))
    again = carried(state, TEXT.replace("9万人", "9.5万人"))
    assert again.items["office:市财政局"]["office"] == "czj"


def test_a_duty_moved_by_hand_stays_where_it_was_put() -> None:
    state = READ.after(edits.edit(READ, "d2", {"task": "k2"}))
    assert carried(state).items["d2"]["task"] == "k2"


def test_merged_tasks_stay_merged() -> None:
    state = READ.after(edits.merge(READ, ["k1", "k2"]))
    again = carried(state, "前言。\n" + TEXT)
    assert [*of_kind(again.items, "task")] == ["k1"]
    assert {duty["task"] for duty in of_kind(again.items, "duty").values()} == {"k1"}


@pytest.mark.parametrize("note", ["uncovered", "doubt"])
def test_a_note_that_was_looked_at_stays_so_while_its_words_stand(note: str) -> None:
    text = TEXT + "（三）其他\n市财政局每季度通报300件事项的办理情况。\n（五）再其他\n具体安排另行研究。\n"
    state = stands(read(text), ())
    keys = [*of_kind(state.items, note)]
    assert keys != []
    seen = state.after(edits.adopt(state, keys[:1]))
    words = seen.words(keys[0])
    again = carried(seen, text.replace("9万人", "9.5万人"))
    assert [i["status"] for k, i in of_kind(again.items, note).items() if again.words(k) == words] == ["checked"]


def _done(state: State, act: str, key: str) -> Changes:
    if act == "edit":
        return edits.edit(state, key, {"value": 7.0, "title": "甲", "office": "乙局"})
    changes: Changes = getattr(edits, act)(state, [key])
    return changes


KEYS = st.sampled_from(["t1", "t2", "t3", "t4", "k1", "k2", "d1", "d2", "d3", "d4", "p1", "c2", "c5"])


@given(st.lists(st.tuples(st.sampled_from(["adopt", "reject", "edit"]), KEYS), max_size=8))
def test_nothing_that_people_did_is_lost_over_a_reading_of_the_same_text(steps: list[tuple[str, str]]) -> None:
    state = READ
    for act, key in steps:
        try:
            changes = _done(state, act, key)
        except edits.EditError:
            continue
        state = state.after(changes)
    again = carried(state)
    assert again.items == state.items
    assert set(keys_of(again.base)) <= state.used
