"""What holds of every page: readable by everybody, and nothing from outside."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

PAGES = (
    "/",
    "/plans/yunshan/",
    "/plans/yunshan/board/",
    "/plans/yunshan/board/?show=tasks&role=lead",
    "/plans/yunshan/offices/",
    "/plans/yunshan/offices/o4/",
    "/search/",
    "/search/?q=基地",
    "/roles/",
    "/account/sign-in/",
    "/style/",
    "/nowhere/",
)
PREFIXES = ("", "/zh-hant", "/en")


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "theme"), [(390, "light"), (1440, "dark")])
def test_no_rule_of_accessibility_is_broken(
    site: str, at_width: Callable[[int], Page], path: str, theme: Any, width: int
) -> None:
    page = at_width(width)
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    for prefix in PREFIXES:
        page.goto(site + prefix + path)
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        assert violations(page) == []


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/nowhere/"])
def test_a_page_asks_nobody_else_for_anything_and_breaks_no_policy(
    site: str, page: Page, complaints: list[str], path: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for prefix in PREFIXES:
        page.goto(site + prefix + path, wait_until="networkidle")
    assert [url for url in asked if not url.startswith(site)] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_one_heading_of_its_own(site: str, page: Page, path: str) -> None:
    page.goto(site + path)
    assert page.locator("h1").count() == 1
    assert page.title() == f"{page.locator('h1').inner_text()} · Kapok"


@pytest.mark.parametrize("path", PAGES)
def test_on_a_phone_nothing_is_wider_than_the_window(site: str, at_width: Callable[[int], Page], path: str) -> None:
    page = at_width(390)
    for prefix in PREFIXES:
        page.goto(site + prefix + path)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
