"""The read API: published plans by lasting ids, tagged, paged, and described as it is."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from kapok.plans.models import Draft, Plan, SameIndicator
from kapok.plans.review.actions import import_draft
from tests.accounts.cast import AT, assemble, signed_in
from tests.plans.invented import invented
from tests.plans.test_actions import TOMORROW, stored

Publish = Callable[..., Plan]


def got(client: Client, path: str) -> Any:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 200
    return answer.json()


@pytest.mark.parametrize("kind", ["board", "clauses"])
def test_the_board_costs_few_queries(
    client: Client, publish: Publish, django_assert_num_queries: DjangoAssertNumQueries, kind: str
) -> None:
    publish()
    publish("other")
    with django_assert_num_queries(5 if kind == "board" else 3):
        got(client, f"plans/yunshan/{kind}")


def test_the_whole_board_comes_in_one_answer(client: Client, publish: Publish) -> None:
    publish()
    board = got(client, "plans/yunshan/board")
    assert [(task["id"], [duty["office"] for duty in task["duties"]]) for task in board["tasks"]] == [
        ("k1", ["o1", "o2", "o3"]), ("k2", ["o4", "o5"]),
    ]  # fmt: skip
    assert [(i["id"], [(t["year"], t["value"]) for t in i["targets"]]) for i in board["indicators"]] == [
        ("i1", [(2019, 80_000), (2020, 85_000), (2021, 90_000)]), ("i2", [(2021, 60)]), ("i3", [(2021, 120e9)]),
    ]  # fmt: skip


def test_lists_come_in_pages(client: Client, publish: Publish) -> None:
    publish()
    page = got(client, "plans/yunshan/targets?offset=1&limit=2")
    assert (page["total"], [item["id"] for item in page["items"]]) == (5, ["t2", "t3"])
    assert got(client, "plans/yunshan/clauses?limit=1")["items"] == [
        {"id": "c1", "parent": None, "level": 1, "number": "一、", "title": "发展目标", "start": 40, "end": 46}
    ]
    assert got(client, "plans")["total"] == 1
    assert got(client, "plans/yunshan")["title"] == "云山市建设创新名城三年行动计划（2019—2021年）"
    assert got(client, "plans/yunshan/text")["text"].startswith("云山市")
    assert [item["id"] for item in got(client, "search?q=國際合作")["items"]] == ["t4"]


def test_what_falls_due_comes_by_year(client: Client, publish: Publish) -> None:
    plan = publish()
    plan.targets.filter(key="t4").update(clause=plan.clauses.get(key="c6"))
    assert got(client, "plans/yunshan/due") == {
        "plan": "yunshan",
        "targets": 5,
        "tasks": 2,
        "years": [
            {"year": 2019, "day": "2019-12-31", "targets": 1, "tasks": 0},
            {"year": 2020, "day": "2020-12-31", "targets": 1, "tasks": 0},
            {"year": 2021, "day": "2021-12-31", "targets": 3, "tasks": 1},
        ],
    }


@pytest.mark.parametrize("path", ["", "/text", "/due", "/board", "/targets"])
def test_what_the_caller_has_is_not_sent_again(client: Client, publish: Publish, path: str) -> None:
    publish()
    tag = client.get(f"/api/plans/yunshan{path}")["ETag"]
    again = client.get(f"/api/plans/yunshan{path}", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_what_has_changed_is_sent_again(client: Client, publish: Publish) -> None:
    plan = publish()
    tag = client.get("/api/plans/yunshan/board")["ETag"]
    plan.tasks.filter(key="k1").update(title="别的")
    assert client.get("/api/plans/yunshan/board", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["", "/text", "/due", "/board", "/clauses", "/targets", "/tasks", "/duties", "/offices"]
)
def test_a_draft_is_given_to_nobody(client: Client, path: str) -> None:
    stored(slug="draft", on=TOMORROW)
    answer = client.get(f"/api/plans/draft{path}")
    assert (answer.status_code, answer.json()) == (404, {"detail": "没有网址名为“draft”的已公布计划。"})
    assert got(client, "plans") == {"total": 0, "items": []}
    assert got(client, "search?q=基地") == {"total": 0, "items": []}


@pytest.mark.django_db
def test_the_description_and_its_page_are_offline(client: Client) -> None:
    assert got(client, "openapi.json")["info"]["title"] == "Kapok"
    page = client.get("/api/docs").content.decode()
    assert 'src="/static/ninja/' in page
    assert "http://" not in page
    assert "https://" not in page


def test_rules_are_given_with_their_numbers(client: Client, publish: Publish) -> None:
    publish()
    assert [(p["id"], p["subject"], p["comparator"], p["value"]) for p in got(client, "plans/yunshan/provisions")["items"]] == [
        ("p1", "每个实验室补助", "le", 500_000), ("p2", "来华工作手续", "eq", 5),
    ]  # fmt: skip


@pytest.mark.django_db
def test_versions_are_those_published_by_the_day(client: Client) -> None:
    stored()
    stored()
    stored(on=TOMORROW)
    assert [row["version"] for row in got(client, "plans/yunshan/versions")["items"]] == [2, 1]


def test_a_plan_says_which_it_works_out_and_what_counts_the_same(client: Client, publish: Publish) -> None:
    publish("city")
    district = publish("district")
    Plan.objects.filter(pk=district.pk).update(refines="city")
    SameIndicator.objects.create(slug="district", key="i1", other_slug="city", other_key="i2")
    assert got(client, "plans/district/relations") == {
        "above": "city", "below": [],
        "same": [{"indicator": "i1", "plan": "city", "target": "t4", "name": "国际合作基地"}],
    }  # fmt: skip
    assert [got(client, "plans/city/relations")[name] for name in ("above", "below")] == [None, ["district"]]


def test_a_group_is_given_with_who_belongs_to_it(client: Client, publish: Publish) -> None:
    publish()
    assert got(client, "plans/yunshan/groups") == [{"office": "o3", "members": []}]


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """The application leaves the test's connection open between requests, as the test client does."""
    both = (signals.request_started, signals.request_finished)
    for signal in both:
        signal.disconnect(close_old_connections)
    yield
    for signal in both:
        signal.connect(close_old_connections)


