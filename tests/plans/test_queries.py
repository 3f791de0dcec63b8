from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from kapok.plans.models import Plan
from kapok.plans.queries import contents, published_plans, published_slugs
from tests.plans.test_actions import TOMORROW, stored
from tests.web.plain import DAY

Publish = Callable[..., Plan]


@pytest.mark.parametrize("plans", [1, 3])
def test_the_list_of_plans_is_one_query(
    publish: Publish, django_assert_num_queries: DjangoAssertNumQueries, plans: int
) -> None:
    for n in range(plans):
        publish(f"plan-{n}")
    with django_assert_num_queries(1):
        listed = [(listed.indicators, listed.offices, listed.next_year) for listed in published_plans(DAY)]
    assert listed == [(3, 5, 2020)] * plans


@pytest.mark.parametrize("plans", [1, 3])
def test_all_that_a_plan_holds_is_eleven_queries(
    publish: Publish, django_assert_num_queries: DjangoAssertNumQueries, plans: int
) -> None:
    for n in range(plans):
        publish(f"plan-{n}")
    with django_assert_num_queries(11):
        held = contents("plan-0", DAY)
    assert held is not None
    found = (held.clauses, held.indicators, held.targets, held.tasks, held.offices, held.duties)
    assert [len(rows) for rows in found] == [7, 3, 5, 2, 5, 5]
    assert [len(rows) for rows in (held.provisions, held.names, held.doubts, held.uncovered)] == [2, 1, 1, 1]


@pytest.mark.django_db
def test_a_plan_that_is_not_published_is_not_found() -> None:
    stored(slug="draft", on=TOMORROW)
    assert contents("draft", DAY) is None
    assert published_plans(DAY) == []
    assert published_slugs(DAY) == set()


def test_plans_without_indicators_or_offices_are_counted_as_having_none(publish: Publish) -> None:
    publish("bare", targets=(), tasks=())
    assert [(listed.indicators, listed.offices, listed.next_year) for listed in published_plans(DAY)] == [(0, 0, None)]
