"""Importing: files or a text become drafts. Each file may fail alone, with its sentence, and then leaves nothing."""

from typing import Any, NamedTuple, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kapok.accounts.actor import Actor
from kapok.plans.actions import ImportRefusedError
from kapok.plans.models import Draft
from kapok.plans.review.access import demand
from kapok.plans.review.actions import import_draft
from kapok.plans.review.cities import cities, known_offices
from kapok.plans.review.forms import MOST_PASTED, ImportForm
from kapok.plans.review.receiving import MOST_FILES, receives_files, refused_files
from kapok.plans.review.taking import MOST_MEGABYTES, SUFFIXES, RefusedError, take, twin
from kapok.web.parts import Crumb
from kapok.web.requests import DatedRequest

UNREADABLE = 422


class Outcome(NamedTuple):
    """What became of one file: a draft, or the sentence that says why not; ``other`` is a draft of the same file."""

    name: str
    draft: Draft | None = None
    sentence: str = ""
    other: Draft | None = None


def importer(request: HttpRequest) -> Actor:
    """Who imports, if they may."""
    return demand(request, "import", Draft)


def turn_away(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """The answer to a body that was not read."""
    if _wants_json(request):
        return JsonResponse({"outcomes": [{"name": "", "sentence": sentence, "url": ""}]}, status=status)
    return _page(request, ImportForm(as_of=_as_of(request)), [Outcome("", sentence=sentence)], status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@receives_files(importer, turn_away)
def import_page(request: HttpRequest) -> HttpResponse:
    """Takes in files, or a pasted text. One good file leads to its draft; of several the outcomes are listed."""
    actor = importer(request)
    if request.method != "POST":
        office = actor.office.key if actor.office else ""
        city = next((city.code for city in cities()), "")
        given = {"office": office, "amends": request.GET.get("amends", ""), "jurisdiction": city}
        return _page(request, ImportForm(initial=given, as_of=_as_of(request)))
    form = ImportForm(request.POST, as_of=_as_of(request))
    if not form.is_valid():
        if _wants_json(request):
            words = "".join(str(error) for errors in form.errors.values() for error in errors)
            return _told(request, form, [Outcome("", sentence=words)])
        return _page(request, form, status=UNREADABLE)
    return _told(request, form, _outcomes(request, form.cleaned_data, actor))


def _outcomes(request: HttpRequest, asked: dict[str, Any], actor: Actor) -> list[Outcome]:
    files = request.FILES.getlist("files")
    outcomes = [Outcome("", sentence=sentence) for sentence in refused_files(request)]
    outcomes += [_outcome(request, file.read(), file.name or "", asked, actor) for file in files[:MOST_FILES]]
    for file in files[MOST_FILES:]:
        words = _("{name}：一次最多交 {n} 份文件，这一份没有读。请另交一次。").format(name=file.name, n=MOST_FILES)
        outcomes.append(Outcome(file.name or "", sentence=words))
    if asked["pasted"].strip():
        outcomes.append(_outcome(request, asked["pasted"].encode(), _("粘贴的文字.txt"), asked, actor))
    return outcomes or [Outcome("", sentence=_("没有选文件，也没有粘贴文字。请选一份计划文件，再导入。"))]


def _outcome(request: HttpRequest, data: bytes, name: str, asked: dict[str, Any], actor: Actor) -> Outcome:
    as_of, code = _as_of(request), asked["jurisdiction"]
    try:
        plan, upload = take(data, name, jurisdiction=code, as_of=as_of)
        other = twin(upload)
        if other and not asked["again"]:
            return Outcome(name, sentence=_already(upload.name, other), other=other)
        draft = import_draft(
            plan=plan, upload=upload, by=actor, at=cast(DatedRequest, request).moment, office=asked["office"],
            amends=asked["amends"], known=known_offices(code or plan.jurisdiction or "", as_of),
        )  # fmt: skip
    except (RefusedError, ImportRefusedError) as error:
        return Outcome(name, sentence=str(error))
    return Outcome(name, draft)


def _already(name: str, other: Draft) -> str:
    return _("{name}：同一份文件已经是草稿 {n}，没有再建一份。请打开那份草稿；确要另建，请在下面勾选后再交。").format(
        name=name, n=other.pk
    )


def _told(request: HttpRequest, form: ImportForm, outcomes: list[Outcome]) -> HttpResponse:
    made = [outcome.draft for outcome in outcomes if outcome.draft]
    status = 200 if made else UNREADABLE
    if _wants_json(request):
        told = [{"name": o.name, "sentence": o.sentence, "url": _url(o.draft or o.other)} for o in outcomes]
        return JsonResponse({"outcomes": told}, status=status)
    if len(outcomes) == 1 and made:
        return redirect("plans:draft", made[0].pk)
    return _page(request, form, outcomes, status)


def _url(draft: Draft | None) -> str:
    return reverse("plans:draft", args=[draft.pk]) if draft else ""


def _page(
    request: HttpRequest, form: ImportForm, outcomes: list[Outcome] | None = None, status: int = 200
) -> HttpResponse:
    crumbs = [Crumb(_("草稿"), reverse("plans:drafts")), Crumb(_("导入计划"))]
    limits = {"suffixes": SUFFIXES, "megabytes": MOST_MEGABYTES, "files": MOST_FILES, "characters": MOST_PASTED}
    context = {"form": form, "outcomes": outcomes or [], "crumbs": crumbs, **limits}
    return render(request, "plans/review/import.html", context, status=status)


def _as_of(request: HttpRequest) -> Any:
    return cast(DatedRequest, request).as_of


def _wants_json(request: HttpRequest) -> bool:
    """Whether the page's script asks, which shows what becomes of each file by itself."""
    return request.headers.get("accept", "") == "application/json"
