"""Signing in as people do it: by keyboard, with a one-time code, without script, on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.accounts.cast import PASSWORD, Cast, assemble
from tests.accounts.test_views import code
from tests.browser.test_every_page import PREFIXES, violations

OWN_PAGES = ("/account/", "/account/password/", "/account/codes/", "/account/again/", "/account/sign-out/")


@pytest.fixture
def cast(site: str, settings: Any) -> Cast:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return assemble()


def send(page: Page) -> None:
    """Sends the form, and waits for what comes of it."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def sign_in(page: Page, site: str, username: str, password: str = PASSWORD) -> None:
    """By keyboard only."""
    page.goto(f"{site}/account/sign-in/")
    page.get_by_label("登录名").focus()
    page.keyboard.type(username)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    send(page)


def test_a_person_signs_in_by_keyboard_and_the_shell_says_who_acts_as_what(
    site: str, cast: Cast, page: Page, complaints: list[str]
) -> None:
    sign_in(page, site, "leader")
    assert page.locator("nav.account a").all_inner_texts() == ["李华 · 市科技局 · 领导小组办公室", "退出"]


def test_a_wrong_password_is_told_on_top_and_read_out(site: str, cast: Cast, page: Page) -> None:
    sign_in(page, site, "leader", "wrong")
    assert "登录名或密码不对" in page.get_by_role("alert").inner_text()
    assert violations(page) == []


def test_a_one_time_code_is_switched_on_and_asked_for(
    site: str, cast: Cast, page: Page, browser: Browser, complaints: list[str]
) -> None:
    sign_in(page, site, "leader")
    page.goto(f"{site}/account/codes/add/")
    page.get_by_label("密码").fill(PASSWORD)  # once more, before something that matters
    send(page)
    assert violations(page) == []
    assert page.locator(".qr svg path").count() == 1
    secret = page.locator(".steps code").inner_text()
    page.get_by_label("验证码").fill(code(secret))
    send(page)
    recovery = page.locator(".codes code").all_inner_texts()
    assert len(recovery) == 10
    assert violations(page) == []

    other = browser.new_context().new_page()
    sign_in(other, site, "leader")
    assert other.locator("h1").inner_text() == "填写验证码"
    assert violations(other) == []
    other.get_by_label("验证码").fill(recovery[0])
    send(other)
    assert other.locator("h1").inner_text() == "我的账户"
    other.context.close()


def test_who_has_two_mandates_chooses_one_without_script(site: str, cast: Cast, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, "double")
    assert page.locator("nav.account a").first.inner_text() == "王敏 · 请选授权"
    with page.expect_navigation():
        page.get_by_role("button", name="以此授权办事").nth(1).click()
    assert page.locator("nav.account a").first.inner_text() == "王敏 · 市财政局 · 单位填报人"
    context.close()


@pytest.mark.parametrize(("width", "theme"), [(390, "light"), (1440, "dark")])
def test_ones_own_pages_break_no_rule_of_accessibility_and_fit(
    site: str, cast: Cast, at_width: Callable[[int], Page], width: int, theme: Any
) -> None:
    page = at_width(width)
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    sign_in(page, site, "double")
    for prefix in PREFIXES:
        for path in OWN_PAGES:
            page.goto(site + prefix + path)
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") == width
            assert page.locator("h1").count() == 1
