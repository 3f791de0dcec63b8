"""The page on which a draft is reviewed, as the server writes it and as it takes what is sent."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kapok.compiler.model import Confidence
from kapok.compiler.model import Plan as Compiled
from kapok.plans.models import Draft
from kapok.plans.review import edits, queries
from kapok.plans.review.actions import adopt, correct, import_draft
from tests.accounts.cast import AT, DAY, Cast, assemble, signed_in
from tests.plans.invented import TEXT, invented

pytestmark = pytest.mark.django_db
Drafted = Callable[..., Draft]


@pytest.fixture
def cast(settings: Any) -> Cast:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return assemble()


@pytest.fixture
def leader(cast: Cast) -> Client:
    return signed_in(cast.people["leader"])


@pytest.fixture
def draft(cast: Cast) -> Draft:
    return import_draft(plan=invented(), by="测试", at=AT, office=cast.offices["czj"])


def shown(browser: Client, draft: Draft, query: str = "", /, **headers: str) -> str:
    answer = browser.get(f"/drafts/{draft.pk}/{query}", headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def send(browser: Client, draft: Draft, path: str, status: int = 302, /, **fields: Any) -> str:
    """Sends a form of the page; where that leads, or the page that says why not."""
    answer = browser.post(f"/drafts/{draft.pk}/{path}", {"seen": queries.last_number(draft.pk), **fields})
    assert answer.status_code == status
    return answer.headers.get("Location", "") or answer.content.decode()


def statuses(draft: Draft, *keys: str) -> list[str]:
    items = queries.state(draft).items
    return [items[key]["status"] for key in keys]


def fields(page: str) -> dict[str, str]:
    """What the form of the open item would send."""
    form = page[page.index('class="panel-form"') :]
    form = form[: form.index("</form>")]
    found = dict(re.findall(r'<input type="(?:text|hidden)" name="(\w+)" value="([^"]*)"', form))
    found |= dict(re.findall(r'<textarea name="(\w+)"[^>]*>\s*([^<]*)</textarea>', form))
    for name, options in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="(\w*)" selected', options)
        found[name] = chosen.group(1) if chosen else ""
    found.pop("csrfmiddlewaretoken")
    return found


def current(page: str) -> str:
    found = re.search(r'data-current="([^"]*)"', page)
    assert found
    return found.group(1)


def test_the_page_opens_with_what_is_doubted_and_says_how_far_one_is(leader: Client, draft: Draft) -> None:
    page = shown(leader, draft)
    assert current(page) == "w1"
    assert "<strong>已核 0 / 16</strong>" in page
    assert "还剩 16 项" in page


def test_one_press_adopts_and_leads_to_the_next_item_to_do(leader: Client, draft: Draft) -> None:
    there = send(leader, draft, "items/t1/", act="adopt", **fields(shown(leader, draft, "?item=t1")))
    assert there == f"/drafts/{draft.pk}/?item=t2&did=1&since=0"
    assert statuses(draft, "t1", "t2") == ["checked", "open"]
    page = shown(leader, draft, "?item=t2&did=1&since=0")
    assert '<p id="said" class="unseen" role="status">已采用 t1；还剩 15 项</p>' in page


def test_adopting_a_task_adopts_its_duties(leader: Client, draft: Draft) -> None:
    send(leader, draft, "items/k1/", act="adopt", item="k1")
    assert statuses(draft, "k1", "d1", "d2", "d3", "d4") == ["checked"] * 4 + ["open"]


def test_what_was_typed_over_is_adopted_as_it_was_typed_and_the_rest_stays(leader: Client, draft: Draft) -> None:
    given = fields(shown(leader, draft, "?item=t2")) | {"value": "8.6万", "year": "2022"}
    send(leader, draft, "items/t2/", act="adopt", **given)
    before, after = queries.corrections(draft)[0].changes["t2"]
    assert {name: after[name] for name in after if after[name] != before[name]} == {
        "value": 86000.0, "year": 2022, "status": "checked",
    }  # fmt: skip
    assert queries.corrections(draft)[0].act == "edit"


def test_a_retitled_task_is_adopted_with_its_duties(leader: Client, draft: Draft) -> None:
    given = fields(shown(leader, draft, "?item=k2")) | {"title": "引才"}
    send(leader, draft, "items/k2/", act="adopt", **given)
    assert statuses(draft, "k2", "d4", "d5") == ["checked"] * 3
    assert queries.state(draft).items["k2"]["title"] == "引才"


def test_what_is_wrong_is_shown_beside_its_field_and_on_top_with_what_was_typed(leader: Client, draft: Draft) -> None:
    given = fields(shown(leader, draft, "?item=t2")) | {"value": "很多", "indicator": "归国人员"}
    page = send(leader, draft, "items/t2/", 422, act="adopt", **given)
    assert '<li><a href="#id_value">数值</a> 读不懂“很多”这个数。请写成 85000 或 8.5万 这样。</li>' in page
    assert '<p class="field-error small">读不懂“很多”这个数。请写成 85000 或 8.5万 这样。</p>' in page
    assert fields(page)["indicator"] == "归国人员"
    assert queries.last_number(draft.pk) == 0


def test_the_plan_s_own_title_is_corrected(leader: Client, draft: Draft) -> None:
    given = fields(shown(leader, draft, "?item=plan")) | {"title_en": "Yunshan Action Plan"}
    send(leader, draft, "items/plan/", act="adopt", **given)
    assert queries.state(draft).items["plan"]["title_en"] == "Yunshan Action Plan"


def test_a_target_is_split_into_parts_with_their_own_values(leader: Client, draft: Draft) -> None:
    page = shown(leader, draft, "?item=t4&do=split")
    given = {name: words for name, words in fields_of_parts(page).items() if words}
    send(leader, draft, "items/t4/", act="split", **given | {"part1-indicator": "联合实验室", "part1-value": "7"})
    found = queries.state(draft).items
    assert [(found[k]["indicator"], found[k]["value"]) for k in ("t4", "t6")] == [
        ("国际合作基地", 60),
        ("联合实验室", 7),
    ]


def fields_of_parts(page: str) -> dict[str, str]:
    form = page[page.index('class="panel-form"') :]
    form = form[: form.index("</form>")]
    found = dict(re.findall(r'<input type="(?:text|hidden)" name="([\w-]+)" value="([^"]*)"', form))
    found |= dict(re.findall(r'<textarea name="([\w-]+)"[^>]*>\s*([^<]*)</textarea>', form))
    for name, options in re.findall(r'<select name="([\w-]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="(\w*)" selected', options)
        found[name] = chosen.group(1) if chosen else ""
    return found


def test_a_split_with_a_fault_shows_every_part_again(leader: Client, draft: Draft) -> None:
    page = send(leader, draft, "items/t4/", 422, act="split", item="t4", parts="3", **{"part0-indicator": "基地"})
    assert page.count("<fieldset>") == 3
    assert 'name="part0-indicator" value="基地"' in page


def test_a_list_of_offices_is_offered_to_be_split_at_its_commas(leader: Client, draft: Draft) -> None:
    send(
        leader,
        draft,
        "items/d2/",
        act="adopt",
        **fields(shown(leader, draft, "?item=d2")) | {"office": "甲局、乙局、丙局"},
    )
    found = fields_of_parts(shown(leader, draft, "?item=d2&do=split"))
    assert [found[f"part{n}-office"] for n in range(3)] == ["甲局", "乙局", "丙局"]


def test_chosen_items_are_merged_into_the_first(leader: Client, draft: Draft) -> None:
    page = shown(leader, draft, "?item=t2&do=merge")
    assert re.findall(r'name="with" value="(\w+)"', page) == ["t1", "t3", "t4", "t5"]
    send(leader, draft, "items/t2/", act="merge", item="t2", **{"with": ["t3"]})
    assert statuses(draft, "t2", "t3") == ["checked", "rejected"]


def test_merging_nothing_is_refused_with_a_sentence(leader: Client, draft: Draft) -> None:
    page = send(leader, draft, "items/t2/", 422, act="merge", item="t2")
    assert "合并要选两项或更多同一类的目标、任务或责任。请重新选择。" in page


def test_rejecting_and_undoing_ones_own_last_step(leader: Client, draft: Draft) -> None:
    send(leader, draft, "items/t1/", act="reject", item="t1")
    assert statuses(draft, "t1") == ["rejected"]
    there = send(leader, draft, "undo/")
    assert there == f"/drafts/{draft.pk}/?item=t1&did=2&since=1"
    assert statuses(draft, "t1") == ["open"]
    assert "没有您自己做过、还能撤销的一步。" in send(leader, draft, "undo/", 422)


def test_any_earlier_step_is_undone_from_the_list_of_steps(leader: Client, draft: Draft) -> None:
    send(leader, draft, "items/t1/", act="reject", item="t1")
    send(leader, draft, "items/t2/", act="adopt", item="t2")
    page = shown(leader, draft)
    assert re.findall(r'aria-label="撤销第 (\d) 步"', page) == ["2", "1"]
    send(leader, draft, "undo/", number="1")
    assert statuses(draft, "t1", "t2") == ["open", "checked"]
    assert re.findall(r'aria-label="撤销第 (\d) 步"', shown(leader, draft)) == ["3", "2"]


def test_the_steps_say_who_did_what_when_and_what_it_was_before(leader: Client, draft: Draft) -> None:
    send(leader, draft, "items/t2/", act="adopt", **fields(shown(leader, draft, "?item=t2")) | {"year": "2022"})
    steps = shown(leader, draft).partition('id="steps"')[2]
    assert "李华（leader）" in steps
    assert "已修改 t2" in steps
    assert "年份 <del>2020</del> → <ins>2022</ins>" in steps


def test_a_target_is_added_from_its_quotation_with_what_the_compiler_reads_in_it(leader: Client, draft: Draft) -> None:
    page = shown(leader, draft, "?do=add&what=target&quote=到2021年，建成国际合作基地60家")
    given = fields(page)
    assert (given["year"], given["value"], given["unit"]) == ("2021", "60", "家")
    send(leader, draft, "add/", **given | {"indicator": "外国专家"})
    added = queries.state(draft).items["t6"]
    assert (added["indicator"], added["value"], added["clause"], added["status"]) == (
        "外国专家",
        60,
        "c3",
        "checked",
    )


def test_a_quotation_that_is_not_there_is_told_before_anything_is_typed(leader: Client, draft: Draft) -> None:
    assert "原文里没有“达到十万人”。" in shown(leader, draft, "?do=add&quote=达到十万人")


def test_a_duty_is_added_to_the_task_around_it_and_a_missed_sentence_is_settled_by_what_is_found_in_it(
    leader: Client, draft: Draft
) -> None:
    given = fields(shown(leader, draft, f"?do=add&what=duty&quote=区政府&at={TEXT.index('区政府')}"))
    assert (given["office"], given["task"]) == ("区政府", "k1")
    found = shown(leader, draft, "?item=u1&do=add&what=provision&quote=另有3个专项")
    send(leader, draft, "add/", **fields(found) | {"subject": "专项", "value": "3", "unit": "个"})
    assert statuses(draft, "u1", "p3") == ["checked", "checked"]


def test_a_duty_without_a_task_makes_one_of_its_clause(leader: Client, draft: Draft) -> None:
    given = {"what": "duty", "office": "市委办", "role": "lead", "task": "", "quote": "有关单位"}
    send(leader, draft, "add/", **given)
    items = queries.state(draft).items
    assert (items["d6"]["task"], items["k3"]["title"]) == ("k3", "另有3个专项由有关单位研究")


def test_all_that_is_sure_enough_is_adopted_in_one_step_that_says_before_what_it_does(
    leader: Client, cast: Cast
) -> None:
    draft = sure_draft()
    page = shown(leader, draft, "?do=bulk&least=90")
    assert "目标 <strong>2</strong>" in page
    assert "采用这 2 项" in page
    send(leader, draft, "items/", least="90", count="2")
    assert statuses(draft, "t1", "t2", "t3") == ["checked", "checked", "open"]
    send(leader, draft, "undo/")
    assert statuses(draft, "t1", "t2", "t3") == ["open"] * 3


def sure_draft() -> Draft:
    plan = invented()
    sure = [Confidence(value, 40) for value in (0.99, 0.9, 0.89)]
    targets = [replace(target, confidence=how) for target, how in zip(plan.targets, sure, strict=False)]
    return import_draft(plan=replace(plan, targets=(*targets, *plan.targets[3:])), by="测试", at=AT)


def test_if_the_sure_ones_are_others_by_now_they_are_shown_again(leader: Client, cast: Cast) -> None:
    draft = sure_draft()
    page = send(leader, draft, "items/", 422, least="90", count="3")
    assert "可批量采用的项目有了变化。请看过新的数目，再采用。" in page
    assert queries.last_number(draft.pk) == 0


def test_two_at_once_the_second_is_told_what_the_first_changed_and_keeps_what_they_typed(
    leader: Client, cast: Cast, draft: Draft
) -> None:
    mine = fields(shown(leader, draft, "?item=t2")) | {"value": "9万"}
    changed_by_another(draft, "t2", year=2022)
    page = leader.post(f"/drafts/{draft.pk}/items/t2/", {"act": "adopt", **mine, "seen": 0})
    assert page.status_code == 409
    words = page.content.decode()
    assert "您看着的时候，张伟改了同一项。您的改动还没有存。" in words
    assert "年份 <del>2020</del> → <ins>2022</ins>" in words
    again = fields(words)
    assert (again["value"], again["seen"]) == ("9万", "1")
    send(leader, draft, "items/t2/", act="adopt", **again)
    assert queries.state(draft).items["t2"]["value"] == 90000


def changed_by_another(draft: Draft, key: str, **values: Any) -> None:
    correct(draft=draft, act="edit", edit=lambda state: edits.edit(state, key, values), by="张伟", at=AT, seen=99)


def test_what_others_changed_elsewhere_meanwhile_is_told_too(leader: Client, draft: Draft) -> None:
    changed_by_another(draft, "t4", year=2022)
    there = send(leader, draft, "items/t1/", act="adopt", item="t1", seen=0)
    page = shown(leader, draft, "?" + there.partition("?")[2])
    assert "您看着的时候，张伟改了 1 项：" in page
    assert "您看着的时候" not in shown(leader, draft)
    assert "您看着的时候" in shown(leader, draft, "", **{"HX-Request": "true", "Kapok-Seen": "0"})


def test_its_script_gets_only_the_list_and_what_the_source_needs(leader: Client, draft: Draft) -> None:
    asked = {"HX-Request": "true", "Kapok-Sheet": "1", "Kapok-Seen": "0"}
    answer = leader.get(f"/drafts/{draft.pk}/?item=t2&did=1", headers=asked)
    page = answer.content.decode()
    assert (page.count("<html"), page.count('id="side"'), page.count('id="source"')) == (0, 1, 0)
    assert answer["HX-Push-Url"] == f"/drafts/{draft.pk}/?item=t2"
    assert shown(leader, draft, "?item=t2", **asked | {"Kapok-Sheet": "2"}).count('id="source"') == 1
    send(leader, draft, "items/t2/", act="merge", item="t2", **{"with": ["t3"]})
    assert shown(leader, draft, "?item=t4&did=1", **asked).count('id="source"') == 1


def test_the_marks_that_a_step_touched_are_named_for_the_script(leader: Client, draft: Draft) -> None:
    send(leader, draft, "items/k2/", act="adopt", item="k2")
    page = shown(leader, draft, "?did=1", **{"HX-Request": "true", "Kapok-Sheet": "1", "Kapok-Seen": "0"})
    assert 'data-touched="d4=checked d5=checked k2=checked "' in page


def test_filters_are_in_the_address_and_kept_by_what_is_sent(leader: Client, draft: Draft) -> None:
    page = shown(leader, draft, "?show=all&only=target&sort=text")
    assert re.findall(r'id="row-(\w+)"', page) == ["t1", "t2", "t3", "t4", "t5"]
    there = send(leader, draft, "items/t1/", act="adopt", item="t1", show="all", only="target", sort="text")
    assert there == f"/drafts/{draft.pk}/?show=all&only=target&sort=text&item=t2&did=1&since=0"


def test_when_all_is_done_the_page_says_what_comes_next(leader: Client, draft: Draft) -> None:
    keys = [key for key in queries.state(draft).items if not key.startswith(("office:", "c", "plan"))]
    correct(draft=draft, act="adopt", edit=lambda state: edits.adopt(state, keys), by="张伟", at=AT, seen=0)
    page = shown(leader, draft)
    assert "没有待核的了。可以回看有改动的各项，然后采用这份草稿。" in page
    assert "<strong>已核 16 / 16</strong>" in page


@pytest.mark.parametrize("who", ["reporter", "auditor"])
def test_who_only_reads_sees_the_same_without_acts(cast: Cast, draft: Draft, who: str) -> None:
    page = shown(signed_in(cast.people[who]), draft, "?item=t2")
    assert current(page) == "t2"
    assert page.count('<form method="post"') == 0
    assert "<dt>年份</dt><dd>2020</dd>" in page


@pytest.mark.parametrize("who", ["reporter", "auditor"])
@pytest.mark.parametrize("path", ["items/t1/", "items/", "add/", "undo/"])
def test_who_only_reads_changes_nothing(cast: Cast, draft: Draft, who: str, path: str) -> None:
    answer = signed_in(cast.people[who]).post(f"/drafts/{draft.pk}/{path}", {"act": "adopt"})
    assert (answer.status_code, queries.last_number(draft.pk)) == (403, 0)


def test_the_public_and_other_offices_find_no_draft(client: Client, cast: Cast) -> None:
    draft = import_draft(plan=invented(), by="测试", at=AT, office=cast.offices["kjj"])
    for browser in (client, signed_in(cast.people["reporter"]), signed_in(cast.people["administrator"])):
        answer = browser.get(f"/drafts/{draft.pk}/")
        assert (answer.status_code, "云山" in answer.content.decode()) == (404, False)
        assert browser.post(f"/drafts/{draft.pk}/items/t1/", {"act": "adopt"}).status_code == 404


def test_an_adopted_draft_says_so_and_takes_no_more_corrections(leader: Client, draft: Draft) -> None:
    adopt(draft=draft, slug="yunshan", by="李华", at=AT, on=DAY, seen=0)
    page = shown(leader, draft, "?item=t1")
    assert 'href="/plans/yunshan/"' in page
    assert page.count('<form method="post"') == 0
    assert "已经采用为计划，不能再改" in send(leader, draft, "items/t1/", 422, act="adopt", item="t1")


def test_a_new_version_says_on_top_what_changed_and_leads_to_it(leader: Client, draft: Draft) -> None:
    adopt(draft=draft, slug="yunshan", by="李华", at=AT, on=DAY, seen=0)
    plan = invented()
    bigger = replace(plan, targets=(replace(plan.targets[0], value=70000.0), *plan.targets[1:]))
    second = import_draft(plan=bigger, by="李华", at=AT, amends="yunshan")
    page = shown(leader, second, "?item=t1")
    assert "与上一版相比有 1 处不同" in page
    assert f'<li><a href="/drafts/{second.pk}/?item=t1">' in page
    assert "数值 <del>8万</del> → <ins>7万</ins>" in page
    assert re.findall(r'id="row-(\w+)"', shown(leader, second, "?show=changed")) == ["t1"]


@pytest.mark.parametrize("copies", [1, 40])
def test_a_draft_costs_six_queries_however_long_it_is(
    leader: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, copies: int
) -> None:
    draft = import_draft(plan=longer(copies), by="测试", at=AT)
    shown(leader, draft)
    with django_assert_num_queries(6):
        page = shown(leader, draft)
    assert page.count('class="row-link"') == (16 if copies == 1 else 50)


def longer(copies: int) -> Compiled:
    """The invented plan with as many targets more, all of the same words."""
    plan = invented()
    more = [replace(plan.targets[0], id=f"t{n}") for n in range(6, 6 + 2 * copies)] if copies > 1 else []
    return replace(plan, targets=(*plan.targets, *more))


def test_an_act_costs_the_same_queries_however_long_a_draft_is(
    leader: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for copies in (1, 40):
        draft = import_draft(plan=longer(copies), by="测试", at=AT)
        with django_assert_num_queries(16 + (connection.vendor == "postgresql")):  # where the journal takes its lock
            send(leader, draft, "items/t1/", act="adopt", item="t1", seen=0)


def test_an_item_that_is_not_there_and_an_act_that_is_none_are_told(leader: Client, draft: Draft) -> None:
    assert "草稿里没有 t99 这一项" in send(leader, draft, "items/t99/", 404, act="adopt")
    assert "没有说要对这一项做什么。请用页面上的按钮。" in send(leader, draft, "items/t1/", 422)
    assert current(shown(leader, draft, "?item=t99")) == "w1"


@pytest.mark.parametrize(
    "query", ["?page=x&sheet=-1&did=x&steps=0", "?do=split&item=w1", "?do=merge&item=p1", "?do=bulk&least=1e9"]
)
def test_no_address_breaks_the_page(leader: Client, draft: Draft, query: str) -> None:
    assert "<strong>已核 0 / 16</strong>" in shown(leader, draft, query)
