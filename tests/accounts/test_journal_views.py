"""The journal on the screen: newest first, by person, kind and day; before and after in words."""

import datetime
from typing import Any

import pytest
from django.test import Client

from kapok.accounts.actions import correct_office, give_mandate
from kapok.accounts.journal_words import Change, changes, mandate_words
from kapok.accounts.models import Office
from kapok.accounts.roles import AUDITOR
from kapok.journal.actions import record
from kapok.journal.models import Entry
from kapok.journal.queries import head
from tests.accounts.cast import AT, DAY, Cast, signed_in
from tests.journal.test_queries import unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(cast: Cast) -> Client:
    correct_office(
        office=Office.objects.get(key="czj"), values={"name": "市财政委", "kind": "government"},
        by=cast.actor("administrator"), at=AT + datetime.timedelta(days=1), why="机构改革",
    )  # fmt: skip
    return signed_in(cast.people["auditor"])


def test_the_newest_stands_first_with_before_and_after_in_words(auditor: Client) -> None:
    row = auditor.get("/journal/").context["rows"][0]
    assert (row.act, row.kind, row.name, row.url) == ("更正", "单位", "市财政委", "/offices/czj/")
    assert row.mandate == "管理员"
    assert list(row.values) == [Change("名称", "市财政局", "市财政委"), Change("类别", "–", "政府部门")]
    page = auditor.get("/journal/").content.decode()
    assert [word in page for word in ("2020年10月1日 09:00", "赵磊（administrator）", "机构改革")] == [True] * 3


def test_the_same_row_is_told_in_english(auditor: Client) -> None:
    row = auditor.get("/en/journal/").context["rows"][0]
    assert (row.act, row.kind, row.values[1]) == ("corrected", "office", Change("Kind", "–", "Government department"))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("who=赵磊（administrator）", 1),
        ("who=测试&kind=accounts.office", 3),
        ("kind=accounts.office&key=czj", 2),
        ("day=2020-10-01", 1),
        ("day=2020-10-02", 0),
        ("day=nonsense&kind=accounts.office", 4),
        ("kind=nothing%00", 0),
    ],
)
def test_rows_are_found_by_person_kind_thing_and_day(auditor: Client, query: str, count: int) -> None:
    assert len(auditor.get(f"/journal/?{query}").context["rows"]) == count


def test_a_day_is_a_day_in_the_city(auditor: Client) -> None:
    late = datetime.datetime(2020, 10, 4, 16, 30, tzinfo=datetime.UTC)  # half past midnight of the 5th in the city
    give = {"moment": late, "who": "夜班", "what": "add", "about": ("x.y", "1")}
    record(**give)  # type: ignore[arg-type]
    found = [len(auditor.get(f"/journal/?day=2020-10-0{n}").context["rows"]) for n in (4, 5)]
    assert found == [0, 1]


def test_pages_of_the_journal_keep_what_was_asked(auditor: Client) -> None:
    for n in range(60):
        record(moment=AT, who="测试", what="add", about=("x.y", str(n)))
    first = auditor.get("/journal/?kind=x.y")
    assert (len(first.context["rows"]), first.context["pager"].next) == (50, "?kind=x.y&page=2")
    assert [row.name for row in auditor.get("/journal/?kind=x.y&page=2").context["rows"]][-1] == "0"


@pytest.mark.parametrize("count", [1, 40])
def test_the_journal_costs_the_same_however_many_rows_a_page_has(
    auditor: Client, cast: Cast, count: int, django_assert_num_queries: Any
) -> None:
    for n in range(count):
        correct_office(
            office=Office.objects.get(key="kjj"), values={"full_name": f"全称{n}"}, by="测试", at=AT, why="测试"
        )
    with django_assert_num_queries(10):
        assert auditor.get("/journal/?kind=accounts.office").status_code == 200


def test_a_whole_journal_is_said_to_be_and_a_changed_row_is_named(auditor: Client) -> None:
    assert "日志完好" in auditor.get("/journal/").content.decode()
    assert f"{head().number}:{head().sha256}" in auditor.get("/journal/verify/").content.decode()
    with unguarded() as execute:
        execute("UPDATE journal_entry SET why = 'x' WHERE number = 3")
    for address in ("/journal/", "/journal/verify/"):
        page = auditor.get(address).content.decode()
        assert ["日志第 3 行被改过。" in page, "请保留现场" in page] == [True, True]


def test_a_long_journal_is_verified_when_asked(auditor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kapok.accounts.journal_views.AT_ONCE", 3)
    assert auditor.get("/journal/").context["state"] is None
    assert auditor.get("/journal/verify/").context["state"]["status"] == "on-track"


def test_mandates_and_people_are_called_by_their_names(auditor: Client, cast: Cast) -> None:
    given = give_mandate(
        person=cast.people["former"], role=AUDITOR, office=cast.offices["sjj"], by="测试", at=AT, why="测试", starts=DAY
    )
    row = auditor.get(f"/journal/?kind=accounts.mandate&key={given.pk}").context["rows"][0]
    assert (row.name, row.url) == ("陈静 · 市审计局 · 审计人", f"/people/{cast.people['former'].pk}/")
    assert list(row.values) == [
        Change("人员", "–", "former"),
        Change("角色", "–", "审计人"),
        Change("代表的单位", "–", "市审计局（sjj）"),
        Change("起始日", "–", "2020年9月30日"),
        Change("终止日", "–", "–"),
    ]


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ("市财政局 · auditor · 12", "市财政局 · 审计人"),
        ("— · administrator · 4", "管理员"),
        ("", ""),
        ("x · y · 1", "x · y · 1"),
    ],
)
def test_a_mandate_is_told_by_its_office_and_role(kept: str, told: str) -> None:
    assert mandate_words(kept) == told


def test_values_that_nobody_has_words_for_are_shown_as_they_are_kept() -> None:
    assert changes(None, {"x": [1, True], "y": {"a": 1, "name": "市科技局"}, "is_active": False}) == [
        Change("可以登录", "–", "否"),
        Change("x", "–", "1、是"),
        Change("y", "–", "a：1；名称：市科技局"),
    ]
    assert changes("旧", ["新"]) == [Change("内容", "旧", '["新"]')]
    assert changes(None, None) == []


def test_looking_at_the_journal_leaves_no_row_in_it(auditor: Client) -> None:
    rows = Entry.objects.count()
    auditor.get("/journal/")
    auditor.get("/journal/verify/")
    assert Entry.objects.count() == rows
