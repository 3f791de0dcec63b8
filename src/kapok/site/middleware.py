"""Tells each request which day it is for, so that no view reads the clock."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kapok.site import clock
from kapok.web.requests import told


class AsOf:
    """Puts ``as_of`` (the day), ``as_of_is_set`` (whether an operator fixed it) and ``moment`` on the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_set = settings.KAPOK_AS_OF is not None
        return self.get_response(told(request, as_of=clock.today(), is_set=is_set, moment=clock.now()))
