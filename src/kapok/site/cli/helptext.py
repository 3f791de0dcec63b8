"""Help and usage errors in Chinese, wrapped by the width that characters take on a screen."""

from collections.abc import Iterable, Iterator

import click
from rich.cells import cell_len

WIDEST = 100  # a help line longer than this is tiring to read
NOT_FIRST = "，。；：、！？）》”"  # what must not begin a line


def wrap(text: str, width: int) -> Iterator[str]:
    """Lines of at most ``width`` columns; words of Latin letters stay whole, a comma never begins a line.

    >>> list(wrap("表格按列名读，用 --columns 指定。", 18))
    ['表格按列名读，用', '--columns 指定。']
    """
    line = ""
    for piece in _pieces(text):
        if line and cell_len(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    if line.strip():
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """What a line may be broken between: single wide characters with their punctuation, Latin words, spaces."""
    piece = ""
    for character in " ".join(text.split()):
        joined = character in NOT_FIRST or (piece and piece[-1].isascii() and character.isascii() and piece[-1] != " ")
        if piece and not joined:
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


class Formatter(click.HelpFormatter):
    """Click's formatter, measuring wide characters as wide."""

    def write_usage(self, prog: str, args: str = "", _prefix: str | None = None) -> None:
        self.write(f"用法：{prog} {args}\n")

    def write_text(self, text: str) -> None:
        for at, paragraph in enumerate(text.split("\n\n")):
            if paragraph.startswith("\b\n"):  # examples: as they are
                lines: Iterable[str] = paragraph.removeprefix("\b\n").splitlines()
            else:
                lines = wrap(paragraph, self.width - self.current_indent)
            self.write("\n" * bool(at) + "".join(f"{'':{self.current_indent}}{line}\n" for line in lines))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 26, col_spacing: int = 2) -> None:
        rows = list(rows)
        first = min(max(cell_len(term) for term, _ in rows), col_max) + col_spacing
        for term, meaning in rows:
            lines = list(wrap(meaning, self.width - first - self.current_indent))
            head = f"{'':{self.current_indent}}{term}"
            if cell_len(term) > col_max:
                self.write(head + "\n")
                head = " " * self.current_indent
            pad = self.current_indent + first
            self.write(head + " " * (pad - cell_len(head)) + f"\n{'':{pad}}".join(lines) + "\n")


class Context(click.Context):
    formatter_class = Formatter


class Command(click.Command):
    """A command whose help is in Chinese."""

    context_class = Context

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return ["[选项]", *(piece for param in self.get_params(ctx) for piece in param.get_usage_pieces(ctx))]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [
            row
            for param in self.get_params(ctx)
            if isinstance(param, click.Option) and (row := param.get_help_record(ctx))
        ]
        with formatter.section("选项"):
            formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = "显示这份说明。"
        return option
