"""Pages about plans. Anybody may read what is published, and nothing else."""

import datetime
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kapok.accounts.actor import acting
from kapok.accounts.policy import READ, may
from kapok.plans.extent import carried, due
from kapok.plans.home import home
from kapok.plans.models import Draft, Original, Plan
from kapok.plans.page import PlanPage
from kapok.plans.part_pager import PartPager
from kapok.plans.parts import Parts
from kapok.plans.queries import in_force
from kapok.plans.reading import Reading
from kapok.plans.relations import NONE, elsewhere, relations, with_relations
from kapok.plans.searching import results
from kapok.plans.version_views import asked_version, is_kept
from kapok.web.parts import Crumb
from kapok.web.requests import DatedRequest
from kapok.web.words import years_words

SCRIPTS = ("source", "hans", "hant")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All published plans: what they ask, by when, and whose it is most."""
    script = "hant" if get_language() == "zh-hant" else "source"
    found = home(cast(DatedRequest, request).as_of, script, in_english=get_language() == "en")
    return render(request, "plans/index.html", {"home": found})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Sentences of all published plans that hold some words."""
    return render(request, "plans/search.html", results(request.GET, cast(DatedRequest, request).as_of))


@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """One plan: what is due when, who carries it, and the text itself."""
    as_of = cast(DatedRequest, request).as_of
    found = _asked_for(request, slug, as_of)
    falls_due, script = due([found.pk])[found.pk], _script(request)
    parts = Parts(found, falls_due.tasks + falls_due.targets)
    part = parts.asked(request.GET)
    reading = Reading(found.text, script, get_language() == "en")
    same = elsewhere(slug, as_of) if found.has_equals else {}  # type: ignore[attr-defined]
    page = PlanPage(parts.contents(part), as_of, reading, falls_due, carried(found), part, same)
    crumbs = [Crumb(_("计划"), reverse("plans:index")), Crumb(page.title, language=reading.language)]
    context = {
        "page": page,
        "plan": found,
        "crumbs": crumbs,
        "period": years_words(found.first_year, found.last_year),
        "parts": PartPager(request.GET, part),
        "parts_below": PartPager(request.GET, part, is_below=True),
        "is_old": asked_version(request) is not None and not in_force(as_of).filter(pk=found.pk).exists(),
        "relations": relations(found, as_of) if found.has_relations else NONE,  # type: ignore[attr-defined]
        "acts": _acts(request, found),
    }
    return render(request, "plans/plan.html", context)


def _asked_for(request: HttpRequest, slug: str, as_of: datetime.date) -> Plan:
    """The plan in force, or the published version that ``?version=1`` asks for; with whether it has relations."""
    wanted = asked_version(request)
    if wanted is None:
        plans = in_force(as_of).filter(slug=slug)
    else:
        plans = Plan.objects.filter(slug=slug, version=wanted, published_date__lte=as_of, withdrawn_date=None)
    found = with_relations(plans).first()
    if found is None:
        raise Http404(_("没有网址名为“{slug}”的已公布计划。").format(slug=slug))
    return found


def _acts(request: HttpRequest, plan: Plan) -> list[Crumb]:
    """What an official may do with a plan; nothing for anybody else."""
    actor, as_of = acting(request), cast(DatedRequest, request).as_of
    offered = (
        ("import", Draft, _("导入新的一版"), f"{reverse('plans:import')}?amends={plan.slug}"),
        ("relate", Plan, _("与其他计划的关系"), reverse("plans:relations", args=[plan.slug])),
        (READ, Original, _("下载原文件"), f"{reverse('plans:original', args=[plan.slug])}?version={plan.version}"),
        ("withdraw", Plan, _("撤回……"), f"{reverse('plans:withdraw', args=[plan.slug])}?version={plan.version}"),
    )
    allowed = [(kind, Crumb(word, url)) for act, kind, word, url in offered if may(actor, act, kind, as_of)]
    has_file = any(kind is Original for kind, _crumb in allowed) and is_kept(plan)
    return [crumb for kind, crumb in allowed if kind is not Original or has_file]


def _script(request: HttpRequest) -> str:
    """The script asked for; a reader of the traditional pages gets the text in it, and may ask for the source."""
    wanted = request.GET.get("script", "")
    if wanted in SCRIPTS:
        return wanted
    return "hant" if get_language() == "zh-hant" else "source"
