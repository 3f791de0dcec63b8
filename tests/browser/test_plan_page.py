"""One plan in the browser: read, followed from sentence to figure and back, without a mouse, without script."""

import io
from collections.abc import Callable
from typing import Any

import pdfplumber
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_every_page import violations

PLAN = "/plans/yunshan/"
LANGUAGES = {"": "zh-Hans", "/zh-hant": "zh-Hant", "/en": "en"}
FIRST_SENTENCE = {
    "": "本计划为 3 项指标定了 5 个目标值。",
    "/zh-hant": "本計劃為 3 項指標定了 5 個目標值。",
    "/en": "This plan sets 5 targets for 3 indicators.",
}
ACROSS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_the_page_speaks_the_language_of_its_address(site: str, page: Page, complaints: list[str], prefix: str) -> None:
    page.goto(site + prefix + PLAN)
    assert page.locator("html").get_attribute("lang") == LANGUAGES[prefix]
    assert page.locator(".lead").first.inner_text().startswith(FIRST_SENTENCE[prefix])


def test_the_language_is_changed_by_a_link_and_kept(site: str, page: Page, complaints: list[str]) -> None:
    page.goto(site + PLAN)
    page.get_by_role("link", name="English").click()
    assert page.url == f"{site}/en{PLAN}"
    page.get_by_role("link", name="Plans").first.click()
    assert page.url == f"{site}/en/"


def test_a_figure_leads_to_its_sentence_and_the_sentence_back(site: str, page: Page, complaints: list[str]) -> None:
    page.goto(site + PLAN)
    page.locator("#row-t2").click()
    assert page.url == f"{site}{PLAN}#t2"
    sentence = page.get_by_role("link", name="达到8.5万人", exact=True)
    expect(sentence).to_be_in_viewport()
    sentence.click()
    assert page.url == f"{site}{PLAN}#row-t2"
    expect(page.locator("#row-t2")).to_be_in_viewport()


def test_an_office_leads_to_its_mention_and_back(site: str, page: Page, complaints: list[str]) -> None:
    page.goto(site + PLAN)
    page.locator("#row-d4").click()
    mention = page.locator("[data-items=d4].mark-duty")
    expect(mention).to_have_text("市人力资源社会保障局")
    expect(mention).to_be_in_viewport()
    mention.click()
    assert page.url == f"{site}{PLAN}#row-d4"


def test_the_sentence_that_an_address_names_is_set_off(site: str, page: Page) -> None:
    background = "element => getComputedStyle(element).backgroundColor"
    page.goto(f"{site}{PLAN}#t2")
    named, other = (page.locator(f".mark-target[data-items={key}]").evaluate(background) for key in ("t2", "t3"))
    assert named != other == "rgba(0, 0, 0, 0)"


def test_resting_on_a_sentence_lights_its_figure(site: str, page: Page, complaints: list[str]) -> None:
    page.goto(site + PLAN)
    figure = page.locator("#row-t3")
    page.locator(".mark-target[data-items=t3]").hover()
    expect(figure).to_have_class("due is-lit")
    page.mouse.move(0, 0)
    expect(figure).to_have_class("due")


def test_the_keyboard_alone_reaches_everything(site: str, page: Page, complaints: list[str]) -> None:
    page.goto(site + PLAN)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    reached = []
    for _ in range(200):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.dataset?.items || ''"))
        if reached[-1] == "row-t2":
            break
    assert "row-t1" in reached
    assert reached[-1] == "row-t2"
    page.keyboard.press("Enter")
    assert page.url == f"{site}{PLAN}#t2"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "固定链接"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "达到8.5万人"
    page.keyboard.press("Enter")
    assert page.url == f"{site}{PLAN}#row-t2"


def test_what_has_the_focus_is_outlined(site: str, page: Page) -> None:
    page.goto(site + PLAN)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


def test_the_name_of_an_indicator_opens_its_sources(site: str, page: Page, complaints: list[str]) -> None:
    page.goto(site + PLAN)
    source = page.locator(".sources a[href='#t2']")
    expect(source).to_be_hidden()
    page.get_by_text("留学归国人员", exact=True).first.click()
    expect(source).to_be_visible()
    expect(page.get_by_text("85,000人", exact=True)).to_be_visible()


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_nothing_is_wider_than_the_window(
    site: str, at_width: Callable[[int], Page], complaints: list[str], prefix: str
) -> None:
    for width in (320, 390, 720, 1440):  # 720 is a desktop window at 200 % zoom
        page = at_width(width)
        page.goto(site + prefix + PLAN)
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        assert page.evaluate(ACROSS) == 0, width


def test_it_works_with_script_turned_off(site: str, browser: Browser, browser_context_args: dict[str, Any]) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(site + PLAN)
    page.locator("#row-t2").click()
    assert page.url == f"{site}{PLAN}#t2"
    page.locator(".mark-target[data-items=t2]").click()
    assert page.url == f"{site}{PLAN}#row-t2"
    page.get_by_role("link", name="繁体").click()
    expect(page.locator(".text")).to_contain_text("留學歸國人員")
    page.get_by_role("link", name="English").click()
    assert page.url.startswith(f"{site}/en{PLAN}?script=hant")
    context.close()


