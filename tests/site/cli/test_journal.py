from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from kapok.journal.queries import head
from kapok.site.cli import main
from tests.journal.test_actions import write
from tests.journal.test_queries import unguarded

pytestmark = pytest.mark.django_db
Kapok = Callable[..., Result]


@pytest.fixture
def kapok() -> Kapok:
    return lambda *arguments: CliRunner().invoke(main, ["journal", *arguments])


def test_a_journal_that_holds_is_said_to_with_its_last_row(kapok: Kapok) -> None:
    write()
    done = kapok("verify")
    assert (done.exit_code, done.output) == (0, f"日志完好，共 1 行。末行：1:{head().sha256}\n")
    assert kapok("verify", "--head", f"1:{head().sha256}").exit_code == 0


def test_the_first_changed_row_is_named(kapok: Kapok) -> None:
    for _ in range(3):
        write()
    with unguarded() as execute:
        execute("UPDATE journal_entry SET why = 'x' WHERE number >= 2")
    done = kapok("verify")
    assert (done.exit_code, done.stderr) == (1, "日志第 2 行被改过。请保留现场，与备份比对，并查明谁改动了数据库。\n")


def test_rows_cut_off_are_found_with_the_kept_head(kapok: Kapok) -> None:
    write()
    write()
    kept = head()
    with unguarded() as execute:
        execute("DELETE FROM journal_entry WHERE number = 2")
    assert kapok("verify").exit_code == 0
    assert kapok("verify", "--head", f"2:{kept.sha256}").exit_code == 1


def test_a_head_that_is_none_is_refused(kapok: Kapok) -> None:
    done = kapok("verify", "--head", "12")
    assert (done.exit_code, done.stderr) == (2, "--head 要写成 编号:哈希，与上次核对时显示的末行相同。\n")


def test_tables_that_are_not_there_are_a_sentence(kapok: Kapok, monkeypatch: pytest.MonkeyPatch) -> None:
    from kapok.site import preparation

    monkeypatch.setattr(preparation, "is_behind", lambda: True)
    done = kapok("verify")
    assert (done.exit_code, done.stderr) == (2, "数据库还没有建好，或不是最新的。请先运行 kapok manage migrate。\n")
