"""The runner: what it says when it cannot go on, and that it does nothing twice."""

import importlib.machinery
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def runner() -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("kapok_run", str(ROOT / "run"))
    specification = importlib.util.spec_from_loader("kapok_run", loader)
    assert specification is not None
    module = importlib.util.module_from_spec(specification)
    loader.exec_module(module)
    return module


def run(*arguments: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, str(ROOT / "run"), *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_an_unknown_task_gets_the_list_of_tasks_and_exit_code_two(runner: ModuleType) -> None:
    assert run("dance") == (2, f"{runner.__doc__}\n")


def test_help_is_no_failure(runner: ModuleType) -> None:
    assert run("--help") == (0, f"{runner.__doc__}\n")


def test_the_help_names_each_task(runner: ModuleType) -> None:
    told = [line.split()[0] for line in str(runner.__doc__).splitlines() if line.startswith("    ") and line.strip()]
    assert told == list(runner.TASKS)


def test_the_help_names_each_part_of_the_checks(runner: ModuleType) -> None:
    assert f"or some: {' '.join(runner.PARTS)}, or paths" in str(runner.__doc__)


def test_a_missing_folder_of_wheels_is_a_sentence(tmp_path: Path) -> None:
    missing = tmp_path / "nothing"
    assert run("--wheels", str(missing), "setup") == (2, f"没有这个文件夹：{missing} · No such folder\n")


def test_an_old_python_hears_what_to_install(runner: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner.sys, "version_info", (3, 8, 20, "final", 0))
    monkeypatch.setattr(runner.shutil, "which", lambda name: None)
    with pytest.raises(runner.Stop) as stopped:
        runner.demand_python()
    assert str(stopped.value).splitlines() == [
        "这里的 Python 是 3.8，Kapok 需要 3.11 或更新的版本。请安装后再运行。",
        "This is Python 3.8; Kapok needs 3.11 or newer. Install it and run again.",
    ]


def test_an_old_python_hands_over_to_a_newer_one(runner: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[list[str]] = []

    def hand_over(path: str, arguments: list[str]) -> None:
        handed.append([path, *arguments])
        raise SystemExit

    monkeypatch.setattr(runner.sys, "version_info", (3, 8, 20, "final", 0))
    monkeypatch.setattr(runner.sys, "argv", ["run", "demo"])
    monkeypatch.setattr(runner, "newer_python", lambda: "/opt/python3.12")
    monkeypatch.setattr(runner.os, "execv", hand_over)
    with pytest.raises(SystemExit):
        runner.demand_python()
    assert handed == [["/opt/python3.12", "/opt/python3.12", str(ROOT / "run"), "demo"]]


@pytest.fixture
def house(runner: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A runner whose tree and environment are a folder of the test; what pip would install is listed in it."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "base.txt").write_text("one==1\n")
    (tmp_path / ".venv" / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
    (tmp_path / ".venv" / "bin").mkdir()
    for name, path in {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "BIN": tmp_path / ".venv" / "bin"}.items():
        monkeypatch.setattr(runner, name, path)
    monkeypatch.setattr(runner, "make_venv", lambda: None)
    installed: list[str] = []
    monkeypatch.setattr(runner, "installed", installed, raising=False)
    monkeypatch.setattr(runner, "pip", lambda python, *arguments: installed.append(arguments[-1].name))
    return runner


@pytest.mark.skipif(os.name == "nt", reason="the folders are those of POSIX")
def test_a_second_start_installs_nothing(house: ModuleType) -> None:
    house.install("base.txt")
    house.install("base.txt")
    assert house.installed == ["base.txt"]


@pytest.mark.skipif(os.name == "nt", reason="the folders are those of POSIX")
def test_a_changed_lock_file_is_installed_anew(house: ModuleType) -> None:
    house.install("base.txt")
    (house.ROOT / "requirements" / "base.txt").write_text("one==2\n")
    house.install("base.txt")
    assert house.installed == ["base.txt", "base.txt"]


@pytest.mark.skipif(os.name == "nt", reason="the folders are those of POSIX")
def test_the_tree_itself_is_put_into_the_environment(house: ModuleType) -> None:
    house.install("base.txt")
    path_file = house.VENV / "lib" / "python3.11" / "site-packages" / "kapok.pth"
    assert path_file.read_text() == f"{house.ROOT / 'src'}\n"
    assert os.access(house.BIN / "kapok", os.X_OK)


def test_a_part_that_cannot_run_fails_only_in_ci(runner: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot() -> int:
        raise runner.Skipped("no server")

    monkeypatch.setitem(runner.PARTS, "postgres", cannot)
    verdicts = []
    for in_ci in (False, True):
        monkeypatch.setattr(runner, "IN_CI", in_ci)
        verdicts.append(runner.run_part("postgres"))
    assert verdicts == [("postgres", True), ("postgres", False)]


def test_counts_of_several_runs_are_added(runner: ModuleType, tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text('<testsuites><testsuite tests="5" failures="1" errors="0" skipped="2"/></testsuites>')
    runner.count(report)
    runner.count(report)
    assert runner.COUNTS == {"tests": 10, "failures": 2, "errors": 0, "skipped": 4}


def test_a_benchmark_holds_only_when_its_last_line_says_so(
    runner: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(runner, "PYTHON", Path(sys.executable))
    verdicts = []
    for held in ("true", "false"):
        file = tmp_path / f"{held}.py"
        file.write_text(f"""print('rows'); print('{{"name": "x", "figure": 1, "goal": 2, "holds": {held}}}')""")
        verdicts.append(runner.bench(file, []))
    assert verdicts == [True, False]
    assert "rows\n" in capfd.readouterr().out
