"""Somebody with the database's own tools changes the journal: the first row that is wrong is found."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from kapok.journal.guard import LIFT, PUT
from kapok.journal.models import Entry
from kapok.journal.queries import Finding, Head, head, verify
from tests.journal.test_actions import write

pytestmark = pytest.mark.django_db


@contextmanager
def unguarded() -> Iterator[Callable[..., Any]]:
    """What somebody can do who may change the tables themselves."""
    with connection.cursor() as cursor:
        for statement in LIFT[connection.vendor]:
            cursor.execute(statement)
        yield cursor.execute
        for statement in PUT[connection.vendor]:
            cursor.execute(statement)


def five() -> list[Entry]:
    return [write(f"plan{n}") for n in range(1, 6)]


def shift(execute: Callable[..., Any], where: str, by: int) -> None:
    """Numbers rows anew, in two steps because each number is there once."""
    execute(f"UPDATE journal_entry SET number = number + 1000 WHERE {where}")
    execute(f"UPDATE journal_entry SET number = number - {1000 - by} WHERE number > 1000")


def test_an_empty_journal_and_a_whole_one_hold() -> None:
    assert verify() is None
    five()
    assert verify() is None


@pytest.mark.parametrize("number", [1, 3, 5])
@pytest.mark.parametrize("column", ["who", "mandate", "what", "kind", "key", "why", "before", "after", "sha256"])
def test_a_changed_row_is_found(number: int, column: str) -> None:
    five()
    with unguarded() as execute:
        execute(f"UPDATE journal_entry SET {connection.ops.quote_name(column)} = 'x' WHERE number = {number}")
    assert verify() == Finding(number, "changed")


def test_a_changed_moment_is_found() -> None:
    five()
    with unguarded() as execute:
        execute("UPDATE journal_entry SET moment = '2020-09-30 01:02:03.456788+00:00' WHERE number = 2")
    assert verify() == Finding(2, "changed")


def test_a_changed_row_with_a_checksum_made_anew_is_found() -> None:
    rows = five()
    rows[2].who = "别人"
    with unguarded() as execute:
        execute("UPDATE journal_entry SET who = %s, sha256 = %s WHERE number = 3", ["别人", rows[2].digest()])
    assert verify() == Finding(3, "changed")


@pytest.mark.parametrize("number", [1, 3])
def test_a_missing_row_is_found_also_when_the_rest_is_numbered_anew(number: int) -> None:
    five()
    with unguarded() as execute:
        execute(f"DELETE FROM journal_entry WHERE number = {number}")
        assert verify() == Finding(number, "missing")
        shift(execute, f"number > {number}", -1)
    assert verify() == Finding(number, "missing")


def test_an_inserted_row_is_found() -> None:
    rows = five()
    with unguarded() as execute:
        shift(execute, "number > 2", 1)
        forged = Entry.objects.get(number=2)
        forged.number, forged.previous, forged.what = 3, rows[1].sha256, "withdraw"
        forged.sha256, forged._state.adding = forged.digest(), True
        forged.save()
    assert verify() == Finding(3, "inserted")


def test_a_row_put_at_the_end_that_follows_nothing_is_found() -> None:
    forged = five()[-1]
    forged.number, forged.previous = 6, "f" * 64
    forged.sha256, forged._state.adding = forged.digest(), True
    forged.save()
    assert verify() == Finding(6, "inserted")


def test_a_row_before_the_first_is_found() -> None:
    forged = five()[0]
    forged.number, forged._state.adding = 0, True
    forged.save()
    assert verify() == Finding(0, "inserted")


def test_rows_cut_off_at_the_end_are_found_by_who_kept_the_head() -> None:
    five()
    kept = head()
    with unguarded() as execute:
        execute("DELETE FROM journal_entry WHERE number > 3")
    assert verify() is None
    assert verify(kept) == Finding(4, "missing")
    write("plan4")
    write("plan5 differs")
    assert verify(kept) == Finding(5, "changed")


def test_a_chain_that_has_grown_still_holds_what_was_kept() -> None:
    five()
    kept = head()
    write("plan6")
    assert verify(kept) is None
    assert verify(Head(0, "")) is None
