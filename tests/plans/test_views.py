"""The pages of plans, as the server writes them."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from kapok.compiler.model import Source
from kapok.plans.models import Plan
from kapok.plans.scripts import converted
from tests.plans.invented import TEXT, invented
from tests.plans.test_actions import TOMORROW, stored

Publish = Callable[..., Plan]


def shown(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def words_of(html: str) -> str:
    """Without what is only there to be copied."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", re.sub(r'<a class="lasting".*?</a>', "", html)))


@pytest.mark.parametrize("plans", [1, 3])
def test_a_plan_costs_fifteen_queries(
    client: Client, publish: Publish, django_assert_num_queries: DjangoAssertNumQueries, plans: int
) -> None:
    for n in range(plans):
        publish(f"plan-{n}")
    with django_assert_num_queries(15):
        page = shown(client, "/plans/plan-0/")
    assert page.count('class="due"') == 5


@pytest.mark.django_db
def test_without_plans_the_home_page_says_what_to_do(client: Client) -> None:
    page = shown(client, "/")
    assert "还没有已公布的计划" in page
    assert "<code>kapok import 计划.docx</code>" in page


@pytest.mark.django_db
def test_a_plan_that_is_not_published_is_shown_to_nobody(client: Client) -> None:
    stored(slug="draft", on=TOMORROW)
    assert client.get("/plans/draft/").status_code == 404
    assert "云山市" not in client.get("/plans/draft/").content.decode()
    assert "云山市" not in shown(client, "/")


def test_the_whole_text_is_on_the_page_and_nothing_is_lost(client: Client, publish: Publish) -> None:
    publish()
    page = shown(client, "/plans/yunshan/")
    text = page[page.index('<div class="text"') : page.index("</section>", page.index('<div class="text"'))]
    assert words_of(text).replace("#", "") == re.sub(r"\s+", "", TEXT)


def test_every_item_has_one_anchor_in_the_text_and_one_row_that_lead_to_each_other(
    client: Client, publish: Publish
) -> None:
    publish()
    page = shown(client, "/plans/yunshan/")
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links - set(ids) == set()
    for key in ("t1", "t5", "p1", "p2", "d1", "d5"):
        assert {key, f"row-{key}"} <= set(ids)
        assert {key, f"row-{key}"} <= links
    for key in ("c1", "c7", "k1", "k2", "n1", "w1", "u1"):
        assert key in ids


def test_a_target_is_written_as_the_plan_writes_it_with_all_digits_on_demand(client: Client, publish: Publish) -> None:
    publish()
    assert '<span class="figure" title="85,000人">8.5万人</span>' in shown(client, "/plans/yunshan/")


def test_an_english_page_counts_in_digits_and_keeps_the_plan_s_own_number(client: Client, publish: Publish) -> None:
    publish()
    assert '<span class="figure" title="8.5万人">85,000人</span>' in shown(client, "/en/plans/yunshan/")


def test_what_two_sentences_say_stands_once_with_both(client: Client, publish: Publish) -> None:
    targets = invented().targets
    publish(targets=(*targets, replace(targets[0], id="t9")))
    page = shown(client, "/plans/yunshan/")
    assert page.count('class="due"') == 5
    assert '<span id="row-t9" class="anchor"></span><a class="due" id="row-t1" data-items="t1 t9 "' in page


def test_what_a_plan_says_is_never_taken_for_markup(client: Client, publish: Publish) -> None:
    nasty = """<script>alert("x")</script> 'y' & {{ z }} {% now %}"""
    text = f"{nasty}\n一、{nasty}"
    base = invented()
    publish(
        source=Source(text),
        title=nasty,
        issuer=nasty,
        clauses=(replace(base.clauses[0], number="一", title=nasty),),
        targets=(replace(base.targets[0], clause="c1", indicator=nasty, unit=nasty),),
        tasks=(
            replace(base.tasks[0], clause="c1", title=nasty, duties=(replace(base.tasks[0].duties[0], office=nasty),)),
        ),
        provisions=(replace(base.provisions[0], clause="c1", subject=nasty),),
        names=(replace(base.names[0], name=nasty),),
        warnings=(replace(base.warnings[0], message=nasty),),
        uncovered=(),
    )
    for path in ("/", "/plans/yunshan/", "/en/plans/yunshan/?script=hant"):
        page = shown(client, path)
        assert "<script>" not in page
        assert page.count("<script") == page.count('<script type="module" src="')
        assert escape(nasty) in page


