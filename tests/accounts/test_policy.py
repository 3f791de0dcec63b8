import datetime
from dataclasses import replace

import pytest

from kapok.accounts.policy import Rule, may, open_up
from kapok.accounts.roles import ADMINISTRATOR, AUDITOR, PUBLIC, ROLES, Role
from kapok.journal.models import Entry
from tests.accounts.cast import DAY, Cast

pytestmark = pytest.mark.django_db
EVERYBODY = ("public", "reporter", "leader", "auditor", "administrator", "double", "former")


def who_may(cast: Cast, act: str, thing: object) -> list[str]:
    return [name for name in EVERYBODY if may(cast.actor(name), act, thing, DAY)]


def test_what_no_rule_opens_is_closed_to_everybody(cast: Cast) -> None:
    assert who_may(cast, "read", "anything.else") == []
    assert who_may(cast, "erase", Entry) == []


def test_the_journal_is_read_by_auditors_and_administrators(cast: Cast) -> None:
    assert who_may(cast, "read", Entry) == ["auditor", "administrator"]
    assert who_may(cast, "read", "journal.entry") == ["auditor", "administrator"]


KINDS = [f"accounts.{kind}" for kind in ("office", "organisation", "person", "mandate")]


@pytest.mark.parametrize("kind", KINDS)
def test_only_administrators_manage_people_and_only_auditors_look_on(cast: Cast, kind: str) -> None:
    assert who_may(cast, "manage", kind) == ["administrator"]
    assert who_may(cast, "read", kind) == ["auditor", "administrator"]


def test_a_mandate_that_is_over_opens_nothing(cast: Cast) -> None:
    mandate = cast.mandates["auditor"]
    mandate.ends = DAY
    actor = replace(cast.actor("auditor"), mandate=mandate)
    days = [DAY - datetime.timedelta(days=1), DAY]
    assert [may(actor, "read", "journal.entry", day) for day in days] == [True, False]


def test_who_is_switched_off_may_nothing(cast: Cast) -> None:
    actor = cast.actor("auditor")
    assert actor.person
    actor.person.is_active = False
    assert not may(actor, "read", "journal.entry", DAY)


@pytest.mark.parametrize("role", [AUDITOR, PUBLIC])
def test_no_rule_can_let_who_only_reads_change_anything(role: Role) -> None:
    with pytest.raises(ValueError, match="只能读"):
        open_up(Rule(role, "adopt", "plans.plan", "a mistake"))


def test_a_rule_for_a_role_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="mayor"):
        open_up(Rule(replace_key(ADMINISTRATOR, "mayor"), "read", "plans.plan", "a mistake"))


def replace_key(role: Role, key: str) -> Role:
    return role._replace(key=key)


def test_auditor_and_public_are_the_roles_that_only_read() -> None:
    assert [key for key, role in ROLES.items() if role.reads_only] == ["public", "auditor"]
