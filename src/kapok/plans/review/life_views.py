"""What happens to a draft besides correcting and adopting: deleted, read anew, opened again, its file fetched."""

from typing import cast
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import kapok
from kapok.accounts.actor import acting
from kapok.accounts.policy import READ, may
from kapok.plans.actions import ImportRefusedError
from kapok.plans.models import Original
from kapok.plans.review import queries
from kapok.plans.review.access import draft_for
from kapok.plans.review.actions import delete, recompile, reopen
from kapok.plans.review.adopt_views import crumbs_of
from kapok.plans.review.edits import EditError
from kapok.plans.review.forms import ReasonForm
from kapok.plans.review.taking import JSON_TYPE, RefusedError, take
from kapok.web.requests import DatedRequest

UNREADABLE = 422
APART = "default-src 'none'; sandbox"  # whatever the file holds, a browser that opens it runs nothing


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete_page(request: HttpRequest, number: int) -> HttpResponse:
    """Asks for the reason and says what goes; on POST it goes."""
    draft = draft_for(request, number, "delete")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            delete(draft=draft, by=acting(request), at=cast(DatedRequest, request).moment, why=form.cleaned_data["why"])
        except EditError as error:
            form.add_error(None, str(error))
        else:
            return redirect("plans:drafts")
    context = {
        "draft": draft,
        "form": form,
        "crumbs": crumbs_of(draft, _("删除")),
        "made": queries.last_number(draft.pk),
    }
    return render(request, "plans/review/delete.html", context, status=UNREADABLE if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def recompile_page(request: HttpRequest, number: int) -> HttpResponse:
    """Says which compiler read the file; on POST the present one reads it anew, and what changed is shown."""
    draft = draft_for(request, number, "correct")
    original, problem = _file_of(draft.pk), ""
    if request.method == "POST":
        dated = cast(DatedRequest, request)
        try:
            if original is None:
                raise RefusedError(_no_file())
            found = take(bytes(original.content), original.name, jurisdiction=draft.jurisdiction, as_of=dated.as_of)
            recompile(draft=draft, plan=found.plan, by=acting(request), at=dated.moment)
            return redirect("plans:draft_changes", draft.pk)
        except (RefusedError, ImportRefusedError, EditError) as error:
            problem = str(error)
    context = {
        "draft": draft, "original": original, "problem": problem or ("" if original else _no_file()),
        "before": queries.stage(draft).compiler, "now": kapok.__version__, "crumbs": crumbs_of(draft, _("重新编译")),
    }  # fmt: skip
    return render(
        request, "plans/review/recompile.html", context, status=UNREADABLE if request.method == "POST" else 200
    )


def _file_of(number: int) -> Original | None:
    """The file that can be read anew; a plan that was compiled elsewhere came without one."""
    return Original.objects.filter(draft=number).exclude(media_type=JSON_TYPE).first()


def _no_file() -> str:
    return _("这份草稿是从编译好的数据导入的，没有原文件，不能重新编译。请用原文件另导入一份。")


@require_POST
def reopen_draft(request: HttpRequest, number: int) -> HttpResponse:
    """After its plan was withdrawn, a draft is open for correction again."""
    draft = draft_for(request, number, "correct")
    try:
        reopen(draft=draft, by=acting(request), at=cast(DatedRequest, request).moment)
    except EditError as error:
        context = {"draft": draft, "problem": str(error), "crumbs": crumbs_of(draft, _("重新打开"))}
        return render(request, "plans/review/reopen.html", context, status=UNREADABLE)
    return redirect("plans:draft", draft.pk)


@never_cache
@require_safe
def original(request: HttpRequest, number: int) -> HttpResponse:
    """The file as it came."""
    draft = draft_for(request, number)
    return as_file(request, Original.objects.select_related("draft__plan").filter(draft=draft).first())


def as_file(request: HttpRequest, kept: Original | None) -> HttpResponse:
    """A file that is saved and never shown, for officials who may have it."""
    if kept is None:
        raise Http404(_("这一份没有留下原文件。"))
    if not may(acting(request), READ, kept, cast(DatedRequest, request).as_of):
        raise PermissionDenied
    answer = HttpResponse(bytes(kept.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(kept.name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = APART
    return answer
