"""One plan in the browser: read, followed from sentence to figure and back, without a mouse, without script."""

import io
from collections.abc import Callable
from typing import Any

import pdfplumber
import pytest
from playwright.sync_api import Browser, Page, expect

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
    mention = page.locator("[data-items=d4].mark")
    expect(mention).to_have_text("市人力资源社会保障局")
    expect(mention).to_be_in_viewport()
    mention.click()
    assert page.url == f"{site}{PLAN}#row-d4"


def test_the_sentence_that_an_address_names_is_set_off(site: str, page: Page) -> None:
    background = "element => getComputedStyle(element).backgroundColor"
    page.goto(f"{site}{PLAN}#t2")
    named, other = (page.locator(f".mark[data-items={key}]").evaluate(background) for key in ("t2", "t3"))
    assert named != other == "rgba(0, 0, 0, 0)"


def test_resting_on_a_sentence_lights_its_figure(site: str, page: Page, complaints: list[str]) -> None:
    page.goto(site + PLAN)
    figure = page.locator("#row-t3")
    page.locator(".mark[data-items=t3]").hover()
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
    page.locator(".mark[data-items=t2]").click()
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
