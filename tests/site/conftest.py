"""Pages can be tested without collecting static files."""

from pathlib import Path
from typing import Any

import pytest

from tests.web.plain import plain


@pytest.fixture(autouse=True)
def _plain(settings: Any, tmp_path: Path) -> None:
    plain(settings, tmp_path / "static")
    settings.STATIC_ROOT.mkdir()
