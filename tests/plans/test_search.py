"""Search over published plans, on either database."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kapok.plans.actions import remove_sample
from kapok.plans.models import Passage, Plan
from kapok.plans.scripts import converted
from kapok.plans.search import count, search
from tests.accounts.cast import AT, DAY
from tests.plans.invented import TEXT
from tests.plans.test_actions import TOMORROW, stored

Publish = Callable[..., Plan]


def sentences(query: str) -> list[str]:
    return [hit.sentence for hit in search(query, DAY)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("基地", ["（二）到2021年，建成国际合作基地60家以上，技术合同成交额累计突破1200亿元。"]),
        ("簡化來華", ["简化来华工作手续，缩短到5个工作日。"]),
        ("实验室 补助", ["每个实验室补助不超过50万元。"]),
        ("际合", ["（二）到2021年，建成国际合作基地60家以上，技术合同成交额累计突破1200亿元。"]),
        ("２０２１年 基地", ["（二）到2021年，建成国际合作基地60家以上，技术合同成交额累计突破1200亿元。"]),
        ("基地 补助", []),
        ("地基", []),
        ("基", []),
        ("", []),
        ("\" OR 基地' & | ! ( )", []),
        ("基地*", ["（二）到2021年，建成国际合作基地60家以上，技术合同成交额累计突破1200亿元。"]),
    ],
)
def test_every_sentence_with_the_words_is_found_and_no_other(publish: Publish, query: str, found: list[str]) -> None:
    publish()
    assert sentences(query) == found
    assert count(query, DAY) == len(found)


def test_a_text_in_the_other_script_is_found_by_the_same_words(publish: Publish) -> None:
    publish("hans")
    publish("hant", source=stored_source(converted(TEXT, "hant")))
    assert sorted(hit.slug for hit in search("留学归国", DAY)) == ["hans", "hant"]
    assert sorted(hit.slug for hit in search("留學歸國", DAY)) == ["hans", "hant"]


def stored_source(text: str) -> Any:
    from kapok.compiler.model import Source

    return Source(text, "plan.txt", "text/plain", "1" * 64)


def test_a_hit_has_the_lasting_key_of_what_stands_in_its_sentence(publish: Publish) -> None:
    publish()
    assert [(hit.slug, hit.clause_number, hit.key) for hit in search("国际合作基地", DAY)] == [
        ("yunshan", "（二）", "t4")
    ]
    assert [hit.key for hit in search("财政局", DAY)] == ["d1"]
    assert [hit.key for hit in search("专项", DAY)] == ["c7"]


def test_a_short_sentence_about_it_comes_before_a_long_one_that_names_it(publish: Publish) -> None:
    publish(
        "a",
        source=stored_source(
            "关于推进各项工作并加强托育服务和其他服务以及更多别的事情的安排。\n托育。\n托育服务托育。"
        ),
    )
    assert len(sentences("托育")) == 3
    assert sentences("托育")[-1].startswith("关于推进")


@pytest.mark.django_db
def test_a_plan_that_is_not_published_is_found_by_nobody(client: Client) -> None:
    stored(slug="draft", on=TOMORROW)
    assert Passage.objects.filter(words__contains="基地").exists()
    assert search("基地", DAY) == []
    assert count("基地", DAY) == 0
    assert "yunshan" not in client.get("/search/", {"q": "基地"}).content.decode()


def test_a_plan_that_is_gone_is_found_no_more(publish: Publish) -> None:
    publish(sample=True)
    remove_sample(slug="yunshan", by="测试", at=AT)
    assert search("基地", DAY) == []
    publish("again")
    assert len(search("基地", DAY)) == 1


@pytest.mark.parametrize("plans", [1, 3])
def test_a_page_of_hits_costs_two_queries(
    client: Client, publish: Publish, django_assert_num_queries: DjangoAssertNumQueries, plans: int
) -> None:
    for n in range(plans):
        publish(f"plan-{n}")
    with django_assert_num_queries(2):
        page = client.get("/search/", {"q": "基地"}).content.decode()
    assert page.count('href="/plans/plan-') == plans
    assert page.count("<mark>基地</mark>") == plans


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "title"), [("", ""), ("托", "再写一个字"), ("没有的话", "没有找到")])
def test_an_empty_page_says_why(client: Client, query: str, title: str) -> None:
    page = client.get("/search/", {"q": query}).content.decode()
    assert page.count('class="empty-title"') == bool(title)
    assert title in page


def test_a_reader_of_the_traditional_pages_reads_hits_in_it(client: Client, publish: Publish) -> None:
    publish()
    page = client.get("/zh-hant/search/", {"q": "国际合作"}).content.decode()
    assert "<mark>國際合作</mark>" in page
    assert 'href="/zh-hant/plans/yunshan/?at=t4#t4"' in page


@pytest.mark.parametrize("page", ["0", "99", "x", "9" * 400, "²"])
def test_a_page_that_is_not_there_is_the_nearest(client: Client, publish: Publish, page: str) -> None:
    publish()
    assert "第 1–1 条，共 1 条" in client.get("/search/", {"q": "国际合作", "page": page}).content.decode()


def test_a_null_character_asks_nothing(client: Client, publish: Publish) -> None:
    publish()
    assert client.get("/search/?q=%00").status_code == 200
