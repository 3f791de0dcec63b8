from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapok import compiler
from kapok.kernel.spans import Span
from kapok.plans.review import edits
from kapok.plans.review.edits import EditError
from kapok.plans.review.items import of_kind
from kapok.plans.review.quoting import locate
from kapok.plans.review.state import Changes, State, inverse, stands
from tests.plans.invented import TEXT, invented

BASE = compiler.to_dict(invented(), explain=True)
READ = stands(BASE, ())


def quoted(words: str, near: int | None = None) -> list[int]:
    return list(locate(TEXT, words, near=near))


def statuses(state: State, *keys: str) -> list[str]:
    return [state.items[key]["status"] for key in keys]


def duties(state: State, task: str) -> list[tuple[str, str, str]]:
    return [(key, duty["office"], duty["role"]) for key, duty in edits.duties_of(state, task).items()]


def test_adopting_a_task_says_that_its_duties_are_right_too() -> None:
    state = READ.after(edits.adopt(READ, ["k1"]))
    assert statuses(state, "k1", "d1", "d2", "d3", "d4") == ["checked", "checked", "checked", "checked", "open"]


def test_rejecting_a_task_rejects_its_duties_and_adopting_it_again_takes_them_up() -> None:
    gone = READ.after(edits.reject(READ, ["k1"]))
    assert statuses(gone, "k1", "d1", "d4") == ["rejected", "rejected", "open"]
    assert statuses(gone.after(edits.adopt(gone, ["k1"])), "k1", "d1") == ["checked", "checked"]


@pytest.mark.parametrize(
    "act",
    [
        lambda state: edits.edit(state, "d1", {"role": "lead"}),
        lambda state: edits.edit(state, "d4", {"task": "k1"}),
        lambda state: edits.split(state, "d1", [{"office": "甲局"}, {"office": "乙局"}]),
        lambda state: edits.merge(state, ["d1", "d2"]),
    ],
)
def test_a_duty_of_a_rejected_task_is_not_worked_on_alone(act: Callable[[State], Changes]) -> None:
    with pytest.raises(EditError) as refused:
        act(READ.after(edits.reject(READ, ["k1"])))
    assert str(refused.value) == "这项责任所属的任务已经剔除。请先恢复任务。"


def test_a_duty_of_a_rejected_task_cannot_be_adopted_alone() -> None:
    gone = READ.after(edits.reject(READ, ["k1"]))
    with pytest.raises(EditError, match="所属的任务已经剔除"):
        edits.adopt(gone, ["d1"])


def test_a_rejected_clause_hands_what_it_holds_to_the_one_above() -> None:
    state = READ.after(edits.reject(READ, ["c2"]))
    assert {state.items[key]["clause"] for key in ("t1", "t2", "t3")} == {"c1"}
    assert [clause.id for clause in state.plan.clauses] == ["c1", "c3", "c4", "c5", "c6", "c7"]


def test_a_rejected_clause_hands_its_clauses_up_as_well() -> None:
    state = READ.after(edits.reject(READ, ["c1"]))
    assert [state.items[key]["parent"] for key in ("c2", "c3", "c5")] == [None, None, "c4"]


@pytest.mark.parametrize("key", ["plan", "office:市公安局"])
def test_the_plan_and_its_offices_cannot_be_rejected(key: str) -> None:
    with pytest.raises(EditError, match="不能剔除"):
        edits.reject(READ, [key])


def test_editing_changes_what_is_given_and_counts_as_checked() -> None:
    state = READ.after(edits.edit(READ, "t1", {"value": 1.0, "year": 2018, "id": "x", "clause": "c9"}))
    assert state.items["t1"] == READ.items["t1"] | {"value": 1.0, "year": 2018, "status": "checked"}


def test_words_elsewhere_bring_an_item_under_their_clause() -> None:
    state = READ.after(edits.edit(READ, "t1", {"span": quoted("国际合作基地60家以上")}))
    assert state.items["t1"]["clause"] == "c3"


