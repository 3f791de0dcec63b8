from dataclasses import replace

from kapok import compiler
from kapok.compiler import compile_plan
from kapok.plans.review.items import PLAN, compiled_from, next_key, of_kind, opened, plan_of
from tests.plans.invented import invented

BASE = compiler.to_dict(invented(), explain=True)


def test_what_was_read_comes_back_as_it_was() -> None:
    assert compiled_from(BASE, opened(BASE)) == BASE
    assert plan_of(BASE, opened(BASE)) == invented()


def test_a_plan_without_title_or_period_has_none_afterwards() -> None:
    bare = compiler.to_dict(replace(invented(), title=None, period=None, issuer=None))
    assert compiled_from(bare, opened(bare)) == bare


def test_what_was_rejected_is_no_part_of_the_plan_and_what_was_settled_no_doubt() -> None:
    items = opened(BASE)
    for key in ("t1", "d2", "p1"):
        items[key] = items[key] | {"status": "rejected"}
    for key in ("w1", "u1"):
        items[key] = items[key] | {"status": "checked"}
    plan = plan_of(BASE, items)
    assert [target.id for target in plan.targets] == ["t2", "t3", "t4", "t5"]
    assert [duty.id for task in plan.tasks for duty in task.duties] == ["d1", "d3", "d4", "d5"]
    assert [found.id for found in plan.provisions] == ["p2"]
    assert (plan.warnings, plan.uncovered) == ((), ())


def test_lines_that_close_the_same_words_are_one_task_with_all_their_duties() -> None:
    text = "一、重点任务\n（一）修缮校舍\n加固危房。\n牵头单位：市教育局\n配合单位：市财政局、各区政府\n"
    items = opened(compiler.to_dict(compile_plan(text)))
    assert [*of_kind(items, "task")] == ["k1"]
    assert [(duty["task"], duty["office"]) for duty in of_kind(items, "duty").values()] == [
        ("k1", "市教育局"), ("k1", "市财政局"), ("k1", "各区政府"),
    ]  # fmt: skip


def test_each_name_of_an_office_is_an_item_of_its_own() -> None:
    names = of_kind(opened(BASE), "office")
    assert [(i["name"], i["full_name"], i["group"]) for i in names.values()] == [
        ("市科技局", "云山市科学技术局", False),
        ("市财政局", "云山市财政局", False),
        ("各区政府", "", True),
        ("市人力资源社会保障局", "", False),
        ("市公安局", "", False),
    ]


def test_the_plan_itself_is_an_item() -> None:
    plan = opened(BASE)[PLAN]
    assert (plan["title"], plan["first_year"], plan["last_year"]) == (BASE["title"], 2019, 2021)


def test_a_key_is_never_given_twice() -> None:
    assert next_key("target", []) == "t1"
    assert next_key("duty", ["d2", "d10", "t99", "plan", "office:d"]) == "d11"