@pytest.mark.parametrize(
    ("path", "language", "words"),
    [
        ("/plans/yunshan/", "zh-Hans", "留学归国人员达到"),
        ("/plans/yunshan/?script=hant", "zh-Hant", "留學歸國人員達到"),
        ("/zh-hant/plans/yunshan/", "zh-Hant", "留學歸國人員達到"),
        ("/zh-hant/plans/yunshan/?script=source", "zh-Hans", "留学归国人员达到"),
        ("/en/plans/yunshan/", "zh-Hans", "留学归国人员达到"),
        ("/plans/yunshan/?script=nonsense", "zh-Hans", "留学归国人员达到"),
    ],
)
def test_the_text_is_shown_in_the_script_that_is_asked_for(
    client: Client, publish: Publish, path: str, language: str, words: str
) -> None:
    publish()
    page = shown(client, path)
    assert f'<div class="text" lang="{language}">' in page
    assert words in page


def test_a_converted_text_says_that_the_published_one_prevails(client: Client, publish: Publish) -> None:
    publish()
    assert "以原文为准" in shown(client, "/plans/yunshan/?script=hant")
    assert "以原文为准" not in shown(client, "/plans/yunshan/")


def test_a_sample_says_so_on_each_page_that_shows_it(client: Client, publish: Publish) -> None:
    publish(sample=True)
    for path in ("/", "/plans/yunshan/"):
        assert "由 Kapok 编写，不是政府文件原文。" in shown(client, path)


def test_a_real_plan_is_not_called_a_sample(client: Client, publish: Publish) -> None:
    publish()
    for path in ("/", "/plans/yunshan/"):
        assert "由 Kapok 编写" not in shown(client, path)


def test_a_plan_of_words_alone_says_why_its_lists_are_empty(client: Client, publish: Publish) -> None:
    publish(targets=(), tasks=(), provisions=(), names=(), warnings=(), uncovered=(), clauses=())
    page = shown(client, "/plans/yunshan/")
    for title in ("没有目标值", "没有任务", "没有单位"):
        assert f'<p class="empty-title">{title}</p>' in page
    for section in ("provisions", "names", "doubts"):
        assert f'<section id="{section}">' not in page


def test_each_page_is_linked_in_all_languages(client: Client, publish: Publish) -> None:
    publish()
    page = shown(client, "/en/plans/yunshan/?script=hant")
    assert re.findall(r'<a href="([^"]+)" lang="[^"]+" hreflang="([^"]+)"', page) == [
        ("/plans/yunshan/?script=hant", "zh-Hans"),
        ("/zh-hant/plans/yunshan/?script=hant", "zh-Hant"),
        ("/en/plans/yunshan/?script=hant", "en"),
    ]


def test_full_names_are_on_demand_and_said_to_be_unconfirmed(client: Client, publish: Publish) -> None:
    publish()
    page = shown(client, "/plans/yunshan/")
    assert 'title="云山市科学技术局">市科技局</a>' in page
    assert "云山市科学技术局 <span" in page
    assert "（全称尚未核实）" in page


def test_a_traditional_plan_has_its_units_and_offices_in_its_own_script(client: Client, publish: Publish) -> None:
    text = converted(TEXT, "hant")
    publish(source=Source(text), title=text.splitlines()[0])
    page = shown(client, "/plans/yunshan/")
    assert '<div class="text" lang="zh-Hant">' in page
    assert ">市財政局</a>" in page
    assert ">8.5萬人</span>" in page
    assert ">市财政局</a>" in shown(client, "/plans/yunshan/?script=hans")