@pytest.mark.parametrize(("theme", "paper"), [("light", "rgb(251, 250, 247)"), ("dark", "rgb(23, 22, 20)")])
def test_the_theme_is_the_reader_s(site: str, page: Page, theme: Any, paper: str) -> None:
    page.emulate_media(color_scheme=theme)
    page.goto(site + PLAN)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_paper_the_words_are_there_and_the_buttons_are_not(site: str, page: Page, theme: Any) -> None:
    page.emulate_media(color_scheme=theme)
    page.goto(site + PLAN)
    with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as document:
        sheets = ["".join(sheet.extract_text().split()) for sheet in document.pages]
    words = "".join(sheets)
    assert [sheet for sheet in sheets if "示例文本" not in sheet] == []
    for kept in (
        "本计划为3项指标定了5个目标值。",
        "示例文本",
        "向社会开放实验室和仪器。",
        "市人力资源社会保障局",
        "8.5万人",
    ):
        assert kept in words
    for dropped in ("跳到正文", "English", "点一个数"):
        assert dropped not in words


def test_a_page_without_chinese_fonts_fetches_ours(site: str, page: Page) -> None:
    page.goto(site + "/zh-hant" + PLAN)
    loaded = page.evaluate(
        "document.fonts.ready.then(fonts => [...fonts].filter(f => f.status === 'loaded').map(f => f.family))"
    )
    assert [family.strip('"') for family in loaded] in ([], ["Kapok Sans", "Kapok Sans Hant"], ["Kapok Sans"])


def test_a_sentence_leads_to_its_task_with_targets_and_duties(site: str, page: Page, complaints: list[str]) -> None:
    page.goto(site + PLAN)
    page.get_by_role("link", name="简化来华工作手续，").click()
    assert page.url == f"{site}{PLAN}#task-k2"
    expect(page.locator("#task-k2")).to_be_in_viewport()
    assert page.locator("#task-k2 .chip").all_inner_texts() == ["市人力资源社会保障局", "市公安局"]


def test_a_sentence_of_no_task_leads_to_its_target(site: str, page: Page, complaints: list[str]) -> None:
    page.goto(site + PLAN)
    page.locator(".mark-sentence", has_text="到2020年，").first.click()
    assert page.url == f"{site}{PLAN}#row-t2"


def test_resting_on_a_sentence_lights_all_that_stands_behind_it(site: str, page: Page) -> None:
    page.goto(site + PLAN)
    page.get_by_role("link", name="简化来华工作手续，").hover()
    lit = page.evaluate("[...document.querySelectorAll('.plan-found .is-lit')].map(found => found.id)")
    assert sorted(lit) == ["row-d4", "row-d5", "row-p2", "task-k2"]


@pytest.mark.parametrize("key", ["t2", "d4", "p1"])
@pytest.mark.parametrize("script", [True, False])
def test_each_item_shows_its_lasting_link_when_it_is_named(
    site: str, browser: Browser, browser_context_args: dict[str, Any], key: str, script: bool
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=script)
    page = context.new_page()
    page.goto(site + PLAN)
    page.locator(f"#row-{key}").click()
    link = page.locator(f"#{key} .lasting")
    expect(link).to_be_visible()
    assert link.get_attribute("href") == f"{PLAN}?at={key}#{key}"
    assert page.locator(".anchor .lasting:visible").count() == 1
    context.close()


def test_a_lasting_link_is_copied_and_that_is_said(site: str, page: Page, complaints: list[str]) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}{PLAN}#t2")
    page.locator("#t2 .lasting").click()
    expect(page.get_by_role("status")).to_have_text("已复制固定链接。")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}{PLAN}?at=t2#t2"
    page.locator("#c5 .self").click()
    assert page.url == f"{site}{PLAN}?at=c5#c5"
    assert page.evaluate("document.querySelector(':target').id") == "c5"


@pytest.fixture
def parted(site: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The same site; every plan of more than three targets and tasks is long."""
    monkeypatch.setattr("kapok.plans.parts.MOST", 3)
    return site


def test_a_bare_address_of_an_item_in_another_part_gets_there(parted: str, page: Page, complaints: list[str]) -> None:
    page.goto(f"{parted}{PLAN}#d4")
    page.wait_for_url(f"{parted}{PLAN}?at=d4#d4")
    expect(page.locator(".mark-duty[data-items=d4]")).to_be_in_viewport()
    page.goto(f"{parted}{PLAN}?script=hant&part=1#d5")
    page.wait_for_url(f"{parted}{PLAN}?script=hant&at=d5#d5")
    page.goto(f"{parted}{PLAN}#t999")
    page.wait_for_url(f"{parted}{PLAN}?at=t999#t999")  # once, and no more


def test_without_script_a_lasting_link_gets_to_its_part(
    parted: str, browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{parted}{PLAN}board/?show=tasks")
    page.get_by_role("link", name="引进人才").first.click()
    assert page.url == f"{parted}{PLAN}?at=k2#k2"
    expect(page.locator(".mark-duty[data-items=d4]")).to_be_in_viewport()
    page.get_by_role("link", name="上一页").first.click()
    expect(page.locator("#part")).to_contain_text("部分")
    context.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_a_part_breaks_no_rule_of_accessibility_and_fits(
    parted: str, at_width: Callable[[int], Page], width: int
) -> None:
    page = at_width(width)
    for prefix in LANGUAGES:
        page.goto(f"{parted}{prefix}{PLAN}?part=2")
        assert violations(page) == []
        assert page.evaluate(ACROSS) == 0


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_marks_stay_when_the_script_changes(site: str, page: Page, prefix: str) -> None:
    kinds = "[...document.querySelectorAll('.text .mark')].map(found => found.className + found.dataset.items)"
    page.goto(f"{site}{prefix}{PLAN}?script=source")
    before = page.evaluate(kinds)
    page.locator(".scripts a:not([aria-current])").click()
    assert page.evaluate(kinds) == before
