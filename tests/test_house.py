"""The rules of the house that no linter of others knows."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 60
PYTHON_FILES = sorted(
    path
    for folder in ("src", "tests", "tools", "bench", "fuzz")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc"}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_no_function_is_longer_than_sixty_lines() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}: {length(function)} lines"
        for path in [*PYTHON_FILES, ROOT / "run"]
        for function in functions(path)
        if length(function) > LONGEST
    ]
    assert too_long == []


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    named = [str(path) for path in (ROOT / "src").rglob("*") if path.stem in FORBIDDEN_NAMES]
    assert named == []


def linted(code: str, file_name: str) -> list[str]:
    """The codes that ruff gives for a piece of code in a file of that name."""
    command = [sys.executable, "-m", "ruff", "check", "--quiet", "--output-format", "concise", "--select", "TID251"]
    done = subprocess.run(
        [*command, "--stdin-filename", file_name, "-"], input=code.encode(), capture_output=True, cwd=ROOT, check=False
    )
    return [line.split()[1] for line in done.stdout.decode().splitlines() if ":" in line]


CLOCK_READERS = [
    "import datetime\nday = datetime.date.today()\n",
    "from datetime import datetime\nmoment = datetime.now()\n",
    "from datetime import UTC, datetime\nmoment = datetime.now(UTC)\n",
    "import time\nmoment = time.time()\n",
    "from django.utils import timezone\nmoment = timezone.now()\n",
    "from django.utils.timezone import localdate\nday = localdate()\n",
]


@pytest.mark.parametrize("code", CLOCK_READERS)
@pytest.mark.parametrize("place", ["kernel/days.py", "compiler/plan.py", "plans/queries.py", "site/cli/compile.py"])
def test_a_module_that_reads_the_clock_is_refused(code: str, place: str) -> None:
    assert set(linted(code, f"src/kapok/{place}")) == {"TID251"}


def test_the_clock_module_may_read_the_clock() -> None:
    assert linted(CLOCK_READERS[0], "src/kapok/site/clock.py") == []


def layers() -> set[str]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    rows = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    return {name.strip() for row in rows for name in re.split("[|:]", row)}


def test_each_top_level_package_has_its_layer_and_each_layer_its_package() -> None:
    packages = {path.parent.name for path in (ROOT / "src" / "kapok").glob("*/__init__.py")}
    assert packages == layers()


def test_no_locked_package_comes_without_a_hash_or_names_an_index() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        lines = lock.read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if line and not line.startswith((" ", "#")) and not line.endswith("\\")] == []
        assert [line for line in lines if "://" in line or line.startswith("-")] == []


def test_each_lock_file_holds_what_its_list_asks_for() -> None:
    for asked in sorted((ROOT / "requirements").glob("*.in")):
        lock = (ROOT / "requirements" / ("base.txt" if asked.stem == "postgres" else f"{asked.stem}.txt")).read_text()
        names = [line.split("#")[0].strip() for line in asked.read_text(encoding="utf-8").splitlines()]
        wanted = [name.split("[")[0].split("~")[0].split("=")[0].split(";")[0].strip() for name in names]
        locked = {line.split("==")[0] for line in lock.splitlines() if "==" in line}
        assert [name for name in wanted if name and not name.startswith("-") and name.lower() not in locked] == []


@pytest.mark.django_db
def test_the_tests_use_the_database_that_they_are_told_to() -> None:
    assert connection.vendor == ("postgresql" if os.environ.get("KAPOK_DATABASE_URL") else "sqlite")
