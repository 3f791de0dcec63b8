"""What allauth asks of this site, and what axes does: nobody signs up, and a pause is for a name from an address."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by administrators. Wrong passwords are counted by axes, by name and address together."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("登录名或密码不对。请检查后再试。"),
        "incorrect_password": _("密码不对。请再写一次。"),
        "enter_current_password": _("现在的密码不对。请再写一次。"),
        "rate_limited": _("试得太密了。请过几分钟再试。"),
        "too_many_login_attempts": _("试得太密了。请过几分钟再试。"),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        return reverse("accounts:mine")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing: allauth would count by address alone, and so lock a whole office behind one proxy."""


class CodeAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """One-time codes, in the words of this site."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("验证码不对，或已经过时。请写应用里现在显示的数字。"),
    }


def username(request: HttpRequest | None, credentials: Mapping[str, Any] | None) -> str:
    """The name that an attempt is counted under: one form for all ways to write it."""
    written = (credentials or {}).get("username") or (request.POST.get("login", "") if request else "")
    return unicodedata.normalize("NFKC", str(written)).strip().lower()[:255]


def address(request: HttpRequest) -> str:
    """Where an attempt comes from. The site has put the client's address there; nothing else is believed."""
    return str(request.META.get("REMOTE_ADDR", ""))


def locked(
    request: HttpRequest, _response: HttpResponse | None, _credentials: Mapping[str, Any] | None
) -> HttpResponse:
    """The page for who has to wait."""
    return render(request, "account/locked.html", status=429)
