"""Foreign formats are read in a child process with limits of time and memory: a bomb stops there."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from kapok.compiler.errors import CompileError
from kapok.compiler.model import Source
from kapok.compiler.readers.refusals import MEGABYTE, refused
from kapok.compiler.readers.wire import from_wire

_WORKER = Path(__file__).with_name("worker.py")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may use: seconds of wall clock, bytes of address space, bytes of answer."""

    seconds: float = 60
    memory: int = 1024 * MEGABYTE
    answer: int = 32 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be read: a format's name, the document's name, and what the caller told about it."""

    format: str
    name: str
    encoding: str | None = None
    columns: Mapping[str, str] | None = None
    sheet: str | int | None = None


def read_apart(data: bytes, request: Request, limits: Limits | None = None) -> Source:
    """Read a document in a child process.

    Raises ``CompileError``: what the reader refused, or ``too-slow``, ``too-much-memory``, ``crashed``.
    """
    limits = limits or Limits()
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as trouble:
        order = {"request": asdict(request), "limits": asdict(limits), "path": _import_path()}
        given.write(json.dumps(order).encode() + b"\n" + data)
        given.seek(0)
        _run(request, limits, given, answer, trouble)
        return _understood(_answer(answer), _words(trouble), request, limits)


def _run(request: Request, limits: Limits, given: IO[bytes], answer: IO[bytes], trouble: IO[bytes]) -> None:
    """Start the child and wait. Files, not pipes: nothing that the child writes is held in this process."""
    command = [sys.executable, "-I", str(_WORKER)]
    try:
        subprocess.run(command, stdin=given, stdout=answer, stderr=trouble, timeout=limits.seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise refused("too-slow", request.name, seconds=round(limits.seconds)) from error


def _import_path() -> list[str]:
    """Where this process finds its packages: an isolated child looks neither at PYTHONPATH nor at a user's own."""
    return [entry for entry in sys.path if entry and Path(entry).is_absolute()]


def _answer(answer: IO[bytes]) -> dict[str, Any] | None:
    answer.seek(0)
    try:
        found = json.loads(answer.read() or b"null")
    except ValueError:  # the child was stopped while it wrote
        return None
    return found if isinstance(found, dict) else None


def _words(trouble: IO[bytes]) -> str:
    """The last words of the child."""
    size = trouble.seek(0, 2)
    trouble.seek(max(0, size - 4096))
    return trouble.read().decode("utf-8", "replace")


def _understood(answer: dict[str, Any] | None, words: str, request: Request, limits: Limits) -> Source:
    if answer is None:
        raise _stopped(words, request, limits)
    if "refused" in answer:
        raise CompileError(**answer["refused"])
    return from_wire(answer["source"])


def _stopped(words: str, request: Request, limits: Limits) -> CompileError:
    """The child left no answer: out of memory, or ended by the system."""
    if "MemoryError" in words or "memory" in words.lower():
        return refused("too-much-memory", request.name, size=limits.memory // MEGABYTE)
    return refused("crashed", request.name)
