"""Every route × every role, against the table of ``routes.py``."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils import translation

from kapok.accounts.actions import add_organisation
from kapok.journal.models import Entry
from kapok.plans.actions import adopt_plan
from kapok.plans.models import Draft
from kapok.plans.review.actions import Upload, import_draft
from tests.accounts.cast import AT, DAY, Cast, assemble, signed_in
from tests.plans.invented import TEXT, invented
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
    upload = Upload("计划.txt", "text/plain", "0" * 64, TEXT.encode())
    import_draft(plan=invented(), by="测试", at=AT, office=everybody.offices["czj"], upload=upload)
    adopt_plan(plan=invented(), slug="published", by="测试", at=AT, on=DAY)
    return everybody


def address(row: Row, cast: Cast) -> str:
    """The address of a row, with the numbers that things have in this database; draft 1 is the one that there is."""
    organisation = add_organisation(name="云杉研究院", by="测试", at=AT, why="测试") if "{org" in row.address else None
    named = row.address.replace("/drafts/1", f"/drafts/{Draft.objects.get().pk}")
    return named.format(
        reporter=cast.people["reporter"].pk,
        mandate=cast.mandates["reporter"].pk,
        organisation=organisation and organisation.pk,
    )


def client(cast: Cast, role: str) -> Client:
    return Client() if role == "public" else signed_in(cast.people[role])


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert sorted({row.route for row in ROWS}) == sorted(set(routes(get_resolver())))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.address)
def test_a_row_has_a_reason_and_an_address_of_its_route(row: Row) -> None:
    somewhere = row.address.format(reporter=1, mandate=1, organisation=1)
    assert (resolve(somewhere).route, len(row.because) > 10) == (row.route, True)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.address)
def test_each_role_gets_what_the_table_says(cast: Cast, row: Row) -> None:
    here = address(row, cast)
    assert tuple(client(cast, role).get(here).status_code for role in ROLES) == row.read
    assert tuple(client(cast, role).post(here).status_code for role in ROLES) == row.send


@pytest.mark.parametrize("language", ["zh-hant", "en"])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.address)
def test_the_language_of_the_address_changes_nothing_of_it(cast: Cast, row: Row, language: str) -> None:
    here = address(row, cast)
    with translation.override(None):  # which the requests change, and nobody changes back
        found = tuple(client(cast, role).get(f"/{language}{here}").status_code for role in ROLES)
    assert found == row.read


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.address)
def test_nothing_that_the_auditor_or_the_public_sends_leaves_a_trace_in_the_journal(cast: Cast, row: Row) -> None:
    here = address(row, cast)
    for role in ("auditor", "public"):
        browser = client(cast, role)
        rows = Entry.objects.count()
        browser.post(here)
        assert Entry.objects.count() == rows
