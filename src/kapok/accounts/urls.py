"""Addresses of accounts. Of allauth's pages those that are needed here, and no others: nobody signs up by themselves,
and a forgotten password is an administrator's work."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import include, path

from kapok.accounts import views

View = Callable[..., HttpResponseBase]


def whole(view: View) -> View:
    """What is sent is stored together with its row in the journal, or not at all. Reading takes no lock.

    Signing in stores nothing but its own traces, and checking a password is slow: it does not keep others waiting.
    """

    @wraps(view)
    def stored(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **given)
        with transaction.atomic():
            return view(request, *args, **given)

    return stored


own = [
    path("roles/", views.roles, name="roles"),
    path("account/", views.mine, name="mine"),
    path("account/act-as/", views.act_as, name="act_as"),
]
urlpatterns = [
    path("", include((own, "accounts"))),
    path("account/sign-in/", account.login, name="account_login"),
    path("account/sign-out/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/again/", whole(account.reauthenticate), name="account_reauthenticate"),
    path("account/password/", whole(account.password_change), name="account_change_password"),
    path("account/codes/", mfa.index, name="mfa_index"),
    path("account/codes/sign-in/", whole(mfa.authenticate), name="mfa_authenticate"),
    path("account/codes/again/", whole(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("account/codes/add/", whole(totp.activate_totp), name="mfa_activate_totp"),
    path("account/codes/remove/", whole(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/codes/recovery/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/codes/recovery/renew/", whole(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
]
