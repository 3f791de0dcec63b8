from dataclasses import replace

import pytest

from kapok import compiler
from kapok.plans.review.as_compiled import as_compiled
from tests.plans.invented import invented
from tests.plans.test_actions import stored


@pytest.mark.django_db
def test_a_stored_plan_is_read_back_as_it_was_compiled() -> None:
    plan = invented()
    again = as_compiled(stored(plan))
    assert compiler.to_dict(again) == compiler.to_dict(replace(plan, source=replace(plan.source)))
