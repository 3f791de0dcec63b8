import json
from typing import Any

import pytest

from kapok.journal.queries import about
from kapok.plans.models import Draft, Original, Plan
from kapok.plans.review import edits, queries
from kapok.plans.review.actions import OvertakenError, Upload, adopt, correct, delete, import_draft, reopen, undo
from kapok.plans.review.edits import EditError
from kapok.plans.review.state import Changes, State
from tests.accounts.cast import AT, DAY
from tests.plans.invented import TEXT, invented

pytestmark = pytest.mark.django_db
UPLOAD = Upload("计划.txt", "text/plain", "0" * 64, TEXT.encode())


def drafted(**given: Any) -> Draft:
    return import_draft(plan=invented(), by="李华", at=AT, upload=UPLOAD, **given)


def edited(draft: Draft, key: str, seen: int = 99, who: str = "李华", **values: Any) -> None:
    correct(draft=draft, act="edit", edit=lambda state: edits.edit(state, key, values), by=who, at=AT, seen=seen)


def value(draft: Draft, key: str = "t1") -> object:
    return queries.state(draft).items[key]["value"]


def test_a_draft_stands_as_it_was_read_and_keeps_its_file() -> None:
    draft = drafted()
    state = queries.state(draft)
    assert sorted(key for key, item in state.items.items() if item["what"] == "target") == [
        "t1",
        "t2",
        "t3",
        "t4",
        "t5",
    ]
    assert bytes(Original.objects.get(draft=draft).content).decode() == TEXT
    assert [entry.what for entry in about("plans.draft", str(draft.pk))] == ["import"]


def test_a_correction_is_seen_in_the_draft_kept_with_its_sentence_and_written_in_the_journal() -> None:
    draft = drafted()
    edited(draft, "t1", value=70000.0)
    (made,) = queries.corrections(draft)
    assert (value(draft), made.act, made.number) == (70000.0, "edit", 1)
    assert made.changes["t1"][0]["value"] == 80000
    assert "留学归国人员达到8万人" in made.quote
    entry = about("plans.draft", str(draft.pk))[-1]
    assert (entry.who, entry.what) == ("李华", "edit")
    assert [json.loads(side)["t1"]["value"] for side in (entry.before, entry.after)] == [80000, 70000.0]


def test_undoing_brings_back_what_was_and_can_itself_be_undone() -> None:
    draft = drafted()
    edited(draft, "t1", value=70000.0)
    undo(draft=draft, number=1, by="李华", at=AT)
    assert value(draft) == 80000
    undo(draft=draft, number=2, by="李华", at=AT)
    assert value(draft) == 70000.0
    assert queries.last_number(draft.pk) == 3


def test_what_was_changed_again_since_is_undone_first() -> None:
    draft = drafted()
    edited(draft, "t1", value=70000.0)
    edited(draft, "t1", value=60000.0)
    with pytest.raises(EditError) as refused:
        undo(draft=draft, number=1, by="李华", at=AT)
    assert str(refused.value) == "第 1 步之后又改过同一项。请先撤销后来的改动。"
    assert value(draft) == 60000.0


def test_two_at_once_on_one_item_lose_nothing_the_second_is_told_what_the_first_changed() -> None:
    draft = drafted()
    edited(draft, "t1", seen=0, value=70000.0)
    with pytest.raises(OvertakenError) as overtaken:
        edited(draft, "t1", seen=0, who="张伟", value=60000.0)
    assert [(c.who, c.changes["t1"][1]["value"]) for c in overtaken.value.theirs] == [("李华", 70000.0)]
    assert value(draft) == 70000.0


def test_two_at_once_on_different_items_both_stand() -> None:
    draft = drafted()
    edited(draft, "t1", seen=0, value=70000.0)
    edited(draft, "t2", seen=0, who="张伟", value=60000.0)
    assert (value(draft), value(draft, "t2")) == (70000.0, 60000.0)


def test_changing_nothing_writes_nothing() -> None:
    draft = drafted()
    edited(draft, "t1", value=70000.0)
    edited(draft, "t1", value=70000.0)
    assert queries.last_number(draft.pk) == 1


def test_an_adopted_draft_is_a_plan_under_the_same_ids_without_what_was_rejected() -> None:
    draft = drafted()
    edited(draft, "t1", value=70000.0)
    correct(draft=draft, act="reject", edit=lambda state: edits.reject(state, ["t2"]), by="李华", at=AT, seen=1)
    plan = adopt(draft=draft, slug="yunshan", by="李华", at=AT, on=DAY, seen=2)
    assert [(t.key, int(t.value)) for t in plan.targets.all()][:2] == [("t1", 70000), ("t3", 90000)]
    assert (Draft.objects.get().plan, plan.version) == (plan, 1)


def test_who_adopts_must_have_seen_the_last_correction() -> None:
    draft = drafted()
    edited(draft, "t1", value=70000.0)
    with pytest.raises(OvertakenError):
        adopt(draft=draft, slug="yunshan", by="张伟", at=AT, on=DAY, seen=0)
    assert Plan.objects.count() == 0


def test_an_adopted_draft_is_corrected_no_more_until_its_plan_is_withdrawn() -> None:
    draft = drafted()
    plan = adopt(draft=draft, slug="yunshan", by="李华", at=AT, on=DAY, seen=0)
    with pytest.raises(EditError):
        edited(draft, "t1", value=70000.0)
    with pytest.raises(EditError):
        reopen(draft=Draft.objects.get(), by="李华", at=AT)
    plan.withdrawn_date = DAY
    plan.save()
    reopen(draft=Draft.objects.get(), by="李华", at=AT)
    edited(draft, "t1", value=70000.0)
    assert value(draft) == 70000.0


def test_deleting_needs_a_reason_and_leaves_its_trace_in_the_journal() -> None:
    draft = drafted()
    with pytest.raises(EditError):
        delete(draft=draft, by="李华", at=AT, why=" ")
    number = str(draft.pk)
    delete(draft=draft, by="李华", at=AT, why="传错了文件")
    assert (Draft.objects.count(), Original.objects.count()) == (0, 0)
    assert [(e.what, e.why) for e in about("plans.draft", number)] == [("import", ""), ("delete", "传错了文件")]


def test_an_act_that_fails_stores_nothing() -> None:
    draft = drafted()

    def fail(state: State) -> Changes:
        return edits.reject(state, ["t1", "t99"])

    with pytest.raises(EditError):
        correct(draft=draft, act="reject", edit=fail, by="李华", at=AT, seen=0)
    assert (queries.last_number(draft.pk), len(about("plans.draft", str(draft.pk)))) == (0, 1)


def test_a_new_version_keeps_ids_and_corrections_and_opens_only_what_changed() -> None:
    first = drafted()
    edited(first, "t2", indicator="归国留学人员")
    correct(draft=first, act="reject", edit=lambda state: edits.reject(state, ["p1"]), by="李华", at=AT, seen=1)
    adopt(draft=first, slug="yunshan", by="李华", at=AT, on=DAY, seen=2)
    from kapok.compiler import compile_plan

    text = TEXT.replace("达到9万人", "达到9.5万人")
    second = import_draft(plan=compile_plan(text), by="李华", at=AT, amends="yunshan")
    state = queries.state(second)
    targets = {key: item for key, item in state.items.items() if item["what"] == "target"}
    assert targets["t2"]["indicator"] == "归国留学人员"
    assert (targets["t3"]["value"], targets["t3"]["status"]) == (95000, "open")
    assert targets["t1"]["status"] == "checked"
