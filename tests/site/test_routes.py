"""Every route × every role, against the table of ``routes.py``."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils import translation

from kapok.journal.models import Entry
from kapok.plans.actions import adopt_plan
from kapok.plans.models import Draft
from kapok.plans.review.actions import import_draft
from tests.accounts.cast import AT, DAY, Cast, assemble, signed_in
from tests.plans.invented import invented
from tests.site.routes import ROLES, ROWS, Row

pytestmark = pytest.mark.django_db


def routes(resolver: Any, prefix: str = "") -> Iterator[str]:
    """All routes below a resolver. Static files are served by a middleware and are none of them."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        elif isinstance(entry, URLPattern):
            yield route


@pytest.fixture
def cast(settings: Any) -> Cast:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    everybody = assemble()
    import_draft(plan=invented(), by="测试", at=AT, office=everybody.offices["czj"])
    adopt_plan(plan=invented(), slug="published", by="测试", at=AT, on=DAY)
    return everybody


def address(row: Row) -> str:
    """The address of a row; its draft 1 is the one that there is, whatever number a database gave it."""
    return row.address.replace("/drafts/1", f"/drafts/{Draft.objects.get().pk}")


def client(cast: Cast, role: str) -> Client:
    return Client() if role == "public" else signed_in(cast.people[role])


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert sorted({row.route for row in ROWS}) == sorted(set(routes(get_resolver())))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.address)
def test_a_row_has_a_reason_and_an_address_of_its_route(row: Row) -> None:
    assert (resolve(row.address).route, len(row.because) > 10) == (row.route, True)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.address)
def test_each_role_gets_what_the_table_says(cast: Cast, row: Row) -> None:
    assert tuple(client(cast, role).get(address(row)).status_code for role in ROLES) == row.read
    assert tuple(client(cast, role).post(address(row)).status_code for role in ROLES) == row.send


@pytest.mark.parametrize("language", ["zh-hant", "en"])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.address)
def test_the_language_of_the_address_changes_nothing_of_it(cast: Cast, row: Row, language: str) -> None:
    with translation.override(None):  # which the requests change, and nobody changes back
        found = tuple(client(cast, role).get(f"/{language}{address(row)}").status_code for role in ROLES)
    assert found == row.read


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.address)
def test_nothing_that_the_auditor_or_the_public_sends_leaves_a_trace_in_the_journal(cast: Cast, row: Row) -> None:
    for role in ("auditor", "public"):
        browser = client(cast, role)
        rows = Entry.objects.count()
        browser.post(address(row))
        assert Entry.objects.count() == rows
