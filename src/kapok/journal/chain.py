"""How a row is turned into bytes and its checksum: the same bytes on every machine, database and day."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

BEGINNING = "0" * 64  # what the first row follows


def canonical(value: Any) -> str:
    """A value as JSON in one form only: keys sorted, no spaces, days and exact numbers as strings.

    >>> canonical({"b": datetime.date(2020, 9, 30), "a": [Decimal("8.50"), None, "木棉"]})
    '{"a":["8.50",null,"木棉"],"b":"2020-09-30"}'

    Raises ``ValueError`` for what no reader of the journal could be sure of: infinity, NaN, half a character.
    """
    written = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_plain
    )
    written.encode("utf-8")
    return written


def _plain(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return instant(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} 不是可以记入日志的值")


def instant(moment: datetime.datetime) -> str:
    """A moment as the chain writes it: universal time, to the microsecond.

    >>> instant(datetime.datetime(2020, 9, 30, 8, tzinfo=datetime.timezone(datetime.timedelta(hours=8))))
    '2020-09-30T00:00:00.000000Z'
    """
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest(facts: Mapping[str, Any]) -> str:
    """The SHA-256 of a row's facts, the checksum of the row before among them."""
    return hashlib.sha256(canonical(facts).encode("utf-8")).hexdigest()
