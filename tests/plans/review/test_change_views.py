"""What was changed in a draft, in words."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kapok.compiler import compile_plan
from kapok.plans.models import Draft
from kapok.plans.review import edits, queries
from kapok.plans.review.actions import adopt, correct, import_draft, undo
from kapok.plans.review.changes import corrections_by_act
from tests.accounts.cast import AT, DAY
from tests.plans.invented import TEXT, invented

pytestmark = pytest.mark.django_db
BrowserOf = Callable[[str], Client]


def drafted(**given: Any) -> Draft:
    return import_draft(plan=invented(), by="李华", at=AT, **given)


def edited(draft: Draft, key: str, why: str = "", **values: Any) -> None:
    correct(
        draft=draft, act="edit", edit=lambda s: edits.edit(s, key, values), by="李华", at=AT, seen=99, why=why
    )  # fmt: skip


def page(browser_of: BrowserOf, draft: Draft) -> str:
    return browser_of("leader").get(f"/drafts/{draft.pk}/changes/").content.decode()


def test_a_draft_that_nobody_touched_says_so(browser_of: BrowserOf) -> None:
    assert "还没有人改动过这份草稿，它和程序读出的一样。" in page(browser_of, drafted())


def test_a_correction_is_told_by_its_act_with_its_sentence_and_both_values(browser_of: BrowserOf) -> None:
    draft = drafted()
    edited(draft, "t4", comparator="gt", value=61.0, why="原文如此")
    (group,) = corrections_by_act(queries.corrections(draft), TEXT)
    (made,) = group.corrections
    assert (group.word, made.who, made.why, made.is_undone) == ("修改", "李华", "原文如此", False)
    assert made.quotes == ["（二）到2021年，建成国际合作基地60家以上，技术合同成交额累计突破1200亿元。"]
    (item,) = made.items
    assert (item.kind, item.name) == ("目标值", "国际合作基地 2021")
    assert sorted((str(f.field), f.before, f.after) for f in item.fields) == [
        ("数值", "60", "61"),
        ("限度", "不低于", "超过"),
    ]
    assert '<del lang="zh">60</del>' in page(browser_of, draft)


def test_what_was_taken_back_is_marked(browser_of: BrowserOf) -> None:
    draft = drafted()
    edited(draft, "t1", value=1.0)
    undo(draft=draft, number=1, by="李华", at=AT)
    groups = corrections_by_act(queries.corrections(draft), TEXT)
    assert [(g.word, [m.is_undone for m in g.corrections]) for g in groups] == [("修改", [True]), ("撤销", [False])]
    assert "后来撤销了" in page(browser_of, draft)


def test_a_click_on_many_items_is_told_shortly() -> None:
    draft = drafted()
    keys = [f"c{n}" for n in range(1, 8)] + ["t1", "t2", "t3"]
    correct(draft=draft, act="adopt", edit=lambda s: edits.adopt(s, keys), by="李华", at=AT, seen=0)
    (group,) = corrections_by_act(queries.corrections(draft), TEXT)
    assert (group.word, len(group.corrections[0].items), group.corrections[0].more) == ("核对无误", 8, 2)


def test_a_new_version_is_compared_with_the_one_in_force_by_meaning(browser_of: BrowserOf) -> None:
    adopt(
        draft=import_draft(plan=compile_plan(TEXT), by="李华", at=AT), slug="yunshan", by="李华", at=AT, on=DAY, seen=0
    )
    changed = TEXT.replace("达到9万人", "达到9.5万人").replace("、财政局", "")
    draft = import_draft(plan=compile_plan(changed), by="李华", at=AT, amends="yunshan")
    shown = page(browser_of, draft)
    assert "和现行的一版相比" in shown
    assert "“留学归国人员”2021年的目标由9万人提高到9.5万人。" in shown
    assert "任务“建设开放实验室”不再由市财政局（责任）。" in shown
