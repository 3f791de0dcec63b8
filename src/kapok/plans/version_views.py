"""Versions of a plan: what changed between them, the text of each, the file it was read from, taking one back."""

from typing import Any, NamedTuple, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kapok.accounts.actor import acting
from kapok.accounts.policy import READ, may
from kapok.compiler import diff_plans
from kapok.plans import queries
from kapok.plans.actions import ImportRefusedError, withdraw_plan
from kapok.plans.models import Draft, Original, Plan
from kapok.plans.review.access import demand
from kapok.plans.review.as_compiled import as_compiled
from kapok.plans.review.changes import DiffPart, diff_parts
from kapok.plans.review.forms import ReasonForm
from kapok.plans.review.life_views import as_file
from kapok.web.paging import Pager
from kapok.web.parts import Crumb
from kapok.web.requests import DatedRequest

UNREADABLE = 422
PAGE = 5  # each is compared with the one before it, whole


class VersionView(NamedTuple):
    """A version, and what it changed of the one before; ``parts`` is ``None`` for the first."""

    plan: Plan
    parts: list[DiffPart] | None
    before: int
    is_in_force: bool
    is_coming: bool
    draft: int | None


@never_cache
@require_safe
def versions_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Published versions for everybody; those withdrawn, or not published yet, for officials who may see them."""
    as_of, actor = _as_of(request), acting(request)
    all_versions = queries.versions(slug)
    listed = [plan for plan in all_versions if may(actor, READ, plan, as_of)]
    if not listed:
        raise _absent(slug)
    pager = Pager(request.GET, len(listed), PAGE)
    shown = listed[pager.offset : pager.offset + PAGE]
    in_force = queries.in_force(as_of).filter(slug=slug).values_list("pk", flat=True).first()
    drafts = dict(Draft.objects.filter(plan__in=shown).values_list("plan", "pk")) if _official(request) else {}
    views = [_view(plan, listed, plan.pk == in_force, as_of, drafts.get(plan.pk)) for plan in shown]
    context = {
        "views": views, "plan": listed[0], "pager": pager, "crumbs": _crumbs(listed[0], _("各版")),
        "may_withdraw": may(actor, "withdraw", Plan, as_of), "may_import": may(actor, "import", Draft, as_of),
        "count": len(listed), "is_published": in_force is not None,
    }  # fmt: skip
    return render(request, "plans/versions.html", context)


def _view(plan: Plan, listed: list[Plan], is_in_force: bool, as_of: Any, draft: int | None) -> VersionView:
    earlier = (other for other in listed if other.version < plan.version and other.withdrawn_date is None)
    before = next(earlier, None)
    parts = diff_parts(diff_plans(as_compiled(before), as_compiled(plan))) if before else None
    is_coming = plan.published_date > as_of and plan.withdrawn_date is None
    return VersionView(plan, parts, before.version if before else 0, is_in_force, is_coming, draft)


@require_safe
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """The text of a plan in force, or of one of its published versions, as a plain file."""
    held = _version(request, slug)
    answer = HttpResponse(held.text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-{held.version}.txt"'
    return answer


@never_cache
@require_safe
def original(request: HttpRequest, slug: str) -> HttpResponse:
    """The file that a version was read from, for officials."""
    if acting(request).mandate is None:
        raise Http404
    demand(request, READ, Original)
    plan = _version(request, slug)
    return as_file(request, Original.objects.select_related("draft__plan").filter(draft__plan=plan).first())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Says what taking a version back does, asks for the reason; on POST it is taken back."""
    actor = demand(request, "withdraw", Plan)
    plan, dated = _standing(request, slug), cast(DatedRequest, request)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_plan(plan=plan, by=actor, at=dated.moment, on=dated.as_of, why=form.cleaned_data["why"])
        except ImportRefusedError as error:
            form.add_error(None, str(error))
        else:
            return redirect("plans:versions", slug)
    before = queries.in_force(dated.as_of).filter(slug=slug).exclude(pk=plan.pk).defer("text").first()
    earlier = before or _earlier(plan)
    context = {"plan": plan, "form": form, "earlier": earlier, "crumbs": _crumbs(plan, _("撤回")),
               "is_coming": plan.published_date > dated.as_of}  # fmt: skip
    return render(request, "plans/withdraw.html", context, status=UNREADABLE if form.errors else 200)


def _earlier(plan: Plan) -> Plan | None:
    """The version that is in force again once this one is taken back."""
    standing = [other for other in queries.versions(plan.slug) if other.withdrawn_date is None and other.pk != plan.pk]
    return next((other for other in standing if other.published_date <= plan.published_date), None)


def _standing(request: HttpRequest, slug: str) -> Plan:
    """The version that the address names, else the last that was not withdrawn, whether published yet or not."""
    standing = [plan for plan in queries.versions(slug) if plan.withdrawn_date is None]
    wanted = asked_version(request)
    found = next((plan for plan in standing if wanted in (None, plan.version)), None)
    if found is None:
        raise _absent(slug)
    return found


def _version(request: HttpRequest, slug: str) -> Plan:
    """The plan in force, or the published version that the address names."""
    wanted, as_of = asked_version(request), _as_of(request)
    plans = queries.in_force(as_of) if wanted is None else Plan.objects.filter(
        version=wanted, published_date__lte=as_of, withdrawn_date=None
    )  # fmt: skip
    found = plans.filter(slug=slug).first()
    if found is None:
        raise _absent(slug)
    return found


def is_kept(plan: Plan) -> bool:
    """Whether the file that a version was read from is there."""
    return Original.objects.filter(draft__plan=plan).exists()


def asked_version(request: HttpRequest) -> int | None:
    """The version that ``?version=2`` asks for; ``None`` where it asks for none that could be."""
    wanted = request.GET.get("version", "")
    return int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 5 else None


def _absent(slug: str) -> Http404:
    return Http404(_("没有网址名为“{slug}”的已公布计划。").format(slug=slug))


def _official(request: HttpRequest) -> bool:
    return may(acting(request), "adopt", Draft, _as_of(request))


def _as_of(request: HttpRequest) -> Any:
    return cast(DatedRequest, request).as_of


def _crumbs(plan: Plan, word: str) -> list[Crumb]:
    return [
        Crumb(_("计划"), reverse("plans:index")),
        Crumb(plan.title, reverse("plans:plan", args=[plan.slug]), "zh"),
        Crumb(word),
    ]
