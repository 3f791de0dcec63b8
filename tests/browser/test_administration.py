"""One walk through administration by keyboard: an office, a person, a mandate; and the new person's first sign-in."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kapok.accounts.actions import add_office, add_organisation, set_members
from kapok.accounts.models import Office
from kapok.journal.models import Entry
from kapok.journal.queries import verify
from tests.accounts.cast import AT, Cast, assemble
from tests.accounts.test_views import code
from tests.browser.test_every_page import PREFIXES, violations
from tests.browser.test_sign_in import send, sign_in

WHY = "穗机编〔2020〕1号"


@pytest.fixture
def cast(site: str, settings: Any) -> Cast:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return assemble()


def reach(page: Page, role: Any, name: str) -> None:
    """Goes on by the Tab key until something has the focus. What a keyboard cannot reach is not there."""
    wanted = page.get_by_role(role, name=name, exact=True).first
    for _ in range(80):
        if wanted.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} cannot be reached by keyboard")


def follow(page: Page, name: str, role: str = "link") -> None:
    reach(page, role, name)
    send(page)


def write(page: Page, name: str, words: str) -> None:
    reach(page, "textbox", name)
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def pick(page: Page, name: str, wanted: str) -> None:
    """Goes down a list of choices to the wanted one."""
    reach(page, "combobox", name)
    for _ in range(20):
        if page.evaluate("document.activeElement.selectedOptions[0].text") == wanted:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{wanted} is not offered")


def looked_at(page: Page, width: int) -> None:
    """A page that breaks no rule of accessibility and is no wider than its window."""
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("width", [390, 1440])
def test_an_administrator_lets_somebody_in_and_they_make_the_account_their_own(
    site: str, cast: Cast, browser: Browser, at_width: Callable[[int], Page], complaints: list[str], width: int
) -> None:
    page = at_width(width)
    sign_in(page, site, "administrator")
    follow(page, "单位")
    looked_at(page, width)
    follow(page, "新增单位")
    write(page, "名称", "市数据局")
    write(page, "代号", "data")
    write(page, "理由", WHY)
    looked_at(page, width)
    follow(page, "新增单位", "button")
    assert page.locator("h1").inner_text() == "市数据局"
    looked_at(page, width)

    follow(page, "人员")
    follow(page, "新增人员")
    write(page, "姓名", "孙丽")
    write(page, "登录名", "sun")
    write(page, "理由", WHY)
    follow(page, "新增人员", "button")
    first = page.locator(".secret code").inner_text()
    looked_at(page, width)

    follow(page, "接着给予授权")
    looked_at(page, width)
    reach(page, "radio", "单位填报人")
    page.keyboard.press("Space")
    pick(page, "代表的单位 可不写", "市数据局")
    write(page, "理由", WHY)
    follow(page, "给予授权", "button")
    cells = page.locator("tbody tr > *").all_inner_texts()
    assert cells[:5] == ["市数据局", "单位填报人", "2020年9月30日", "–", "有效"]
    looked_at(page, width)
    begin(browser, site, first, width)
    follow(page, "看这个账户的操作日志")
    looked_at(page, width)
    assert page.locator(".journal-act").all_inner_texts()[-1] == "赵磊（administrator） 建立账户 孙丽"
    assert verify() is None


def begin(browser: Browser, site: str, first: str, width: int) -> None:
    """The first sign-in, a password of one's own, a one-time code, and signing in with it."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    sign_in(page, site, "sun", first)
    assert page.locator("h1").inner_text() == "修改密码"
    looked_at(page, width)
    own = "plum-blossom-77"
    for label, words in (("现在的密码", first), ("新密码", own), ("再写一遍新密码", own)):
        page.get_by_label(label, exact=True).focus()
        page.keyboard.type(words)
    send(page)
    assert page.locator("nav.account a").first.inner_text() == "孙丽 · 市数据局 · 单位填报人"
    assert page.locator(".shell-office").count() == 0

    follow(page, "验证码登录")
    follow(page, "开启验证码登录")
    if page.get_by_label("密码").count():
        page.get_by_label("密码").focus()
        page.keyboard.type(own)
        send(page)
    secret = page.locator(".steps code").inner_text()
    page.get_by_label("验证码").focus()
    page.keyboard.type(code(secret))
    send(page)
    assert page.locator(".codes code").count() == 10
    context.close()

    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    sign_in(page, site, "sun", own)
    page.get_by_label("验证码").focus()
    page.keyboard.type(following(secret))
    send(page)
    assert page.locator("h1").inner_text() == "我的账户"
    context.close()


