import datetime
from collections.abc import Callable

import pytest
from django.utils import translation

from kapok.plans.extent import carried, due
from kapok.plans.models import Plan
from kapok.plans.summary import what_it_is, where_it_stands

Publish = Callable[..., Plan]
CARRIED = ["本计划为 3 项指标定了 5 个目标值。", "2 项任务由 4 家单位和 1 组单位承担，共 5 项责任。"]


def told(year: int, month: int, day: int) -> list[str]:
    plan = Plan.objects.get(slug="yunshan")
    held = due([plan.pk])[plan.pk]
    with translation.override("zh-hans"):
        return [*what_it_is(held, carried(plan)), *where_it_stands(held, datetime.date(year, month, day))]


def test_before_the_first_year_ends_nothing_is_due(publish: Publish) -> None:
    publish()
    assert told(2019, 3, 1) == [
        *CARRIED,
        "下一个节点：2019年12月31日，还有 305 天，1 个目标值到期。",
        "目前还没有目标值到期。",
    ]


def test_between_years_what_is_due_is_not_known(publish: Publish) -> None:
    publish()
    assert told(2020, 9, 30)[2:] == [
        "下一个节点：2020年12月31日，还有 92 天，1 个目标值到期。",
        "已到期的 1 个目标值是否完成，还不知道：尚无进展报告。",
    ]


def test_on_the_day_itself_it_says_today(publish: Publish) -> None:
    publish()
    assert told(2021, 12, 31)[2] == "今天（2021年12月31日）有 3 个目标值到期。"


def test_after_the_last_year_everything_was_due(publish: Publish) -> None:
    publish()
    assert told(2026, 11, 24)[2:] == [
        "最后一批目标值已于2021年12月31日到期。",
        "已到期的 5 个目标值是否完成，还不知道：尚无进展报告。",
    ]


def test_a_plan_without_targets_says_so(publish: Publish) -> None:
    publish(targets=())
    assert told(2020, 9, 30) == ["本计划没有写明可以计数的目标。", CARRIED[1]]


def test_tasks_without_duties_are_said_to_have_none(publish: Publish) -> None:
    from dataclasses import replace

    from tests.plans.invented import invented

    publish(targets=(), tasks=tuple(replace(task, duties=()) for task in invented().tasks))
    assert told(2020, 9, 30)[1:] == ["2 项任务没有写明责任单位。"]


@pytest.mark.parametrize("empty", [{"targets": (), "tasks": ()}])
def test_a_plan_of_words_alone_says_just_that(publish: Publish, empty: dict[str, tuple[()]]) -> None:
    publish(**empty)
    assert told(2020, 9, 30) == ["本计划没有写明可以计数的目标。"]


def test_a_target_that_two_sentences_say_is_counted_once(publish: Publish) -> None:
    from dataclasses import replace

    from tests.plans.invented import invented

    targets = invented().targets
    publish(targets=(*targets, replace(targets[0], id="t9", kind="cumulative")))
    assert told(2020, 9, 30)[0] == CARRIED[0]
