"""People are corrected, switched off, and let in again; there is always somebody who can administer."""

import datetime
import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from kapok.accounts.actions import (
    ChangedError,
    RefusedError,
    correct_person,
    create_person,
    end_mandate,
    give_mandate,
    remove_second_factor,
    reset_password,
    switch_person,
)
from kapok.accounts.actions.writing import version
from kapok.accounts.models import Mandate, Person
from kapok.accounts.queries import administrators, mandates_in_force
from kapok.accounts.roles import ADMINISTRATOR, AUDITOR, OFFICE_REPORTER
from kapok.journal.models import Entry
from kapok.journal.queries import about, verify
from tests.accounts.cast import AT, DAY, PASSWORD, Cast

pytestmark = pytest.mark.django_db
NEW = "another-horse-43"
ONE = datetime.timedelta(days=1)


@pytest.fixture
def told(cast: Cast) -> dict[str, Any]:
    """Who acts, when and why."""
    return {"by": cast.actor("administrator"), "at": AT, "why": "本人申请"}


@pytest.fixture
def second(cast: Cast, told: Any) -> Person:
    """Another administrator."""
    person = create_person(username="second", name="孙丽", password=PASSWORD, **told)
    give_mandate(person=person, role=ADMINISTRATOR, office=None, starts=DAY, **told)
    return person


def test_a_name_is_corrected_with_before_and_after(cast: Cast, told: Any) -> None:
    correct_person(person=cast.people["leader"], name="李桦", email="li@example.gov.cn", **told)
    row = about("accounts.person", "leader")[-1]
    assert (json.loads(row.before), json.loads(row.after)) == (
        {"email": "", "name": "李华"},
        {"email": "li@example.gov.cn", "name": "李桦"},
    )
    for name, email, cause in (
        ("", "", "姓名要有"),
        ("李桦", "li@", "不像一个地址"),
        ("李桦", "li@example.gov.cn", "没有改"),
    ):
        with pytest.raises(RefusedError, match=cause):
            correct_person(person=cast.people["leader"], name=name, email=email, **told)


def test_a_reset_password_has_to_be_changed_and_no_journal_holds_it(cast: Cast, told: Any) -> None:
    person = cast.people["leader"]
    before = person.get_session_auth_hash()
    reset_password(person=person, password=NEW, **told)
    person = Person.objects.get(pk=person.pk)
    assert (person.check_password(NEW), person.check_password(PASSWORD), person.must_change_password) == (
        True,
        False,
        True,
    )
    assert person.get_session_auth_hash() != before  # which ends the sessions that were open
    assert [row.what for row in about("accounts.person", "leader")] == ["create", "reset-password"]
    assert NEW not in "".join(row.before + row.after for row in Entry.objects.all())


def test_a_page_that_was_sent_twice_resets_once(cast: Cast, told: Any) -> None:
    person = cast.people["leader"]
    seen = version(person)
    reset_password(person=person, password=NEW, seen=seen, **told)
    with pytest.raises(ChangedError):
        reset_password(person=person, password="third-horse-44", seen=seen, **told)
    assert Person.objects.get(pk=person.pk).check_password(NEW)


def test_a_lost_telephone_is_answered_by_removing_all_codes_once(cast: Cast, told: Any) -> None:
    person = cast.people["leader"]
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=person, type=kind, data={})
    rows = Entry.objects.count()
    remove_second_factor(person=person, **told)
    assert (Authenticator.objects.count(), Entry.objects.count()) == (0, rows + 1)
    row = about("accounts.person", "leader")[-1]
    assert (row.who, row.what, json.loads(row.before)) == (
        "赵磊（administrator）", "remove-second-factor", {"types": ["recovery_codes", "totp"]},
    )  # fmt: skip
    with pytest.raises(RefusedError, match="没有开启验证码登录"):
        remove_second_factor(person=person, **told)


