"""Saying how plans belong together, for the office that owns them."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kapok.accounts.actor import Actor
from kapok.plans.board_views import crumbs_to
from kapok.plans.models import Plan, SameIndicator
from kapok.plans.queries import in_force
from kapok.plans.relating import RelationError, link, refine, unlink
from kapok.plans.relations import pairs, relations
from kapok.plans.review.access import demand
from kapok.web.parts import Crumb
from kapok.web.requests import DatedRequest

UNREADABLE = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def relations_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Which plan this one works out, and which of their indicators are the same."""
    actor = demand(request, "relate", Plan)
    plan = in_force(cast(DatedRequest, request).as_of).defer("text").filter(slug=slug).first()
    if plan is None:
        raise Http404(_("没有网址名为“{slug}”的已公布计划。").format(slug=slug))
    if request.method != "POST":
        return _page(request, plan)
    try:
        _change(request, plan, actor)
    except RelationError as error:
        return _page(request, plan, str(error))
    return redirect("plans:relations", slug)


def _change(request: HttpRequest, plan: Plan, actor: Actor) -> None:
    asked, dated = request.POST, cast(DatedRequest, request)
    signed: dict[str, Any] = {"by": actor, "at": dated.moment}
    match asked.get("act"):
        case "refine":
            wanted = asked.get("refines", "")
            if wanted and not in_force(dated.as_of).filter(slug=wanted).exists():
                raise RelationError(_("没有网址名为“{slug}”的已公布计划。").format(slug=wanted[:80]))
            refine(plan=plan, refines=wanted, **signed)
        case "link":
            for pair in asked.getlist("pair") or [f"{asked.get('own', '')}={asked.get('other', '')}"]:
                own, _equals, other = pair.partition("=")
                link(slug=plan.slug, key=own[:16], other_slug=plan.refines, other_key=other[:16], **signed)
        case "unlink":
            written = asked.get("link", "")
            same = SameIndicator.objects.filter(pk=int(written) if written.isdecimal() and len(written) < 19 else 0)
            for found in same:
                if plan.slug not in (found.slug, found.other_slug):
                    raise RelationError(_("这一对指标不属于这份计划。请刷新后再试。"))
                unlink(same=found, **signed)
        case _:
            raise RelationError(_("没有说明要做什么。请用页上的按钮。"))


def _page(request: HttpRequest, plan: Plan, problem: str = "") -> HttpResponse:
    as_of = cast(DatedRequest, request).as_of
    other = in_force(as_of).defer("text").filter(slug=plan.refines).first() if plan.refines else None
    linked, suggested = pairs(plan, other) if other else ([], [])
    context = {
        "plan": plan, "other": other, "linked": linked, "suggested": suggested, "problem": problem,
        "own": list(plan.indicators.all()), "others": list(other.indicators.all()) if other else [],
        "plans": in_force(as_of).exclude(slug=plan.slug).order_by("title").values_list("slug", "title"),
        "below": relations(plan, as_of).below,
        "crumbs": crumbs_to(plan, plan.title, "zh", Crumb(_("与其他计划的关系"))),
    }  # fmt: skip
    return render(request, "plans/relations.html", context, status=UNREADABLE if problem else 200)
