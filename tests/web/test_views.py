"""The style page, and what is said when something goes wrong."""

from typing import Any

import pytest
from django.test import Client, RequestFactory

from kapok.web import views

pytestmark = pytest.mark.django_db


def test_the_style_page_shows_each_status_with_its_word(client: Client) -> None:
    page = client.get("/style/").content.decode().split("</section>")[0]
    for word in ("按进度", "需关注", "落后", "已完成", "未到期", "尚无数据"):
        assert page.count(f'<span class="status-word">{word}</span>') == 1


def test_the_style_page_is_kept_out_of_search_engines(client: Client) -> None:
    assert '<meta name="robots" content="noindex">' in client.get("/style/").content.decode()


@pytest.mark.parametrize(
    ("prefix", "title"), [("", "没有这一页"), ("/en", "There is no such page"), ("/zh-hant", "沒有這一頁")]
)
def test_a_missing_page_says_so_in_the_language_of_its_address(client: Client, prefix: str, title: str) -> None:
    answer = client.get(f"{prefix}/nowhere/")
    assert answer.status_code == 404
    assert f"<h1>{title}</h1>" in answer.content.decode()


def test_a_missing_plan_is_named_and_escaped(client: Client) -> None:
    answer = client.get("/plans/never-was/")
    assert answer.status_code == 404
    assert "没有网址名为“never-was”的已公布计划。" in answer.content.decode()


@pytest.mark.parametrize(("view", "status"), [("bad_request", 400), ("forbidden", 403)])
def test_a_refused_request_gets_a_page_of_ours(rf: RequestFactory, view: str, status: int) -> None:
    answer = getattr(views, view)(rf.get("/"), Exception("x"))
    assert answer.status_code == status
    assert '<a class="skip" href="#main">' in answer.content.decode()


def test_an_error_says_that_nothing_was_kept_and_shows_no_details(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("geheim")

    monkeypatch.setattr("kapok.plans.views.home", fail)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "没有保存任何改动" in answer.content.decode()
    assert "geheim" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/style/"])
def test_only_reading_is_possible(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


def test_the_policy_allows_nothing_but_our_own_files(client: Client) -> None:
    policy = dict(part.strip().split(" ", 1) for part in client.get("/style/")["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
