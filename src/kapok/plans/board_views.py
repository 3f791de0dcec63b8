"""Pages of one plan as tables: its board, its offices."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kapok.plans.board import Asked, Board, published
from kapok.plans.board_page import BoardPage
from kapok.plans.groups import groups
from kapok.plans.models import Plan
from kapok.plans.office_page import OfficePage, OfficesPage
from kapok.plans.offices import Carried, Load, Matrix, office_of
from kapok.plans.reading import Reading
from kapok.publishing.table import table_csv, table_xlsx
from kapok.web.paging import Pager, changed
from kapok.web.parts import Crumb
from kapok.web.requests import DatedRequest


class FileForm(NamedTuple):
    """A form in which what is seen is saved."""

    media_type: str
    make: Callable[[Sequence[str], Sequence[Sequence[str]]], bytes]


FILES = {
    "csv": FileForm("text/csv; charset=utf-8", table_csv),
    "xlsx": FileForm(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda head, rows: table_xlsx("Kapok", head, rows),
    ),
}


def found(request: HttpRequest, slug: str) -> Plan:
    """The plan in force of an address."""
    plan = published(slug, cast(DatedRequest, request).as_of)
    if plan is None:
        raise Http404(_("没有网址名为“{slug}”的已公布计划。").format(slug=slug))
    return plan


def crumbs_to(plan: Plan, title: str, language: str, *last: Crumb) -> list[Crumb]:
    """The way to a page of a plan."""
    return [
        Crumb(_("计划"), reverse("plans:index")),
        Crumb(title, reverse("plans:plan", args=[plan.slug]), language),
        *last,
    ]


def script() -> str:
    """The script that the reader of these pages reads."""
    return "hant" if get_language() == "zh-hant" else "source"


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Indicators by years, or tasks with their offices; with ``?as=csv`` or ``xlsx`` as a file, all pages of it."""
    plan, asked, as_of = found(request, slug), Asked(request.GET), cast(DatedRequest, request).as_of
    counted = Board(plan, asked)
    if request.GET.get("as") in FILES:
        whole = BoardPage(counted, as_of, script(), get_language() == "en", Pager(request.GET, 0))
        return _file(FILES[request.GET["as"]], whole, f"{slug}-{asked.view}.{request.GET['as']}")
    pager = Pager(request.GET, counted.total)
    page = BoardPage(Board(plan, asked, pager.offset, pager.size), as_of, script(), get_language() == "en", pager)
    context = {
        "page": page,
        "plan": plan,
        "crumbs": crumbs_to(plan, page.title, page.reading.language, Crumb(_("看板"))),
        "csv": changed(request.GET, **{"as": "csv", "page": ""}),
        "xlsx": changed(request.GET, **{"as": "xlsx", "page": ""}),
    }
    return render(request, "plans/board.html", context)


def _file(form: FileForm, page: BoardPage, name: str) -> HttpResponse:
    answer = HttpResponse(form.make(page.head, list(page.table())), content_type=form.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
def offices(request: HttpRequest, slug: str) -> HttpResponse:
    """All offices of a plan with what they carry, and the matrix of offices and tasks."""
    plan = found(request, slug)
    pager = Pager(request.GET, plan.tasks.count())
    reading = Reading(plan.title, script(), get_language() == "en")
    as_of = cast(DatedRequest, request).as_of
    matrix = Matrix(plan, pager.offset, pager.size)
    page = OfficesPage(plan, reading, pager, matrix, Load(plan), groups(plan, as_of), as_of)
    crumbs = crumbs_to(plan, page.title, reading.language, Crumb(_("单位和任务")))
    return render(request, "plans/offices_page.html", {"page": page, "plan": plan, "crumbs": crumbs})


@require_safe
def office(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One office: what it carries, with whom, and what falls due next."""
    plan = found(request, slug)
    named = office_of(plan, key)
    if named is None:
        raise Http404(_("计划“{title}”里没有编号为“{key}”的单位。").format(title=plan.title, key=key))
    pager = Pager(request.GET, named.duties.count())
    reading, carried = Reading(plan.title, script(), get_language() == "en"), Carried(named, pager.offset, pager.size)
    as_of = cast(DatedRequest, request).as_of
    page = OfficePage(
        plan, reading, pager, named, carried, Load(plan, named), as_of, plan.tasks.count(), groups(plan, as_of)
    )
    way = Crumb(_("单位和任务"), reverse("plans:offices", args=[slug]))
    crumbs = crumbs_to(plan, page.title, reading.language, way, Crumb(page.names.name, language=reading.language))
    return render(request, "plans/office.html", {"page": page, "plan": plan, "crumbs": crumbs})
