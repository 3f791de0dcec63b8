import pytest

from kapok.accounts.policy import may
from kapok.plans.actions import import_plan, publish_plan
from kapok.plans.models import Plan
from tests.accounts.cast import DAY, Cast, assemble
from tests.plans.invented import invented

pytestmark = pytest.mark.django_db
EVERYBODY = ("public", "reporter", "leader", "auditor", "administrator", "double", "former")
ACTS = ("import", "correct", "adopt", "withdraw", "delete")


@pytest.fixture
def cast(settings: object) -> Cast:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    return assemble()


def who_may(cast: Cast, act: str, thing: object) -> list[str]:
    return [name for name in EVERYBODY if may(cast.actor(name), act, thing, DAY)]


def draft(by: str) -> Plan:
    return import_plan(plan=invented(), slug="draft", by=by, on=DAY)


def test_a_published_plan_is_read_by_everybody(cast: Cast) -> None:
    plan = publish_plan(plan=draft("市科技局"), by="市科技局", on=DAY)
    assert who_may(cast, "read", plan) == list(EVERYBODY)


def test_a_draft_is_read_by_its_owner_and_the_auditor_and_nobody_else(cast: Cast) -> None:
    assert who_may(cast, "read", draft("市科技局")) == ["leader", "auditor"]


def test_an_office_reads_its_own_draft(cast: Cast) -> None:
    assert who_may(cast, "read", draft("市财政局")) == ["reporter", "leader", "auditor"]


def test_a_plan_to_be_published_tomorrow_is_a_draft_today(cast: Cast) -> None:
    plan = draft("市科技局")
    plan.published_date = DAY.replace(year=2021)
    assert who_may(cast, "read", plan) == ["leader", "auditor"]


@pytest.mark.parametrize("act", ACTS)
def test_only_the_leading_groups_office_changes_plans(cast: Cast, act: str) -> None:
    assert who_may(cast, act, draft("市财政局")) == ["leader"]
    assert who_may(cast, act, Plan) == ["leader"]


def test_everybody_may_ask_for_plans(cast: Cast) -> None:
    assert who_may(cast, "read", Plan) == list(EVERYBODY)
