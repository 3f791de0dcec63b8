"""A long plan in parts: each item is in the part that its address asks for, and nothing is lost between two."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from kapok.plans import parts
from kapok.plans.models import Plan
from kapok.plans.parts import Parts, cuts
from tests.plans.invented import TEXT
from tests.plans.test_views import shown, words_of

Publish = Callable[..., Plan]


@pytest.fixture
def long(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """The invented plan, in parts of three targets and tasks."""
    monkeypatch.setattr(parts, "MOST", 3)
    return publish()


def texts(page: str) -> str:
    return page[page.index('<div class="text"') : page.index("</section>", page.index('<div class="text"'))]


@given(
    st.text(alphabet="一二。\n", max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(1, 3)), max_size=9)
)
def test_parts_begin_at_the_start_and_go_forward_to_the_end(text: str, heads: list[tuple[int, int]]) -> None:
    inside = sorted(head for head in heads if head[0] < len(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "LONGEST", 7)
        patch.setattr(parts, "MOST", 2)
        found = cuts(text, inside, sorted(start for start, _level in inside))
    edges = [*found, max(1, len(text))]
    assert found[0] == 0
    assert edges == sorted(set(edges))
    assert all(after - before <= 7 for before, after in pairwise(edges))


def test_a_part_is_cut_where_a_clause_of_the_highest_level_begins() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "LONGEST", 10)
        assert cuts("字" * 18, [(0, 1), (6, 2), (7, 1), (9, 2), (15, 2)], []) == [0, 7, 15]


def test_a_text_without_clauses_is_cut_at_the_end_of_a_line() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "LONGEST", 10)
        assert cuts("一二三四五\n一二三四五六七八九十\n", [], []) == [0, 6, 16]


def test_an_ordinary_plan_is_one_part(client: Client, publish: Publish) -> None:
    publish()
    assert 'id="part"' not in shown(client, "/plans/yunshan/?part=2")


def test_all_parts_together_are_the_whole_text_and_all_items(client: Client, long: Plan) -> None:
    pages = list(all_parts(client))
    assert len(pages) == 3
    words = "".join(words_of(texts(page)).replace("#", "") for page in pages)
    assert words == re.sub(r"\s+", "", TEXT)
    assert sum(page.count('class="due"') for page in pages) == 5
    assert sum(page.count('<li id="task-') for page in pages) == 2


def all_parts(client: Client) -> Iterator[str]:
    path = "/plans/yunshan/"
    while path:
        page = shown(client, path)
        yield page
        onward = re.search(r'rel="next" href="([^"]+)"', page)
        path = f"/plans/yunshan/{onward.group(1)}" if onward else ""


@pytest.mark.parametrize("key", ["c1", "c7", "t1", "t5", "k1", "k2", "d1", "d5", "p1", "p2", "n1", "w1", "u1"])
def test_an_address_that_lasts_leads_to_the_part_that_holds_its_item(client: Client, long: Plan, key: str) -> None:
    page = shown(client, f"/plans/yunshan/?at={key}")
    assert f'id="{key}"' in texts(page)


@pytest.mark.parametrize("query", ["at=o5", "at=i3"])
def test_an_office_and_an_indicator_stand_where_they_are_first_named(long: Plan, query: str) -> None:
    part = Parts(long, 7).asked(QueryDict(query))
    held = Parts(long, 7).contents(part)
    assert query[3:] in [*(office.key for office in held.offices), *(row.key for row in held.indicators)]


@pytest.mark.parametrize(
    "query", ["", "at=", "at=zz", "at=t99", "at=t1'", "at=c1&part=3", "part=0", "part=x", "part=²"]
)
def test_an_address_that_means_nothing_is_the_first_part(long: Plan, query: str) -> None:
    assert Parts(long, 7).asked(QueryDict(query)).number == 1


def test_a_part_beyond_the_end_is_the_last(long: Plan) -> None:
    part = Parts(long, 7).asked(QueryDict("part=99"))
    assert (part.number, part.span.end) == (part.total, len(TEXT))


def test_the_other_script_of_a_part_is_of_the_same_part(client: Client, long: Plan) -> None:
    page = shown(client, "/plans/yunshan/?at=k2")
    links = re.findall(r'href="(\?[^"]+)#text"', page)
    assert links == ["?script=source&amp;part=3", "?script=hant&amp;part=3"]
    assert 'id="k2"' in texts(shown(client, "/plans/yunshan/?script=hant&part=3"))


def test_links_on_a_part_stay_on_it_or_lead_to_the_other(client: Client, long: Plan) -> None:
    for page in all_parts(client):
        links, ids = set(re.findall(r'href="#([^"]+)"', page)), re.findall(r'\bid="([^"]+)"', page)
        assert links - set(ids) == set()
        assert len(ids) == len(set(ids))


def test_the_sentences_on_top_are_of_the_whole_plan(client: Client, long: Plan) -> None:
    assert {re.findall(r'<p class="lead">([^<]*)', page)[0] for page in all_parts(client)} == {
        "本计划为 3 项指标定了 5 个目标值。2 项任务由 4 家单位和 1 组单位承担，共 5 项责任。"
    }


@pytest.mark.parametrize("path", ["", "?at=t5", "?part=3"])
def test_a_part_costs_the_same_queries_as_any_other(
    client: Client, long: Plan, django_assert_max_num_queries: DjangoAssertNumQueries, path: str
) -> None:
    with django_assert_max_num_queries(22):
        shown(client, f"/plans/yunshan/{path}")


def test_a_long_text_without_anything_in_it_is_cut_too(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LONGEST", 60)
    plan = publish(clauses=(), targets=(), tasks=(), provisions=(), names=(), warnings=(), uncovered=())
    found = Parts(plan, 0)
    spans = [found.span(number + 1) for number in range(len(found.begin))]
    assert spans[0].start == 0
    assert [span.end for span in spans[:-1]] == [span.start for span in spans[1:]]
    assert "".join(span.of(TEXT) for span in spans) == TEXT
