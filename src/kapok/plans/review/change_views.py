"""What was changed in a draft: by people, and against what stood before."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kapok.accounts.actor import acting
from kapok.accounts.models import Office
from kapok.accounts.policy import may
from kapok.plans.models import Correction
from kapok.plans.review import queries
from kapok.plans.review.access import draft_for
from kapok.plans.review.adopt_views import crumbs_of
from kapok.plans.review.changes import against_force, against_last_reading, corrections_by_act, diff_parts
from kapok.web.requests import DatedRequest


@never_cache
@require_safe
def changes_page(request: HttpRequest, number: int) -> HttpResponse:
    """Corrections by act, and what is different by meaning."""
    draft, as_of = draft_for(request, number), cast(DatedRequest, request).as_of
    state = queries.state(draft)
    corrections = Correction.objects.filter(stage__draft=draft).order_by("number")
    by_act = corrections_by_act(corrections, state.text, dict(Office.objects.values_list("key", "name")))
    new, anew = against_force(draft, state, as_of), against_last_reading(draft, state)
    context = {
        "draft": draft, "groups": by_act, "total": sum(len(group.corrections) for group in by_act),
        "new": new, "new_parts": diff_parts(new) if new else [],
        "anew": anew, "anew_parts": diff_parts(anew) if anew else [],
        "crumbs": crumbs_of(draft, _("改动")),
        "may_adopt": draft.plan is None and may(acting(request), "adopt", draft, as_of),
    }  # fmt: skip
    return render(request, "plans/review/changes.html", context)