def test_another_office_is_an_office_of_its_own_and_no_longer_who_it_was() -> None:
    changes = edits.edit(READ, "d1", {"office": "市教育局"})
    state = READ.after(changes)
    assert sorted(changes) == ["d1", "office:市教育局"]
    assert (state.items["d1"]["full_name"], state.items["office:市教育局"]["full_name"]) == (None, "")


def test_a_target_split_in_two_keeps_its_key_in_the_first_and_gives_the_second_a_new_one() -> None:
    parts: list[dict[str, Any]] = [{"indicator": "国际合作基地"}, {"indicator": "国际合作园区", "value": 6.0}]
    state = READ.after(edits.split(READ, "t4", parts))
    assert [(k, t["indicator"], t["value"]) for k, t in of_kind(state.items, "target").items()][-3:] == [
        ("t4", "国际合作基地", 60), ("t6", "国际合作园区", 6.0), ("t5", "技术合同成交额", 120e9),
    ]  # fmt: skip


def test_a_task_split_in_two_keeps_its_duties_and_the_second_gets_copies() -> None:
    start, end = READ.items["k1"]["span"]
    middle = quoted("每个实验室")[0]
    parts = [{"title": "开放实验室", "span": [start, middle]}, {"title": "补助", "span": [middle, end]}]
    state = READ.after(edits.split(READ, "k1", parts))
    assert [(key, task["title"]) for key, task in of_kind(state.items, "task").items()] == [
        ("k1", "开放实验室"), ("k3", "补助"), ("k2", "引进人才"),
    ]  # fmt: skip
    assert [office for _, office, _ in duties(state, "k3")] == ["市科技局", "市财政局", "各区政府"]
    assert [key for key, _, _ in duties(state, "k3")] == ["d6", "d7", "d8"]


def test_a_split_duty_gives_two_offices_on_one_line() -> None:
    state = READ.after(edits.split(READ, "d4", [{"office": "市人力资源局"}, {"office": "社会保障局"}]))
    assert duties(state, "k2") == [
        ("d4", "市人力资源局", "lead"), ("d6", "社会保障局", "lead"), ("d5", "市公安局", "support"),
    ]  # fmt: skip
    assert state.items["d6"]["line"] == READ.items["d4"]["line"]


@pytest.mark.parametrize(("key", "parts"), [("c1", [{}, {}]), ("t1", [{}]), ("doubt", [{}, {}]), ("t99", [{}, {}])])
def test_what_cannot_be_split_is_refused(key: str, parts: list[dict[str, Any]]) -> None:
    with pytest.raises(EditError):
        edits.split(READ, "w1" if key == "doubt" else key, parts)


def test_merged_targets_are_the_first_over_all_their_words() -> None:
    state = READ.after(edits.merge(READ, ["t2", "t1"]))
    assert statuses(state, "t1", "t2") == ["checked", "rejected"]
    assert state.words("t1") == "留学归国人员达到8万人；到2020年，达到8.5万人"
    assert state.items["t1"]["value"] == 80_000


def test_merged_tasks_have_the_duties_of_both_each_office_once() -> None:
    twice = READ.after(edits.edit(READ, "d5", {"office": "市财政局"}))
    state = twice.after(edits.merge(twice, ["k1", "k2"]))
    assert [office for _, office, _ in duties(state, "k1")] == [
        "市科技局", "市财政局", "各区政府", "市人力资源社会保障局",
    ]  # fmt: skip
    assert statuses(state, "k2", "d5") == ["rejected", "rejected"]
    assert len(state.items["k1"]["sentences"]) == 2


def test_merged_duties_are_the_name_that_was_cut_in_two() -> None:
    cut = READ.after(edits.split(READ, "d4", [
        {"office": "市人力", "span": quoted("市人力")}, {"office": "资源社会保障局", "span": quoted("资源社会保障局")},
    ]))  # fmt: skip
    state = cut.after(edits.merge(cut, ["d4", "d6"]))
    assert duties(state, "k2") == [("d4", "市人力资源社会保障局", "lead"), ("d5", "市公安局", "support")]


