"""The list of drafts."""

from typing import NamedTuple, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kapok.accounts.actor import acting
from kapok.accounts.policy import READ, may
from kapok.plans.models import Draft
from kapok.plans.queries import in_force
from kapok.plans.review.progress import Progress, progress, states
from kapok.plans.review.queries import drafts
from kapok.web.paging import Pager
from kapok.web.requests import DatedRequest

PAGE = 20  # each is read whole, to say how far it is


class Listed(NamedTuple):
    """A draft in the list; ``progress`` is ``None`` where it is a plan already."""

    draft: Draft
    progress: Progress | None
    amends: str


@never_cache
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The drafts that the caller may read, the newest first."""
    actor, as_of = acting(request), cast(DatedRequest, request).as_of
    if actor.mandate is None:
        raise Http404
    if not may(actor, READ, Draft, as_of):
        raise PermissionDenied
    allowed = [draft for draft in drafts() if may(actor, READ, draft, as_of)]
    pager = Pager(request.GET, len(allowed), PAGE)
    shown = allowed[pager.offset : pager.offset + PAGE]
    standing = states(draft for draft in shown if draft.plan_id is None)
    titles = dict(in_force(as_of).filter(slug__in={draft.amends for draft in shown}).values_list("slug", "title"))
    listed = [
        Listed(draft, progress(standing[draft.pk].items) if draft.pk in standing else None,
               titles.get(draft.amends, draft.amends))
        for draft in shown
    ]  # fmt: skip
    waiting = sum(draft.plan_id is None for draft in allowed)
    may_import, may_adopt = (may(actor, act, Draft, as_of) for act in ("import", "adopt"))
    context = {"listed": listed, "pager": pager, "waiting": waiting, "may_import": may_import, "may_adopt": may_adopt}
    return render(request, "plans/review/drafts.html", context | {"title": _("草稿")})
