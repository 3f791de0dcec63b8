import datetime

import pytest

from kapok.accounts.actions import add_office, succeed_office
from kapok.accounts.models import Office
from kapok.accounts.policy import may
from kapok.plans.models import Draft, Original, Plan
from kapok.plans.review.actions import Upload, adopt, import_draft
from tests.accounts.cast import AT, DAY, Cast, assemble
from tests.plans.invented import invented

pytestmark = pytest.mark.django_db
EVERYBODY = ("public", "reporter", "leader", "auditor", "administrator", "double", "former")
ACTS = ("import", "correct", "adopt", "delete")
UPLOAD = Upload("计划.txt", "text/plain", "0" * 64, b"x")


@pytest.fixture
def cast(settings: object) -> Cast:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    return assemble()


def who_may(cast: Cast, act: str, thing: object) -> list[str]:
    return [name for name in EVERYBODY if may(cast.actor(name), act, thing, DAY)]


def draft(cast: Cast, office: str) -> Draft:
    return import_draft(plan=invented(), by="测试", at=AT, office=cast.offices[office], upload=UPLOAD)


def adopted(cast: Cast, day: datetime.date = DAY) -> Plan:
    return adopt(draft=draft(cast, "kjj"), slug="yunshan", by="测试", at=AT, on=day, seen=0)


def test_a_published_plan_is_read_by_everybody(cast: Cast) -> None:
    assert who_may(cast, "read", adopted(cast)) == list(EVERYBODY)


def test_a_plan_to_be_published_tomorrow_is_read_today_by_who_reads_all(cast: Cast) -> None:
    assert who_may(cast, "read", adopted(cast, DAY.replace(year=2021))) == ["leader", "auditor"]


def test_a_withdrawn_plan_is_read_by_who_reads_all(cast: Cast) -> None:
    plan = adopted(cast)
    plan.withdrawn_date = DAY
    assert who_may(cast, "read", plan) == ["leader", "auditor"]


def test_a_draft_is_read_by_its_owner_and_the_auditor_and_nobody_else(cast: Cast) -> None:
    assert who_may(cast, "read", draft(cast, "kjj")) == ["leader", "auditor"]


def test_an_office_reads_its_own_draft_and_its_file(cast: Cast) -> None:
    own = draft(cast, "czj")
    assert who_may(cast, "read", own) == ["reporter", "leader", "auditor"]
    assert who_may(cast, "read", own.original) == ["reporter", "leader", "auditor"]


@pytest.mark.parametrize(("how", "reads"), [(Office.RENAMED, True), (Office.MERGED, False)])
def test_a_renamed_office_sees_its_drafts_and_what_it_was_merged_into_does_not(
    cast: Cast, how: str, reads: bool
) -> None:
    old = add_office(key="cz-old", name="市财政厅", by="测试", at=AT)
    own = import_draft(plan=invented(), by="测试", at=AT, office=old)
    succeed_office(office=old, successor=cast.offices["czj"], how=how, on=DAY, by="测试", at=AT, why="测试")
    assert ("reporter" in who_may(cast, "read", own)) == reads


def test_the_file_of_another_offices_draft_is_closed_and_that_of_a_plan_open_to_officials(cast: Cast) -> None:
    others = draft(cast, "kjj")
    assert who_may(cast, "read", others.original) == ["leader", "auditor"]
    adopt(draft=others, slug="yunshan", by="测试", at=AT, on=DAY, seen=0)
    assert who_may(cast, "read", Original.objects.get(draft=others)) == ["reporter", "leader", "auditor"]


@pytest.mark.parametrize("act", ACTS)
def test_only_the_leading_groups_office_changes_drafts(cast: Cast, act: str) -> None:
    assert who_may(cast, act, draft(cast, "czj")) == ["leader"]
    assert who_may(cast, act, Draft) == ["leader"]


@pytest.mark.parametrize("act", ["withdraw", "relate"])
def test_only_the_leading_groups_office_changes_plans(cast: Cast, act: str) -> None:
    assert who_may(cast, act, adopted(cast)) == ["leader"]


def test_everybody_may_ask_for_plans(cast: Cast) -> None:
    assert who_may(cast, "read", Plan) == list(EVERYBODY)