@pytest.mark.parametrize("keys", [["t1"], ["t1", "t1"], ["t1", "k1"], ["p1", "p2"], ["d1", "d4"]])
def test_what_cannot_be_merged_is_refused(keys: list[str]) -> None:
    with pytest.raises(EditError):
        edits.merge(READ, keys)


def test_a_target_can_be_added_from_its_words() -> None:
    values = {
        "indicator": "专项", "year": None, "value": 3.0, "unit": "个", "comparator": "eq", "kind": "level",
        "stated": "must", "span": quoted("3个专项"),
    }  # fmt: skip
    state = READ.after(edits.add_target(READ, values))
    added = state.plan.targets[-1]
    assert (added.id, added.clause, added.span.of(TEXT)) == ("t6", "c7", "3个专项")


def test_a_provision_can_be_added_from_its_words() -> None:
    values = {"subject": "专项", "comparator": "eq", "value": 3.0, "unit": "个", "span": quoted("3个专项")}
    state = READ.after(edits.add_provision(READ, values))
    assert (state.plan.provisions[-1].id, state.plan.provisions[-1].clause) == ("p3", "c7")


def test_a_duty_can_be_added_to_a_task_and_lies_on_its_line() -> None:
    span = Span(*quoted("市公安局"))
    state = READ.after(edits.add_duty(READ, office="市公安局", role="lead", group=False, span=span, task="k2"))
    assert duties(state, "k2")[1:] == [("d5", "市公安局", "support"), ("d6", "市公安局", "lead")]
    assert state.items["d6"]["line"] == READ.items["d5"]["line"]


def test_a_duty_where_there_is_no_task_makes_its_clause_one() -> None:
    span = Span(*quoted("有关单位"))
    state = READ.after(edits.add_duty(READ, office="有关单位", role="responsible", group=True, span=span))
    assert (state.items["k3"]["title"], state.items["k3"]["clause"]) == (READ.items["c7"]["title"], "c7")
    assert duties(state, "k3") == [("d6", "有关单位", "responsible")]


def test_a_name_is_matched_with_an_office() -> None:
    state = READ.after(edits.match(READ, "市公安局", "gaj"))
    assert state.items["office:市公安局"]["office"] == "gaj"


ACTS: list[Callable[[State, str], Changes]] = [
    lambda state, key: edits.adopt(state, [key]),
    lambda state, key: edits.reject(state, [key]),
    lambda state, key: edits.edit(state, key, {"indicator": "甲", "title": "乙", "office": "丙局", "subject": "丁"}),
    lambda state, key: edits.split(state, key, [{}, {"span": state.items[key].get("span")}]),
    lambda state, key: edits.merge(state, [key, {"t": "t5", "k": "k2", "d": "d3"}.get(key[0], "t5")]),
]
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(sorted(READ.items))), max_size=8)


@given(STEPS)
def test_whatever_people_do_can_be_taken_back_step_by_step_and_always_makes_a_plan(
    steps: list[tuple[Callable[[State, str], Changes], str]],
) -> None:
    states, made = [READ], list[Changes]()
    for act, key in steps:
        try:
            made.append(act(states[-1], key))
        except EditError:
            continue
        states.append(states[-1].after(made[-1]))
        plan = states[-1].plan
        tasks = {key for key, task in of_kind(states[-1].items, "task").items()}
        assert {duty["task"] for duty in of_kind(states[-1].items, "duty").values()} <= tasks
        assert compiler.from_dict(compiler.to_dict(plan)) is not None
    assert stands(BASE, made).items == states[-1].items
    for changes, before in zip(reversed(made), reversed(states[:-1]), strict=True):
        assert (back := states.pop().after(inverse(changes))).items == before.items
        assert back.used >= before.used
