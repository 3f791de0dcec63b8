"""The page on which a draft is reviewed, and what is sent from it. Deny first: see ``access``."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kapok.accounts.actor import acting
from kapok.accounts.policy import may
from kapok.plans.models import Correction
from kapok.plans.review import actions, queries, sending
from kapok.plans.review.access import draft_for
from kapok.plans.review.actions import OvertakenError
from kapok.plans.review.edits import EditError
from kapok.plans.review.page import ReviewPage
from kapok.plans.review.queries import Held
from kapok.plans.review.sending import Sent
from kapok.web.parts import Crumb
from kapok.web.requests import DatedRequest

UNSTORED, OVERTAKEN = 422, 409


@require_safe
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """A draft beside its source, one item of it open."""
    found = draft_for(request, number)
    return answer(request, page_of(request, queries.held(found)))


@require_POST
def item(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """What somebody says of one item."""
    held = queries.held(draft_for(request, number, "correct"))
    if key not in held.state.items:
        raise Http404(_("草稿里没有 {key} 这一项，可能已被撤销。").format(key=key))
    return stored(request, held, sending.of_item(held.state, key, request.POST))


@require_POST
def items(request: HttpRequest, number: int) -> HttpResponse:
    """Adopts all that the list shows and that is sure enough."""
    held = queries.held(draft_for(request, number, "correct"))
    page = page_of(request, held)
    return stored(request, held, sending.of_many(page.bulk.keys, request.POST))


@require_POST
def add(request: HttpRequest, number: int) -> HttpResponse:
    """An item that the compiler missed."""
    held = queries.held(draft_for(request, number, "correct"))
    return stored(request, held, sending.of_addition(held.state, request.POST))


@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Takes a step back: the one that was named, else one's own last."""
    found = draft_for(request, number, "correct")
    held = queries.held(found)
    page = page_of(request, held)
    asked = request.POST.get("number", "")
    step = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else page.own_last
    moment = cast(DatedRequest, request).moment
    try:
        if not step:
            raise EditError(_("没有您自己做过、还能撤销的一步。"))
        made = actions.undo(draft=found, number=step, by=acting(request), at=moment)
    except EditError as error:
        return refused(request, held, Sent(), error)
    return onwards(request, held, made, next(iter(made.changes), ""))


def stored(request: HttpRequest, held: Held, sent: Sent) -> HttpResponse:
    """Stores what was sent and goes to the next item to do; or shows it again, with why it was not stored."""
    if sent.problem or sent.edit is None:
        return refused(request, held, sent, EditError(sent.problem) if sent.problem else None)
    moment = cast(DatedRequest, request).moment
    try:
        made = actions.correct(
            draft=held.draft, act=sent.act, edit=sent.edit, by=acting(request), at=moment, seen=seen(request)
        )
    except (EditError, OvertakenError) as error:
        return refused(request, held, sent, error)
    return onwards(request, held, made, sent.stays)


def seen(request: HttpRequest) -> int:
    """The number of the last correction that the page showed which something is sent from."""
    given = request.POST.get("seen", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0


def onwards(request: HttpRequest, held: Held, made: Correction | None, stays: str) -> HttpResponse:
    """To the next item to do, saying what was done."""
    page = page_of(request, held)
    after = held.state.after(made.changes) if made else held.state
    there = stays if stays in after.items else page.listing.after(page.current, after)
    did = {"did": str(made.number), "since": str(seen(request))} if made else {}
    return HttpResponseRedirect(page.url(item=there or "", **did))


def refused(request: HttpRequest, held: Held, sent: Sent, error: Exception | None) -> HttpResponse:
    """The page again, with what somebody typed, and why it is not stored."""
    overtaken = isinstance(error, OvertakenError)
    if overtaken:
        held = queries.held(held.draft)
    page = page_of(request, held, **sent.shown(held.state))
    if error:
        theirs = error.theirs if isinstance(error, OvertakenError) else ()
        object.__setattr__(page, "trouble", page.trouble_of(error, theirs))
    return answer(request, page, OVERTAKEN if overtaken else UNSTORED)


def page_of(request: HttpRequest, held: Held, **more: Any) -> ReviewPage:
    """The page of a draft for who asks; a form sends along which list it was sent from."""
    as_of, actor = cast(DatedRequest, request).as_of, acting(request)
    asked = request.POST if request.method == "POST" else request.GET
    can = held.draft.plan_id is None and may(actor, "correct", held.draft, as_of)
    since = request.headers.get("Kapok-Seen") or asked.get("since", "")
    known = int(since) if since.isascii() and since.isdigit() and len(since) < 9 else None
    return ReviewPage(held, asked, actor.who, can, queries.stood_before(held, as_of), seen_before=known, **more)


def answer(request: HttpRequest, page: ReviewPage, status: int = 200) -> HttpResponse:
    """The whole page; for its own script, only what changes."""
    crumbs = [Crumb(_("草稿"), reverse("plans:drafts")), Crumb(page.held.draft.title, language=page.reading.language)]
    given = {"page": page, "draft": page.held.draft, "crumbs": crumbs}
    part = bool(getattr(request, "htmx", False)) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    if not part:
        return render(request, "plans/review/draft.html", given, status=status)
    given["redraw"] = page.is_redrawn(request.headers.get("Kapok-Sheet", ""))
    answered = render(
        request, "plans/review/part.html", given
    )  # its script asks what to show, not whether it went well
    if request.method == "GET":
        answered["HX-Push-Url"] = page.own_address
    return answered