@pytest.fixture
def auditor(settings: Any) -> tuple[Draft, dict[str, str]]:
    """A draft, and what the browser of an auditor sends to be known."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    draft = import_draft(plan=invented(), by="测试", at=AT)
    client = signed_in(assemble().people["auditor"])
    return draft, {settings.SESSION_COOKIE_NAME: str(client.session.session_key)}


@pytest.mark.usefixtures("_one_connection")
def test_every_answer_is_as_described(publish: Publish, auditor: tuple[Draft, dict[str, str]]) -> None:
    """Whatever is asked for, what is there and what is not, by the public and by an auditor."""
    publish()
    draft, cookie = auditor
    there = {"slug": "yunshan", "number": draft.pk}
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    tried = dict[str, set[int]]()
    for found in schema.get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]

        @trying(max_examples=20)
        @given(case=operation.as_strategy(), is_there=st.booleans(), is_known=st.booleans())
        def answers(case: Any, is_there: bool, is_known: bool) -> None:
            if is_there:
                case.path_parameters |= {name: there[name] for name in case.path_parameters if name in there}
            answer = case.call_and_validate(cookies=cookie if is_known else {})
            tried.setdefault(case.operation.path, set()).add(answer.status_code)

        answers()
    assert {path: 200 in seen for path, seen in tried.items()} == dict.fromkeys(
        (
            "/api/plans", "/api/plans/{slug}", "/api/plans/{slug}/text", "/api/plans/{slug}/due",
            "/api/plans/{slug}/versions", "/api/plans/{slug}/relations", "/api/plans/{slug}/groups",
            "/api/plans/{slug}/board", "/api/plans/{slug}/{kind}", "/api/search", "/api/drafts", "/api/drafts/{number}",
        ), True,
    )  # fmt: skip
