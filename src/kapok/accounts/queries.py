"""Reads. Each takes the day that it is asked for."""

import datetime

from django.db.models import Q, QuerySet

from kapok.accounts.models import Mandate, Membership, Office, Organisation, Person, in_force
from kapok.accounts.roles import ADMINISTRATOR


def offices_in_force(as_of: datetime.date) -> QuerySet[Office]:
    """The offices that are there on a day."""
    return Office.objects.filter(in_force(as_of))


def office_now(office: Office, as_of: datetime.date) -> Office | None:
    """The office that does on a day what this one did: itself, or what it was merged into or renamed; else none."""
    passed: set[int] = set()
    found: Office | None = office
    while found and not found.in_force(as_of) and found.pk not in passed:
        passed.add(found.pk)
        found = found.successor if found.is_over(as_of) else None
    return found if found and found.in_force(as_of) else None


def offices_listed(as_of: datetime.date, words: str = "", *, ended: bool = False) -> QuerySet[Office]:
    """Offices whose names hold some words: those of a day, or those that ended before it."""
    over = Q(ends__lte=as_of)
    found = Office.objects.filter(over if ended else ~over | Q(ends=None)).select_related("successor")
    for word in words.split():
        found = found.filter(
            Q(name__icontains=word) | Q(full_name__icontains=word) | Q(name_en__icontains=word) | Q(key__iexact=word)
        )
    return found


def members(group: Office, as_of: datetime.date) -> list[Office]:
    """The offices that belong to a group on a day. Of one that was merged or renamed its successor belongs to it."""
    held = Membership.objects.filter(in_force(as_of), group=group).select_related("member__successor").order_by("pk")
    found = (office_now(row.member, as_of) for row in held)
    return list(dict.fromkeys(office for office in found if office))


def member_keys(group: Office) -> list[str]:
    """The offices that were put into a group and not taken out again."""
    return list(group.memberships.filter(ends=None).order_by("member__key").values_list("member__key", flat=True))


def groups_of(office: Office, as_of: datetime.date) -> QuerySet[Membership]:
    """The groups that an office belongs to on a day."""
    return office.groups.filter(in_force(as_of)).select_related("group")


def successors(office: Office) -> list[Office]:
    """What came after an office, and after that, in order."""
    found: list[Office] = []
    following = office.successor
    while following and following not in (*found, office):
        found.append(following)
        following = following.successor
    return found


def mandates_in_force(person: Person, as_of: datetime.date) -> QuerySet[Mandate]:
    """What a person may act as on a day. A mandate for an office that is gone is gone with it."""
    return Mandate.objects.filter(_standing(as_of), person=person).select_related("office")


def _standing(as_of: datetime.date) -> Q:
    return in_force(as_of) & (Q(office=None) | in_force(as_of, "office__"))


def mandates_from(office: Office, day: datetime.date) -> QuerySet[Mandate]:
    """The mandates for an office that are not over on a day, those to come among them."""
    return office.mandates.filter(Q(ends=None) | Q(ends__gt=day)).select_related("person", "office")


def mandates_for(office: Office, as_of: datetime.date) -> QuerySet[Mandate]:
    """Who acts for an office on a day."""
    return office.mandates.filter(_standing(as_of)).select_related("person", "office")


def administrators(as_of: datetime.date) -> QuerySet[Person]:
    """Who can sign in and administer on a day."""
    given = Mandate.objects.filter(_standing(as_of), role=ADMINISTRATOR.key).values("person")
    return Person.objects.filter(is_active=True, pk__in=given).order_by("username")


def people_listed(words: str = "", *, off: bool = False) -> QuerySet[Person]:
    """People whose names hold some words: those who can sign in, or those who are switched off."""
    found = Person.objects.filter(is_active=not off).order_by("username").prefetch_related("mandates__office")
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(username__icontains=word))
    return found


def organisations_listed(as_of: datetime.date, words: str = "", *, ended: bool = False) -> QuerySet[Organisation]:
    """Organisations whose names or codes hold some words: those of a day, or those that ended before it."""
    over = Q(ends__lte=as_of)
    found = Organisation.objects.filter(over if ended else ~over | Q(ends=None))
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(name_en__icontains=word) | Q(credit_code__istartswith=word))
    return found


def is_empty() -> bool:
    """Whether nobody can sign in yet."""
    return not Person.objects.exists()
