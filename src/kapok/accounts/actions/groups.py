"""Groups of offices: who belongs to 各区政府, from a day to a day."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from kapok.accounts import queries
from kapok.accounts.actions.writing import By, RefusedError, about, demand_reason, hold, note
from kapok.accounts.models import Membership, Office


@transaction.atomic
def set_members(
    *,
    group: Office,
    members: Sequence[Office],
    on: datetime.date | None,
    by: By,
    at: datetime.datetime,
    why: str,
    seen: str = "",
) -> None:
    """From ``on`` (where nobody knows the day, ever) these and no others belong to the group."""
    demand_reason(why)
    hold(group, seen)
    _demand_fit(group, members, on)
    before = queries.member_keys(group)
    wanted = {member.pk: member for member in members}
    for held in group.memberships.filter(ends=None).select_related("member"):
        if wanted.pop(held.member_id, None) is None:
            _end(held, on)
    for member in wanted.values():
        Membership.objects.create(group=group, member=member, starts=on)
    after = queries.member_keys(group)
    if before == after:
        raise RefusedError(_("什么都没有改。"))
    values = {"before": {"members": before}, "after": {"members": after, "on": on}}
    note(by, at, "set-members", about(group), why, **values)


def _demand_fit(group: Office, members: Sequence[Office], on: datetime.date | None) -> None:
    if group.kind != Office.GROUP:
        raise RefusedError(_("{office}不是一类单位，没有成员。请先更正它的类别。").format(office=group))
    for member in members:
        if member.kind == Office.GROUP or (on and not member.in_force(on)):
            raise RefusedError(
                _("{office}不能做成员：它自己是一类单位，或在那一天不存在。请改选。").format(office=member)
            )


def _end(held: Membership, on: datetime.date | None) -> None:
    """A membership that would end on the day it began, or before, never was."""
    if on is None or (held.starts and held.starts >= on):
        held.delete()
    else:
        held.ends = on
        held.save(update_fields=["ends"])
