import datetime
from dataclasses import replace

import pytest

from kapok.compiler import compile_plan
from kapok.compiler.model import Clause, Kind, Plan, Source
from kapok.kernel.spans import Span
from kapok.plans import models
from kapok.plans.actions import ImportRefusedError, import_plan, publish_plan, remove_sample
from tests.plans.invented import TEXT, invented

pytestmark = pytest.mark.django_db
DAY = datetime.date(2020, 9, 30)


def stored(plan: Plan | None = None, slug: str = "yunshan", *, sample: bool = False) -> models.Plan:
    return import_plan(plan=plan or invented(), slug=slug, by="市科技局", on=DAY, sample=sample)


def test_an_imported_plan_holds_each_item_with_the_words_it_was_found_in() -> None:
    plan = stored()
    words = [item.span.of(plan.text) for item in plan.targets.all()]
    assert words == [
        "留学归国人员达到8万人",
        "达到8.5万人",
        "达到9万人",
        "国际合作基地60家以上",
        "技术合同成交额累计突破1200亿元",
    ]
    assert [duty.span.of(plan.text) for duty in plan.duties.all()] == [
        "市科技局", "财政局", "各区政府", "市人力资源社会保障局", "市公安局",
    ]  # fmt: skip


def test_targets_of_the_same_words_and_unit_are_one_indicator() -> None:
    indicators = stored().indicators.all()
    assert [(i.key, i.name, i.unit) for i in indicators] == [
        ("i1", "留学归国人员", "人"),
        ("i2", "国际合作基地", "家"),
        ("i3", "技术合同成交额", "元"),
    ]
    assert [i.targets.count() for i in indicators] == [3, 1, 1]


@pytest.mark.parametrize(("kind", "rows"), [("cumulative", 1), ("annual", 2), ("growth", 2)])
def test_a_running_total_stands_with_the_stock_and_what_is_of_a_year_does_not(kind: Kind, rows: int) -> None:
    people = invented().targets[:2]
    plan = replace(invented(), targets=(people[0], replace(people[1], kind=kind)))
    assert stored(plan).indicators.count() == rows


def test_a_clause_keeps_its_parent() -> None:
    clauses = stored().clauses.all()
    assert [(c.key, c.parent and c.parent.key) for c in clauses] == [
        ("c1", None), ("c2", "c1"), ("c3", "c1"), ("c4", None), ("c5", "c4"), ("c6", "c4"), ("c7", "c4"),
    ]  # fmt: skip


def test_lines_that_close_the_same_words_are_one_task_with_all_their_offices() -> None:
    text = "一、重点任务\n（一）修缮校舍\n加固危房。\n牵头单位：市教育局\n配合单位：市财政局、各区政府\n"
    tasks = stored(compile_plan(text)).tasks.all()
    assert [[(duty.office.name, duty.role) for duty in task.duties.all()] for task in tasks] == [
        [("市教育局", "lead"), ("市财政局", "support"), ("各区政府", "support")]
    ]


def test_importing_the_same_text_again_changes_nothing() -> None:
    first = stored()
    assert stored() == first
    assert models.Target.objects.count() == 5


def test_another_text_under_the_same_slug_is_refused_and_nothing_is_stored() -> None:
    stored()
    with pytest.raises(ImportRefusedError) as refused:
        stored(replace(invented(), source=Source("另一份文字", "b.txt")))
    assert str(refused.value) == (
        "网址“yunshan”已经有一份计划：云山市建设创新名城三年行动计划（2019—2021年）。"
        "请另取一个网址名（--slug），或先比较两个版本：kapok diff。"
    )
    assert models.Plan.objects.count() == 1


@pytest.mark.parametrize("text", ["", " \n\u3000", "有\0空字符", "半个字\ud800"])
def test_a_text_that_cannot_be_stored_is_refused_and_leaves_nothing(text: str) -> None:
    with pytest.raises(ImportRefusedError):
        stored(Plan(Source(text)))
    assert models.Plan.objects.count() == 0


def test_a_number_beyond_reason_is_refused_and_leaves_nothing() -> None:
    plan = invented()
    huge = replace(plan.targets[0], value=1e30)
    with pytest.raises(ImportRefusedError):
        stored(replace(plan, targets=(huge,)))
    assert models.Plan.objects.count() == 0


def test_clauses_in_a_circle_are_refused_and_leave_nothing() -> None:
    ring = (Clause("c1", "c2", 1, "一、", "甲", Span(0, 1)), Clause("c2", "c1", 1, "二、", "乙", Span(1, 2)))
    with pytest.raises(ImportRefusedError):
        stored(Plan(Source(TEXT), clauses=ring))
    assert models.Plan.objects.count() == 0


def test_a_plan_without_a_title_takes_its_first_line() -> None:
    assert stored(replace(invented(), title=None)).title == "云山市建设创新名城三年行动计划（2019—2021年）"


def test_publishing_twice_keeps_the_first_day() -> None:
    plan = publish_plan(plan=stored(), by="市科技局", on=DAY)
    publish_plan(plan=plan, by="市财政局", on=datetime.date(2021, 1, 1))
    plan.refresh_from_db()
    assert (plan.published_date, plan.published_by) == (DAY, "市科技局")


def test_only_a_sample_can_be_removed() -> None:
    stored(slug="real")
    stored(slug="sample", sample=True)
    remove_sample(slug="real")
    remove_sample(slug="sample")
    assert [plan.slug for plan in models.Plan.objects.all()] == ["real"]
