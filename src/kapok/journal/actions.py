"""The one write: a row at the end of the chain, in the transaction of what it tells of."""

import datetime
from typing import Any

from django.db import connection, transaction

from kapok.journal.chain import BEGINNING, canonical
from kapok.journal.models import Entry

LOCK = 0x4B61706F6B  # "Kapok": the name of the lock that writers on PostgreSQL wait for


def record(
    *,
    moment: datetime.datetime,
    who: str,
    what: str,
    about: tuple[str, str],
    mandate: str = "",
    why: str = "",
    before: Any = None,
    after: Any = None,
) -> Entry:
    """Writes down one act: ``what`` is a verb (``adopt``), ``about`` the kind and the key of what was acted on.

    It has to stand in the caller's transaction, so that the act and its row are both there or neither.
    Raises ``TransactionManagementError`` outside of one, and ``ValueError`` for a moment without a time zone or
    values that are no JSON.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("日志要写在所记之事的同一个事务里（transaction.atomic）。")
    if moment.tzinfo is None:
        raise ValueError("日志的时刻要带时区。")
    _wait_in_line()
    last = Entry.objects.order_by("-number").values_list("number", "sha256").first()
    number, previous = last or (0, BEGINNING)
    entry = Entry(number=number + 1, moment=moment, who=who, mandate=mandate, what=what, why=why, previous=previous)
    entry.kind, entry.key = about
    entry.before, entry.after = canonical(before), canonical(after)
    entry.sha256 = entry.digest()
    entry.save()
    return entry


def _wait_in_line() -> None:
    """One writer at a time until the end of the transaction. SQLite's transactions begin with its only write lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
