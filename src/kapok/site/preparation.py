"""Brings a data folder up to date, and remembers what it was made from so that the next start has nothing to do."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import kapok
from kapok.site import accounts, clock, sample

PACKAGE = Path(kapok.__file__).parent
SAMPLE_PARTS = ("kernel", "compiler", "cities", "plans")


def prepare(data: Path) -> Iterator[str]:
    """Does what is due, and says each thing that it did."""
    memory = data / "demo.json"
    known = _remembered(memory)
    now = {"static": digest(_static_files()), "sample": digest(_sample_files())}
    if is_behind():
        call_command("migrate", verbosity=0, interactive=False)
        yield "数据库已就绪。"
    if known.get("static") != now["static"] or not (data / "static").is_dir():
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        yield "网页文件已就绪。"
    if accounts.create(data, clock.now()):
        yield "演示账户已就绪。"
    if known.get("sample") != now["sample"] or not sample.is_loaded(clock.today()):
        yield sample.load(clock.now())
    memory.write_text(json.dumps(now), "utf-8")


def _remembered(memory: Path) -> dict[str, str]:
    """What the last start left; nothing where it left nothing that can be read."""
    try:
        known: dict[str, str] = json.loads(memory.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known


def digest(files: Iterable[Path]) -> str:
    """One fingerprint of many files: their names and contents."""
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(path.name.encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def is_behind() -> bool:
    """Whether the database lacks a table or a change of one."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _static_files() -> Iterator[Path]:
    for finder in get_finders():
        for path, storage in finder.list(None):
            yield Path(storage.path(path))


def _sample_files() -> Iterator[Path]:
    for part in SAMPLE_PARTS:
        yield from (path for path in (PACKAGE / part).rglob("*") if path.is_file() and path.suffix != ".pyc")
