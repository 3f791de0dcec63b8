"""``kapok demo``: one machine, one command, the sample city in the browser.

The parent prepares the data folder, starts a server and a worker, and stops both when it is stopped.
"""

import errno
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

from kapok.site.packs import packs

HOST = "127.0.0.1"
PORTS_TRIED = 50
SECONDS_TO_START = 60
SECONDS_TO_STOP = 8
SECONDS_TO_READ = 360  # five files of one form, each with a minute for its reader, and their compilation
SETTINGS = "kapok.site.settings"

Say = Callable[[str], None]


class DemoError(Exception):
    """The demo cannot run. ``str(error)`` says why and what to do."""


def run(*, port: int, open_browser: bool, say: Say, as_of: str = "") -> None:
    """Prepares, serves until stopped (Ctrl-C or a termination signal), and stops what it started."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    if as_of:
        os.environ["KAPOK_AS_OF"] = as_of
    keep_secret_key()
    prepare(say)
    chosen = free_port(port)
    if chosen != port:
        say(f"端口 {port} 已被占用，改用 {chosen}。")
    for number in (signal.SIGINT, signal.SIGTERM):  # SIGINT too: a shell's background jobs begin with it ignored
        signal.signal(number, _interrupt)
    processes = [subprocess.Popen(command, start_new_session=True) for command in commands(chosen)]
    try:
        _wait_until_open(chosen, processes)
        url = f"http://{HOST}:{chosen}/"
        say(f"Kapok 已启动：{url}　按 Ctrl-C 停止。")
        tell_accounts(say)
        if open_browser:
            webbrowser.open(url)
        _watch(processes)
    except KeyboardInterrupt:
        say("正在停止……")
    finally:
        stop(processes)


def keep_secret_key() -> None:
    """Leaves a signing key in the data folder, so that every process and every start uses the same one."""
    from kapok.site import environment

    data: Path = environment.read("KAPOK_DATA")
    try:
        data.mkdir(parents=True, exist_ok=True)
        if not environment.secret_key(data):
            with open(data / "secret_key", "x", encoding="utf-8", opener=_private) as kept:
                kept.write(secrets.token_urlsafe(48))
    except OSError as error:
        raise DemoError(
            f"数据文件夹 {data} 写不进去（{error.strerror}）。请换一个文件夹：KAPOK_DATA=路径 kapok demo。"
        ) from error


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def prepare(say: Say) -> None:
    """Tables, sample and static files, each only where something has changed since the last start."""
    import django

    from kapok.site import environment

    os.environ.setdefault("KAPOK_AS_OF", demo_day())

    django.setup()
    from kapok.site import preparation

    for sentence in preparation.prepare(environment.read("KAPOK_DATA")):
        say(sentence)


def tell_accounts(say: Say) -> None:
    """How to sign in to the demo."""
    from kapok.site import accounts, environment

    for sentence in accounts.told(environment.read("KAPOK_DATA")):
        say(sentence)


def demo_day() -> str:
    """A day on which a demonstration has something to show: 30 September in the middle of the first sample's period."""
    periods = [pack.plan.period for pack in packs() if pack.plan.period]
    return f"{(periods[0][0] + periods[0][1]) // 2}-09-30" if periods else ""


def commands(port: int) -> list[list[str]]:
    """The server and the worker, as command lines."""
    python = sys.executable
    worker = [python, "-m", "django", "db_worker", "--no-startup-delay", "--verbosity", "0"]
    if os.name == "nt" or find_spec("gunicorn") is None:
        return [[python, "-m", "django", "runserver", "--noreload", f"{HOST}:{port}"], worker]
    server = [python, "-m", "gunicorn", "kapok.site.wsgi", "--bind", f"{HOST}:{port}"]
    server += ["--workers", "2", "--threads", "4", "--timeout", str(SECONDS_TO_READ)]
    return [[*server, "--log-level", "warning"], worker]


def free_port(wanted: int) -> int:
    """The wanted port, or the next one that is free."""
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if os.name != "nt":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as error:
                if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                    raise
                continue
            return port
    raise DemoError(f"从 {wanted} 起的 {PORTS_TRIED} 个端口都不能用。请用 --port 指定另一个端口。")


def stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Asks each process to end, and ends it where it does not."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _wait_until_open(port: int, processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for _ in range(SECONDS_TO_START * 20):
        _refuse_dead(processes)
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise DemoError(f"服务器 {SECONDS_TO_START} 秒内没有启动。请看上面的错误信息。")


def _watch(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    while True:
        _refuse_dead(processes)
        time.sleep(0.5)


def _refuse_dead(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    if any(process.poll() is not None for process in processes):
        raise DemoError("服务器或后台进程意外停止。请看上面的错误信息，再启动一次。")
