"""Reading the journal, and finding the first row that is not as it was written."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import QuerySet

from kapok.journal.chain import BEGINNING
from kapok.journal.models import Entry

CHUNK = 2000


class Head(NamedTuple):
    """The end of the chain: kept elsewhere, it shows later whether rows were cut off."""

    number: int
    sha256: str


class Finding(NamedTuple):
    """The first row that is wrong, and how: ``changed``, ``missing`` or ``inserted``."""

    number: int
    fault: str


def about(kind: str, key: str) -> list[Entry]:
    """All that was done to one thing, in the order in which it was done."""
    return list(Entry.objects.filter(kind=kind, key=key))


def last_about(kind: str, key: str) -> Entry | None:
    """The last change of one thing. Signing in changes nobody."""
    return Entry.objects.filter(kind=kind, key=key).exclude(what="sign-in").order_by("-number").first()


def entries(
    *,
    who: str = "",
    kind: str = "",
    key: str = "",
    since: datetime.datetime | None = None,
    before: datetime.datetime | None = None,
) -> QuerySet[Entry]:
    """The newest first: by whom, about what, from one moment to another."""
    asked = {"who": who, "kind": kind, "key": key, "moment__gte": since, "moment__lt": before}
    return Entry.objects.filter(**{name: value for name, value in asked.items() if value}).order_by("-number")


def everybody() -> list[str]:
    """All who have acted, as the rows write them."""
    return list(Entry.objects.order_by("who").values_list("who", flat=True).distinct())


def kinds() -> list[str]:
    """All kinds of things that were acted on."""
    return list(Entry.objects.order_by("kind").values_list("kind", flat=True).distinct())


def head() -> Head:
    """The last row."""
    last = Entry.objects.order_by("-number").values_list("number", "sha256").first()
    return Head(*last) if last else Head(0, BEGINNING)


def verify(expected: Head | None = None) -> Finding | None:
    """The first row that was changed, is missing or was inserted; ``None`` where the chain holds.

    Rows cut off at the end leave a chain that holds: ``expected``, an earlier :func:`head`, shows that as well.
    """
    before, at_expected = Head(0, BEGINNING), None
    for row, following in _pairs(Entry.objects.order_by("number").iterator(CHUNK)):
        fault = _fault(row, before, following)
        if fault:
            return fault
        before = Head(row.number, row.sha256)
        if expected and row.number == expected.number:
            at_expected = before
    if expected and expected.number > before.number:
        return Finding(before.number + 1, "missing")
    if expected and expected.number and at_expected != expected:
        return Finding(expected.number, "changed")
    return None


def _pairs(rows: Iterator[Entry]) -> Iterator[tuple[Entry, Entry | None]]:
    row = next(rows, None)
    while row is not None:
        following = next(rows, None)
        yield row, following
        row = following


def _fault(row: Entry, before: Head, following: Entry | None) -> Finding | None:
    due = before.number + 1
    if row.number != due:  # a row is gone, or one was put before the first
        return Finding(due, "missing") if row.number > due else Finding(row.number, "inserted")
    if row.digest() != row.sha256:
        return _renumbered(row, before) or Finding(due, "changed")
    if row.previous == before.sha256:
        return None
    # The row is whole but follows another: either it was slipped in, or the row before was written anew.
    slipped_in = before.number == 0 or following is None or following.previous != row.sha256
    return Finding(due, "inserted") if slipped_in else Finding(before.number, "changed")


def _renumbered(row: Entry, before: Head) -> Finding | None:
    """Whoever takes a row out, or slips one in, may number the later ones anew: their checksums tell."""
    if row.digest(number=row.number - 1) == row.sha256:
        return Finding(before.number, "inserted")
    if row.digest(number=row.number + 1) == row.sha256:
        return Finding(row.number, "missing")
    return None
