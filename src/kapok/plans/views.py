"""Pages about plans. Anybody may read what is published, and nothing else."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kapok.plans import queries, summary
from kapok.plans.page import PlanPage
from kapok.plans.reading import Reading
from kapok.plans.searching import results
from kapok.web.parts import Crumb
from kapok.web.requests import DatedRequest
from kapok.web.words import years_words

SCRIPTS = ("source", "hans", "hant")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All published plans."""
    as_of = cast(DatedRequest, request).as_of
    listed = [(plan, summary.in_a_list(plan, as_of)) for plan in queries.published_plans(as_of)]
    return render(request, "plans/index.html", {"listed": listed})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Sentences of all published plans that hold some words."""
    return render(request, "plans/search.html", results(request.GET, cast(DatedRequest, request).as_of))


@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """One plan: what is due when, who carries it, and the text itself."""
    as_of = cast(DatedRequest, request).as_of
    held = queries.contents(slug, as_of)
    if held is None:
        raise Http404(_("没有网址名为“{slug}”的已公布计划。").format(slug=slug))
    reading = Reading(held.plan.text, _script(request), get_language() == "en")
    page = PlanPage(held, as_of, reading)
    crumbs = [Crumb(_("计划"), reverse("plans:index")), Crumb(page.title, language=reading.language)]
    period = years_words(held.plan.first_year, held.plan.last_year)
    return render(request, "plans/plan.html", {"page": page, "plan": held.plan, "crumbs": crumbs, "period": period})


def _script(request: HttpRequest) -> str:
    """The script asked for; a reader of the traditional pages gets the text in it, and may ask for the source."""
    wanted = request.GET.get("script", "")
    if wanted in SCRIPTS:
        return wanted
    return "hant" if get_language() == "zh-hant" else "source"
