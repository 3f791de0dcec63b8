"""``kapok manage`` where there is nothing to manage yet: a sentence, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CALL = "from kapok.site.cli import main; main()"


def manage(data: Path, *arguments: str) -> tuple[int, str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("KAPOK_")}
    done = subprocess.run(
        [sys.executable, "-c", CALL, *arguments],
        env=environ | {"KAPOK_DATA": str(data)},
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("arguments", [("manage", "migrate"), ("admin", "list")])
def test_a_data_folder_that_is_not_there_is_a_sentence(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    data = tmp_path / "nowhere"
    code, said = manage(data, *arguments)
    cause = f"数据文件夹 {data} 不存在。请先建好它，或者用 KAPOK_DATA 指明另一个文件夹，再运行一次。\n"
    assert (code, said) == (2, cause)


def test_a_database_without_tables_is_a_sentence(tmp_path: Path) -> None:
    code, said = manage(tmp_path, "manage", "clearsessions")
    assert (code, said.count("\n"), "先运行 kapok manage migrate" in said) == (2, 1, True)
