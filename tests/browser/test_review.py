"""Reviewing a draft in the browser: with a mouse, by keyboard alone, without script, on a phone, two at once."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kapok.compiler import compile_plan
from kapok.plans.models import Draft
from kapok.plans.review import edits, queries
from kapok.plans.review.actions import correct, import_draft
from tests.accounts.cast import AT, Cast, assemble
from tests.browser.test_every_page import PREFIXES, violations
from tests.browser.test_sign_in import sign_in
from tests.plans.invented import TEXT, invented

BEYOND = "𠮷祥市行动计划（2019—2021年）\n一、目标\n（一）到2021年，𠮷田合作基地达到60家。\n（二）建成𠮷山联合实验室7座，另有𠮷川示范馆。\n"


@pytest.fixture
def cast(site: str, settings: Any) -> Cast:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return assemble()


@pytest.fixture
def draft(cast: Cast) -> Draft:
    return import_draft(plan=invented(), by="测试", at=AT, office=cast.offices["czj"])


@pytest.fixture
def review(site: str, draft: Draft, page: Page, complaints: list[str]) -> Callable[..., Page]:
    """Signs somebody in and opens the page of the draft."""

    def review(query: str = "", who: str = "leader", prefix: str = "") -> Page:
        sign_in(page, site, who)
        page.goto(f"{site}{prefix}/drafts/{draft.pk}/{query}")
        return page

    return review


def item(draft: Draft, key: str) -> dict[str, Any]:
    return queries.state(draft).items[key]


def said(page: Page, words: str) -> None:
    """Waits until the live region says something, and the next item has the focus."""
    expect(page.locator("#said")).to_have_text(words)
    expect(page.locator("#current")).to_be_focused()


def test_each_act_by_mouse(review: Callable[..., Page], draft: Draft) -> None:
    page = review("?item=t1")
    page.get_by_role("button", name="采用 A").click()
    said(page, "已采用 t1；还剩 15 项")
    expect(page.locator("#current")).to_have_text("留学归国人员 2020年 8.5万人")
    page.get_by_label("数值").fill("8.6万")
    page.get_by_role("button", name="采用 A").click()
    said(page, "已修改 t2；还剩 14 项")
    page.get_by_role("button", name="剔除 X").click()
    said(page, "已剔除 t3；还剩 13 项")
    page.get_by_role("link", name="拆分 S").click()
    page.get_by_label("指标").nth(1).fill("联合实验室")
    page.get_by_role("button", name="拆成 2 份").click()
    said(page, "已拆分 t4 等 2 项；还剩 12 项")
    page.goto(page.url.partition("?")[0] + "?item=d1&show=all")
    page.get_by_role("link", name="合并 M").click()
    page.get_by_label("市财政局").check()
    page.get_by_role("button", name="合并所选各项").click()
    said(page, "已合并 d1 等 2 项；还剩 10 项")
    page.locator(".said").get_by_role("button", name="撤销这一步").click()
    expect(page.locator("#said")).to_contain_text("已撤销第 5 步")
    found = {key: item(draft, key) for key in ("t1", "t2", "t3", "t4", "t6", "d1", "d2")}
    assert {key: found[key]["status"] for key in found} == {
        "t1": "checked", "t2": "checked", "t3": "rejected", "t4": "checked", "t6": "checked", "d1": "open", "d2": "open",
    }  # fmt: skip
    assert (found["t2"]["value"], found["t6"]["indicator"]) == (86000, "联合实验室")


def test_the_whole_of_it_by_keyboard(review: Callable[..., Page], draft: Draft) -> None:
    page = review("?item=t1")
    press = page.keyboard.press
    press("a")
    said(page, "已采用 t1；还剩 15 项")
    expect(page.locator("#current")).to_be_focused()
    press("j")
    expect(page.locator("#side")).to_have_attribute("data-current", "t3")
    press("k")
    expect(page.locator("#side")).to_have_attribute("data-current", "t2")
    press("e")
    expect(page.get_by_label("指标")).to_be_focused()
    page.keyboard.type("jax")  # in a field these are letters
    press("Enter")
    said(page, "已修改 t2；还剩 14 项")
    press("x")
    said(page, "已剔除 t3；还剩 13 项")
    press("u")
    said(page, "已撤销第 3 步；还剩 14 项")
    expect(page.locator("#side")).to_have_attribute("data-current", "t3")
    press("s")
    expect(page.get_by_role("group", name="第 2 份")).to_be_visible()
    press("e")
    press("Enter")
    expect(page.locator("#said")).to_contain_text("已拆分 t3 等 2 项")
    page.goto(page.url.partition("?")[0] + "?item=t4")
    press("m")
    expect(page.get_by_role("group", name="和哪几项合并？")).to_be_visible()
    page.get_by_label("技术合同成交额").focus()
    press("Space")
    press("Enter")
    expect(page.locator("#said")).to_contain_text("已合并 t4 等 2 项")
    assert (item(draft, "t2")["indicator"], item(draft, "t5")["status"]) == ("jax", "rejected")


def test_escape_leaves_a_field_and_keys_can_be_switched_off_for_good(review: Callable[..., Page], draft: Draft) -> None:
    page = review("?item=t1")
    page.keyboard.press("e")
    page.keyboard.press("Escape")
    expect(page.locator("#current")).to_be_focused()
    page.keyboard.press("?")
    page.get_by_label("用键盘操作").uncheck()
    page.locator("#current").focus()
    page.keyboard.press("a")
    page.reload()
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert queries.last_number(draft.pk) == 0
    page.keyboard.press("?")
    page.locator("#keys summary").click()
    page.get_by_label("用键盘操作").check()
    page.locator("#current").focus()
    page.keyboard.press("a")
    said(page, "已采用 t1；还剩 15 项")


def test_only_the_list_and_the_touched_marks_change(review: Callable[..., Page]) -> None:
    page = review("?item=t1")
    page.evaluate("document.querySelector('#source').kept = true")
    expect(page.locator("#source [data-items=t1]")).to_have_attribute("data-status", "open")
    page.keyboard.press("a")
    said(page, "已采用 t1；还剩 15 项")
    expect(page.locator("#source [data-items=t1]")).to_have_attribute("data-status", "checked")
    expect(page.locator("#source .mark-current")).to_have_text("达到8.5万人")
    assert page.evaluate("document.querySelector('#source').kept") is True


def test_back_and_reload_lead_to_where_one_was(review: Callable[..., Page]) -> None:
    page = review("?item=t1")
    page.keyboard.press("j")
    expect(page.locator("#side")).to_have_attribute("data-current", "t2")
    page.reload()
    expect(page.locator("#side")).to_have_attribute("data-current", "t2")
    page.go_back()
    expect(page.locator("#side")).to_have_attribute("data-current", "t1")


SELECT = """words => {
  const walk = document.createTreeWalker(document.querySelector('#source .text'), NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.data.indexOf(words);
    if (at >= 0) { document.getSelection().setBaseAndExtent(node, at, node, at + words.length); return true; }
  }
  return false;
}"""


def test_words_that_are_selected_become_a_target_also_after_characters_beyond_the_first_plane(
    site: str, cast: Cast, page: Page, complaints: list[str]
) -> None:
    draft = import_draft(plan=compile_plan(BEYOND), by="测试", at=AT)
    sign_in(page, site, "leader")
    page.goto(f"{site}/drafts/{draft.pk}/")
    assert page.evaluate(SELECT, "𠮷川示范馆")
    offer = page.locator("#source .picked")
    expect(offer).to_be_visible()
    offer.get_by_role("link", name="目标").click()
    expect(page.get_by_label("引文")).to_have_value("𠮷川示范馆")
    page.get_by_label("指标").fill("示范馆")
    page.get_by_label("数值").fill("1")
    page.get_by_role("button", name="添加这项目标").click()
    expect(page.locator("#said")).to_contain_text("已添加")
    added = [i for i in queries.state(draft).items.values() if i.get("indicator") == "示范馆"]
    start = BEYOND.index("𠮷川示范馆")
    assert [i["span"] for i in added] == [[start, start + 5]]


def test_of_the_same_words_the_selected_ones_are_meant(review: Callable[..., Page], draft: Draft) -> None:
    page = review()
    second = TEXT.rindex("单位")
    assert page.evaluate(SELECT, "有关单位研究")
    page.evaluate(
        "() => { const s = document.getSelection(); s.setBaseAndExtent(s.anchorNode, s.anchorOffset + 2, s.anchorNode, s.anchorOffset + 4); }"
    )
    page.locator("#source .picked").get_by_role("link", name="责任").click()
    page.get_by_label("单位", exact=True).fill("市委办")
    page.get_by_label("任务", exact=True).fill("k2")
    page.get_by_role("button", name="添加这项责任").click()
    expect(page.locator("#said")).to_contain_text("已添加 d6")
    assert item(draft, "d6")["span"] == [second, second + 2]


def test_a_provision_is_added_from_a_quotation_that_is_typed(review: Callable[..., Page], draft: Draft) -> None:
    page = review("?item=t1")
    page.get_by_role("link", name="添加遗漏的…").click()
    page.get_by_label("数字规定").check()
    page.get_by_label("引文").fill("达到一百万人")
    page.get_by_role("button", name="找到这句话").click()
    expect(page.locator(".field-error")).to_contain_text("原文里没有“达到一百万人”")
    page.get_by_label("引文").fill("另有３个 专项")
    page.get_by_role("button", name="找到这句话").click()
    page.get_by_label("对象").fill("专项")
    page.get_by_label("数值").fill("3")
    page.get_by_role("button", name="添加这项数字规定").click()
    expect(page.locator("#said")).to_contain_text("已添加 p3")
    assert (item(draft, "p3")["subject"], item(draft, "p3")["value"]) == ("专项", 3)


def test_what_is_wrong_is_on_top_and_leads_to_its_field(review: Callable[..., Page]) -> None:
    page = review("?item=t1")
    page.get_by_label("数值").fill("很多")
    page.get_by_role("button", name="采用 A").click()
    problems = page.locator("#side .form-problems")
    expect(problems).to_be_focused()
    problems.get_by_role("link", name="数值").click()
    expect(page.get_by_label("数值")).to_be_focused()
    expect(page.get_by_label("数值")).to_have_value("很多")
    assert violations(page) == []


def test_without_script_the_same_is_done_by_whole_pages(
    site: str, cast: Cast, draft: Draft, browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, "leader")
    page.goto(f"{site}/drafts/{draft.pk}/?item=t1")
    page.get_by_role("button", name="采用 A").click()
    expect(page.locator("#current")).to_have_text("留学归国人员 2020年 8.5万人")
    expect(page.locator(".said")).to_contain_text("已采用 t1；还剩 15 项")
    page.get_by_label("数值").fill("8.6万")
    page.get_by_label("数值").press("Enter")
    expect(page.locator(".said")).to_contain_text("已修改 t2")
    page.get_by_role("button", name="剔除 X").click()
    page.get_by_role("button", name="撤销这一步").click()
    expect(page.locator("#side")).to_have_attribute("data-current", "t3")
    page.get_by_role("link", name="添加遗漏的…").click()
    page.get_by_label("引文").fill("另有3个专项")
    page.get_by_role("button", name="找到这句话").click()
    page.get_by_label("指标").fill("专项")
    page.get_by_label("数值").fill("3")
    page.get_by_role("button", name="添加这项目标").click()
    expect(page.locator(".said")).to_contain_text("已添加 t6")
    context.close()
    assert [item(draft, key)["status"] for key in ("t1", "t2", "t3", "t6")] == ["checked", "checked", "open", "checked"]


def test_two_officials_at_once_lose_nothing(review: Callable[..., Page], draft: Draft) -> None:
    page = review("?item=t2")
    correct(
        draft=draft, act="edit", edit=lambda state: edits.edit(state, "t2", {"year": 2022}), by="张伟", at=AT, seen=0
    )
    correct(
        draft=draft, act="edit", edit=lambda state: edits.edit(state, "t5", {"year": 2023}), by="张伟", at=AT, seen=0
    )
    page.get_by_label("数值").fill("9万")
    page.get_by_role("button", name="采用 A").click()
    expect(page.locator("#side .form-problems")).to_contain_text("张伟改了同一项")
    expect(page.locator("#side .form-problems")).to_contain_text("年份 2020 → 2022")
    expect(page.get_by_label("数值")).to_have_value("9万")
    page.get_by_label("年份", exact=True).fill("2022")
    page.get_by_role("button", name="采用 A").click()
    said_words = page.locator("#said")
    expect(said_words).to_contain_text("已修改 t2")
    assert (item(draft, "t2")["value"], item(draft, "t2")["year"], item(draft, "t5")["year"]) == (90000, 2022, 2023)


def test_what_others_change_elsewhere_is_told_at_the_next_step(review: Callable[..., Page], draft: Draft) -> None:
    page = review("?item=t1")
    correct(draft=draft, act="reject", edit=lambda state: edits.reject(state, ["t5"]), by="张伟", at=AT, seen=0)
    page.keyboard.press("j")
    expect(page.locator(".others")).to_contain_text("您看着的时候，张伟改了 1 项：")
    expect(page.locator("#source [data-items=t5]")).to_have_attribute("data-status", "rejected")


def test_the_auditor_sees_it_and_can_change_nothing(review: Callable[..., Page], draft: Draft) -> None:
    page = review("?item=t1", "auditor")
    expect(page.locator("#current")).to_have_text("留学归国人员 2019年 8万人")
    for key in "axu":
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert (page.locator("#review form").count(), queries.last_number(draft.pk)) == (0, 0)


def test_the_public_finds_no_draft(site: str, draft: Draft, page: Page) -> None:
    for path, status in (
        ("", 404),
        ("?item=t1", 404),
        ("items/t1/", 405),
        ("items/", 405),
        ("add/", 405),
        ("undo/", 405),
    ):
        answer = page.request.get(f"{site}/drafts/{draft.pk}/{path}")
        assert (answer.status, "云山市" in answer.text()) == (status, False)


ACROSS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
VIEWS = ("", "?item=k1", "?item=d1&do=split", "?item=t1&do=merge", "?do=add", "?do=add&quote=另有3个专项", "?do=bulk&least=50", "?item=plan", "?show=rejected")  # fmt: skip


@pytest.mark.parametrize(("width", "theme"), [(390, "light"), (1440, "dark")])
def test_no_rule_of_accessibility_is_broken_and_nothing_is_wider_than_the_window(
    review: Callable[..., Page], site: str, draft: Draft, at_width: Callable[[int], Page], width: int, theme: Any
) -> None:
    page = review()
    at_width(width)
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.keyboard.press("a")
    said(page, "已采用 w1；还剩 15 项")
    for prefix in PREFIXES:
        for query in VIEWS:
            page.goto(f"{site}{prefix}/drafts/{draft.pk}/{query}")
            page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
            assert (query, violations(page)) == (query, [])
            assert (query, page.evaluate(ACROSS)) == (query, 0)
            assert page.locator("h1").count() == 1


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("", "已采用 t1；还剩 15 项"), ("/zh-hant", "已採用 t1；還剩 15 項"), ("/en", "Adopted t1; 15 items left")],
)
def test_the_page_speaks_three_languages(review: Callable[..., Page], prefix: str, words: str) -> None:
    page = review("?item=t1", prefix=prefix)
    page.keyboard.press("a")
    said(page, words)


def test_on_a_phone_the_current_item_comes_first_with_its_sentence_above_its_fields(
    review: Callable[..., Page], at_width: Callable[[int], Page]
) -> None:
    at_width(390)
    page = review("?item=t2")
    tops = [
        page.locator(selector).first.evaluate("element => element.getBoundingClientRect().top")
        for selector in (".panel-sentence", ".fields", ".review-list", "#source")
    ]
    assert tops == sorted(tops)
    expect(page.locator(".panel-sentence")).to_be_in_viewport()
