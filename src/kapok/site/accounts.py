"""The demo's accounts: one for each role that people act in, in an installation that has nobody else."""

import datetime
import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from kapok.accounts import actions, queries
from kapok.accounts.models import Office
from kapok.accounts.roles import ADMINISTRATOR, AUDITOR, LEADING_GROUP_OFFICE, OFFICE_REPORTER, Role
from kapok.site.packs import Office as PackOffice
from kapok.site.packs import Pack, packs

BY = "kapok demo"
WHY = "演示"
KEPT = "demo_accounts.json"


class Account(NamedTuple):
    """``place`` is the number of the office among those that the sample plan names; an administrator acts for none."""

    username: str
    name: str
    role: Role
    place: int | None


ACCOUNTS = (
    Account("leading-group", "演示·领导小组办公室", LEADING_GROUP_OFFICE, 0),
    Account("reporter", "演示·单位填报人", OFFICE_REPORTER, 1),
    Account("auditor", "演示·审计人", AUDITOR, 0),
    Account("administrator", "演示·管理员", ADMINISTRATOR, None),
)


def create(data: Path, at: datetime.datetime) -> bool:
    """Makes offices, people and mandates where there is nobody yet; leaves the passwords in the data folder.

    Passwords are made by chance for each data folder. ``False`` where there was nothing to do.
    """
    if not packs() or not queries.is_empty():
        return False
    passwords = {account.username: secrets.token_urlsafe(9) for account in ACCOUNTS}
    with transaction.atomic():
        offices = _offices(packs()[0], at)
        for account in ACCOUNTS:
            person = actions.create_person(
                username=account.username,
                name=account.name,
                password=passwords[account.username],
                by=BY,
                at=at,
                why=WHY,
            )
            office = None if account.place is None else offices[account.place]
            actions.give_mandate(person=person, role=account.role, office=office, by=BY, at=at, why=WHY)
        _keep(data / KEPT, passwords)
    return True


def _offices(pack: Pack, at: datetime.datetime) -> list[Office]:
    """The pack's offices as offices of this installation, first those that the plan names; groups get their members."""
    rows = sorted(pack.offices, key=lambda office: (office.kind == Office.GROUP, not office.in_plan))
    made = {row.short: _office(row, at) for row in rows}
    for row in rows:
        if row.members and not queries.member_keys(made[row.short]):
            members = [made[name] for name in row.members]
            actions.set_members(group=made[row.short], members=members, on=None, by=BY, at=at, why=WHY)
    return [office for office in made.values() if office.kind != Office.GROUP]


def _office(row: PackOffice, at: datetime.datetime) -> Office:
    return Office.objects.filter(key=row.id).first() or actions.add_office(
        key=row.id,
        name=row.short,
        full_name=row.full_name or "",
        name_en=row.name_en or "",
        kind=row.kind,
        starts=row.valid_from,
        ends=row.valid_to,
        by=BY,
        at=at,
        why=WHY,
    )


def _keep(path: Path, passwords: dict[str, str]) -> None:
    path.unlink(missing_ok=True)
    with open(path, "x", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as kept:
        json.dump(passwords, kept)


def told(data: Path) -> Iterator[str]:
    """A line for each account whose password the data folder still holds."""
    try:
        passwords = json.loads((data / KEPT).read_text("utf-8"))
    except (OSError, ValueError):
        return
    yield "演示账户（只在这台机器上有效）："
    for account in ACCOUNTS:
        if account.username in passwords:
            yield f"  {account.role.name}　登录名 {account.username}　密码 {passwords[account.username]}"
