"""A real server with an invented plan, looked at with the system's Chromium."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from kapok.plans.actions import adopt_plan
from kapok.plans.storing import OfficeFacts
from kapok.web.samples import LONGEST_OFFICE
from tests.accounts.cast import AT
from tests.plans.invented import invented
from tests.web.plain import DAY, plain

# Playwright keeps an event loop in this thread, and Django would refuse to touch the database beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ENGLISH = {
    "市科技局": OfficeFacts("Yunshan Municipal Bureau of Science and Technology", full_name_confirmed=True),
    "市人力资源社会保障局": OfficeFacts(f"Office of Very Long English Names, also called {LONGEST_OFFICE}"),
}


@pytest.fixture(scope="session", autouse=True)
def _static_root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The server starts once, before any test has its own settings, and looks for this folder."""
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """Where addresses without a host lead. (The plug-in's own fixture of this name warns under pytest 9.)"""
    return str(live_server.url)


@pytest.fixture(autouse=True)
def _plain(settings: Any, tmp_path: Path) -> None:
    plain(settings, tmp_path)


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """The address of a server that shows one published sample."""
    adopt_plan(plan=invented(), slug="yunshan", by="测试", at=AT, on=DAY, sample=True, offices=ENGLISH)
    return str(live_server.url)


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the browser complained of: errors, blocked files, things that the policy forbids. There must be none."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    # A request that ends because its page is left is no complaint: on a machine without Chinese fonts the web font
    # may still be on its way then. What is blocked or missing ends in another way.
    page.on("requestfailed", lambda r: heard.append(r.url) if r.failure != "net::ERR_ABORTED" else None)
    yield heard
    assert heard == []


@pytest.fixture
def at_width(page: Page) -> Callable[[int], Page]:
    """The page in a window of some width."""

    def at_width(width: int) -> Page:
        page.set_viewport_size({"width": width, "height": 900})
        return page

    return at_width
