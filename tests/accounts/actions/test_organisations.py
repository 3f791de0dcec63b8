"""Organisations: a name, a checked code, from a day to a day."""

import datetime
import json
from typing import Any

import pytest

from kapok.accounts.actions import (
    ChangedError,
    RefusedError,
    add_organisation,
    correct_organisation,
    end_organisation,
)
from kapok.accounts.actions.writing import version
from kapok.accounts.models import Organisation
from kapok.accounts.queries import organisations_listed
from kapok.journal.models import Entry
from kapok.journal.queries import about
from kapok.kernel.identity import check_character
from tests.accounts.cast import AT, DAY, Cast

pytestmark = pytest.mark.django_db
FIRST = "91440101MA5D00000"
CODE = FIRST + check_character(FIRST)


@pytest.fixture
def told(cast: Cast) -> dict[str, Any]:
    """Who acts, when and why."""
    return {"by": cast.actor("administrator"), "at": AT, "why": "登记"}


def test_a_code_is_kept_in_one_form_and_belongs_to_one_organisation(told: Any) -> None:
    made = add_organisation(name=" 云杉研究院 ", credit_code=f" {CODE[:8].lower()}-{CODE[8:]} ", **told)
    assert (made.name, made.credit_code) == ("云杉研究院", CODE)
    assert json.loads(about("accounts.organisation", str(made.pk))[0].after)["credit_code"] == CODE
    with pytest.raises(RefusedError, match="是云杉研究院的"):
        add_organisation(name="别的", credit_code=CODE, **told)


@pytest.mark.parametrize("code", [CODE[:-1], CODE[:-1] + ("1" if CODE[-1] == "0" else "0"), "I" * 18])
def test_a_code_that_is_none_is_refused_and_nobody_is_made(told: Any, code: str) -> None:
    rows = Entry.objects.count()
    with pytest.raises(RefusedError, match="末位是校验码"):
        add_organisation(name="云杉研究院", credit_code=code, **told)
    assert (Organisation.objects.count(), Entry.objects.count()) == (0, rows)


def test_an_organisation_is_corrected_and_ended_with_reasons(told: Any) -> None:
    thing = add_organisation(name="云杉院", **told)
    seen = version(thing)
    correct_organisation(organisation=thing, values={"name": "云杉研究院"}, seen=seen, **told)
    with pytest.raises(ChangedError):
        end_organisation(organisation=thing, on=DAY, seen=seen, **told)
    end_organisation(organisation=thing, on=DAY, **told)
    day = datetime.timedelta(days=1)
    assert [list(organisations_listed(d)) for d in (DAY - day, DAY)] == [[thing], []]
    assert list(organisations_listed(DAY, "云杉", ended=True)) == [thing]
    assert [row.what for row in about("accounts.organisation", str(thing.pk))] == ["add", "correct", "end"]


@pytest.mark.parametrize(
    ("values", "cause"), [({"name": ""}, "要有名称"), ({}, "没有改"), ({"credit_code": "9"}, "末位是校验码")]
)
def test_a_correction_that_cannot_be_is_refused(told: Any, values: Any, cause: str) -> None:
    thing = add_organisation(name="云杉院", **told)
    with pytest.raises(RefusedError, match=cause):
        correct_organisation(organisation=thing, values=values, **told)
    assert Organisation.objects.get().name == "云杉院"
