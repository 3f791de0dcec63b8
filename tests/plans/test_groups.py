"""Groups that a plan names: who that is on a day, and what an office carries through them."""

import datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kapok.accounts.actions import add_office, set_members
from kapok.accounts.models import Office
from kapok.plans.actions import adopt_plan
from kapok.plans.groups import groups, through
from kapok.plans.models import Plan
from kapok.plans.storing import OfficeFacts
from tests.accounts.cast import AT, DAY
from tests.plans.invented import invented

pytestmark = pytest.mark.django_db
LATER = datetime.date(2022, 1, 1)


def office(key: str, name: str, **facts: Any) -> Office:
    return add_office(key=key, name=name, full_name=f"云山市{name}", by="测试", at=AT, why="测试", **facts)


@pytest.fixture
def plan() -> Plan:
    """各区政府 are 东区政府 and 市公安局 (which the plan names as well), from 2022 on 东区政府 alone."""
    group, east = office("gq", "各区政府", kind="group"), office("dq", "东区政府", name_en="East District")
    police = office("gaj", "市公安局")
    for members, day in (([east, police], None), ([east], LATER)):
        set_members(group=group, members=members, on=day, by="测试", at=AT, why="测试")
    facts = {"各区政府": OfficeFacts(office=group), "市公安局": OfficeFacts(office=police)}
    return adopt_plan(plan=invented(), slug="yunshan", by="测试", at=AT, on=DAY, offices=facts)


def test_a_group_is_who_belongs_to_it_on_the_day(plan: Plan) -> None:
    found = {day: [m.office.name for m in groups(plan, day)[0].members] for day in (DAY, LATER)}
    assert found == {DAY: ["东区政府", "市公安局"], LATER: ["东区政府"]}


def test_a_member_that_the_plan_names_itself_leads_to_its_page_and_back_to_the_group(plan: Plan) -> None:
    (group,) = groups(plan, DAY)
    assert [member.named and member.named.key for member in group.members] == [None, "o5"]
    police = plan.offices.get(key="o5")
    assert [named.key for named in through([group], police)] == ["o3"]
    assert through(groups(plan, LATER), police) == []


def test_the_pages_say_who_it_is_and_what_is_carried_through_it(plan: Plan, client: Client) -> None:
    of_group = client.get("/plans/yunshan/offices/o3/").content.decode()
    assert "一组单位，2020年9月30日有 2 家" in of_group
    assert "东区政府" in of_group
    of_member = client.get("/plans/yunshan/offices/o5/").content.decode()
    assert '它也在“各区政府”之中，一同承担： <a href="/plans/yunshan/offices/o3/">1 项责任</a>' in of_member
    assert "东区政府" in client.get("/plans/yunshan/offices/").content.decode()
    assert "East District" in client.get("/en/plans/yunshan/offices/o3/").content.decode()


def test_a_group_that_nobody_knows_says_so(client: Client) -> None:
    adopt_plan(plan=invented(), slug="yunshan", by="测试", at=AT, on=DAY)
    page = client.get("/plans/yunshan/offices/o3/").content.decode()
    assert "一组单位，原文没有逐家写出，名册里也还没有它的成员。" in page


def test_groups_cost_the_same_however_many_offices_there_are(
    plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        groups(plan, DAY)
