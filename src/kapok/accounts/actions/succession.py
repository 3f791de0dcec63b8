"""What comes after an office: it is renamed, or several are merged into one, from a day."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kapok.accounts import queries
from kapok.accounts.actions.mandates import end_mandate, give_mandate
from kapok.accounts.actions.offices import add_office, demand_endable, keep_administered
from kapok.accounts.actions.writing import By, RefusedError, about, demand_reason, hold, note
from kapok.accounts.models import Mandate, Membership, Office
from kapok.web.words import day_words


@transaction.atomic
def succeed_office(
    *,
    office: Office,
    successor: Office,
    how: str,
    on: datetime.date,
    by: By,
    at: datetime.datetime,
    why: str,
    seen: str = "",
) -> None:
    """From ``on`` another office stands in this one's place, because it was merged or renamed (``how``)."""
    if how not in (Office.MERGED, Office.RENAMED):
        raise ValueError(how)
    demand_reason(why)
    hold(office, seen)
    if successor == office or queries.office_now(successor, on) is None:
        raise RefusedError(
            _("{successor} 在 {day} 还不存在或已经撤销，不能接替 {office}。请核对日期。").format(
                successor=successor, day=day_words(on), office=office
            )
        )
    demand_endable(office, on)
    before = _succession(office)
    office.ends, office.successor, office.succession = on, successor, how
    office.save(update_fields=["ends", "successor", "succession"])
    note(by, at, how, about(office), why, before=before, after=_succession(office))


def _succession(office: Office) -> Mapping[str, Any]:
    return {"ends": office.ends, "successor": office.successor and office.successor.key, "how": office.succession}


@transaction.atomic
def rename_office(
    *,
    office: Office,
    key: str,
    names: Mapping[str, str],
    on: datetime.date,
    by: By,
    at: datetime.datetime,
    why: str,
    carry: bool = True,
    seen: str = "",
) -> Office:
    """The same office under another name from ``on``: a successor, which a group's members stay with.

    With ``carry`` the mandates go on for the successor; else they end with the office that they were for.
    """
    demand_reason(why)
    hold(office, seen)
    demand_endable(office, on)
    office.ends = on  # so that the successor may have a name that this one will have no more
    office.save(update_fields=["ends"])
    new = add_office(key=key, kind=office.kind, starts=on, by=by, at=at, why=why, **names)
    office.ends = None
    office.save(update_fields=["ends"])
    succeed_office(office=office, successor=new, how=Office.RENAMED, on=on, by=by, at=at, why=why)
    _hand_over_members(office, new, on)
    if carry:
        carry_mandates(office, new, on=on, by=by, at=at, why=why)
    keep_administered(office, on)
    return new


@transaction.atomic
def merge_offices(
    *,
    offices: Sequence[Office],
    into: Office,
    on: datetime.date,
    by: By,
    at: datetime.datetime,
    why: str,
    carry: bool = False,
) -> None:
    """From ``on`` one office stands in the place of several."""
    demand_reason(why)
    if not offices:
        raise RefusedError(_("没有选要并入的单位。请至少选一个。"))
    for office in offices:
        succeed_office(office=office, successor=into, how=Office.MERGED, on=on, by=by, at=at, why=why)
        if carry:
            carry_mandates(office, into, on=on, by=by, at=at, why=why)
        keep_administered(office, on)


def carry_mandates(
    office: Office, successor: Office, *, on: datetime.date, by: By, at: datetime.datetime, why: str
) -> None:
    """What people might do for an office from ``on`` they may do for its successor, each in the role that they had."""
    for mandate in queries.mandates_from(office, on):
        starts, ends = max(on, mandate.starts or on), mandate.ends
        held = Mandate.objects.filter(person=mandate.person, role=mandate.role, office=successor)
        if not any(other.in_force(starts) for other in held):  # who acts for the successor already goes on as before
            give_mandate(
                person=mandate.person, role=mandate.as_role, office=successor, by=by, at=at, why=why,
                starts=starts, ends=ends,
            )  # fmt: skip
        if mandate.starts is None or mandate.starts < on:  # after the new one: the last administrator stays one
            end_mandate(mandate=mandate, ends=on, by=by, at=at, why=why)


def _hand_over_members(group: Office, successor: Office, on: datetime.date) -> None:
    for held in group.memberships.filter(ends=None):
        Membership.objects.create(group=successor, member=held.member, starts=max(on, held.starts or on))
