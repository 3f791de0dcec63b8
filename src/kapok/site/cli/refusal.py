"""Errors as one sentence on standard error, also for what click itself refuses."""

import errno
import re
from collections.abc import Callable
from typing import Any

import click
from click import exceptions

EXTRA = re.compile(r"unexpected extra arguments? \((.*)\)")
REASONS = {
    errno.ENOENT: "上级文件夹不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "它是文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘只能读",
    errno.ENAMETOOLONG: "文件名太长",
}


class Refusal(click.ClickException):
    """What was asked cannot be done: one sentence, exit code 2."""

    exit_code = 2

    def show(self, _file: Any = None) -> None:
        say(self.message)


def say(sentence: str) -> None:
    """One line on standard error."""
    click.echo(" ".join(sentence.split()), err=True)


def reason(error: OSError) -> str:
    """Why the system would not open or write a file, in words."""
    return REASONS.get(error.errno or 0, error.strerror or "原因不明")


def _missing(error: Any) -> str:
    return f"没有给出 {error.param.make_metavar(error.ctx)}。" if error.param else "缺少一个参数。"


def _no_option(error: Any) -> str:
    near = f"是不是想写 {'、'.join(error.possibilities)}？" if error.possibilities else ""
    return f"没有 {error.option_name} 这个选项。{near}"


def _bad(error: Any) -> str:
    option = error.param.opts[0] if error.param else "参数"
    if isinstance(error.param and error.param.type, click.Choice):
        return f"{option} 只能是 {'、'.join(error.param.type.choices)}。"
    return f"{option} 的值不对：{error.message}"


def _other(error: Any) -> str:
    extra = EXTRA.search(error.message)
    return f"多写了 {extra[1]}。" if extra else f"这条命令读不懂：{error.message}"


SENTENCES: tuple[tuple[type[click.UsageError], Callable[[Any], str]], ...] = (
    (exceptions.MissingParameter, _missing),
    (exceptions.NoSuchOption, _no_option),
    (exceptions.BadParameter, _bad),
    (exceptions.BadOptionUsage, lambda error: f"选项 {error.option_name} 后面要写一个值。"),
    (exceptions.UsageError, _other),
)


def in_words(error: click.UsageError, path: str) -> Refusal:
    """The sentence for what click refuses in the command of that path, with where to read on."""
    sentence = next(words(error) for kind, words in SENTENCES if isinstance(error, kind))
    return Refusal(f"{sentence}用法见 {error.ctx.command_path if error.ctx else path} --help。")
