"""Consoles: standard output with colour only on a terminal, and the progress of many files on standard error."""

import re
import sys
from collections.abc import Iterator, Sequence
from io import StringIO

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

CONTROL = re.compile(r"\x1b(?!\[[\d;]*m)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
PAPER = 100  # columns of a table that is written into a file


def on_screen() -> Console:
    """The console of standard output; what is printed is held back until :func:`flush`."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    console.begin_capture()
    return console


def flush(console: Console) -> None:
    """Print what was held back; away from a terminal without the spaces that fill up columns."""
    text = harmless(console.end_capture())
    click.echo(text if console.is_terminal else strip(text), nl=False)


def harmless(text: str) -> str:
    r"""Text without the control characters of a document, which could move the cursor or rename the window.

    >>> harmless("\x1b[1m标题\x1b[0m \x1b]0;名\x07\x1b[2J")
    '\x1b[1m标题\x1b[0m ]0;名[2J'
    """
    return CONTROL.sub("", text)


def on_paper() -> Console:
    """A console for a file: plain characters, 100 columns."""
    return Console(file=StringIO(), width=PAPER, highlight=False, markup=False, emoji=False, color_system=None)


def paper(console: Console) -> bytes:
    """What was written on a console of :func:`on_paper`."""
    assert isinstance(console.file, StringIO)  # noqa: S101 - made so two functions above
    return strip(harmless(console.file.getvalue())).encode("utf-8", "replace")


def strip(text: str) -> str:
    """Text without white space at the ends of its lines."""
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def with_progress(paths: Sequence[str], *, quiet: bool) -> Iterator[str]:
    """The paths, one by one, with a bar on standard error where that is a terminal and they are many.

    ``quiet`` where results appear on the same screen, and show by themselves how far it has come.
    """
    console = Console(stderr=True, highlight=False, markup=False)
    if quiet or len(paths) < 2 or not console.is_terminal:
        yield from paths
        return
    columns = (TextColumn("正在编译"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[name]}"))
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=len(paths), name="")
        for path in paths:
            progress.update(task, name=path)
            yield path
            progress.advance(task)
