"""What every test may use, and the marks that say where a test can run."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import sql
from hypothesis import HealthCheck, settings

from kapok.journal.guard import LIFT, PUT

# No test measures time: a slow machine is no defect. CI tries the same examples each time, so that it fails for a
# change and not by chance; everybody else's runs go on looking for new ones.
settings.register_profile(
    "kapok",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=os.environ.get("CI", "").lower() == "true",
    print_blob=True,
)
settings.load_profile("kapok")

ASKS_FOR_DATABASE = {"db", "transactional_db", "live_server", "client", "admin_client", "django_assert_num_queries"}
ASKS_FOR_BROWSER = {"page", "context", "browser"}
CHROMIUM_ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks follow from what a test asks for, so that none can be forgotten."""
    for item in items:
        asks = set(getattr(item, "fixturenames", ()))
        if asks & ASKS_FOR_BROWSER:
            item.add_marker(pytest.mark.browser)
        if asks & ASKS_FOR_DATABASE or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session", autouse=True)
def _emptying_lifts_the_guard_of_the_journal() -> Iterator[None]:
    """Tests that commit are followed by emptying all tables, which the journal's triggers would refuse, and should."""
    plain = sql.sql_flush

    def lifting(style: Any, connection: Any, **options: Any) -> list[str]:
        statements = plain(style, connection, **options)
        return [*LIFT[connection.vendor], *statements, *PUT[connection.vendor]] if statements else statements

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.core.management.commands.flush.sql_flush", lifting)
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's own Chromium: none is downloaded. Only root needs the sandbox off."""
    chromium = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium")
    if not chromium:
        pytest.skip("没有 Chromium：apt-get install chromium，或设 CHROMIUM_PATH")
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    arguments = [*CHROMIUM_ARGUMENTS, "--no-sandbox"] if as_root else CHROMIUM_ARGUMENTS
    return {**browser_type_launch_args, "executable_path": chromium, "args": arguments}
