"""Invented plans in the database, and plain static files."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kapok.compiler import model
from kapok.plans.actions import adopt_plan
from kapok.plans.models import Plan
from tests.accounts.cast import AT
from tests.plans.invented import invented
from tests.web.plain import DAY, plain


@pytest.fixture(autouse=True)
def _plain(settings: Any, tmp_path: Path) -> None:
    plain(settings, tmp_path)


@pytest.fixture
def publish(db: None) -> Callable[..., Plan]:
    """Publishes an invented plan under a slug, with some of its fields changed."""

    def publish(slug: str = "yunshan", *, sample: bool = False, **changes: Any) -> Plan:
        compiled: model.Plan = replace(invented(), **changes)
        return adopt_plan(plan=compiled, slug=slug, by="市科技局", at=AT, on=DAY, sample=sample)

    return publish
