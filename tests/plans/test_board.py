"""The board of a plan: its rows, its filters, its files."""

import csv
import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kapok.plans.models import Plan
from tests.plans.test_actions import TOMORROW, stored
from tests.plans.test_views import shown, words_of

Publish = Callable[..., Plan]
BOARD = "/plans/yunshan/board/"


def names(page: str) -> list[str]:
    """The names of the rows shown."""
    body = page[page.index("<table") : page.index("</table>")]
    return re.findall(r'<th scope="row"[^>]*>.*?lang="zh-Han[st]">([^<]*)<', body, re.DOTALL)


@pytest.fixture
def read(client: Client, publish: Publish) -> Callable[[str], str]:
    publish()
    publish("other")
    return lambda query: shown(client, BOARD + query)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("", ["留学归国人员", "国际合作基地", "技术合同成交额"]),
        ("?year=2020", ["留学归国人员"]),
        ("?year=2021&kind=cumulative", ["技术合同成交额"]),
        ("?q=國際", ["国际合作基地"]),
        ("?sort=name", ["国际合作基地", "技术合同成交额", "留学归国人员"]),
        ("?sort=due", ["留学归国人员", "国际合作基地", "技术合同成交额"]),
        ("?year=x&kind=x&role=x&sort=x&show=x&page=x", ["留学归国人员", "国际合作基地", "技术合同成交额"]),
        ("?show=tasks", ["建设开放实验室", "引进人才"]),
        ("?show=tasks&office=o4", ["引进人才"]),
        ("?show=tasks&office=o1&role=responsible", ["建设开放实验室"]),
        ("?show=tasks&role=lead", ["引进人才"]),
        ("?show=tasks&q=人才", ["引进人才"]),
        ("?show=tasks&sort=name", ["建设开放实验室", "引进人才"]),
    ],
)
def test_a_board_shows_the_rows_that_its_address_asks_for(
    read: Callable[[str], str], query: str, rows: list[str]
) -> None:
    shown_rows = names(read(query))
    assert sorted(shown_rows) == sorted(rows) if "sort=name" in query else shown_rows == rows


@pytest.mark.parametrize(
    "query", ["?office=o1&role=lead&show=tasks", "?q=没有", "?year=1999", "?office=zz", "?office=o4"]
)
def test_a_board_without_rows_says_what_to_do(read: Callable[[str], str], query: str) -> None:
    page = read(query)
    assert page.count('class="empty-title"') == 1
    assert "请放宽一个条件" in page


def test_indicators_belong_to_the_offices_of_their_section(client: Client, publish: Publish) -> None:
    plan = publish()
    plan.targets.filter(key="t4").update(clause=plan.clauses.get(key="c6"))
    assert names(shown(client, BOARD + "?office=o4")) == ["国际合作基地"]
    assert names(shown(client, BOARD + "?show=tasks&year=2021")) == ["引进人才"]
    plan.clauses.filter(key="c4").update(level=2)
    assert names(shown(client, BOARD + "?office=o1")) == ["国际合作基地"]
    assert names(shown(client, BOARD + "?show=tasks&year=2021")) == ["建设开放实验室", "引进人才"]


def test_a_row_opens_to_its_sentence_in_the_text(read: Callable[[str], str]) -> None:
    page = read("?q=基地")
    assert 'href="/plans/yunshan/?at=t4#t4"' in page
    assert "<q>（二）到2021年，建成国际合作基地60家以上，技术合同成交额累计突破1200亿元。</q>" in page
    assert "1200亿元" in read("?q=技术")


def test_rows_stand_under_the_clause_that_holds_them(read: Callable[[str], str]) -> None:
    assert words_of(read(""))[0:0] == ""
    assert len(re.findall('scope="rowgroup"', read(""))) == 1
    assert re.findall('scope="rowgroup"', read("?group=none")) == []
    assert re.findall('scope="rowgroup"', read("?sort=name")) == []


