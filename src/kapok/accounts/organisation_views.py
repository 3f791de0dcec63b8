"""Pages where organisations are looked at and managed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kapok.accounts import actions, queries
from kapok.accounts import admin_forms as forms
from kapok.accounts.actor import acting
from kapok.accounts.asking import Question, actor_may, ask, day_of, found, manages, reads
from kapok.accounts.listing import Listing
from kapok.accounts.models import Organisation
from kapok.web.parts import Crumb
from kapok.web.words import day_words

KIND = "accounts.organisation"


def crumbs(*last: Crumb) -> list[Crumb]:
    """The way to a page about organisations."""
    return [Crumb(_("机构"), reverse("accounts:organisations") if last else ""), *last]


@reads(KIND)
def organisations(request: HttpRequest) -> HttpResponse:
    """All organisations of the day, or those that ended; found by name or code."""
    day, listing = day_of(request), Listing(request.GET)
    rows = listing.rows(queries.organisations_listed(day, listing.words, ended=listing.is_over))
    there = queries.organisations_listed(day).count()
    context = {
        "rows": rows,
        "listing": listing,
        "lead": ngettext("{day}有 {n} 个机构。", "{day}有 {n} 个机构。", there).format(day=day_words(day), n=there),
        "manages": actor_may(acting(request), KIND, request),
    }
    return render(request, "accounts/organisations.html", context)


@manages(KIND)
def add(request: HttpRequest) -> HttpResponse:
    """A new organisation."""

    def act(values: dict[str, Any], told: dict[str, Any]) -> HttpResponse:
        actions.add_organisation(**values, **told)
        return redirect("accounts:organisations")

    title = _("新增机构")
    question = Question(title, title, reverse("accounts:organisations"), crumbs(Crumb(title)))
    return ask(request, forms.OrganisationForm, question, act)


@manages(KIND)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts right what was written wrongly."""
    thing = found(Organisation, pk=pk)

    def act(values: dict[str, Any], told: dict[str, Any]) -> HttpResponse:
        actions.correct_organisation(organisation=thing, values=values, **told)
        return redirect("accounts:organisations")

    question = Question(
        title=_("更正{office}").format(office=thing.name),
        button=_("保存更正"),
        back=reverse("accounts:organisations"),
        crumbs=crumbs(Crumb(thing.name), Crumb(_("更正"))),
        thing=thing,
        initial=thing.facts(),
    )
    return ask(request, forms.OrganisationForm, question, act)


@manages(KIND)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """The organisation is there no more from a day."""
    thing = found(Organisation, pk=pk)

    def act(values: dict[str, Any], told: dict[str, Any]) -> HttpResponse:
        actions.end_organisation(organisation=thing, on=values["on"], **told)
        return redirect("accounts:organisations")

    question = Question(
        title=_("终止{office}").format(office=thing.name),
        button=_("终止机构"),
        back=reverse("accounts:organisations"),
        crumbs=crumbs(Crumb(thing.name), Crumb(_("终止"))),
        lead=_("机构注销或撤销时用。记录都会留下。"),
        thing=thing,
        initial={"on": day_of(request)},
    )
    return ask(request, forms.OnDay, question, act)
