"""Two administrators at the same moment, each in a connection of their own: SQLite lets one writer in at a time anyway."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from kapok.accounts.actions import RefusedError, correct_office, create_person, give_mandate, switch_person
from kapok.accounts.actions.writing import version
from kapok.accounts.models import Office, Person
from kapok.accounts.queries import administrators
from kapok.accounts.roles import ADMINISTRATOR
from kapok.journal.queries import about, verify
from tests.accounts.cast import AT, DAY, PASSWORD, Cast, assemble

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite's database of the tests lives in memory"),
]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return assemble()


def at_once(*acts: Callable[[], None]) -> list[str]:
    """What came of acts that begin together: "" for one that was done, else what the refusal says."""
    start, came = threading.Barrier(len(acts)), []

    def one(act: Callable[[], None]) -> None:
        try:
            start.wait()
            act()
            came.append("")
        except RefusedError as error:
            came.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(came)


def test_two_administrators_who_switch_each_other_off_do_not_both_succeed(cast: Cast) -> None:
    told = {"by": "测试", "at": AT, "why": "测试"}
    other = create_person(username="second", name="孙丽", password=PASSWORD, **told)  # type: ignore[arg-type]
    give_mandate(person=other, role=ADMINISTRATOR, office=None, **told)  # type: ignore[arg-type]

    def off(username: str) -> Callable[[], None]:
        person = Person.objects.get(username=username)
        return lambda: switch_person(person=person, on=False, as_of=DAY, **told)  # type: ignore[arg-type]

    came = at_once(off("second"), off("administrator"))
    assert (came[0], "没有一位能登录的管理员" in came[1], administrators(DAY).count()) == ("", True, 1)
    assert verify() is None


def test_of_two_corrections_at_once_one_is_told_of_the_other(cast: Cast) -> None:
    def correct(name: str) -> Callable[[], None]:
        office = Office.objects.get(key="czj")
        seen = version(office)
        return lambda: correct_office(
            office=office, values={"full_name": name}, seen=seen, by=f"{name}的人", at=AT, why="测试"
        )

    came = at_once(correct("甲"), correct("乙"))
    assert (came[0], "改动了它" in came[1]) == ("", True)
    assert [row.what for row in about("accounts.office", "czj")] == ["add", "correct"]