def test_only_the_chosen_columns_are_shown(read: Callable[[str], str]) -> None:
    heads = re.findall(r'<th scope="col"[^>]*>([^<]*)', read("?column=2021"))
    assert heads == ["指标", "2021年"]
    assert re.findall(r'<th scope="col"[^>]*>([^<]*)', read("?show=tasks&column=lead")) == ["任务", "牵头"]


def test_what_is_seen_comes_as_a_file(client: Client, publish: Publish) -> None:
    publish()
    answer = client.get(BOARD + "?as=csv&year=2020&page=9")
    assert answer["Content-Disposition"] == 'attachment; filename="yunshan-indicators.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows == [
        ["条款", "指标", "口径", "2019年", "2020年", "2021年"],
        ["（一）", "留学归国人员", "", "8万人", "8.5万人", "9万人"],
    ]
    book = openpyxl.load_workbook(io.BytesIO(client.get(BOARD + "?as=xlsx&show=tasks&column=lead").content))
    assert [[cell.value for cell in row] for row in book.worksheets[0]] == [
        ["任务", "牵头"], ["建设开放实验室", None], ["引进人才", "市人力资源社会保障局"],
    ]  # fmt: skip


@pytest.mark.parametrize("plans", [1, 3])
def test_a_board_costs_the_same_queries_whatever_there_is(
    client: Client, publish: Publish, django_assert_num_queries: DjangoAssertNumQueries, plans: int
) -> None:
    for n in range(plans):
        publish(f"plan-{n}")
    with django_assert_num_queries(9):
        shown(client, "/plans/plan-0/board/")
    with django_assert_num_queries(10):
        shown(client, "/plans/plan-0/board/?show=tasks")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["board/", "board/?as=csv", "offices/", "offices/o1/"])
def test_a_board_that_is_not_published_is_shown_to_nobody(client: Client, path: str) -> None:
    stored(slug="draft", on=TOMORROW)
    assert client.get(f"/plans/draft/{path}").status_code == 404


def test_a_plan_without_anything_has_an_honest_board(client: Client, publish: Publish) -> None:
    publish(targets=(), tasks=())
    for query in ("", "?show=tasks"):
        assert "这份计划里没有" in shown(client, BOARD + query)
    assert "没有单位" in shown(client, "/plans/yunshan/offices/")


def test_the_offices_of_a_plan_stand_with_what_they_carry(client: Client, publish: Publish) -> None:
    publish()
    page = shown(client, "/plans/yunshan/offices/")
    assert "5家单位共承担5项责任。" in words_of(page)
    matrix = page[page.index('class="matrix"') :]
    rows = re.findall(r'<th scope="row">.*?</tr>', matrix, re.DOTALL)
    assert [re.findall("<td>([^<]*)</td>", row) for row in rows] == [
        ["责任", "责任", "责任", "", ""], ["", "", "", "牵头", "配合"],
    ]  # fmt: skip


def test_an_office_has_a_page_of_what_it_carries_and_with_whom(client: Client, publish: Publish) -> None:
    plan = publish()
    plan.targets.filter(key="t4").update(clause=plan.clauses.get(key="c6"))
    page = words_of(shown(client, "/plans/yunshan/offices/o4/"))
    assert "承担1项责任：牵头1项。全计划2项任务里，它参与1项，每一项都与别的单位共同承担。" in page
    assert "2021年12月31日还有457天国际合作基地≥60家" in page
    assert "引进人才牵头市公安局配合" in page
    assert client.get("/plans/yunshan/offices/o9/").status_code == 404


@pytest.mark.parametrize("path", ["offices/", "offices/o1/"])
def test_an_office_costs_few_queries(
    client: Client, publish: Publish, django_assert_max_num_queries: DjangoAssertNumQueries, path: str
) -> None:
    publish()
    with django_assert_max_num_queries(14):
        shown(client, f"/plans/yunshan/{path}")
