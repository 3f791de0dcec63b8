"""The command line ``kapok``: a table of commands, each loaded when it is called and not before.

So ``kapok compile`` never loads the web framework, and ``kapok --help`` loads no command at all.
"""

import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any, NamedTuple

import click

from kapok import __version__
from kapok.site.cli.helptext import Context
from kapok.site.cli.refusal import Refusal, in_words

INTERRUPTED = 130  # what shells give for a program that the user stopped


class Entry(NamedTuple):
    """Where a command lives (``module:attribute``) and its line in ``kapok --help``."""

    target: str
    help: str


COMMANDS = {
    "compile": Entry("kapok.site.cli.compile:command", "把计划文件读成条款、目标值、任务与责任。"),
    "diff": Entry("kapok.site.cli.diff:command", "比较同一计划的两个版本：按意思，不按行。"),
    "pack": Entry("kapok.site.cli.pack:command", "检查城市资料包：文件是否合格，计划与单位表是否一致。"),
    "import": Entry("kapok.site.cli.importing:command", "把计划文件导入网站，成为待核对的草稿。"),
    "corrections": Entry("kapok.site.cli.corrections:command", "把人核对过的草稿写成答案文件。"),
    "admin": Entry("kapok.site.cli.admin:command", "建第一位管理员；让进不去的管理员重新进来。"),
    "journal": Entry("kapok.site.cli.journal:command", "核对操作日志：有没有被改过、少了或多了的行。"),
    "demo": Entry("kapok.site.cli.demo:command", "启动示例站点，在浏览器中看编译好的计划。"),
    "manage": Entry("kapok.site.cli.manage:command", "网站的管理命令：建库、检查、启动。"),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are needed, and whose refusals are sentences."""

    context_class = Context

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, attribute = entry.target.split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise Refusal(f"没有 {args[0]} 这个命令；有 {'、'.join(COMMANDS)}。用法见 kapok --help。")
        return super().resolve_command(ctx, args)

    def collect_usage_pieces(self, _ctx: click.Context) -> list[str]:
        return ["命令 …"]

    def format_options(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as error:
            raise in_words(error, "kapok") from error

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise in_words(error, f"{ctx.command_path} {ctx.invoked_subcommand}") from error
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None


@click.command(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kapok", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """把行动计划的文本编译成结构，并按它运行。

    每个命令都有自己的说明，例如：kapok compile --help
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a character shows a sign for it
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
