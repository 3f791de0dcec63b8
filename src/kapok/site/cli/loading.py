"""From what stands on the command line to a plan: a file, standard input, or a plan compiled before."""

import json
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kapok.compiler import compile_bytes, from_dict
from kapok.compiler.errors import CompileError
from kapok.compiler.model import Plan
from kapok.compiler.readers.refusals import MEGABYTE, MOST_BYTES, refused
from kapok.site.cli.refusal import reason

STANDARD_INPUT = "-"
COMPILED = b'"kapok.plan/'  # stands near the beginning of every compiled plan
HEAD = 200


@dataclass(frozen=True)
class Settings:
    """How documents are to be read; plans that are compiled already are taken as they are."""

    encoding: str | None = None
    columns: Mapping[str, str] | None = None
    jurisdiction: str | None = None
    offices: Mapping[str, str] = field(default_factory=dict)


def load(path: str, settings: Settings) -> Plan:
    """The plan in a file, or on standard input for ``-``. Raises :class:`CompileError`, whatever goes wrong."""
    data, name = read_input(path)
    try:
        if data.lstrip()[:1] == b"{" and COMPILED in data[:HEAD]:
            return _compiled(data, name)
        return _compile(data, name, settings)
    except CompileError:
        raise
    except Exception as error:
        raise _fault(error, name) from error


def _fault(error: Exception, name: str) -> CompileError:
    """A fault of the program itself, with the place that a developer needs."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name} 第{frame.lineno}行，{type(error).__name__}"
    return CompileError(f"编译时程序出错（{place}），", "请把这句话和文件报给开发者。", name=name, code="fault")


def _compile(data: bytes, name: str, settings: Settings) -> Plan:
    return compile_bytes(
        data,
        name,
        encoding=settings.encoding,
        columns=settings.columns,
        jurisdiction=settings.jurisdiction,
        offices=settings.offices or None,
    )


def read_input(path: str) -> tuple[bytes, str]:
    """The bytes of an input and the name that messages call it."""
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST_BYTES + 1), "标准输入"
    try:
        size = Path(path).stat().st_size
        if size > MOST_BYTES:  # said here, so that it need not be read to be refused
            raise refused("too-big", path, size=size // MEGABYTE)
        return Path(path).read_bytes(), Path(path).name
    except FileNotFoundError:
        raise CompileError("没有这个文件，", "请检查路径。", name=path, code="missing") from None
    except IsADirectoryError:
        raise CompileError("这是文件夹，", f"请写出其中的文件，例如 {path.rstrip('/')}/*.docx。", name=path) from None
    except OSError as error:
        raise CompileError("文件打不开，", f"{reason(error)}，请检查后再试。", name=path) from None


def _compiled(data: bytes, name: str) -> Plan:
    try:
        return from_dict(json.loads(data))
    except CompileError as error:
        raise CompileError(error.cause, error.next_step, name=name, code=error.code) from None
    except (ValueError, KeyError, TypeError) as error:
        cause = "像是编译好的计划，但内容不合 kapok.plan/1 格式，"
        raise CompileError(cause, f"请重新编译原文件（{error}）。", name=name, code="bad-json") from None
