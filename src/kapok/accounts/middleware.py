"""Who signs in with a password that somebody else knows chooses another one before anything else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

OPEN = ("account_change_password", "account_logout", "account_reauthenticate", "mfa_reauthenticate")


class OwnPassword:
    """Sends whoever has a first password to the page where it is changed, whatever they ask for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated or not request.user.must_change_password or _is_open(request.path_info):
            return self.get_response(request)
        return redirect(reverse("account_change_password"))


def _is_open(path: str) -> bool:
    try:
        return resolve(path).url_name in OPEN
    except Resolver404:
        return False
