"""What the shell of every page shows of this installation."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kapok import __version__
from kapok.accounts.actor import acting
from kapok.accounts.policy import READ, may
from kapok.plans.models import Draft
from kapok.web.parts import Crumb
from kapok.web.requests import DatedRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Template context of every page."""
    plans = reverse("plans:index")
    return {
        "navigation": [Crumb(_("计划"), plans), *_drafts(request)],
        "administration": _administration(request),
        "account": _account(request),
        "about": [Crumb(_("谁能做什么"), reverse("accounts:roles"))],
        "home": plans,
        "search": reverse("plans:search"),
        "version": __version__,
    }


def _administration(request: HttpRequest) -> list[Crumb]:
    """Offices, organisations, people and the journal, for who may read them."""
    if not hasattr(request, "as_of"):  # an error before the request learned its day
        return []
    actor, day = acting(request), cast(DatedRequest, request).as_of
    places = (
        (_("单位"), "offices", "accounts.office"),
        (_("机构"), "organisations", "accounts.organisation"),
        (_("人员"), "people", "accounts.person"),
        (_("操作日志"), "journal", "journal.entry"),
    )
    return [Crumb(word, reverse(f"accounts:{name}")) for word, name, kind in places if may(actor, READ, kind, day)]


def _drafts(request: HttpRequest) -> list[Crumb]:
    """The way to drafts, for who may read any."""
    known = hasattr(request, "as_of") and acting(request).mandate is not None
    may_read = known and may(acting(request), READ, Draft, cast(DatedRequest, request).as_of)
    return [Crumb(_("草稿"), reverse("plans:drafts"))] if may_read else []


def _account(request: HttpRequest) -> list[Crumb]:
    """The way to sign in; or who is signed in and acts as what, and the way out."""
    if not hasattr(request, "as_of"):  # an error before the request learned its day
        return []
    actor = acting(request)
    if actor.person is None:
        return [Crumb(_("登录"), reverse("account_login"))]
    words = [actor.person.name]
    if actor.mandate:
        words += [str(actor.office), str(actor.role.name)] if actor.office else [str(actor.role.name)]
    elif actor.offered:
        words.append(_("请选授权"))
    return [Crumb(" · ".join(words), reverse("accounts:mine")), Crumb(_("退出"), reverse("account_logout"))]
