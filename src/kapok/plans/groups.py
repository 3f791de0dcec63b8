"""Groups that a plan names instead of offices (各区政府): who that is on a day, and what one carries through them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from kapok.accounts.models import Office
from kapok.accounts.queries import members
from kapok.plans.models import NamedOffice, Plan


@dataclass(frozen=True, slots=True)
class Member:
    """An office of a group on a day, and the name under which the plan also names it by itself, if it does."""

    office: Office
    named: NamedOffice | None


@dataclass(frozen=True, slots=True)
class Group:
    """A group that a plan names. ``members`` is empty where nobody has said who belongs to it on that day."""

    named: NamedOffice
    members: Sequence[Member]


def groups(plan: Plan, as_of: datetime.date) -> list[Group]:
    """The groups of a plan with their members on a day: one query, and one more for each group that is known."""
    offices = list(plan.offices.select_related("office"))
    by_office = {named.office_id: named for named in offices if named.office_id}
    return [Group(named, _members(named, by_office, as_of)) for named in offices if named.is_group]


def _members(named: NamedOffice, by_office: dict[int, NamedOffice], as_of: datetime.date) -> list[Member]:
    if named.office is None:
        return []
    return [Member(office, by_office.get(office.pk)) for office in members(named.office, as_of)]


def group_of(found: Sequence[Group], named: NamedOffice) -> Group | None:
    """The group that a name is, of those of its plan."""
    return next((group for group in found if group.named == named), None)


def through(found: Sequence[Group], named: NamedOffice) -> list[NamedOffice]:
    """The groups that a named office belongs to: what they carry, it carries with them."""
    return [group.named for group in found if any(member.named == named for member in group.members)]
