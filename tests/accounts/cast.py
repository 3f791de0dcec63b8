"""One cast of named offices and people for all tests of permission."""

import datetime
from dataclasses import dataclass

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as USER_KEY,
)
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY as METHODS_KEY,
)
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from kapok.accounts.actions import add_office, create_person, give_mandate
from kapok.accounts.actor import ANYBODY, Actor
from kapok.accounts.models import Mandate, Office, Person
from kapok.accounts.roles import ADMINISTRATOR, AUDITOR, LEADING_GROUP_OFFICE, OFFICE_REPORTER, Role

AT = datetime.datetime(2020, 9, 30, 1, tzinfo=datetime.UTC)
DAY = datetime.date(2020, 9, 30)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "correct-horse-42"


@dataclass(frozen=True)
class Cast:
    """科技局 owns the plan, 财政局 reports, 审计局 audits; 王敏 acts for two offices; 陈静 has no mandate any more."""

    offices: dict[str, Office]
    people: dict[str, Person]
    mandates: dict[str, Mandate]

    def actor(self, name: str) -> Actor:
        """Somebody under their first mandate; ``public`` is nobody in particular."""
        return ANYBODY if name == "public" else Actor(self.people[name], self.mandates.get(name))


PEOPLE: tuple[tuple[str, str, Role, str | None], ...] = (
    ("leader", "李华", LEADING_GROUP_OFFICE, "kjj"),
    ("reporter", "张伟", OFFICE_REPORTER, "czj"),
    ("auditor", "刘洋", AUDITOR, "sjj"),
    ("administrator", "赵磊", ADMINISTRATOR, None),
)


def assemble() -> Cast:
    """Everybody, in the database."""
    names = {"kjj": "市科技局", "czj": "市财政局", "sjj": "市审计局"}
    offices = {key: add_office(key=key, name=name, by="测试", at=AT) for key, name in names.items()}
    people = {name: _person(name, called) for name, called, _, _ in PEOPLE}
    mandates = {
        name: _mandate(people[name], role, offices[office] if office else None) for name, _, role, office in PEOPLE
    }
    people |= {"double": _person("double", "王敏"), "former": _person("former", "陈静")}
    for office, role in (("kjj", LEADING_GROUP_OFFICE), ("czj", OFFICE_REPORTER)):
        mandates[f"double-{office}"] = _mandate(people["double"], role, offices[office])
    over = DAY - datetime.timedelta(days=1)
    mandates["over"] = _mandate(people["former"], LEADING_GROUP_OFFICE, offices["kjj"], ends=over)
    return Cast(offices, people, mandates)


def _person(username: str, name: str) -> Person:
    return create_person(username=username, name=name, password=PASSWORD, by="测试", at=AT)


def _mandate(person: Person, role: Role, office: Office | None, ends: datetime.date | None = None) -> Mandate:
    return give_mandate(person=person, role=role, office=office, by="测试", at=AT, why="测试", ends=ends)


def signed_in(person: Person) -> Client:
    """A browser in which somebody has just signed in. (``force_login`` signs in outside of any request's day.)"""
    browser = Client()
    session = browser.session
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(person.pk), BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[USER_KEY] = str(person.pk)
    session[METHODS_KEY] = [
        {"method": "password", "at": 4_000_000_000, "reauthenticated": True}  # a moment ago, for a long time
    ]
    session.save()
    return browser
