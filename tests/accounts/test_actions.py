import datetime
import json

import pytest
from django.db import IntegrityError, transaction

from kapok.accounts.actions import (
    RefusedError,
    add_office,
    create_administrator,
    create_person,
    end_mandate,
    give_mandate,
    succeed_office,
)
from kapok.accounts.models import Mandate, Office, Person
from kapok.accounts.queries import mandates_in_force, office_now, offices_in_force
from kapok.accounts.roles import ADMINISTRATOR, AUDITOR
from kapok.journal.models import Entry
from kapok.journal.queries import about, verify
from tests.accounts.cast import AT, DAY, PASSWORD, Cast

pytestmark = pytest.mark.django_db


def test_an_empty_installation_gets_its_first_administrator_and_the_journal_says_so() -> None:
    create_administrator(username=" Zhao ", name="赵磊", password=PASSWORD, by="kapok admin", at=AT)
    person = Person.objects.get()
    assert (person.username, person.name, person.check_password(PASSWORD)) == ("zhao", "赵磊", True)
    assert [m.role for m in mandates_in_force(person, DAY)] == [ADMINISTRATOR.key]
    assert [(e.who, e.what, e.kind) for e in Entry.objects.all()] == [
        ("kapok admin", "create", "accounts.person"),
        ("kapok admin", "give", "accounts.mandate"),
    ]
    assert PASSWORD not in "".join(e.before + e.after for e in Entry.objects.all())


def test_where_there_is_anybody_no_administrator_is_made_this_way(cast: Cast) -> None:
    people, rows = Person.objects.count(), Entry.objects.count()
    with pytest.raises(RefusedError, match="已经有人员账户"):
        create_administrator(username="second", name="别人", password=PASSWORD, by="kapok admin", at=AT)
    assert (Person.objects.count(), Entry.objects.count()) == (people, rows)


@pytest.mark.parametrize(
    ("username", "name", "password", "cause"),
    [
        ("", "王敏", PASSWORD, "登录名要有"),
        ("w" * 61, "王敏", PASSWORD, "登录名要有"),
        ("wa\nng", "王敏", PASSWORD, "登录名要有"),
        ("wa ng", "王敏", PASSWORD, "登录名要有"),
        ("wang", " ", PASSWORD, "姓名要有"),
        ("LEADER", "王敏", PASSWORD, "已经有人用了"),
        ("wang", "王敏", "1234567890", "这个密码不能用"),
        ("wang", "王敏", "short", "这个密码不能用"),
    ],
)
def test_a_person_who_cannot_be_made_is_refused_in_a_sentence(
    cast: Cast, username: str, name: str, password: str, cause: str
) -> None:
    people, rows = Person.objects.count(), Entry.objects.count()
    with pytest.raises(RefusedError, match=cause):
        create_person(username=username, name=name, password=password, by="测试", at=AT)
    assert (Person.objects.count(), Entry.objects.count()) == (people, rows)


def test_a_mandate_holds_from_its_first_day_to_the_day_before_its_end(cast: Cast) -> None:
    day = datetime.timedelta(days=1)
    mandate = give_mandate(
        person=cast.people["former"], role=AUDITOR, office=cast.offices["sjj"], by=cast.actor("administrator"),
        at=AT, why="借调", starts=DAY, ends=DAY + 10 * day,
    )  # fmt: skip
    days = (DAY - day, DAY, DAY + 9 * day, DAY + 10 * day)
    found = [mandate in mandates_in_force(cast.people["former"], d) for d in days]
    assert found == [False, True, True, False]
    assert found == [mandate.in_force(d) for d in days]
    end_mandate(mandate=mandate, ends=DAY + day, by=cast.actor("administrator"), at=AT, why="回原单位")
    assert [mandate in mandates_in_force(cast.people["former"], d) for d in days] == [False, True, False, False]
    rows = about("accounts.mandate", str(mandate.pk))
    assert [(row.what, row.why) for row in rows] == [("give", "借调"), ("end", "回原单位")]
    assert (json.loads(rows[1].before), json.loads(rows[1].after)) == ({"ends": "2020-10-10"}, {"ends": "2020-10-01"})
    assert (rows[0].who, rows[0].mandate.split(" · ")[1]) == ("赵磊（administrator）", "administrator")
    assert verify() is None


def test_days_in_the_wrong_order_are_refused(cast: Cast) -> None:
    wrong = {"person": cast.people["former"], "role": AUDITOR, "office": cast.offices["sjj"], "by": "测试", "at": AT}
    with pytest.raises(RefusedError):
        give_mandate(**wrong, why="测试", starts=DAY, ends=DAY)  # type: ignore[arg-type]
    mandate = give_mandate(**wrong, why="测试", starts=DAY)  # type: ignore[arg-type]
    with pytest.raises(RefusedError):
        end_mandate(mandate=mandate, ends=DAY, by="测试", at=AT, why="测试")


def test_an_office_that_is_renamed_or_merged_hands_over_to_its_successor_on_that_day(cast: Cast) -> None:
    office, day = cast.offices["czj"], datetime.timedelta(days=1)
    new = add_office(key="czj2", name="市财政和国资局", by="测试", at=AT, starts=DAY)
    last = add_office(key="czj3", name="市财经局", by="测试", at=AT, starts=DAY + 5 * day)
    succeed_office(office=office, successor=new, how=Office.RENAMED, on=DAY, by="测试", at=AT, why="机构改革")
    succeed_office(office=new, successor=last, how=Office.MERGED, on=DAY + 5 * day, by="测试", at=AT, why="合并")
    found = [office_now(office, d) for d in (DAY - day, DAY, DAY + 5 * day)]
    assert found == [office, new, last]
    assert {o.key for o in offices_in_force(DAY)} == {"kjj", "czj2", "sjj"}
    assert [row.what for row in about("accounts.office", "czj")] == ["add", "renamed"]
    assert list(mandates_in_force(cast.people["reporter"], DAY)) == []


def test_an_office_is_not_handed_to_one_that_is_not_there(cast: Cast) -> None:
    later = add_office(key="later", name="以后的局", by="测试", at=AT, starts=DAY + datetime.timedelta(days=1))
    for successor in (later, cast.offices["czj"]):
        with pytest.raises(RefusedError):
            succeed_office(
                office=cast.offices["czj"], successor=successor, how=Office.MERGED, on=DAY, by="测试", at=AT, why="测试"
            )
    assert office_now(later, DAY) is None


def test_an_office_key_is_there_once(cast: Cast) -> None:
    with pytest.raises(RefusedError):
        add_office(key="kjj", name="别的局", by="测试", at=AT)


@pytest.mark.parametrize("role", ["public", "mayor"])
def test_the_database_refuses_a_mandate_in_a_role_that_is_none(cast: Cast, role: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(person=cast.people["former"], role=role, office=cast.offices["kjj"])


def test_the_database_refuses_a_mandate_without_an_office_except_for_administrators(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(person=cast.people["former"], role="auditor", office=None)


def test_the_database_refuses_a_name_in_capital_letters(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(username="Wang", name="王敏")
