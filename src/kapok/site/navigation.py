"""What the shell of every page shows of this installation."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kapok import __version__
from kapok.accounts.actor import acting
from kapok.web.parts import Crumb


def shell(request: HttpRequest) -> dict[str, Any]:
    """Template context of every page."""
    plans = reverse("plans:index")
    return {
        "navigation": [Crumb(_("计划"), plans)],
        "account": _account(request),
        "about": [Crumb(_("谁能做什么"), reverse("accounts:roles"))],
        "home": plans,
        "search": reverse("plans:search"),
        "version": __version__,
    }


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
