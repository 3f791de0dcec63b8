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

from kapok.accounts import journal_views as journal
from kapok.accounts import office_views as offices
from kapok.accounts import organisation_views as organisations
from kapok.accounts import people_views as people
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


administration = [
    path("offices/", offices.offices, name="offices"),
    path("offices/add/", offices.add, name="add_office"),
    path("offices/merge/", offices.merge, name="merge_offices"),
    path("offices/<slug:key>/", offices.office, name="office"),
    path("offices/<slug:key>/correct/", offices.correct, name="correct_office"),
    path("offices/<slug:key>/rename/", offices.rename, name="rename_office"),
    path("offices/<slug:key>/end/", offices.end, name="end_office"),
    path("offices/<slug:key>/reopen/", offices.reopen, name="reopen_office"),
    path("offices/<slug:key>/members/", offices.members, name="members"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/add/", organisations.add, name="add_organisation"),
    path("organisations/<int:pk>/correct/", organisations.correct, name="correct_organisation"),
    path("organisations/<int:pk>/end/", organisations.end, name="end_organisation"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add, name="add_person"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/correct/", people.correct, name="correct_person"),
    path("people/<int:pk>/switch/", people.switch, name="switch_person"),
    path("people/<int:pk>/password/", people.password, name="reset_password"),
    path("people/<int:pk>/second-factor/", people.second_factor, name="remove_second_factor"),
    path("people/<int:pk>/give/", people.give, name="give_mandate"),
    path("mandates/<int:pk>/end/", people.end_mandate, name="end_mandate"),
    path("journal/", journal.journal, name="journal"),
    path("journal/verify/", journal.verify, name="verify_journal"),
]
own = [
    path("roles/", views.roles, name="roles"),
    path("account/", views.mine, name="mine"),
    path("account/act-as/", views.act_as, name="act_as"),
]
urlpatterns = [
    path("", include(([*own, *administration], "accounts"))),
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
