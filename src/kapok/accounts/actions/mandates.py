"""Mandates: a person acts for an office in a role, from a day to a day."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kapok.accounts.actions.writing import (
    By,
    RefusedError,
    about,
    demand_reason,
    hold,
    keep_an_administrator,
    note,
)
from kapok.accounts.models import Mandate, Office, Person
from kapok.accounts.roles import ADMINISTRATOR, WITHOUT_OFFICE, Role
from kapok.web.words import day_words


@transaction.atomic
def give_mandate(
    *,
    person: Person,
    role: Role,
    office: Office | None,
    by: By,
    at: datetime.datetime,
    why: str,
    starts: datetime.date | None = None,
    ends: datetime.date | None = None,
) -> Mandate:
    """Lets a person act for an office in a role, from a day to a day."""
    demand_reason(why)
    if starts and ends and ends <= starts:
        raise RefusedError(_("授权的终止日要在起始日之后。请改正日期。"))
    if office is None and role.key not in WITHOUT_OFFICE:
        raise RefusedError(_("{role}要代表一个单位。请选一个单位。").format(role=role.name))
    if office and starts and not office.in_force(starts):
        raise RefusedError(
            _("{office}在 {day} 不存在或已经撤销。请核对单位和日期。").format(office=office, day=day_words(starts))
        )
    mandate = Mandate(person=person, role=role.key, office=office, starts=starts, ends=ends)
    _demand_once(mandate)
    mandate.save()
    note(by, at, "give", about(mandate), why, after=mandate.facts())
    return mandate


def _demand_once(mandate: Mandate) -> None:
    """Refuses a second mandate for the same days: ending one would leave the other."""
    same = Mandate.objects.filter(person=mandate.person, role=mandate.role, office=mandate.office)
    if any(overlap(mandate, other) for other in same):
        raise RefusedError(
            _("{person}在这段时间已经有同样的授权。请先终止那一项，或改正日期。").format(person=mandate.person)
        )


def overlap(one: Mandate, other: Mandate) -> bool:
    """Whether two mandates hold on a common day; a bound that nobody knows reaches for ever."""
    starts = max(one.starts or datetime.date.min, other.starts or datetime.date.min)
    return starts < min(one.ends or datetime.date.max, other.ends or datetime.date.max)


@transaction.atomic
def end_mandate(
    *, mandate: Mandate, ends: datetime.date, by: By, at: datetime.datetime, why: str, seen: str = ""
) -> None:
    """The mandate holds until the day before ``ends``."""
    demand_reason(why)
    before = hold(mandate, seen)["ends"]
    if mandate.starts and ends <= mandate.starts:
        raise RefusedError(_("授权的终止日要在起始日之后。请改正日期。"))
    mandate.ends = ends
    mandate.save(update_fields=["ends"])
    note(by, at, "end", about(mandate), why, before={"ends": before}, after={"ends": ends})
    if mandate.role == ADMINISTRATOR.key:
        keep_an_administrator(ends)
