"""The list of drafts: whose they are, how far they are, what comes next."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kapok.plans.models import Draft
from kapok.plans.review import edits, queries
from kapok.plans.review.actions import adopt, correct, import_draft
from kapok.plans.review.progress import progress
from tests.accounts.cast import AT, DAY, Cast
from tests.plans.invented import invented

BrowserOf = Callable[[str], Client]


def drafted(**given: Any) -> Draft:
    return import_draft(plan=invented(), by="李华", at=AT, **given)


def page(browser: Client) -> str:
    return browser.get("/drafts/").content.decode()


def test_an_empty_list_says_why_and_what_to_do(browser_of: BrowserOf) -> None:
    assert "导入一份计划文件，它先成为草稿，核对之后再采用。" in page(browser_of("leader"))
    assert "本单位还没有草稿。" in page(browser_of("reporter"))


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_whatever_it_holds(
    cast: Cast, browser_of: BrowserOf, django_assert_num_queries: Any, count: int
) -> None:
    for _n in range(count):
        drafted(office=cast.offices["czj"])
    browser = browser_of("leader")
    with django_assert_num_queries(7):  # session, person, mandates, drafts, stages, corrections, plans amended
        assert page(browser).count("<progress") == count


def test_a_draft_says_how_far_it_is_and_what_is_next(browser_of: BrowserOf) -> None:
    draft = drafted()
    keys = ["t1", "t2"]
    correct(draft=draft, act="adopt", edit=lambda s: edits.adopt(s, keys), by="李华", at=AT, seen=0)
    shown = page(browser_of("leader"))
    total = progress(queries.state(draft).items).total
    assert f"已核 2 / {total}" in shown
    assert "5 个单位名称没有对上" in shown
    assert "继续核对" in shown


def test_an_adopted_draft_leads_to_its_plan(browser_of: BrowserOf) -> None:
    adopt(draft=drafted(), slug="yunshan", by="李华", at=AT, on=DAY, seen=9)
    shown = page(browser_of("leader"))
    assert "已采用，公布日期 2020年9月30日。" in shown
    assert '<a href="/plans/yunshan/">查看计划</a>' in shown
    assert "草稿都已经采用。" in shown


def test_a_reporter_sees_the_drafts_of_their_own_office_and_the_auditor_all(cast: Cast, browser_of: BrowserOf) -> None:
    own, other = drafted(office=cast.offices["czj"]), drafted(office=cast.offices["kjj"])
    links = {
        who: [f"/drafts/{d.pk}/" in page(browser_of(who)) for d in (own, other)] for who in ("reporter", "auditor")
    }
    assert links == {"reporter": [True, False], "auditor": [True, True]}


@pytest.mark.parametrize(("who", "shown"), [("public", 0), ("administrator", 0), ("reporter", 1), ("auditor", 1)])
def test_the_way_to_drafts_is_shown_only_to_who_may_read_them(browser_of: BrowserOf, who: str, shown: int) -> None:
    home = browser_of(who).get("/").content.decode()
    assert home.count('<a href="/drafts/">草稿</a>') == shown
