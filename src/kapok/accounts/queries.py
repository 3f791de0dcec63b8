"""Reads. Each takes the day that it is asked for."""

import datetime

from django.db.models import Q, QuerySet

from kapok.accounts.models import Mandate, Office, Person, in_force


def offices_in_force(as_of: datetime.date) -> QuerySet[Office]:
    """The offices that are there on a day."""
    return Office.objects.filter(in_force(as_of))


def office_now(office: Office, as_of: datetime.date) -> Office | None:
    """The office that does on a day what this one did: itself, or what it was merged into or renamed; else none."""
    passed: set[int] = set()
    found: Office | None = office
    while found and not found.in_force(as_of) and found.pk not in passed:
        passed.add(found.pk)
        is_over = found.ends is not None and found.ends <= as_of
        found = found.successor if is_over else None
    return found if found and found.in_force(as_of) else None


def mandates_in_force(person: Person, as_of: datetime.date) -> QuerySet[Mandate]:
    """What a person may act as on a day. A mandate for an office that is gone is gone with it."""
    standing = Q(office=None) | in_force(as_of, "office__")
    return Mandate.objects.filter(in_force(as_of), standing, person=person).select_related("office")


def is_empty() -> bool:
    """Whether nobody can sign in yet."""
    return not Person.objects.exists()
