"""Two officials at the same moment, each in a connection of their own: SQLite lets one writer in at a time anyway."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from kapok.journal.queries import verify
from kapok.plans.actions import ImportRefusedError
from kapok.plans.models import Draft, Plan
from kapok.plans.review import edits, queries
from kapok.plans.review.actions import OvertakenError, adopt, correct, import_draft, undo
from kapok.plans.review.edits import EditError
from tests.accounts.cast import AT, DAY
from tests.plans.invented import invented

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite's database of the tests lives in memory"),
]


@pytest.fixture
def draft(transactional_db: None) -> Draft:
    return import_draft(plan=invented(), by="测试", at=AT)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What came of acts that begin together: "done", or the kind of refusal."""
    start, came = threading.Barrier(len(acts)), []

    def one(act: Callable[[], object]) -> None:
        try:
            start.wait()
            act()
            came.append("done")
        except (OvertakenError, EditError, ImportRefusedError) as error:
            came.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(came)


def edit(draft: Draft, key: str, value: float) -> Callable[[], object]:
    def act() -> object:
        values = {"value": value}
        return correct(draft=draft, act="edit", edit=lambda s: edits.edit(s, key, values), by="李华", at=AT, seen=0)

    return act


def test_of_two_corrections_of_one_item_the_second_is_told(draft: Draft) -> None:
    assert at_once(edit(draft, "t1", 1.0), edit(draft, "t1", 2.0)) == ["OvertakenError", "done"]
    assert queries.last_number(draft.pk) == 1


def test_corrections_of_different_items_all_stand(draft: Draft) -> None:
    acts = [edit(draft, key, 7.0) for key in ("t1", "t2", "t3", "t4")]
    assert at_once(*acts) == ["done"] * 4
    assert [correction.number for correction in queries.corrections(draft)] == [1, 2, 3, 4]
    assert {queries.state(draft).items[key]["value"] for key in ("t1", "t2", "t3", "t4")} == {7.0}
    assert verify() is None


def test_a_step_is_undone_once(draft: Draft) -> None:
    edit(draft, "t1", 1.0)()
    acts = [lambda: undo(draft=draft, number=1, by="李华", at=AT)] * 2
    assert at_once(*acts) == ["EditError", "done"]


def test_a_draft_is_adopted_once(draft: Draft) -> None:
    acts = [lambda: adopt(draft=draft, slug="yunshan", by="李华", at=AT, on=DAY, seen=0)] * 2
    assert at_once(*acts) == ["EditError", "done"]
    assert Plan.objects.count() == 1


def test_a_correction_and_an_adoption_never_pass_each_other(draft: Draft) -> None:
    came = at_once(edit(draft, "t1", 1.0), lambda: adopt(draft=draft, slug="yunshan", by="李华", at=AT, on=DAY, seen=0))
    assert came in (["OvertakenError", "done"], ["EditError", "done"])
    assert (Plan.objects.count(), queries.last_number(draft.pk)) in ((0, 1), (1, 0))
