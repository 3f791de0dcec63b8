"""Where a request comes from: what a trusted proxy says, and nobody else."""

from ipaddress import ip_address
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.test import Client

from kapok.site.environment import Proxies, proxies
from kapok.site.middleware import client
from tests.accounts.cast import PASSWORD, assemble

OURS = proxies("10.2.0.0/16, fd00::/8, unix")


@pytest.mark.parametrize(
    ("nearest", "heard", "found"),
    [
        ("203.0.113.5", "", "203.0.113.5"),
        ("203.0.113.5", "1.2.3.4", "203.0.113.5"),  # a stranger may say what it likes
        ("10.2.0.1", "", "10.2.0.1"),
        ("10.2.0.1", "203.0.113.5", "203.0.113.5"),
        ("10.2.0.1", "1.2.3.4, 203.0.113.5", "203.0.113.5"),  # the client made the first one up
        ("10.2.0.1", "1.2.3.4, 203.0.113.5, 10.2.0.7", "203.0.113.5"),  # two proxies of ours
        ("10.2.0.1", "10.2.0.9, 203.0.113.5, 10.2.0.7", "203.0.113.5"),
        ("10.2.0.1", "203.0.113.5:4711", "203.0.113.5"),
        ("10.2.0.1", "[2001:db8::1]:443", "2001:db8::1"),
        ("10.2.0.1", "2001:db8::1", "2001:db8::1"),
        ("fd00::1", "203.0.113.5", "203.0.113.5"),
        ("10.2.0.1", "203.0.113.5, unknown", "10.2.0.1"),
        ("10.2.0.1", "203.0.113.5, ", "10.2.0.1"),
        ("", "203.0.113.5", "203.0.113.5"),
    ],
)
def test_the_client_is_whom_the_last_trusted_proxy_heard(nearest: str, heard: str, found: str) -> None:
    assert client(nearest, heard.split(","), OURS) == found


@pytest.mark.parametrize("nearest", ["10.2.0.1", "127.0.0.1"])
def test_without_a_setting_nobody_is_believed(nearest: str) -> None:
    assert client(nearest, ["203.0.113.5"], Proxies()) == nearest
    assert client("", ["203.0.113.5"], Proxies()) == str(ip_address(0))


def attempt(heard: str, written: str = "wrong") -> int:
    form = {"login": "leader", "password": written}
    return Client().post("/account/sign-in/", form, REMOTE_ADDR="10.2.0.1", HTTP_X_FORWARDED_FOR=heard).status_code


@pytest.fixture
def _people(db: None, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    assemble()


@pytest.mark.usefixtures("_people")
def test_a_made_up_header_does_not_get_round_the_pause() -> None:
    found = [attempt(f"203.0.113.{n}") for n in range(5)]
    assert (found, attempt("203.0.113.9", PASSWORD)) == ([200] * 4 + [429], 429)
    assert {row.ip_address for row in AccessAttempt.objects.all()} == {"10.2.0.1"}


@pytest.mark.usefixtures("_people")
def test_behind_a_trusted_proxy_the_pause_is_for_the_clients_own_address(settings: Any) -> None:
    settings.KAPOK_PROXIES = OURS
    found = [attempt(f"198.51.100.{n}, 203.0.113.5") for n in range(5)]  # what stands before is the client's invention
    assert (found, attempt("203.0.113.6", PASSWORD)) == ([200] * 4 + [429], 302)
    assert {row.ip_address for row in AccessAttempt.objects.all()} == {"203.0.113.5"}
