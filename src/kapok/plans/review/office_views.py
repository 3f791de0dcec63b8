"""Saying which offices a draft's names mean."""

import datetime
from typing import Any, NamedTuple, cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kapok.accounts.actions import RefusedError
from kapok.accounts.actor import acting
from kapok.accounts.models import Office
from kapok.accounts.policy import may
from kapok.plans.models import Draft
from kapok.plans.review import queries
from kapok.plans.review.access import draft_for
from kapok.plans.review.actions import OvertakenError
from kapok.plans.review.adopt_views import crumbs_of
from kapok.plans.review.cities import known_offices
from kapok.plans.review.edits import EditError
from kapok.plans.review.items import PLAN, Item, office_key
from kapok.plans.review.office_matching import Suggestion, names_of, suggestions
from kapok.plans.review.settling import GROUP, NEW, NONE, settle_names
from kapok.plans.review.state import State
from kapok.web.requests import DatedRequest

UNREADABLE, OVERTAKEN = 422, 409


class NameRow(NamedTuple):
    """A name with what is known of it. ``chosen`` is the choice that stands."""

    key: str
    name: str
    full_name: str
    duties: int
    suggestions: list[Suggestion]
    chosen: str
    said: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offices_page(request: HttpRequest, number: int) -> HttpResponse:
    """The names, first those that nobody has matched; a choice for each, saved together."""
    draft = draft_for(request, number)
    if request.method != "POST":
        return _page(request, draft)
    draft = draft_for(request, number, "correct")
    try:
        _save(request, draft)
    except OvertakenError as error:
        return _page(request, draft, str(error), OVERTAKEN)
    except (EditError, RefusedError) as error:
        return _page(request, draft, str(error), UNREADABLE)
    return redirect("plans:draft_offices", draft.pk)


def _save(request: HttpRequest, draft: Draft) -> None:
    actor, dated = acting(request), cast(DatedRequest, request)
    state, seen = queries.state(draft), request.POST.get("seen", "")
    names = {item["name"]: item for item in names_of(state).values()}
    if request.POST.get("act") == "exact":
        chosen = exact(state, dated.as_of)
    else:
        chosen = {name: made for name in names if (made := request.POST.get(office_key(name), ""))}
    settle_names(
        draft=draft, names=names, chosen=chosen, by=actor, at=dated.moment, as_of=dated.as_of,
        seen=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
    )  # fmt: skip


def exact(state: State, as_of: datetime.date) -> dict[str, str]:
    """The office of each unmatched name that is just one office's name on that day."""
    known = known_offices(state.items[PLAN]["jurisdiction"], as_of)
    return {
        item["name"]: known[item["name"]]
        for item in names_of(state).values()
        if not item["office"] and item["status"] == "open" and item["name"] in known
    }


def _page(request: HttpRequest, draft: Draft, problem: str = "", status: int = 200) -> HttpResponse:
    as_of, state = cast(DatedRequest, request).as_of, queries.state(draft)
    offices = list(Office.objects.select_related("successor"))
    asked = request.POST if request.method == "POST" else QueryDict()
    rows = [_row(key, item, state, offices, as_of, asked) for key, item in names_of(state).items()]
    open_keys = {key for key, item in names_of(state).items() if item["status"] == "open" and not item["office"]}
    context: dict[str, Any] = {
        "draft": draft, "problem": problem, "seen": queries.last_number(draft.pk),
        "waiting": [row for row in rows if row.key in open_keys],
        "settled": [row for row in rows if row.key not in open_keys],
        "offices": [office for office in offices if office.in_force(as_of)],
        "exact": len(exact(state, as_of)), "crumbs": crumbs_of(draft, _("单位")),
        "may_correct": draft.plan is None and may(acting(request), "correct", draft, as_of),
        "choices": {"new": NEW, "group": GROUP, "none": NONE},
    }  # fmt: skip
    return render(request, "plans/review/offices_of_draft.html", context, status=status)


def _row(key: str, item: Item, state: State, offices: list[Office], as_of: datetime.date, asked: QueryDict) -> NameRow:
    duties = sum(i["what"] == "duty" and i["office"] == item["name"] and i["status"] != "rejected"
                 for i in state.items.values())  # fmt: skip
    settled = item["office"] or (item["status"] == "checked" and (GROUP if item["group"] else NONE)) or ""
    office = next((office.name for office in offices if office.key == item["office"]), "")
    said = office or {GROUP: _("一类单位"), NONE: _("不是已知的单位")}.get(settled, "")
    found = [] if settled else suggestions(item["name"], item["full_name"], offices, as_of)
    return NameRow(key, item["name"], item["full_name"], duties, found, asked.get(key) or settled, said)
