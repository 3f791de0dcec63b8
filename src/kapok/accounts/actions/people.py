"""People: who can sign in, and how they get back in."""

import datetime

from allauth.mfa.models import Authenticator
from axes.utils import reset as forget_failures
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from kapok.accounts import queries
from kapok.accounts.actions.mandates import give_mandate
from kapok.accounts.actions.writing import (
    By,
    RefusedError,
    about,
    changed,
    demand_reason,
    hold,
    keep_an_administrator,
    note,
)
from kapok.accounts.models import Person
from kapok.accounts.roles import ADMINISTRATOR


@transaction.atomic
def create_person(
    *,
    username: str,
    name: str,
    password: str,
    by: By,
    at: datetime.datetime,
    why: str = "",
    email: str = "",
    must_change_password: bool = False,
) -> Person:
    """Somebody who can sign in. ``by`` is an actor, or the name of a command."""
    username, name = username.strip().lower(), name.strip()
    if not username or len(username) > 60 or not username.isprintable() or " " in username:
        raise RefusedError(_("登录名要有 1 到 60 个字符，中间没有空格。请改正后再试。"))
    _demand_name(name, email)
    if Person.objects.filter(username=username).exists():
        raise RefusedError(_("登录名 {username} 已经有人用了。请换一个。").format(username=username))
    person = Person(username=username, name=name, email=email, must_change_password=must_change_password)
    _set_password(person, password)
    person.save()
    after = {"name": name, "email": email, "must_change_password": must_change_password}
    note(by, at, "create", about(person), why, after=after)
    return person


def _demand_name(name: str, email: str) -> None:
    if not name or len(name) > 120 or not name.isprintable():
        raise RefusedError(_("姓名要有 1 到 120 个字符。请改正后再试。"))
    try:
        if email:
            validate_email(email)
    except ValidationError as error:
        raise RefusedError(_("电子邮箱 {email} 不像一个地址。请改正，或者不写。").format(email=email)) from error


def _set_password(person: Person, password: str) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        cause = "".join(error.messages)
        raise RefusedError(_("这个密码不能用：{cause}请换一个。").format(cause=cause)) from error
    person.set_password(password)


@transaction.atomic
def create_administrator(*, username: str, name: str, password: str, by: str, at: datetime.datetime) -> Person:
    """The first person of an empty installation. Refused where there is anybody already."""
    if not queries.is_empty():
        raise RefusedError(_("这里已经有人员账户，不能再这样建管理员。请由现有的管理员授权。"))
    person = create_person(
        username=username, name=name, password=password, by=by, at=at, why="空的安装需要第一位管理员"
    )
    give_mandate(person=person, role=ADMINISTRATOR, office=None, by=by, at=at, why="空的安装需要第一位管理员")
    return person


@transaction.atomic
def correct_person(
    *, person: Person, name: str, email: str, by: By, at: datetime.datetime, why: str, seen: str = ""
) -> None:
    """Another name or address for the same person."""
    demand_reason(why)
    before, name = hold(person, seen), name.strip()
    _demand_name(name, email)
    person.name, person.email = name, email
    old, new = changed(before, person.facts())
    if not new:
        raise RefusedError(_("什么都没有改。"))
    person.save(update_fields=["name", "email"])
    note(by, at, "correct", about(person), why, before=old, after=new)


@transaction.atomic
def switch_person(
    *, person: Person, on: bool, by: By, at: datetime.datetime, as_of: datetime.date, why: str, seen: str = ""
) -> None:
    """Lets somebody sign in or not. Mandates stay, and open nothing for who is switched off."""
    demand_reason(why)
    hold(person, seen)
    if person.is_active == on:
        raise RefusedError(_("{person}的账户已经是这样。").format(person=person))
    administers = queries.administrators(as_of).filter(pk=person.pk).exists()
    person.is_active = on
    person.save(update_fields=["is_active"])
    what = "switch-on" if on else "switch-off"
    note(by, at, what, about(person), why, before={"is_active": not on}, after={"is_active": on})
    if administers and not on:
        keep_an_administrator(as_of)


@transaction.atomic
def reset_password(*, person: Person, password: str, by: By, at: datetime.datetime, why: str, seen: str = "") -> None:
    """A password that somebody else knows, so it has to be changed at the next sign-in. Ends all open sessions,
    and the pause after wrong attempts."""
    demand_reason(why)
    before = {"must_change_password": hold(person, seen)["must_change_password"]}
    _set_password(person, password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    forget_failures(username=person.username)
    note(by, at, "reset-password", about(person), why, before=before, after={"must_change_password": True})


@transaction.atomic
def remove_second_factor(*, person: Person, by: By, at: datetime.datetime, why: str, seen: str = "") -> None:
    """Takes away one-time and recovery codes, for who has lost the telephone: a password is enough from now on."""
    demand_reason(why)
    hold(person, seen)
    factors = Authenticator.objects.filter(user=person)
    types = sorted(factors.values_list("type", flat=True))
    if not types:
        raise RefusedError(_("{person}没有开启验证码登录，不用去掉。").format(person=person))
    factors.delete()
    note(by, at, "remove-second-factor", about(person), why, before={"types": types}, after={"types": []})
