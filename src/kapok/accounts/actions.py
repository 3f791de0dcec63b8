"""Writes. Each is one transaction with its row in the journal, and says who does it, when and why."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from kapok.accounts import queries
from kapok.accounts.actor import Actor
from kapok.accounts.models import Mandate, Office, Person
from kapok.accounts.roles import ADMINISTRATOR, Role
from kapok.journal.actions import record


class RefusedError(Exception):
    """What cannot be done. ``str(error)`` says why and what to do."""


def _note(by: Actor | str, at: datetime.datetime, what: str, about: tuple[str, str], why: str, **values: Any) -> None:
    who, mandate = (by, "") if isinstance(by, str) else (by.who, by.under)
    record(moment=at, who=who, mandate=mandate, what=what, about=about, why=why, **values)


@transaction.atomic
def create_person(
    *, username: str, name: str, password: str, by: Actor | str, at: datetime.datetime, why: str = "", email: str = ""
) -> Person:
    """Somebody who can sign in. ``by`` is an actor, or the name of a command."""
    username, name = username.strip().lower(), name.strip()
    if not username or not name or len(username) > 60 or len(name) > 120 or not username.isprintable():
        raise RefusedError("登录名要有 1 到 60 个字符，姓名要有 1 到 120 个字符。请改正后再试。")
    if Person.objects.filter(username=username).exists():
        raise RefusedError(f"登录名 {username} 已经有人用了。请换一个。")
    person = Person(username=username, name=name, email=email)
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise RefusedError(f"这个密码不能用：{''.join(error.messages)}请换一个。") from error
    person.set_password(password)
    person.save()
    _note(by, at, "create", ("accounts.person", username), why, after={"name": name, "email": email})
    return person


@transaction.atomic
def create_administrator(*, username: str, name: str, password: str, by: str, at: datetime.datetime) -> Person:
    """The first person of an empty installation. Refused where there is anybody already."""
    if not queries.is_empty():
        raise RefusedError("这里已经有人员账户，不能再这样建管理员。请由现有的管理员授权。")
    person = create_person(
        username=username, name=name, password=password, by=by, at=at, why="空的安装需要第一位管理员"
    )
    give_mandate(person=person, role=ADMINISTRATOR, office=None, by=by, at=at, why="空的安装需要第一位管理员")
    return person


@transaction.atomic
def give_mandate(
    *,
    person: Person,
    role: Role,
    office: Office | None,
    by: Actor | str,
    at: datetime.datetime,
    why: str,
    starts: datetime.date | None = None,
    ends: datetime.date | None = None,
) -> Mandate:
    """Lets a person act for an office in a role, from a day to a day."""
    if starts and ends and ends <= starts:
        raise RefusedError("授权的终止日要在起始日之后。请改正日期。")
    mandate = Mandate.objects.create(person=person, role=role.key, office=office, starts=starts, ends=ends)
    after = {
        "person": person.username,
        "role": role.key,
        "office": office and office.key,
        "starts": starts,
        "ends": ends,
    }
    _note(by, at, "give", ("accounts.mandate", str(mandate.pk)), why, after=after)
    return mandate


@transaction.atomic
def end_mandate(*, mandate: Mandate, ends: datetime.date, by: Actor | str, at: datetime.datetime, why: str) -> None:
    """The mandate holds until the day before ``ends``."""
    if mandate.starts and ends <= mandate.starts:
        raise RefusedError("授权的终止日要在起始日之后。请改正日期。")
    before, mandate.ends = mandate.ends, ends
    mandate.save(update_fields=["ends"])
    about = ("accounts.mandate", str(mandate.pk))
    _note(by, at, "end", about, why, before={"ends": before}, after={"ends": ends})


@transaction.atomic
def add_office(*, key: str, name: str, by: Actor | str, at: datetime.datetime, why: str = "", **facts: Any) -> Office:
    """An office; ``facts`` are the other columns of :class:`Office`."""
    if Office.objects.filter(key=key).exists():
        raise RefusedError(f"单位代号 {key} 已经有了。请换一个。")
    office = Office.objects.create(key=key, name=name, **facts)
    _note(by, at, "add", ("accounts.office", key), why, after={"name": name, **facts})
    return office


@transaction.atomic
def succeed_office(
    *, office: Office, successor: Office, how: str, on: datetime.date, by: Actor | str, at: datetime.datetime, why: str
) -> None:
    """From ``on`` another office stands in this one's place, because it was merged or renamed (``how``)."""
    if how not in (Office.MERGED, Office.RENAMED):
        raise ValueError(how)
    if successor == office or queries.office_now(successor, on) is None:
        raise RefusedError(f"{successor.name} 在 {on} 还不存在或已经撤销，不能接替 {office.name}。请核对日期。")
    if office.starts and on <= office.starts:
        raise RefusedError(f"{office.name} 在 {on} 还没有成立。请核对日期。")
    before = _succession(office)
    office.ends, office.successor, office.succession = on, successor, how
    office.save(update_fields=["ends", "successor", "succession"])
    _note(by, at, how, ("accounts.office", office.key), why, before=before, after=_succession(office))


def _succession(office: Office) -> Mapping[str, Any]:
    return {"ends": office.ends, "successor": office.successor and office.successor.key, "how": office.succession}
