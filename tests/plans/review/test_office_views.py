"""Saying which office a name means."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client

from kapok.accounts.actions import add_office, succeed_office
from kapok.accounts.models import Office
from kapok.plans.models import Draft
from kapok.plans.review import queries
from kapok.plans.review.actions import correct, import_draft
from kapok.plans.review.edits import reject
from kapok.plans.review.items import office_key
from kapok.plans.review.office_matching import suggestions
from tests.accounts.cast import AT, DAY, Cast
from tests.plans.invented import invented

BrowserOf = Callable[[str], Client]


@pytest.fixture
def draft(cast: Cast) -> Draft:
    return import_draft(plan=invented(), by="李华", at=AT)


def address(draft: Draft) -> str:
    return f"/drafts/{draft.pk}/offices/"


def said(draft: Draft, name: str) -> tuple[str, bool, str]:
    item = queries.state(draft).items[office_key(name)]
    return item["office"], item["group"], item["status"]


def test_all_names_that_are_the_same_are_matched_by_one_click(draft: Draft, browser_of: BrowserOf) -> None:
    page = browser_of("leader").get(address(draft)).content.decode()
    assert "5 个名称还没有对上单位。" in page
    assert "对上 2 个名称相同的单位" in page
    answer = browser_of("leader").post(address(draft), {"act": "exact", "seen": "0"})
    assert (answer.status_code, said(draft, "市科技局")[0], said(draft, "市财政局")[0]) == (302, "kjj", "czj")


def test_each_name_has_its_choice_and_all_are_saved_together(draft: Draft, browser_of: BrowserOf) -> None:
    choices = {"市科技局": "kjj", "市公安局": "+new", "各区政府": "+group", "市人力资源社会保障局": "+none"}
    answer = browser_of("leader").post(
        address(draft), {office_key(name): choice for name, choice in choices.items()} | {"seen": "0"}
    )
    assert answer.status_code == 302
    made = Office.objects.get(name="市公安局")
    assert [said(draft, name) for name in (*choices, "市财政局")] == [
        ("kjj", False, "checked"),
        (made.key, False, "checked"),
        ("", True, "checked"),
        ("", False, "checked"),
        ("", False, "open"),
    ]
    (correction,) = queries.corrections(draft)
    assert (correction.act, correction.who) == ("match", "李华（leader）")
    page = browser_of("leader").get(address(draft)).content.decode()
    assert "1 个名称还没有对上单位。" in page


def test_a_group_is_one_in_the_plan_as_well(draft: Draft, browser_of: BrowserOf) -> None:
    browser_of("leader").post(address(draft), {office_key("市公安局"): "+group", "seen": "0"})
    duties = [d for task in queries.state(draft).plan.tasks for d in task.duties if d.office == "市公安局"]
    assert [duty.group for duty in duties] == [True]


def test_a_choice_that_is_no_office_is_refused_and_none_is_made(draft: Draft, browser_of: BrowserOf) -> None:
    answer = browser_of("leader").post(
        address(draft), {office_key("市公安局"): "+new", office_key("市科技局"): "nowhere", "seen": "0"}
    )
    assert (answer.status_code, Office.objects.count(), queries.last_number(draft.pk)) == (422, 3, 0)
    assert "没有代号为 nowhere 的单位。" in answer.content.decode()


def test_who_was_overtaken_is_told_and_no_office_is_made(draft: Draft, browser_of: BrowserOf) -> None:
    browser = browser_of("leader")
    browser.post(address(draft), {office_key("市公安局"): "+none", "seen": "0"})
    answer = browser.post(address(draft), {office_key("市公安局"): "+new", "seen": "0"})
    assert (answer.status_code, Office.objects.count()) == (409, 3)
    assert "改了同一项。您的改动还没有存。" in answer.content.decode()


def test_names_whose_duties_were_rejected_are_asked_for_no_more(draft: Draft, browser_of: BrowserOf) -> None:
    correct(draft=draft, act="reject", edit=lambda s: reject(s, ["d5"]), by="李华", at=AT, seen=0)
    assert "4 个名称还没有对上单位。" in browser_of("leader").get(address(draft)).content.decode()


def test_the_auditor_sees_and_cannot_choose(draft: Draft, browser_of: BrowserOf) -> None:
    page = browser_of("auditor").get(address(draft)).content.decode()
    assert ("市公安局" in page, "<select" in page) == (True, False)


def suggested(name: str, full_name: str = "") -> list[tuple[str, str]]:
    offices = list(Office.objects.select_related("successor"))
    return [(one.office.key, str(one.reason)) for one in suggestions(name, full_name, offices, DAY)]


@pytest.mark.parametrize(
    ("name", "full_name", "found"),
    [
        ("市科技局", "", [("kjj", "名称相同")]),
        ("科技局", "", [("kjj", "补上级别后相同")]),
        ("云山市财政局", "", [("czj", "名称相近")]),
        ("财政", "市财政局", [("czj", "全称相同")]),
        ("银保监分局", "", []),
    ],
)
def test_a_suggestion_has_its_reason(cast: Cast, name: str, full_name: str, found: list[tuple[str, str]]) -> None:
    assert suggested(name, full_name)[:1] == found


def test_the_office_that_came_after_is_suggested_for_an_earlier_name(cast: Cast) -> None:
    old = add_office(key="kw", name="市科委", by="测试", at=AT)
    day = datetime.date(2020, 1, 1)
    succeed_office(
        office=old, successor=cast.offices["kjj"], how="renamed", on=day, by="测试", at=AT, why="机构改革"
    )  # fmt: skip
    assert suggested("市科委") == [("kjj", "是它的前身")]
