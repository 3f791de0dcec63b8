"""Tells each request which day it is for, so that no view reads the clock, and from where it really comes."""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kapok.site import clock
from kapok.site.environment import Proxies
from kapok.web.requests import told


class AsOf:
    """Puts ``as_of`` (the day), ``as_of_is_set`` (whether an operator fixed it) and ``moment`` on the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_set = settings.KAPOK_AS_OF is not None
        return self.get_response(told(request, as_of=clock.today(), is_set=is_set, moment=clock.now()))


class Client:
    """Puts the client's own address in ``REMOTE_ADDR``, where a trusted proxy (``KAPOK_PROXIES``) says it.

    ``X-Forwarded-For`` is read from its end: each trusted proxy has added whom it heard. The first address that is no
    trusted proxy's is the client; what stands before it the client may have made up.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        heard = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        request.META["REMOTE_ADDR"] = client(request.META.get("REMOTE_ADDR", ""), heard, settings.KAPOK_PROXIES)
        return self.get_response(request)


def client(nearest: str, heard: list[str], trusted: Proxies) -> str:
    """The address of the client, from the nearest sender and what was heard of those before it.

    >>> from kapok.site.environment import proxies
    >>> client("10.2.0.1", ["203.0.113.9", "198.51.100.7"], proxies("10.2.0.0/16"))
    '198.51.100.7'
    """
    found = nearest
    for written in reversed(heard):
        if not _is_trusted(found, trusted):
            break
        before = _plain(written)
        if not before:
            break
        found = before
    return found or "0.0.0.0"  # noqa: S104  (by a socket file that nobody trusts: one address for all)


def _is_trusted(address: str, trusted: Proxies) -> bool:
    if not address:
        return trusted.socket
    return any(ip_address(address) in network for network in trusted.networks)


def _plain(written: str) -> str:
    """An address without its port; "" where it is none."""
    host = written.strip()
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        return str(ip_address(host))
    except ValueError:
        return ""
