"""Pages where offices are looked at and managed."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kapok.accounts import actions, queries
from kapok.accounts import admin_forms as forms
from kapok.accounts.actor import acting
from kapok.accounts.asking import Question, actor_may, ask, day_of, found, manages, reads
from kapok.accounts.kinds import KINDS
from kapok.accounts.listing import Listing
from kapok.accounts.models import Office
from kapok.web.parts import Crumb
from kapok.web.words import day_words

KIND = "accounts.office"


def crumbs(*last: Crumb) -> list[Crumb]:
    """The way to a page about offices."""
    return [Crumb(_("单位"), reverse("accounts:offices") if last else ""), *last]


def way(office: Office, word: str) -> list[Crumb]:
    """The way to a page about one office."""
    return crumbs(Crumb(office.name, address(office)), Crumb(word))


def address(office: Office) -> str:
    return reverse("accounts:office", args=[office.key])


@reads(KIND)
def offices(request: HttpRequest) -> HttpResponse:
    """All offices of the day, or those that ended; found by name."""
    day = day_of(request)
    listing = Listing(request.GET)
    rows = listing.rows(queries.offices_listed(day, listing.words, ended=listing.is_over))
    there = queries.offices_in_force(day).count()
    lead = ngettext("{day}有 {n} 个单位。", "{day}有 {n} 个单位。", there).format(day=day_words(day), n=there)
    context = {
        "rows": [(office, KINDS.get(office.kind, office.kind)) for office in rows],
        "listing": listing,
        "lead": lead,
        "in_english": get_language() == "en",
        "manages": actor_may(acting(request), KIND, request),
    }
    return render(request, "accounts/offices.html", context)


@reads(KIND)
def office(request: HttpRequest, key: str) -> HttpResponse:
    """One office: what it was before, what comes after it, who acts for it."""
    day, shown = day_of(request), found(Office, key=key)
    context = {
        "office": shown,
        "kind": KINDS.get(shown.kind, shown.kind),
        "state": state(shown, day),
        "crumbs": crumbs(Crumb(shown.name)),
        "predecessors": shown.predecessors.order_by("ends", "key"),
        "successors": queries.successors(shown),
        "mandates": queries.mandates_for(shown, day).order_by("person__username"),
        "members": queries.members(shown, day) if shown.kind == Office.GROUP else None,
        "groups": queries.groups_of(shown, day),
        "manages": actor_may(acting(request), KIND, request),
    }
    return render(request, "accounts/office.html", context)


def state(office: Office, day: Any) -> str:
    """Whether an office is there on the day, in a sentence."""
    if office.is_over(day):
        return _("{day}起已经终止。").format(day=day_words(office.ends)) if office.ends else ""
    if office.starts and office.starts > day:
        return _("{day}起才成立。").format(day=day_words(office.starts))
    if office.ends:
        return _("现在有效，{day}起终止。").format(day=day_words(office.ends))
    return _("现在有效。")


@manages(KIND)
def add(request: HttpRequest) -> HttpResponse:
    """A new office."""

    def act(values: dict[str, Any], told: dict[str, Any]) -> HttpResponse:
        return redirect(address(actions.add_office(**values, **told)))

    title = _("新增单位")
    question = Question(title, _("新增单位"), reverse("accounts:offices"), crumbs(Crumb(title)))
    return ask(request, forms.AddOffice, question, act)


@manages(KIND)
def correct(request: HttpRequest, key: str) -> HttpResponse:
    """Puts right what was written wrongly."""
    thing = found(Office, key=key)

    def act(values: dict[str, Any], told: dict[str, Any]) -> HttpResponse:
        actions.correct_office(office=thing, values=values, **told)
        return redirect(address(thing))

    question = Question(
        title=_("更正{office}").format(office=thing.name),
        button=_("保存更正"),
        back=address(thing),
        crumbs=way(thing, _("更正")),
        lead=_("只用来改写错的内容。单位自己改了名，请用“更名”，以前的名称会留下。"),
        thing=thing,
        initial=thing.facts(),
    )
    return ask(request, forms.CorrectOffice, question, act)


@manages(KIND)
def rename(request: HttpRequest, key: str) -> HttpResponse:
    """The office takes another name from a day."""
    thing = found(Office, key=key)

    def act(values: dict[str, Any], told: dict[str, Any]) -> HttpResponse:
        names = {name: values[name] for name in ("name", "full_name", "name_en")}
        new = actions.rename_office(
            office=thing, key=values["key"], names=names, on=values["on"], carry=values["carry"], **told
        )
        return redirect(address(new))

    question = Question(
        title=_("{office}更名").format(office=thing.name),
        button=_("单位更名"),
        back=address(thing),
        crumbs=way(thing, _("更名")),
        lead=_("从那天起用新名称，以前的记录仍用旧名称。"),
        warnings=mandates_told(thing, request),
        thing=thing,
        initial={"on": day_of(request), "carry": True},
    )
    return ask(request, forms.RenameOffice, question, act)


def mandates_told(office: Office, request: HttpRequest) -> list[str]:
    """Whom it concerns that an office ends."""
    people = list(dict.fromkeys(m.person.name for m in queries.mandates_from(office, day_of(request))))
    if not people:
        return [_("没有人代表{office}，不影响任何人的授权。").format(office=office.name)]
    held = ngettext("{n} 人代表{office}", "{n} 人代表{office}", len(people)).format(n=len(people), office=office.name)
    return [_("{held}：{people}。那天起，不转到别处的授权随之失效。").format(held=held, people=_("、").join(people))]


@manages(KIND)
def end(request: HttpRequest, key: str) -> HttpResponse:
    """The office is there no more from a day."""
    thing = found(Office, key=key)

    def act(values: dict[str, Any], told: dict[str, Any]) -> HttpResponse:
        actions.end_office(office=thing, on=values["on"], **told)
        return redirect(address(thing))

    question = Question(
        title=_("终止{office}").format(office=thing.name),
        button=_("终止单位"),
        back=address(thing),
        crumbs=way(thing, _("终止")),
        lead=_("单位撤销，没有别的单位接替时用。若并入了别的单位，请用“并入”。"),
        warnings=mandates_told(thing, request),
        thing=thing,
        initial={"on": day_of(request)},
    )
    return ask(request, forms.OnDay, question, act)


@manages(KIND)
def reopen(request: HttpRequest, key: str) -> HttpResponse:
    """An end that was a mistake."""
    thing = found(Office, key=key)

    def act(_values: dict[str, Any], told: dict[str, Any]) -> HttpResponse:
        actions.reopen_office(office=thing, **told)
        return redirect(address(thing))

    question = Question(
        title=_("恢复{office}").format(office=thing.name),
        button=_("恢复单位"),
        back=address(thing),
        crumbs=way(thing, _("恢复")),
        lead=_("终止、并入或更名弄错了时用。单位像没有终止过一样；已经转走的授权不会自动转回。"),
        thing=thing,
    )
    return ask(request, forms.Reasoned, question, act)


@manages(KIND)
def members(request: HttpRequest, key: str) -> HttpResponse:
    """Which offices belong to a group."""
    thing, day = found(Office, key=key), day_of(request)

    def act(values: dict[str, Any], told: dict[str, Any]) -> HttpResponse:
        actions.set_members(group=thing, members=list(values["members"]), on=values["on"], **told)
        return redirect(address(thing))

    present = queries.member_keys(thing)
    offered = queries.offices_in_force(day).exclude(kind=Office.GROUP) | Office.objects.filter(key__in=present)
    question = Question(
        title=_("确定{office}的成员").format(office=thing.name),
        button=_("保存成员"),
        back=address(thing),
        crumbs=way(thing, _("成员")),
        lead=_("成员更名或并入别的单位时，接替的单位自动成为成员，不用在这里改。"),
        thing=thing,
        initial={"on": day, "members": Office.objects.filter(key__in=present)},
    )
    return ask(request, forms.with_offices(forms.Members, members=offered.order_by("key")), question, act)


@manages(KIND)
def merge(request: HttpRequest) -> HttpResponse:
    """Several offices become one from a day: chosen first, then told what will happen, then done."""
    day = day_of(request)
    standing = queries.offices_in_force(day).exclude(kind=Office.GROUP)
    chosen = standing.filter(key=request.GET.get("office", ""))

    def act(values: dict[str, Any], told: dict[str, Any]) -> HttpResponse:
        if "sure" not in request.POST:
            return _sure(request, values, told["why"])
        actions.merge_offices(**values | {"offices": list(values["offices"])}, **told)
        return redirect(address(values["into"]))

    question = Question(
        title=_("单位合并"),
        button=_("下一步：看合并的结果"),
        back=reverse("accounts:offices"),
        crumbs=crumbs(Crumb(_("合并"))),
        lead=_("几个单位并入一个。合并成一个全新的单位时，请先新增它。"),
        initial={"on": day, "offices": chosen},
    )
    offered = forms.with_offices(forms.Merge, offices=standing.filter(Q(ends=None)), into=standing)
    return ask(request, offered, question, act)


def _sure(request: HttpRequest, values: dict[str, Any], why: str) -> HttpResponse:
    """What will happen, to whom; the same form again, hidden, with the button that does it."""
    into, on = values["into"], day_words(values["on"])
    context = {
        "title": _("{day}起并入{office}").format(day=on, office=into.name),
        "values": values,
        "why": why,
        "told": [line for office in values["offices"] for line in mandates_told(office, request)],
        "crumbs": crumbs(Crumb(_("合并"), reverse("accounts:merge_offices")), Crumb(_("确认"))),
    }
    return render(request, "accounts/merge_sure.html", context)
