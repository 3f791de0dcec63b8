"""``kapok demo`` as a person runs it: a program of its own, in a folder of its own."""

import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kapok.site import demo

PATIENCE = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((demo.HOST, 0))
        port: int = probe.getsockname()[1]
        return port


class Running:
    """A demo that has been started, and what it has said so far."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process, self.said = process, list[str]()
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout
        with self.process.stdout as lines:
            for line in lines:
                self.lines.put(line.strip())
        self.lines.put("")

    def address(self) -> str:
        """Waits for the sentence with the address."""
        while True:
            line = self.lines.get(timeout=PATIENCE)
            self.said.append(line)
            assert line, self.said
            if "http://" in line:
                return line[line.index("http://") :].split("\u3000")[0]


@contextmanager
def started(data: Path, port: int) -> Iterator[Running]:
    environ = {key: value for key, value in os.environ.items() if not key.startswith("KAPOK_")}
    environ |= {"KAPOK_DATA": str(data), "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUNBUFFERED": "1"}
    code = "from kapok.site.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "demo", "--no-browser", "--port", str(port)],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    try:
        yield Running(process)
    finally:
        process.terminate()  # and not kill: the demo stops what it started
        process.wait(PATIENCE)


def fetched(url: str) -> str:
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        words: str = answer.read().decode()
        return words


def test_it_serves_the_sample_with_hashed_files_on_a_day_of_its_plan_and_stops_cleanly(tmp_path: Path) -> None:
    port = free_port()
    with started(tmp_path, port) as running:
        address = running.address()
        assert address == f"http://127.0.0.1:{port}/"
        page = fetched(f"{address}plans/guangzhou-2019/")
        assert '<time datetime="2020-09-30">' in page
        (sheet,) = re.findall(r'href="/(static/web/kapok\.[0-9a-f]{12}\.css)"', page)
        assert ".ladder" in fetched(address + sheet)
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(PATIENCE) == 0
    with socket.socket() as probe:
        assert probe.connect_ex((demo.HOST, port)) != 0


def test_a_port_that_is_taken_is_left_alone_and_a_second_start_has_nothing_to_do(tmp_path: Path) -> None:
    with started(tmp_path, free_port()) as running:
        running.address()
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(PATIENCE) == 0
    with socket.socket() as taken:
        taken.bind((demo.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with started(tmp_path, port) as running:
            address = running.address()
            assert running.said[0].startswith(f"端口 {port} 已被占用，改用 ")
            assert len(running.said) == 2
            assert "guangzhou-2019" in fetched(address)
            running.process.send_signal(signal.SIGINT)
            assert running.process.wait(PATIENCE) == 0


def test_a_data_folder_that_cannot_be_written_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with started(tmp_path / "file/data", free_port()) as running:
        assert running.process.wait(PATIENCE) == 2
        line = running.lines.get(timeout=PATIENCE)
        assert line.startswith("数据文件夹")
        assert running.lines.get(timeout=PATIENCE) == ""


def test_the_signing_key_is_for_its_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAPOK_DATA", str(tmp_path))
    monkeypatch.delenv("KAPOK_SECRET_KEY", raising=False)
    demo.keep_secret_key()
    key = (tmp_path / "secret_key").read_text("utf-8")
    assert len(key) >= 32
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    demo.keep_secret_key()
    assert (tmp_path / "secret_key").read_text("utf-8") == key


def test_when_no_port_is_free_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "PORTS_TRIED", 1)
    with socket.socket() as taken:
        taken.bind((demo.HOST, 0))
        taken.listen()
        with pytest.raises(demo.DemoError) as refused:
            demo.free_port(taken.getsockname()[1])
    assert "--port" in str(refused.value)


def test_a_process_that_died_is_not_waited_for() -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    with pytest.raises(demo.DemoError):
        demo._refuse_dead([dead])


def test_a_process_that_will_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "SECONDS_TO_STOP", 1)
    stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); signal.pause()"
    process = subprocess.Popen([sys.executable, "-c", stubborn], stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    demo.stop([process])
    assert process.returncode == -signal.SIGKILL
    process.stdout.close()
