"""Pages where people are looked at and managed: how they get in, and what they may act as."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kapok.accounts import actions, passwords, queries
from kapok.accounts import admin_forms as forms
from kapok.accounts.actor import acting
from kapok.accounts.asking import Question, actor_may, ask, day_of, found, manages, reads
from kapok.accounts.listing import Listing
from kapok.accounts.models import Mandate, Person
from kapok.accounts.roles import ROLES
from kapok.web.parts import Crumb

KIND, MANDATE = "accounts.person", "accounts.mandate"


def crumbs(*last: Crumb) -> list[Crumb]:
    """The way to a page about people."""
    return [Crumb(_("人员"), reverse("accounts:people") if last else ""), *last]


def way(person: Person, word: str) -> list[Crumb]:
    """The way to a page about one person."""
    return crumbs(Crumb(person.name, address(person)), Crumb(word))


def address(person: Person) -> str:
    return reverse("accounts:person", args=[person.pk])


@reads(KIND)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who can sign in, or who is switched off; found by name."""
    day, listing = day_of(request), Listing(request.GET)
    rows = listing.rows(queries.people_listed(listing.words, off=listing.is_over))
    there = queries.people_listed().count()
    context = {
        "rows": [(person, [m for m in person.mandates.all() if m.holds(day)]) for person in rows],
        "listing": listing,
        "lead": ngettext("{n} 人可以登录。", "{n} 人可以登录。", there).format(n=there),
        "manages": actor_may(acting(request), KIND, request),
    }
    return render(request, "accounts/people.html", context)


@reads(KIND)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: how they get in, and all their mandates, those that are over among them."""
    day, shown = day_of(request), found(Person, pk=pk)
    held = list(shown.mandates.select_related("office"))
    context = {
        "person": shown,
        "crumbs": crumbs(Crumb(shown.name)),
        "has_second_factor": is_mfa_enabled(shown),
        "present": [mandate for mandate in held if mandate.holds(day)],
        "to_come": [m for m in held if not m.is_over(day) and m.starts is not None and m.starts > day],
        "over": [m for m in held if m.is_over(day) or (m.in_force(day) and not m.holds(day))],
        "manages": actor_may(acting(request), KIND, request),
    }
    return render(request, "accounts/person.html", context)


@manages(KIND)
def add(request: HttpRequest) -> HttpResponse:
    """A new person, with a first password that is shown once."""

    def act(values: dict[str, Any], told: dict[str, Any]) -> HttpResponse:
        first = passwords.by_chance()
        new = actions.create_person(**values, password=first, must_change_password=True, **told)
        return _shown_once(request, new, first)

    title = _("新增人员")
    question = Question(
        title=title,
        button=title,
        back=reverse("accounts:people"),
        crumbs=crumbs(Crumb(title)),
        lead=_("建好后显示一个初始密码，只显示一次。本人第一次登录时要先改掉它。"),
    )
    return ask(request, forms.AddPerson, question, act)


def _shown_once(request: HttpRequest, person: Person, password: str) -> HttpResponse:
    """The one answer that holds a password. It is kept nowhere: asked for again, it is not there."""
    context = {"person": person, "password": password, "crumbs": way(person, _("初始密码"))}
    return render(request, "accounts/first_password.html", context)


@manages(KIND)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name or address for the same person."""
    thing = found(Person, pk=pk)

    def act(values: dict[str, Any], told: dict[str, Any]) -> HttpResponse:
        actions.correct_person(person=thing, **values, **told)
        return redirect(address(thing))

    question = Question(
        title=_("更正{office}").format(office=thing.name),
        button=_("保存更正"),
        back=address(thing),
        crumbs=way(thing, _("更正")),
        thing=thing,
        initial=thing.facts(),
    )
    return ask(request, forms.CorrectPerson, question, act)


