"""The board and the offices as people use them: by keyboard, without script, on a phone, with nothing and with much."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kapok.kernel.spans import Span
from kapok.plans.actions import adopt_plan
from kapok.web.samples import LONGEST_OFFICE
from tests.accounts.cast import AT
from tests.browser.test_every_page import violations
from tests.plans.invented import invented
from tests.web.plain import DAY

BOARD = "/plans/yunshan/board/"
MANY = 120
ACROSS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def with_rows(slug: str, rows: int) -> None:
    """A plan of so many indicators and tasks, the first of which an office of the longest name carries."""
    whole = invented()
    targets = tuple(
        replace(whole.targets[n % 5], id=f"t{n + 1}", indicator=f"{whole.targets[n % 5].indicator}{n}", unit="万元")
        for n in range(rows)
    )
    tasks = tuple(
        replace(
            whole.tasks[n % 2],
            id=f"k{n + 1}",
            title=f"{whole.tasks[n % 2].title}{n}",
            span=Span(n, n + 1),
            sentences=(Span(n, n + 1),),
            duties=tuple(
                replace(duty, id=f"d{n}0{m}", office=LONGEST_OFFICE if n == m == 0 else duty.office)
                for m, duty in enumerate(whole.tasks[n % 2].duties)
            ),
        )
        for n in range(rows)
    )
    held = replace(whole, targets=targets, tasks=tasks)
    adopt_plan(plan=held, slug=slug, by="测试", at=AT, on=DAY)


@pytest.mark.parametrize("rows", [0, 1, 3, MANY])
@pytest.mark.parametrize(("width", "theme"), [(390, "dark"), (1440, "light")])
def test_with_any_number_of_rows_it_can_be_read_by_everybody(
    site: str, at_width: Callable[[int], Page], complaints: list[str], rows: int, width: int, theme: Any
) -> None:
    with_rows("counted", rows)
    page = at_width(width)
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    for path in ("board/", "board/?show=tasks", "offices/", "offices/o1/")[: 4 if rows else 3]:
        page.goto(f"{site}/en/plans/counted/{path}")
        assert violations(page) == []
        assert page.evaluate(ACROSS) == 0
        shown = page.locator(".board tbody tr:not(.group)").count() if "board" in path else 0
        assert shown == (min(rows, 50) if "board" in path else 0)


def test_the_keyboard_alone_filters_and_opens_a_row(site: str, page: Page, complaints: list[str]) -> None:
    page.goto(site + BOARD)
    page.get_by_label("文字").focus()
    page.keyboard.type("基地")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".board summary").all_inner_texts() == ["国际合作基地"]
    page.locator(".board summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sources q")).to_be_visible()
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{site}/plans/yunshan/?at=t4#t4"
    page.go_back()
    assert page.get_by_label("文字").input_value() == "基地"


def test_without_script_it_filters_pages_and_gives_files(
    site: str, browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    with_rows("counted", MANY)
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/plans/counted/board/")
    page.get_by_role("link", name="下一页").click()
    assert "第 51–100 条，共 120 条" in page.locator(".pager").inner_text()
    page.get_by_label("到期年份").select_option("2021")
    page.get_by_role("button", name="筛选看板").click()
    assert "year=2021" in page.url
    expect(page.locator(".lead")).to_have_text("符合条件的有 72 项指标。")
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV").click()
    rows = list(csv.reader(io.StringIO(saved.value.path().read_text("utf-8-sig"))))
    assert len(rows) == 73
    context.close()


def test_on_a_phone_all_years_of_the_indicators_are_in_sight(site: str, at_width: Callable[[int], Page]) -> None:
    page = at_width(390)
    for prefix in ("", "/zh-hant"):
        page.goto(site + prefix + BOARD)
        assert page.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('.scroll'))") == 0


def test_where_a_table_goes_on_beyond_the_edge_it_casts_a_shadow(site: str, at_width: Callable[[int], Page]) -> None:
    page = at_width(390)
    page.goto(f"{site}/en{BOARD}")  # twelve digits of yuan do not fit
    shadow = page.locator(".scroll").first.evaluate("found => getComputedStyle(found).backgroundAttachment")
    assert shadow == "local, local, scroll, scroll"


def test_on_a_phone_a_task_stands_in_a_block_and_is_still_a_row(site: str, at_width: Callable[[int], Page]) -> None:
    page = at_width(390)
    page.goto(f"{site}/en{BOARD}?show=tasks")
    row = page.get_by_role("row").filter(has_text="引进人才")
    cells = [cell.bounding_box() for cell in row.get_by_role("cell").all() if cell.is_visible()]
    tops = [cell["y"] for cell in cells if cell]
    assert tops == sorted(set(tops))
    assert page.get_by_role("table").count() == 1
    assert page.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('.scroll'))") == 0


def test_a_point_of_the_timeline_leads_to_the_board_of_its_year(site: str, page: Page, complaints: list[str]) -> None:
    page.goto(site)
    page.get_by_role("link", name="2020年", exact=True).click()
    assert page.url == f"{site}{BOARD}?year=2020"
    expect(page.locator(".lead")).to_have_text("符合条件的有 1 项指标。")


def test_the_matrix_has_a_head_for_each_cell(site: str, page: Page) -> None:
    page.goto(site + "/plans/yunshan/offices/")
    matrix = page.locator(".matrix")
    assert matrix.locator("thead th[scope=col]").count() == 1 + 5
    assert matrix.locator("tbody th[scope=row]").count() == 2
    assert matrix.locator("tbody td").count() == 2 * 5
