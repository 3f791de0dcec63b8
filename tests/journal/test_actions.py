import datetime
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from kapok.journal.actions import record
from kapok.journal.chain import BEGINNING
from kapok.journal.models import AppendOnlyError, Entry
from kapok.journal.queries import about, verify

MOMENT = datetime.datetime(2020, 9, 30, 1, 2, 3, 456789, tzinfo=datetime.UTC)


def write(key: str = "yunshan", what: str = "adopt") -> Entry:
    with transaction.atomic():
        return record(
            moment=MOMENT,
            who="王敏（wangmin）",
            mandate="市科技局 · 领导小组办公室",
            what=what,
            about=("plan", key),
            why="经会议通过",
            before={"published": None},
            after={"published": MOMENT.date()},
        )


@pytest.mark.django_db
def test_a_row_holds_who_under_which_mandate_what_why_before_and_after() -> None:
    write()
    row = Entry.objects.get()
    assert (row.number, row.moment, row.who, row.mandate) == (1, MOMENT, "王敏（wangmin）", "市科技局 · 领导小组办公室")
    assert (row.what, row.kind, row.key, row.why) == ("adopt", "plan", "yunshan", "经会议通过")
    assert (row.before, row.after) == ('{"published":null}', '{"published":"2020-09-30"}')


@pytest.mark.django_db
def test_each_row_is_chained_to_the_one_before() -> None:
    first, second = write(), write()
    assert (first.previous, second.previous) == (BEGINNING, first.sha256)
    assert second.sha256 != first.sha256
    assert verify() is None


@pytest.mark.django_db
def test_what_was_done_to_one_thing_is_read_in_its_order() -> None:
    for key, what in (("a", "import"), ("b", "import"), ("a", "adopt")):
        write(key, what)
    assert [row.what for row in about("plan", "a")] == ["import", "adopt"]


@pytest.mark.django_db
def test_an_act_that_fails_leaves_no_row() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert write().number / 0
    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_outside_of_a_transaction_nothing_is_written() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record(moment=MOMENT, who="王敏", what="adopt", about=("plan", "a"))
    assert Entry.objects.count() == 0


@pytest.mark.django_db
def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="时区"):
        record(moment=MOMENT.replace(tzinfo=None), who="王敏", what="adopt", about=("plan", "a"))


@pytest.mark.django_db
def test_the_models_refuse_to_change_or_remove_a_row() -> None:
    row, rows = write(), Entry.objects.all()
    for attempt in (
        row.save,
        row.delete,
        rows.delete,
        lambda: rows.update(who="别人"),
        lambda: rows.bulk_create([row]),
        lambda: rows.bulk_update([row], ["who"]),
    ):
        with pytest.raises(AppendOnlyError):
            attempt()
    assert verify() is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE journal_entry SET who = 'x'", "DELETE FROM journal_entry", "TRUNCATE journal_entry"]
)
def test_the_database_refuses_to_change_or_remove_a_row(statement: str) -> None:
    write()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)  # SQLite has no TRUNCATE, which is a refusal as well
    assert [row.who for row in Entry.objects.all()] == ["王敏（wangmin）"]


WRITER = """
import datetime, sys, django
django.setup()
from django.db import transaction
from kapok.journal.actions import record
for n in range(20):
    with transaction.atomic():
        record(moment=datetime.datetime(2020, 9, 30, tzinfo=datetime.UTC), who=sys.argv[1], what="adopt", about=("plan", str(n)))
"""


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the next test is for PostgreSQL")
def test_two_programs_that_write_at_once_to_a_file_make_one_chain(tmp_path: Path) -> None:
    environ = os.environ | {
        "KAPOK_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "kapok.site.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    subprocess.run([sys.executable, "-m", "django", "migrate", "journal", "-v0"], env=environ, check=True)
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, name], env=environ) for name in "ab"]
    assert [writer.wait() for writer in writers] == [0, 0]
    with sqlite3.connect(tmp_path / "kapok.sqlite3") as file:
        rows = file.execute("SELECT previous, sha256 FROM journal_entry ORDER BY number").fetchall()
    file.close()
    assert len(rows) == 40
    assert [previous for previous, _ in rows] == [BEGINNING, *(sha256 for _, sha256 in rows[:-1])]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite's database of the tests lives in memory")
def test_two_writers_at_once_make_one_chain() -> None:
    failures: list[Exception] = []

    def writer(name: str) -> None:
        try:
            for n in range(10):
                write(f"{name}{n}")
        except Exception as error:  # noqa: BLE001  (told to the test, which fails)
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=writer, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (Entry.objects.count(), verify()) == (20, None)
