"""The first page says in one glance what the plans in force ask, by when, and whose it is most."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kapok.plans.models import Plan
from tests.plans.test_views import shown, words_of

Publish = Callable[..., Plan]


def entries(page: str) -> list[str]:
    """What the page says of each plan, without tags."""
    return [words_of(found) for found in re.findall(r"<li>\s*<h2>.*?(?=<li>\s*<h2>|</ul>)", page, re.DOTALL)]


def with_bases_among_talent(plan: Plan) -> Plan:
    """The target of 2021 stands in the section of the second task."""
    plan.targets.filter(key="t4").update(clause=plan.clauses.get(key="c6"))
    return plan


@pytest.mark.parametrize("plans", [1, 3])
def test_the_home_page_costs_six_queries(
    client: Client, publish: Publish, django_assert_num_queries: DjangoAssertNumQueries, plans: int
) -> None:
    for n in range(plans):
        with_bases_among_talent(publish(f"plan-{n}"))
    with django_assert_num_queries(6):
        page = shown(client, "/")
    assert re.findall(r'<h2><a href="(/plans/plan-\d/)"', page) == [f"/plans/plan-{n}/" for n in range(plans)]


@pytest.mark.django_db
def test_without_plans_it_costs_one(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        page = shown(client, "/")
    assert "还没有已公布的计划" in page


def test_it_opens_with_what_falls_due_next_in_all_plans(client: Client, publish: Publish) -> None:
    publish("one")
    publish("two", period=(2020, 2022))
    assert "现有2份计划在执行。下一个节点：2020年12月31日，还有92天，2个目标值到期。" in words_of(shown(client, "/"))
    assert "已到期的2个目标值是否完成，还不知道：尚无进展报告。" in words_of(shown(client, "/"))


def test_each_plan_says_whose_the_next_day_is_most(client: Client, publish: Publish, settings: Any) -> None:
    settings.KAPOK_AS_OF = datetime.date(2021, 3, 1)
    with_bases_among_talent(publish())
    assert "到时涉及1项任务，市人力资源社会保障局参与最多（1项）。" in words_of(shown(client, "/"))
    assert 'href="/plans/yunshan/offices/o4/"' in shown(client, "/")
    assert "参与最多" not in words_of(shown(client, "/plans/yunshan/"))


def test_nobody_is_named_where_no_task_stands_beside_what_is_due(client: Client, publish: Publish) -> None:
    publish()
    assert "参与最多" not in shown(client, "/")


@pytest.mark.parametrize("plans", [1, 3])
def test_each_point_of_a_timeline_leads_to_the_board_of_its_year(client: Client, publish: Publish, plans: int) -> None:
    for n in range(plans):
        publish(f"plan-{n}")
    page = shown(client, "/")
    links = re.findall(r'href="(/plans/plan-\d/board/\?year=\d+)"', page)
    assert links == [f"/plans/plan-{n}/board/?year={year}" for n in range(plans) for year in (2019, 2020, 2021)]
    assert all(client.get(link).status_code == 200 for link in links)
    assert page.count('class="point next"') == plans


def test_plans_whose_time_is_over_stand_apart(client: Client, publish: Publish, settings: Any) -> None:
    settings.KAPOK_AS_OF = datetime.date(2026, 11, 24)
    publish("old")
    publish("older")
    page = shown(client, "/")
    assert "2份计划的期限已过。已到期的10个目标值是否完成，还不知道：尚无进展报告。" in words_of(page)
    assert page.count('class="today-alone"') == 2
    assert ["最后一批目标值已于2021年12月31日到期。" in entry for entry in entries(page)] == [True, True]


def test_a_plan_without_years_has_no_timeline(client: Client, publish: Publish) -> None:
    publish(targets=())
    publish("other", targets=())
    page = shown(client, "/")
    assert 'class="timeline"' not in page
    assert ["没有写明年份的目标值。" in entry for entry in entries(page)] == [True, True]


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("/en", "1 plan is in force."), ("/zh-hant", "現有 1 份計劃在執行。"), ("", "现有 1 份计划在执行。")],
)
def test_it_speaks_the_language_of_its_address(client: Client, publish: Publish, prefix: str, words: str) -> None:
    publish()
    assert words in shown(client, f"{prefix}/")
