"""The cast in the database, quick passwords, plain static files."""

from pathlib import Path
from typing import Any

import pytest

from tests.accounts.cast import Cast, assemble
from tests.web.plain import plain


@pytest.fixture(autouse=True)
def _plain(settings: Any, tmp_path: Path) -> None:
    plain(settings, tmp_path)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()
