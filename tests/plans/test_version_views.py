"""Versions of a plan: what the public sees of them, what officials see besides."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from kapok.compiler import compile_plan
from kapok.plans.actions import adopt_plan, withdraw_plan
from kapok.plans.models import Plan
from kapok.plans.review.actions import Upload, adopt, import_draft
from tests.accounts.cast import AT, DAY
from tests.plans.invented import TEXT, invented
from tests.plans.review.conftest import browser_of, cast

__all__ = ["browser_of", "cast"]  # fixtures
pytestmark = pytest.mark.django_db
BrowserOf = Callable[[str], Client]
SECOND = TEXT.replace("达到9万人", "达到9.5万人")


@pytest.fixture
def two(db: None) -> list[Plan]:
    """Two versions, both from drafts with a file."""
    made = []
    for amends, text in (("", TEXT), ("yunshan", SECOND)):
        upload = Upload("计划.txt", "text/plain", "0" * 64, text.encode())
        draft = import_draft(plan=compile_plan(text), by="李华", at=AT, upload=upload, amends=amends)
        made.append(adopt(draft=draft, slug="yunshan", by="李华", at=AT, on=DAY, seen=99))
    return made


def get(browser: Client, address: str) -> str:
    answer = browser.get(address)
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def test_versions_are_listed_with_what_changed_between_them(two: list[Plan], client: Client) -> None:
    page = get(client, "/plans/yunshan/versions/")
    assert "这份计划有 2 版。" in page
    assert "“留学归国人员”2021年的目标由9万人提高到9.5万人。" in page
    assert [page.count(word) for word in ("现行", "已被取代", "撤回", "原文件", "核对记录")] == [1, 1, 0, 0, 0]


def test_an_old_version_is_read_with_the_notice_that_it_is_superseded(two: list[Plan], client: Client) -> None:
    page = get(client, "/plans/yunshan/?version=1")
    assert "这是第 1 版，已被取代。" in page
    assert "9.5万人" not in page
    assert "已被取代" not in get(client, "/plans/yunshan/?version=2")
    assert "已被取代" not in get(client, "/plans/yunshan/?version=none")
    assert get(client, "/plans/yunshan/?version=9") == "404"


def test_the_text_of_a_version_is_a_file_for_everybody(two: list[Plan], client: Client) -> None:
    answer = client.get("/plans/yunshan/text/?version=1")
    assert (answer.content.decode(), answer["Content-Type"]) == (TEXT, "text/plain; charset=utf-8")
    assert answer["Content-Disposition"] == 'attachment; filename="yunshan-1.txt"'
    assert get(client, "/plans/yunshan/text/") == SECOND
    assert '<a href="/plans/yunshan/text/?version=2">下载文字（.txt）</a>' in get(client, "/plans/yunshan/")


@pytest.mark.parametrize(
    ("who", "found"), [("public", 404), ("administrator", 403), ("reporter", 200), ("leader", 200), ("auditor", 200)]
)
def test_the_file_itself_is_for_officials(two: list[Plan], browser_of: BrowserOf, who: str, found: int) -> None:
    answer = browser_of(who).get("/plans/yunshan/original/?version=1")
    assert answer.status_code == found
    assert found != 200 or (answer.content.decode() == TEXT and "attachment" in answer["Content-Disposition"])


def test_a_plan_without_a_file_says_so(browser_of: BrowserOf) -> None:
    adopt_plan(plan=invented(), slug="yunshan", by="测试", at=AT, on=DAY)
    assert browser_of("leader").get("/plans/yunshan/original/").status_code == 404


def test_what_was_withdrawn_is_shown_to_officials_only(two: list[Plan], browser_of: BrowserOf) -> None:
    withdraw_plan(plan=two[1], by="李华", at=AT, on=DAY, why="数字写错")
    public, leader = (
        get(browser_of("public"), "/plans/yunshan/versions/"),
        get(browser_of("leader"), "/plans/yunshan/versions/"),
    )
    assert ["这份计划有 1 版。" in public, "数字写错" in public] == [True, False]
    assert ["这份计划有 2 版。" in leader, "数字写错" in leader] == [True, True]
    assert "9.5万人" not in public
    withdraw_plan(plan=two[0], by="李华", at=AT, on=DAY, why="全部撤回")
    assert get(browser_of("public"), "/plans/yunshan/versions/") == "404"


def test_a_plan_that_nobody_published_has_no_versions(client: Client) -> None:
    assert [get(client, f"/plans/nowhere/{page}/") for page in ("versions", "text", "original")] == ["404"] * 3


def test_officials_find_on_the_plan_what_they_may_do(two: list[Plan], browser_of: BrowserOf) -> None:
    words = ("导入新的一版", "与其他计划的关系", "下载原文件", "撤回……")
    found = {
        who: [w in get(browser_of(who), "/plans/yunshan/") for w in words] for who in ("leader", "reporter", "public")
    }
    assert found == {"leader": [True] * 4, "reporter": [False, False, True, False], "public": [False] * 4}


@pytest.mark.parametrize("count", [1, 3])
def test_only_some_versions_are_compared_at_once(client: Client, count: int) -> None:
    for n in range(count * 4):
        text = TEXT.replace("达到9万人", f"达到9.{n % 9 + 1}万人")
        adopt_plan(plan=replace(compile_plan(text)), slug="yunshan", by="测试", at=AT, on=DAY)
    assert get(client, "/plans/yunshan/versions/").count('id="version-') == min(5, count * 4)
