from typing import Any

import pytest
from django.test import Client

from kapok import compiler
from kapok.plans.models import Draft
from kapok.plans.review import edits
from kapok.plans.review.actions import correct, import_draft
from tests.accounts.cast import AT, Cast, assemble, signed_in
from tests.plans.invented import invented

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings: Any) -> Cast:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    everybody = assemble()
    for office in ("czj", "kjj"):
        import_draft(plan=invented(), by="测试", at=AT, office=everybody.offices[office])
    return everybody


def offices(client: Client) -> list[str]:
    listed = client.get("/api/drafts").json()
    assert listed["total"] == len(listed["items"])
    return [item["office"] for item in listed["items"]]


def test_everybody_is_told_of_the_drafts_that_they_may_read(cast: Cast) -> None:
    assert offices(Client()) == []
    assert {name: offices(signed_in(cast.people[name])) for name in ("reporter", "leader", "auditor", "administrator")} == {
        "reporter": ["czj"], "leader": ["kjj", "czj"], "auditor": ["kjj", "czj"], "administrator": [],
    }  # fmt: skip


def test_a_draft_is_given_as_it_stands_with_the_steps_that_led_there(cast: Cast) -> None:
    draft = Draft.objects.get(office__key="czj")
    correct(draft=draft, act="reject", edit=lambda state: edits.reject(state, ["t1"]), by="李华", at=AT, seen=0)
    got = signed_in(cast.people["reporter"]).get(f"/api/drafts/{draft.pk}").json()
    assert [target.id for target in compiler.from_dict(got["plan"]).targets] == ["t2", "t3", "t4", "t5"]
    assert (got["statuses"]["t1"], got["statuses"]["t2"]) == ("rejected", "open")
    assert [(step["number"], step["act"], [*step["changes"]]) for step in got["steps"]] == [(1, "reject", ["t1"])]


def test_a_draft_that_the_caller_may_not_read_is_as_absent_as_one_that_does_not_exist(cast: Cast) -> None:
    draft = Draft.objects.get(office__key="kjj")
    client = signed_in(cast.people["reporter"])
    answers = [client.get(f"/api/drafts/{number}") for number in (draft.pk, 99_999)]
    assert [a.status_code for a in answers] == [404, 404]
    assert [a.json()["detail"].replace(str(n), "N") for a, n in zip(answers, (draft.pk, 99_999), strict=True)] == [
        "没有编号为 N 的草稿，或者您不能看它。"
    ] * 2


def test_an_unchanged_draft_is_not_sent_twice(cast: Cast) -> None:
    client, address = signed_in(cast.people["auditor"]), f"/api/drafts/{Draft.objects.all()[0].pk}"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