def test_who_is_switched_off_and_on_keeps_the_mandates(cast: Cast, told: Any) -> None:
    person = cast.people["leader"]
    for on in (False, True):
        switch_person(person=person, on=on, as_of=DAY, **told)
        assert Person.objects.get(pk=person.pk).is_active == on
    assert [m.pk for m in mandates_in_force(person, DAY)] == [cast.mandates["leader"].pk]
    assert [row.what for row in about("accounts.person", "leader")] == ["create", "switch-off", "switch-on"]
    with pytest.raises(RefusedError, match="已经是这样"):
        switch_person(person=person, on=True, as_of=DAY, **told)


def test_the_last_administrator_is_neither_switched_off_nor_loses_the_mandate(cast: Cast, told: Any) -> None:
    person, rows = cast.people["administrator"], Entry.objects.count()
    with pytest.raises(RefusedError, match="2020年9月30日就没有一位能登录的管理员了"):
        switch_person(person=person, on=False, as_of=DAY, **told)
    with pytest.raises(RefusedError, match="没有一位能登录的管理员"):
        end_mandate(mandate=cast.mandates["administrator"], ends=DAY, **told)
    assert (list(administrators(DAY)), Entry.objects.count()) == ([person], rows)


def test_of_two_administrators_one_may_go(cast: Cast, told: Any, second: Person) -> None:
    switch_person(person=cast.people["administrator"], on=False, as_of=DAY, **told)
    assert list(administrators(DAY)) == [second]
    with pytest.raises(RefusedError):
        switch_person(person=second, on=False, as_of=DAY, **told)


def test_a_second_administrator_who_is_switched_off_or_whose_time_is_over_is_none(cast: Cast, told: Any) -> None:
    for username, ends, on in (("a", None, False), ("b", DAY + ONE, True)):
        person = create_person(username=username, name=username, password=PASSWORD, **told)
        give_mandate(person=person, role=ADMINISTRATOR, office=None, ends=ends, **told)
        if not on:
            switch_person(person=person, on=False, as_of=DAY, **told)
    with pytest.raises(RefusedError):
        end_mandate(mandate=cast.mandates["administrator"], ends=DAY + ONE, **told)
    end_mandate(mandate=cast.mandates["administrator"], ends=DAY, **told)


def test_a_mandate_is_given_once_for_the_same_days(cast: Cast, told: Any) -> None:
    wanted: dict[str, Any] = {"person": cast.people["reporter"], "role": OFFICE_REPORTER, "office": cast.offices["czj"]}
    with pytest.raises(RefusedError, match="同样的授权"):
        give_mandate(**wanted, starts=DAY, **told)
    end_mandate(mandate=cast.mandates["reporter"], ends=DAY, **told)
    give_mandate(**wanted, starts=DAY, **told)
    assert Mandate.objects.filter(**wanted | {"role": "office_reporter"}).count() == 2
    assert verify() is None


def test_a_mandate_needs_an_office_that_is_there_and_a_reason(cast: Cast, told: Any) -> None:
    person, office = cast.people["former"], cast.offices["sjj"]
    office.starts = DAY
    office.save()
    for given, cause in (
        ({"office": None, "starts": DAY}, "要代表一个单位"),
        ({"office": office, "starts": DAY - ONE}, "不存在或已经撤销"),
        ({"office": office, "starts": DAY, "why": " "}, "没有写理由"),
    ):
        with pytest.raises(RefusedError, match=cause):
            give_mandate(person=person, role=AUDITOR, **told | given)


def test_somebody_else_may_have_ended_a_mandate_first(cast: Cast, told: Any) -> None:
    mandate = cast.mandates["reporter"]
    seen = version(mandate)
    end_mandate(mandate=mandate, ends=DAY, seen=seen, **told)
    with pytest.raises(ChangedError):
        end_mandate(mandate=mandate, ends=DAY + ONE, seen=seen, **told)
    assert Mandate.objects.get(pk=mandate.pk).ends == DAY