@manages(KIND)
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Lets somebody sign in no more, or again."""
    thing = found(Person, pk=pk)
    on = not thing.is_active

    def act(_values: dict[str, Any], told: dict[str, Any]) -> HttpResponse:
        actions.switch_person(person=thing, on=on, as_of=day_of(request), **told)
        return redirect(address(thing))

    off_lead = _("停用后马上不能登录，已经打开的页面也不能再用。授权都留着，启用后照旧。")
    question = Question(
        title=(_("启用{person}的账户") if on else _("停用{person}的账户")).format(person=thing.name),
        button=_("启用账户") if on else _("停用账户"),
        back=address(thing),
        crumbs=way(thing, _("启用") if on else _("停用")),
        lead=_("启用后又可以用原来的密码登录，授权照旧。") if on else off_lead,
        thing=thing,
    )
    return ask(request, forms.Reasoned, question, act)


@manages(KIND)
def password(request: HttpRequest, pk: int) -> HttpResponse:
    """A new first password, for who has forgotten theirs."""
    thing = found(Person, pk=pk)

    def act(_values: dict[str, Any], told: dict[str, Any]) -> HttpResponse:
        first = passwords.by_chance()
        actions.reset_password(person=thing, password=first, **told)
        return _shown_once(request, thing, first)

    question = Question(
        title=_("重设{person}的密码").format(person=thing.name),
        button=_("重设密码"),
        back=address(thing),
        crumbs=way(thing, _("重设密码")),
        lead=_("原来的密码马上作废，已经登录的都要重新登录。新的初始密码只显示一次，本人登录时要先改掉它。"),
        warnings=[_("请先确认来找您的是本人。")],
        thing=thing,
    )
    return ask(request, forms.Reasoned, question, act)


@manages(KIND)
def second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the one-time codes away, for who has lost the telephone."""
    thing = found(Person, pk=pk)

    def act(_values: dict[str, Any], told: dict[str, Any]) -> HttpResponse:
        actions.remove_second_factor(person=thing, **told)
        return redirect(address(thing))

    question = Question(
        title=_("去掉{person}的验证码登录").format(person=thing.name),
        button=_("去掉验证码登录"),
        back=address(thing),
        crumbs=way(thing, _("去掉验证码登录")),
        lead=_("手机丢了时用。去掉后登录只要密码，恢复码也作废；本人可以再开启。"),
        warnings=[_("请先确认来找您的是本人。手机若可能落入他人之手，请同时重设密码。")],
        thing=thing,
    )
    return ask(request, forms.Reasoned, question, act)


@manages(MANDATE)
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """A mandate for somebody."""
    thing, day = found(Person, pk=pk), day_of(request)

    def act(values: dict[str, Any], told: dict[str, Any]) -> HttpResponse:
        actions.give_mandate(person=thing, **values | {"role": ROLES[values["role"]]}, **told)
        return redirect(address(thing))

    question = Question(
        title=_("给{person}授权").format(person=thing.name),
        button=_("给予授权"),
        back=address(thing),
        crumbs=way(thing, _("授权")),
        lead=_("一项授权是：一个人在一段时间里代表一个单位，以一种角色办事。"),
        initial={"starts": day},
    )
    offered = queries.offices_listed(day).exclude(kind="group").order_by("key")
    return ask(request, forms.with_offices(forms.GiveMandate, office=offered), question, act)


@manages(MANDATE)
def end_mandate(request: HttpRequest, pk: int) -> HttpResponse:
    """A mandate holds until the day before."""
    thing = found(Mandate, pk=pk)

    def act(values: dict[str, Any], told: dict[str, Any]) -> HttpResponse:
        actions.end_mandate(mandate=thing, ends=values["on"], **told)
        return redirect(address(thing.person))

    words = {"person": thing.person.name, "office": thing.office or "—", "role": thing.as_role.name}
    question = Question(
        title=_("终止{person}的授权").format(**words),
        button=_("终止授权"),
        back=address(thing.person),
        crumbs=way(thing.person, _("终止授权")),
        lead=_("授权：{office} · {role}。从那天起不能再以此办事，以前办的事不受影响。").format(**words),
        thing=thing,
        initial={"on": day_of(request)},
    )
    return ask(request, forms.OnDay, question, act)