def following(secret: str) -> str:
    """The code of the next half minute, which a clock that is a little fast would show: the last one was used."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    return str(format_hotp_value(hotp_value(secret, max(yield_hotp_counters_from_time()))))


def furnished(cast: Cast) -> list[str]:
    """The addresses of all pages of administration, with something on each."""
    group = add_office(key="gq", name="各区政府", kind="group", by="测试", at=AT)
    set_members(group=group, members=list(Office.objects.exclude(key="gq")), on=None, by="测试", at=AT, why="测试")
    organisation = add_organisation(name="云杉研究院", by="测试", at=AT, why="测试")
    person, mandate = cast.people["reporter"].pk, cast.mandates["reporter"].pk
    office = [f"/offices/czj/{act}" for act in ("", "correct/", "rename/", "end/", "reopen/")]
    theirs = [f"/people/{person}/{act}" for act in ("", "correct/", "switch/", "password/", "second-factor/", "give/")]
    return [
        "/offices/", "/offices/?q=none", "/offices/?over=1", "/offices/add/", "/offices/merge/?office=czj", *office,
        "/offices/gq/", "/offices/gq/members/", "/organisations/", "/organisations/add/",
        f"/organisations/{organisation.pk}/correct/", f"/organisations/{organisation.pk}/end/",
        "/people/", "/people/add/", *theirs, f"/mandates/{mandate}/end/", "/journal/", "/journal/verify/",
    ]  # fmt: skip


@pytest.mark.parametrize(("width", "theme"), [(390, "light"), (1440, "dark")])
def test_no_page_of_administration_breaks_a_rule_or_its_window(
    site: str, cast: Cast, at_width: Callable[[int], Page], width: int, theme: Any
) -> None:
    page = at_width(width)
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    sign_in(page, site, "administrator")
    for at, address in enumerate(furnished(cast)):
        for prefix in PREFIXES:
            page.goto(site + prefix + address)
            page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
            assert page.evaluate("document.documentElement.scrollWidth") == width
        page.goto(site + PREFIXES[at % len(PREFIXES)] + address)  # the rules are slow to try: in one language each
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        looked_at(page, width)
        assert page.title() == f"{page.locator('h1').inner_text()} · Kapok"


def test_a_form_that_is_refused_says_so_on_top_and_leads_to_the_field(site: str, cast: Cast, page: Page) -> None:
    sign_in(page, site, "administrator")
    page.goto(f"{site}/people/{cast.people['reporter'].pk}/give/")
    page.evaluate("document.querySelector('form.form').noValidate = true")
    follow(page, "给予授权", "button")
    alert = page.get_by_role("alert")
    assert violations(page) == []
    assert alert.get_by_role("link").all_inner_texts() == ["角色", "理由"]
    alert.get_by_role("link", name="理由").press("Enter")
    assert page.evaluate("document.activeElement.name") == "why"


def test_the_auditor_sees_everything_and_finds_no_form_that_changes_anything(
    site: str, cast: Cast, page: Page, complaints: list[str]
) -> None:
    sign_in(page, site, "auditor")
    person, rows = cast.people["leader"].pk, Entry.objects.count()
    for address in ("/offices/", "/offices/kjj/", "/organisations/", "/people/", f"/people/{person}/", "/journal/"):
        page.goto(site + address)
        assert page.locator("main form[method=post]").count() == 0
        assert page.locator("main a.button, main .acts").count() == 0
        assert violations(page) == []
    assert Entry.objects.count() == rows


def test_a_merger_without_script_is_told_and_then_done(site: str, cast: Cast, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, "administrator")
    page.goto(f"{site}/offices/merge/?office=czj")
    page.get_by_label("并入哪个单位").select_option(label="市科技局")
    page.get_by_label("理由").fill(WHY)
    with page.expect_navigation():
        page.get_by_role("button", name="下一步：看合并的结果").click()
    assert page.locator("h1").inner_text() == "2020年9月30日起并入市科技局"
    with page.expect_navigation():
        page.get_by_role("button", name="合并单位").click()
    assert page.locator("h1").inner_text() == "市科技局"
    context.close()
