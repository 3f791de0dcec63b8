"""What appears where, with real terminals on either side."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kapok.site.cli.screen import strip

CALL = [sys.executable, "-c", "from kapok.site.cli import main; main()", "compile"]
pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="没有伪终端")


def read_all(terminal: int) -> str:
    """All that was written to the other side of a terminal that is closed by now."""
    said = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux: the other side is closed
            part = b""
        if not part:
            return said.decode()
        said += part


def call(arguments: list[str], terminals: str) -> tuple[str, str]:
    """Standard output and error of a call in which those named in ``terminals`` are terminals, the others pipes."""
    screen, end = os.openpty()
    sides = {name: end if name in terminals else subprocess.PIPE for name in ("out", "err")}
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")} | {"TERM": "xterm"}
    process = subprocess.Popen([*CALL, *arguments], stdout=sides["out"], stderr=sides["err"], env=environment)
    os.close(end)
    piped = process.communicate(timeout=60)
    on_screen = read_all(screen)
    os.close(screen)
    shown = [
        on_screen if name in terminals else (side or b"").decode()
        for name, side in zip(("out", "err"), piped, strict=True)
    ]
    return shown[0], shown[1]


@pytest.fixture
def plans(tmp_path: Path) -> list[str]:
    paths = [tmp_path / f"{name}.txt" for name in "甲乙丙"]
    for path in paths:
        path.write_text("到2025年，创新平台达到60家。", encoding="utf-8")
    return [str(path) for path in paths]


def test_a_terminal_sees_how_far_it_is_and_the_pipe_only_the_results(plans: list[str]) -> None:
    out, err = call([*plans, "--format", "json"], terminals="err")
    assert [json.loads(line)["source"]["name"] for line in out.splitlines()] == ["甲.txt", "乙.txt", "丙.txt"]
    assert ("正在编译" in err, "0/3" in err) == (True, True)


def test_an_error_is_whole_beside_the_bar(plans: list[str], tmp_path: Path) -> None:
    _, err = call([*plans, str(tmp_path / "没有.txt"), "--format", "json"], terminals="err")
    assert "没有.txt：没有这个文件，请检查路径。" in err.replace("\r\n", "")


def test_one_file_has_no_bar(plans: list[str]) -> None:
    assert call(plans[:1], terminals="err")[1] == ""


def test_results_on_the_screen_have_no_bar_between_them(plans: list[str]) -> None:
    out, _ = call(plans, terminals="out err")
    assert "正在编译" not in out


def test_a_terminal_has_colours(plans: list[str]) -> None:
    out, err = call(plans[:1], terminals="out")
    assert ("\x1b[1m" in out, err) == (True, "")


def test_a_reader_that_stops_early_is_no_error(plans: list[str]) -> None:
    command = " ".join([f"'{part}'" for part in [*CALL, *plans * 20, "--format", "json"]])
    done = subprocess.run(["sh", "-c", f"{command} | head -c 10"], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ('{"format":', "")


def test_a_screen_that_cannot_show_chinese_gets_signs_and_no_crash(plans: list[str]) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = subprocess.run([*CALL, plans[0]], capture_output=True, encoding="latin-1", env=environment, check=True)
    assert ("2025?" in done.stdout, done.stderr) == (True, "")


def test_white_space_at_the_ends_of_lines_is_left_out() -> None:
    assert strip("甲  \n\n乙 ") == "甲\n\n乙\n"
