"""What all writes share: the row in the journal, and the refusal where somebody else was quicker."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kapok.accounts import queries
from kapok.accounts.actor import Actor, signature
from kapok.accounts.models import Mandate, Office, Organisation, Person
from kapok.journal.actions import record
from kapok.journal.chain import digest
from kapok.journal.queries import last_about
from kapok.web.words import day_words

By = Actor | str  # who acts: somebody under a mandate, or the name of a command
Thing = Office | Organisation | Person | Mandate


class RefusedError(Exception):
    """What cannot be done. ``str(error)`` says why and what to do."""


class ChangedError(RefusedError):
    """Somebody else has changed the thing since it was looked at."""


def note(by: By, at: datetime.datetime, what: str, about: tuple[str, str], why: str, **values: Any) -> None:
    """The row in the journal."""
    record(moment=at, **signature(by), what=what, about=about, why=why.strip(), **values)


def about(thing: Thing) -> tuple[str, str]:
    """A thing as the journal names it: an office and a person by the name that never changes."""
    key = thing.key if isinstance(thing, Office) else thing.username if isinstance(thing, Person) else str(thing.pk)
    return thing._meta.label_lower, key


def version(thing: Thing) -> str:
    """What a thing was when a form about it was opened; another one after each change of it."""
    secret = {"password": thing.get_session_auth_hash()} if isinstance(thing, Person) else {}
    members = queries.member_keys(thing) if isinstance(thing, Office) else []
    return digest(thing.facts() | secret | {"members": members})


def hold(thing: Thing, seen: str = "") -> dict[str, Any]:
    """The thing as it now is, kept from other writers until the transaction ends; gives its facts.

    Raises :class:`ChangedError` where it is not what was ``seen`` (a :func:`version`) any more.
    """
    rows: QuerySet[Any] = type(thing)._default_manager.select_for_update()
    thing.refresh_from_db(from_queryset=rows)
    if seen and version(thing) != seen:
        last = last_about(*about(thing))
        raise ChangedError(
            _("您打开这一页之后，{who}改动了它，所以没有保存。请看现在的内容，再决定是否改动。").format(
                who=last.who if last else _("别人")
            )
        )
    return thing.facts()


def demand_reason(why: str) -> None:
    """Refuses an act that nobody gives a reason for."""
    if not why.strip():
        raise RefusedError(_("没有写理由。请写明为什么这样做，以后查得到。"))


def keep_an_administrator(*days: datetime.date) -> None:
    """Refuses what was just done where nobody could administer on one of those days.

    Asked after the row in the journal, which lets one writer in at a time: two administrators who switch each other
    off at once do not both succeed.
    """
    for day in days:
        if not queries.administrators(day).exists():
            raise RefusedError(
                _("这样一来，{day}就没有一位能登录的管理员了，谁也不能再授权。请先给另一个人管理员的授权。").format(
                    day=day_words(day)
                )
            )


def changed(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Of two sets of facts those that differ."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}
