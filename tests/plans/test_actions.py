import datetime
import json
from dataclasses import replace

import pytest

from kapok.compiler import compile_plan
from kapok.compiler.model import Clause, Kind, Plan, Source
from kapok.journal.queries import about
from kapok.kernel.spans import Span
from kapok.plans import models
from kapok.plans.actions import ImportRefusedError, adopt_plan, remove_sample, withdraw_plan
from kapok.plans.queries import in_force
from tests.accounts.cast import AT, DAY
from tests.plans.invented import TEXT, invented

pytestmark = pytest.mark.django_db
TOMORROW = DAY + datetime.timedelta(days=1)


def stored(
    plan: Plan | None = None, slug: str = "yunshan", *, sample: bool = False, on: datetime.date = DAY
) -> models.Plan:
    return adopt_plan(plan=plan or invented(), slug=slug, by="市科技局", at=AT, on=on, sample=sample)


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


def test_a_second_adoption_under_a_slug_is_its_next_version() -> None:
    assert [stored(on=on).version for on in (DAY, DAY, TOMORROW)] == [1, 2, 3]


def test_a_version_published_before_the_one_that_it_follows_is_refused() -> None:
    stored(on=TOMORROW)
    with pytest.raises(ImportRefusedError) as refused:
        stored()
    assert str(refused.value) == (
        "网址“yunshan”已有2020年10月1日公布的一版，新的一版不能早于它。请核对公布日期，或另取网址名。"
    )
    assert models.Plan.objects.count() == 1


def test_indicators_and_offices_keep_their_keys_in_the_next_version_and_new_ones_get_fresh_keys() -> None:
    plan = invented()
    stored(plan)
    first = replace(plan.targets[0], id="t9", indicator="一个新指标")
    second = stored(replace(plan, targets=(first, *plan.targets[3:], *plan.targets[:2])))
    assert [(i.key, i.name) for i in second.indicators.all()] == [
        ("i4", "一个新指标"), ("i2", "国际合作基地"), ("i3", "技术合同成交额"), ("i1", "留学归国人员"),
    ]  # fmt: skip
    assert [(o.key, o.name) for o in second.offices.all()] == [
        (o.key, o.name) for o in models.Plan.objects.get(version=1).offices.all()
    ]


def test_a_renamed_indicator_keeps_its_key_through_its_targets() -> None:
    plan = invented()
    stored(plan)
    renamed = tuple(replace(target, indicator="新名称") for target in plan.targets[:3])
    second = stored(replace(plan, targets=(*renamed, *plan.targets[3:])))
    assert next((i.key, i.name) for i in second.indicators.all()) == ("i1", "新名称")


def test_adopting_is_written_in_the_journal() -> None:
    stored()
    (entry,) = about("plans.plan", "yunshan/1")
    assert (entry.who, entry.what, json.loads(entry.after)["targets"]) == ("市科技局", "adopt", 5)


def test_a_withdrawn_version_leaves_the_one_before_in_force() -> None:
    first, second = stored(), stored(on=TOMORROW)
    assert in_force(TOMORROW).get() == second
    withdraw_plan(plan=second, by="市科技局", at=AT, on=TOMORROW, why="附件错了")
    assert in_force(TOMORROW).get() == first
    assert [(e.what, e.why) for e in about("plans.plan", "yunshan/2")] == [("adopt", ""), ("withdraw", "附件错了")]


@pytest.mark.parametrize("why", ["", " \n"])
def test_withdrawing_without_a_reason_is_refused(why: str) -> None:
    plan = stored()
    with pytest.raises(ImportRefusedError):
        withdraw_plan(plan=plan, by="市科技局", at=AT, on=DAY, why=why)
    assert in_force(DAY).get() == plan


def test_what_is_in_force_depends_on_the_day() -> None:
    stored()
    stored(on=TOMORROW)
    days = (DAY - datetime.timedelta(days=1), DAY, TOMORROW)
    assert [[plan.version for plan in in_force(day)] for day in days] == [[], [1], [2]]


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


def test_only_a_sample_can_be_removed() -> None:
    stored(slug="real")
    stored(slug="sample", sample=True)
    remove_sample(slug="real", by="测试", at=AT)
    remove_sample(slug="sample", by="测试", at=AT)
    assert [plan.slug for plan in models.Plan.objects.all()] == ["real"]
