"""Builds the wheel, installs it in an empty environment, and uses it there as a stranger would.

    python3 run wheel

Looks for what a checkout hides: a template, a table, a translation or a city pack that the wheel forgot.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SENTENCE = "样例市行动计划（2023—2025年）\n一、目标\n到2025年，全市公共充电桩达到120座。\n（责任单位：市发展改革委）\n"
PATIENCE = 90.0  # seconds for the demo to answer; it makes its database first


def run(*command: object, cwd: Path, **environment: str) -> str:
    """Runs a program away from the repository, so that nothing of the checkout is found by chance."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "KAPOK", "DJANGO"))}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=clean | environment, check=True, stdout=subprocess.PIPE
    )
    return done.stdout.decode()


def build(folder: Path) -> Path:
    """Builds from a clean copy: what an earlier build left behind must not decide what goes in."""
    left_out = shutil.ignore_patterns(".*", "var", "build", "dist", "*.egg-info", "__pycache__")
    shutil.copytree(ROOT, folder / "tree", ignore=left_out)
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder / "dist", folder / "tree", cwd=folder)
    return next((folder / "dist").glob("*.whl"))


def installed(wheel: Path, folder: Path, wheels: list[str]) -> Path:
    """An environment with the wheel and what it asks for; gives the folder of its programs."""
    venv.create(folder / "empty")  # without pip of its own: Debian leaves that part of the standard library out
    programs = folder / "empty" / ("Scripts" if os.name == "nt" else "bin")
    source = ["--no-index", "--find-links", *wheels] if wheels else []
    pip = [sys.executable, "-m", "pip", "--python", programs / "python"]
    run(*pip, "install", "-qq", "--root-user-action=ignore", *source, wheel, cwd=folder)
    return programs


def check_compile(programs: Path, folder: Path) -> None:
    (folder / "plan.txt").write_text(SENTENCE, encoding="utf-8")
    run(programs / "kapok", "compile", "plan.txt", "--format", "json", "-o", "plan.json", cwd=folder)
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    assert [(item["value"], item["unit"]) for item in plan["targets"]] == [(120, "座")], plan["targets"]
    run(programs / "kapok", "compile", "plan.txt", "--format", "xlsx", "-o", "plan.xlsx", cwd=folder)
    assert (folder / "plan.xlsx").read_bytes().startswith(b"PK")


def check_demo(programs: Path, folder: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(programs / "kapok"), "demo", "--no-browser", "--port", str(port)]
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "KAPOK", "DJANGO"))}
    with (folder / "demo.log").open("w+b") as log:
        demo = subprocess.Popen(command, cwd=folder, env=clean, stdout=log, stderr=log)
        try:
            page = answer(f"http://127.0.0.1:{port}/", demo)
        except SystemExit:
            print((folder / "demo.log").read_text(encoding="utf-8"), file=sys.stderr)
            raise
        finally:
            demo.terminate()
            demo.wait(20)
    assert "<html" in page, page[:500]


def answer(address: str, server: "subprocess.Popen[bytes]") -> str:
    """The page at an address, as soon as the server gives it."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=10) as response:
                return str(response.read().decode())
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"kapok demo gave no page at {address} (exit code {server.poll()})")


def main(arguments: list[str]) -> int:
    wheels = arguments[1:2] if arguments[:1] == ["--wheels"] else []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build(folder)
        programs = installed(wheel, folder, wheels)
        check_compile(programs, folder)
        check_demo(programs, folder)
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB; kapok compile and kapok demo work from it")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
