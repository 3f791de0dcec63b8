"""Plans that work out other plans, and indicators that are the same in both."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from kapok.journal.queries import about
from kapok.plans.actions import adopt_plan
from kapok.plans.models import Plan, SameIndicator
from kapok.plans.relating import RelationError, link, refine, unlink
from kapok.plans.relations import elsewhere, pairs, relations
from tests.accounts.cast import AT, DAY
from tests.plans.invented import invented
from tests.plans.review.conftest import browser_of, cast

__all__ = ["browser_of", "cast"]  # fixtures
pytestmark = pytest.mark.django_db
BrowserOf = Callable[[str], Client]


def publish(slug: str, title: str, **given: Any) -> Plan:
    return adopt_plan(plan=replace(invented(), title=title), slug=slug, by="测试", at=AT, on=DAY, **given)


@pytest.fixture
def city(db: None) -> Plan:
    return publish("city", "市的计划")


@pytest.fixture
def district(city: Plan) -> Plan:
    return publish("district", "区的计划", refines="city")


def test_both_sides_say_how_they_belong_together(city: Plan, district: Plan, client: Client) -> None:
    assert [r.slug for r in relations(city, DAY).below] == ["district"]
    above = relations(district, DAY).above
    assert [above and above.slug] == ["city"]
    assert '细化：<a href="/plans/city/" lang="zh">市的计划</a>' in client.get("/plans/district/").content.decode()
    assert '被细化：<a href="/plans/district/" lang="zh">区的计划</a>' in client.get("/plans/city/").content.decode()


def test_what_is_withdrawn_is_no_relation_any_more(city: Plan, district: Plan) -> None:
    district.withdrawn_date = DAY
    district.save()
    assert list(relations(city, DAY).below) == []


def test_a_plan_cannot_work_out_itself_directly_or_in_a_circle(city: Plan, district: Plan) -> None:
    for refines in ("city", "district"):
        with pytest.raises(RelationError) as refused:
            refine(plan=city, refines=refines, by="李华", at=AT)
        assert str(refused.value) == "一份计划不能细化自己，也不能绕一圈回到自己。请另选一份。"
    assert Plan.objects.get(slug="city").refines == ""


def test_saying_so_and_taking_it_back_are_in_the_journal(city: Plan) -> None:
    other = publish("other", "另一份")
    assert refine(plan=other, refines="city", by="李华", at=AT)
    assert not refine(plan=other, refines="city", by="李华", at=AT)
    assert refine(plan=other, refines="", by="李华", at=AT, why="说错了")
    found = about("plans.plan", "other/1")
    assert [(e.what, e.why) for e in found] == [("adopt", ""), ("relate", ""), ("relate", "说错了")]


def test_indicators_of_one_name_and_unit_are_suggested_and_linked(city: Plan, district: Plan) -> None:
    linked, suggested = pairs(district, city)
    names = [(pair.own.name, pair.other.name) for pair in suggested]
    assert (linked, names) == ([], [(n, n) for n in ("留学归国人员", "国际合作基地", "技术合同成交额")])
    link(slug="district", key="i1", other_slug="city", other_key="i1", by="李华", at=AT)
    linked, suggested = pairs(district, city)
    assert [(pair.own.key, pair.other.key) for pair in linked] == [("i1", "i1")]
    assert len(suggested) == 2


def test_a_linked_row_leads_to_the_row_of_the_other_plan_and_back(city: Plan, district: Plan, client: Client) -> None:
    link(slug="district", key="i2", other_slug="city", other_key="i2", by="李华", at=AT)
    assert [s.target for s in elsewhere("district", DAY)["i2"]] == ["t4"]
    assert (
        '<a href="/plans/city/?at=t4#row-t4" lang="zh">市的计划 · 国际合作基地</a>'
        in client.get("/plans/district/").content.decode()
    )
    assert (
        '<a href="/plans/district/?at=t4#row-t4" lang="zh">区的计划 · 国际合作基地</a>'
        in client.get("/plans/city/").content.decode()
    )


def test_a_link_outlasts_a_new_version(city: Plan, district: Plan) -> None:
    link(slug="district", key="i2", other_slug="city", other_key="i2", by="李华", at=AT)
    publish("city", "市的计划（修订）")
    assert [s.title for s in elsewhere("district", DAY)["i2"]] == ["市的计划（修订）"]


def test_linking_twice_is_once_and_unlinking_is_in_the_journal(city: Plan, district: Plan) -> None:
    given = {"slug": "district", "key": "i1", "other_slug": "city", "other_key": "i1"}
    same = link(**given, by="李华", at=AT)
    assert same is not None
    assert link(**given, by="李华", at=AT) is None
    unlink(same=same, by="李华", at=AT, why="不是一回事")
    assert SameIndicator.objects.count() == 0
    found = about("plans.sameindicator", "district#i1 = city#i1")
    assert [(e.what, e.why) for e in found] == [("link", ""), ("unlink", "不是一回事")]


@pytest.mark.parametrize("key", ["i9", ""])
def test_an_indicator_that_is_not_there_is_refused(city: Plan, district: Plan, key: str) -> None:
    with pytest.raises(RelationError):
        link(slug="district", key=key, other_slug="city", other_key="i1", by="李华", at=AT)


@pytest.mark.parametrize("count", [1, 3])
def test_reading_costs_the_same_however_many_are_related(
    city: Plan, django_assert_num_queries: Any, count: int
) -> None:
    for n in range(count):
        publish(f"district-{n}", f"区 {n}", refines="city")
        link(slug=f"district-{n}", key="i1", other_slug="city", other_key="i1", by="李华", at=AT)
    with django_assert_num_queries(3):
        assert len(relations(city, DAY).below) == count
        assert len(elsewhere("city", DAY)["i1"]) == count


def test_the_page_sets_links_and_clears(city: Plan, browser_of: BrowserOf) -> None:
    publish("district", "区的计划")
    browser, address = browser_of("leader"), "/plans/district/relations/"
    assert "它没有细化别的计划。" in browser.get(address).content.decode()
    browser.post(address, {"act": "refine", "refines": "city"})
    page = browser.get(address).content.decode()
    assert "名称和单位相同的，可能是同一个" in page
    browser.post(address, {"act": "link", "pair": ["i1=i1", "i2=i2"]})
    browser.post(address, {"act": "link", "own": "i3", "other": "i3"})
    assert SameIndicator.objects.count() == 3
    browser.post(address, {"act": "unlink", "link": str(SameIndicator.objects.all()[0].pk)})
    assert SameIndicator.objects.count() == 2
    for wrong in (
        {},
        {"act": "link"},
        {"act": "refine", "refines": "nowhere"},
        {"act": "refine", "refines": "district"},
    ):
        assert browser.post(address, wrong).status_code == 422
    browser.post(address, {"act": "refine", "refines": ""})
    assert Plan.objects.get(slug="district").refines == ""


@pytest.mark.parametrize(
    ("who", "found"), [("public", 404), ("reporter", 403), ("auditor", 403), ("administrator", 403)]
)
def test_nobody_else_relates_plans(city: Plan, browser_of: BrowserOf, who: str, found: int) -> None:
    assert browser_of(who).get("/plans/city/relations/").status_code == found
