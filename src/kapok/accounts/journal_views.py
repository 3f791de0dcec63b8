"""The journal, for who audits and who administers."""

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kapok.accounts.asking import reads
from kapok.accounts.journal_words import ACTS, KINDS, Change, changes, choices, mandate_words, office_keys, told
from kapok.accounts.models import Mandate, Office, Organisation, Person
from kapok.journal import queries
from kapok.journal.models import Entry
from kapok.web.paging import Pager
from kapok.web.parts import Crumb

KIND = "journal.entry"
AT_ONCE = 2000  # rows that are verified with each look at the page


class Place(NamedTuple):
    """What a thing is called now, and where it is looked at."""

    name: str
    url: str


class Row(NamedTuple):
    """One act as the page tells it."""

    entry: Entry
    act: str
    kind: str
    mandate: str
    name: str
    url: str
    values: Sequence[Change]


@reads(KIND)
def journal(request: HttpRequest) -> HttpResponse:
    """The newest first, filtered by the address alone."""
    asked = request.GET
    day = _day(asked.get("day", ""))
    who, kind, key = (asked.get(name, "").replace("\x00", "")[:200] for name in ("who", "kind", "key"))
    found = queries.entries(who=who, kind=kind, key=key, **_bounds(day))
    pager = Pager(asked, found.count())
    rows = list(found[pager.offset : pager.offset + pager.size])
    whole = queries.head().number
    context = {
        "rows": _told(rows),
        "pager": pager,
        "whole": ngettext("日志共 {n} 行。", "日志共 {n} 行。", whole).format(n=f"{whole:,}"),
        "state": _state() if whole <= AT_ONCE else None,
        "people": queries.everybody(),
        "kinds": choices(KINDS, queries.kinds()),
        "who": who,
        "kind": kind,
        "key": key,
        "on_day": day,
        "is_filtered": bool(who or kind or key or day),
    }
    return render(request, "accounts/journal.html", context)


def _day(written: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        return None


def _bounds(day: datetime.date | None) -> dict[str, datetime.datetime]:
    """The first moment of a day and of the next, in the city's time; of no day, nothing."""
    if day is None or day == datetime.date.max:
        return {}
    first = datetime.datetime.combine(day, datetime.time(), get_current_timezone())
    return {"since": first, "before": first + datetime.timedelta(days=1)}


def _told(entries: Sequence[Entry]) -> list[Row]:
    """Rows with the present names of what they speak of, by a few queries however many rows there are."""
    keys = {key for entry in entries for value in entry.values() for key in office_keys(value)}
    keys |= _keys(entries, "accounts.office")
    names = dict(Office.objects.filter(key__in=keys).values_list("key", "name"))
    places = {("accounts.office", key): Place(name, _address("office", key)) for key, name in names.items()}
    for person in Person.objects.filter(username__in=_keys(entries, "accounts.person")):
        places["accounts.person", person.username] = Place(person.name, _address("person", person.pk))
    for mandate in Mandate.objects.filter(pk__in=_keys(entries, "accounts.mandate")).select_related("person", "office"):
        words = [mandate.person.name, *([mandate.office.name] if mandate.office else []), str(mandate.as_role.name)]
        places["accounts.mandate", str(mandate.pk)] = Place(" · ".join(words), _address("person", mandate.person.pk))
    for organisation in Organisation.objects.filter(pk__in=_keys(entries, "accounts.organisation")):
        places["accounts.organisation", str(organisation.pk)] = Place(organisation.name, "")
    return [_row(entry, names, places) for entry in entries]


def _keys(entries: Sequence[Entry], kind: str) -> set[str]:
    return {entry.key for entry in entries if entry.kind == kind}


def _address(name: str, key: str | int) -> str:
    return reverse(f"accounts:{name}", args=[key])


def _row(entry: Entry, names: dict[str, str], places: dict[tuple[str, str], Place]) -> Row:
    place = places.get((entry.kind, entry.key), Place(entry.key, ""))
    before, after = entry.values()
    words = told(ACTS, entry.what), told(KINDS, entry.kind), mandate_words(entry.mandate)
    return Row(entry, *words, *place, changes(before, after, names))


FAULTS = {
    "changed": lambda n: _("日志第 {n} 行被改过。").format(n=n),
    "missing": lambda n: _("日志第 {n} 行不见了。").format(n=n),
    "inserted": lambda n: _("日志第 {n} 行是后来插进去的。").format(n=n),
}


def _state() -> dict[str, Any]:
    """Whether the journal still says what was written."""
    fault = queries.verify()
    if fault:
        next_step = _("请保留现场，与备份比对，并查明谁改动了数据库。")
        return {"status": "behind", "words": FAULTS[fault.fault](fault.number), "next_step": next_step}
    return {"status": "on-track", "words": _("日志完好：从第一行到末行都没有改动。"), "next_step": ""}


@reads(KIND)
def verify(request: HttpRequest) -> HttpResponse:
    """Reads the whole journal, and shows the last row, to be kept elsewhere."""
    crumbs = [Crumb(_("操作日志"), reverse("accounts:journal")), Crumb(_("核对"))]
    context = {"state": _state(), "head": queries.head(), "crumbs": crumbs}
    return render(request, "accounts/journal_verify.html", context)
