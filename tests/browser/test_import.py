"""From a file to a published plan as a person does it, with and without script, by keyboard, on a phone."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from kapok.plans.models import Draft, Plan
from kapok.plans.review.actions import import_draft
from tests.accounts.cast import AT, Cast, assemble
from tests.browser.test_every_page import PREFIXES, violations
from tests.browser.test_sign_in import sign_in
from tests.plans.invented import invented

WORDS = """木棉市绿色出行三年行动计划（2024—2026年）
一、主要目标
到2026年，公共充电桩达到1.2万个，绿色出行比例不低于75%。
二、重点任务
（一）完善公交网络。优化中心城区线路。（责任单位：市科技局、财政局）"""

OF_A_DRAFT = re.compile(r"/drafts/\d+/")


@pytest.fixture
def cast(site: str, settings: Any) -> Cast:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return assemble()


def word_file(folder: Path, words: str = WORDS, name: str = "绿色出行.docx") -> Path:
    document, whole = Document(), io.BytesIO()
    for line in words.split("\n"):
        document.add_paragraph(line)
    document.save(whole)
    path = folder / name
    path.write_bytes(whole.getvalue())
    return path


def adopt(page: Page, site: str, number: int, slug: str) -> None:
    page.goto(f"{site}/drafts/{number}/adopt/")
    page.get_by_label("网址名", exact=True).fill(slug)
    page.get_by_label("我知道上面这些还没有核对，仍要采用").check()
    page.get_by_role("button", name="采用并公布").click()
    page.wait_for_url(f"**/plans/{slug}/")


def test_a_word_file_is_imported_adopted_read_and_found(
    site: str, cast: Cast, page: Page, browser: Browser, tmp_path: Path, complaints: list[str]
) -> None:
    sign_in(page, site, "leader")
    page.goto(f"{site}/drafts/import/")
    page.get_by_label("计划文件").set_input_files(word_file(tmp_path))
    page.get_by_role("button", name="导入为草稿").click()
    page.wait_for_url(OF_A_DRAFT)
    draft = Draft.objects.get()
    assert draft.title == "木棉市绿色出行三年行动计划（2024—2026年）"
    adopt(page, site, draft.pk, "mumian-2024")
    public = browser.new_page()
    public.goto(f"{site}/search/?q=充电桩")
    public.locator(".hits a").first.click()
    expect(public.locator("h1")).to_have_text("木棉市绿色出行三年行动计划（2024—2026年）")
    assert "1.2万个" in public.locator(".ladder").inner_text()
    public.close()


def test_each_of_several_files_shows_what_became_of_it(site: str, cast: Cast, page: Page, tmp_path: Path) -> None:
    sign_in(page, site, "leader")
    page.goto(f"{site}/drafts/import/")
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "图.png").write_bytes(b"\x89PNG")
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04nonsense")
    names = ("空.txt", "图.png", "坏.docx")
    page.get_by_label("计划文件").set_input_files([*(tmp_path / name for name in names), word_file(tmp_path)])
    page.get_by_role("button", name="导入为草稿").click()
    expect(page.locator("#uploads a")).to_have_count(1, timeout=60_000)
    told = page.locator("#uploads li").all_inner_texts()
    sentences = ["文件是空的", "不是可以读取的格式", "损坏或不完整", "去核对"]
    assert [sentence in line for sentence, line in zip(sentences, told, strict=True)] == [True] * 4
    assert Draft.objects.count() == 1
    assert violations(page) == []


def test_by_keyboard_alone(site: str, cast: Cast, page: Page) -> None:
    sign_in(page, site, "leader")
    page.goto(f"{site}/drafts/import/")
    page.get_by_text("没有文件，粘贴文字").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.insert_text(WORDS)
    page.get_by_role("button", name="导入为草稿").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(OF_A_DRAFT)
    page.goto(f"{site}/drafts/{Draft.objects.get().pk}/adopt/")
    page.get_by_label("我知道上面这些还没有核对，仍要采用").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans/*/")
    assert Plan.objects.filter(title="木棉市绿色出行三年行动计划（2024—2026年）").count() == 1


def test_without_script_and_on_a_phone(site: str, cast: Cast, browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    sign_in(page, site, "leader")
    page.goto(f"{site}/drafts/import/")
    (tmp_path / "空.txt").write_bytes(b"")
    page.get_by_label("计划文件").set_input_files(tmp_path / "空.txt")
    page.get_by_role("button", name="导入为草稿").click()
    expect(page.get_by_role("alert")).to_contain_text("空.txt：文件是空的")
    page.get_by_label("计划文件").set_input_files(word_file(tmp_path))
    page.get_by_role("button", name="导入为草稿").click()
    page.wait_for_url(OF_A_DRAFT)
    adopt(page, site, Draft.objects.get().pk, "mumian-2024")
    context.close()


@pytest.fixture
def draft(cast: Cast) -> Draft:
    return import_draft(plan=invented(), by="测试", at=AT, amends="yunshan")


PAGES = (
    "/drafts/",
    "/drafts/import/?amends=yunshan",
    "/drafts/{n}/offices/",
    "/drafts/{n}/changes/",
    "/drafts/{n}/adopt/",
    "/drafts/{n}/delete/",
    "/drafts/{n}/recompile/",
    "/plans/yunshan/",
    "/plans/yunshan/versions/",
    "/plans/yunshan/withdraw/",
    "/plans/yunshan/relations/",
)


@pytest.mark.parametrize(("width", "theme"), [(390, "dark"), (1440, "light")])
def test_every_page_is_readable_by_everybody_in_each_language(
    site: str, draft: Draft, at_width: Callable[[int], Page], complaints: list[str], width: int, theme: Any
) -> None:
    page = at_width(width)
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    sign_in(page, site, "leader")
    for prefix in PREFIXES:
        for path in PAGES:
            page.goto(site + prefix + path.format(n=draft.pk))
            assert (path, violations(page)) == (path, [])
            assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width)
            assert page.title() == f"{page.locator('h1').inner_text()} · Kapok"


@pytest.mark.parametrize(("who", "found"), [("auditor", 200), ("public", 404)])
def test_the_auditor_finds_nothing_to_press_and_the_public_nothing_at_all(
    site: str, draft: Draft, page: Page, who: str, found: int
) -> None:
    if who != "public":
        sign_in(page, site, who)
    for path in ("/drafts/", f"/drafts/{draft.pk}/offices/", f"/drafts/{draft.pk}/changes/"):
        answer = page.goto(site + path)
        assert answer
        assert answer.status == found
        assert page.locator("main button, main .button, main select").count() == (1 if found == 404 else 0)
