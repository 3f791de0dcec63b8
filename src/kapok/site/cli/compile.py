"""``kapok compile``: documents in, plans out."""

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kapok.site.cli import output as out
from kapok.site.cli.helptext import Command
from kapok.site.cli.refusal import Refusal, say

CODE = re.compile(r"\d{6}")
WARNED, FAILED = 1, 2
EXAMPLES = """\b
例：
  kapok compile 计划.docx                      在屏幕上看
  kapok compile 计划.pdf -o 计划.json          存成 JSON
  kapok compile 计划.docx -o 计划.xlsx         存成电子表格
  kapok compile *.docx -o 结果/ --format xlsx  每个文件一份表格，放进文件夹
  cat 计划.txt | kapok compile -               从标准输入读
  kapok compile 分解表.xlsx --columns C=task,D=lead,E=support
  kapok compile 计划.txt --jurisdiction 440100 用广州的单位表补全称
  kapok compile 计划.txt --strict || echo 有警告
"""


def _columns(_ctx: click.Context, _param: click.Parameter, value: str | None) -> dict[str, str] | None:
    """``C=task,D=lead`` as a mapping."""
    if value is None:
        return None
    pairs = [pair.partition("=") for pair in value.replace("，", ",").split(",")]
    if not all(column.strip() and meaning.strip() for column, _, meaning in pairs):
        raise Refusal(f"--columns 读不懂“{value}”：请写成 列=含义，用逗号隔开，例如 C=task,D=lead。")
    return {column.strip(): meaning.strip() for column, _, meaning in pairs}


def _code(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not CODE.fullmatch(value):
        raise Refusal(f"--jurisdiction 要写六位行政区划代码，例如 440100，不能是“{value}”。")
    return value


@click.command(
    cls=Command,
    name="compile",
    help=f"""把行动计划读成结构：条款、目标值、任务与责任、规定，每一项都记着原文的位置。

可读 .txt .md .html .docx .pdf .xlsx 和 .ofd（试验），- 是标准输入。没有 -o 时在屏幕上显示表格。

{EXAMPLES}
结束码：0 成功；1 用了 --strict 且有警告；2 有文件读不成（其余文件照常编译）。""",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-o", "--output", metavar="OUT", help="结果写到哪里：一个输入时是文件，几个输入时是文件夹（没有就新建）。"
)
@click.option(
    "--format",
    "form",
    type=click.Choice(out.FORMATS),
    metavar="[table|json|xlsx]",
    help="结果的格式。不写时看 -o 的后缀（.txt、.json、.xlsx）；写进文件夹时是 json；在屏幕上是 table。",
)
@click.option(
    "--jurisdiction",
    metavar="CODE",
    callback=_code,
    help="行政区划代码，例如 440100：记入结果，并用该地的单位表补上全称。",
)
@click.option("--encoding", metavar="NAME", help="文本文件的编码，例如 gb18030、big5。不写时自动判断。")
@click.option(
    "--columns",
    metavar="COL=WHAT,...",
    callback=_columns,
    help="电子表格各列的含义，猜错时用：列写字母或表头的字，例如 C=task,D=lead。含义有 task、lead、support、"
    "responsible、due、indicator、unit、year:2025、base:2020 等。",
)
@click.option(
    "--explain", is_flag=True, help="说明每一项是哪条规则读出的、在什么情形下、没有取哪种读法、置信度和例数。"
)
@click.option("--strict", is_flag=True, help="有警告时以 1 结束，供脚本检查。")
def command(
    files: Sequence[str],
    output: str | None,
    form: str | None,
    jurisdiction: str | None,
    encoding: str | None,
    columns: dict[str, str] | None,
    explain: bool,
    strict: bool,
) -> None:
    folder = out.is_folder(output, files)
    form = out.choose_format(form, output, folder)
    places = out.destinations(files, output, form, folder)
    run = _Run(form, explain, lines=len(files) > 1 and output is None)
    settings = _settings(encoding, columns, jurisdiction)
    from kapok.site.cli.screen import with_progress

    on_screen = output is None and sys.stdout.isatty()
    for path, place in zip(with_progress(files, quiet=on_screen), places, strict=True):
        run.one(path, place, settings)
    sys.exit(FAILED if run.failed else WARNED if strict and run.warned else 0)


def _settings(encoding: str | None, columns: dict[str, str] | None, jurisdiction: str | None) -> Any:
    from kapok.site.cli.loading import Settings
    from kapok.site.packs import PackError, offices

    try:
        known = offices(jurisdiction) if jurisdiction else {}
    except PackError as error:
        raise Refusal(str(error)) from None
    if jurisdiction and not known:
        say(f"没有 {jurisdiction} 的单位表：单位只写原文中的简称。")
    return Settings(encoding, columns, jurisdiction, known)


class _Run:
    """One call over many inputs, each of which may fail alone."""

    def __init__(self, form: str, explain: bool, lines: bool) -> None:
        self.form, self.explain, self.lines = form, explain, lines
        self.failed = self.warned = False

    def one(self, path: str, place: Path | None, settings: Any) -> None:
        from kapok.compiler.errors import CompileError
        from kapok.site.cli.loading import load

        try:
            plan = load(path, settings)
            self._show(plan) if place is None else out.write(place, self._bytes(plan))
        except CompileError as error:
            self.failed = True
            say(str(error))
        except Refusal as error:
            self.failed = True
            say(error.message)
        else:
            self.warned = self.warned or bool(plan.warnings)

    def _show(self, plan: Any) -> None:
        if self.form == "json":
            click.echo(self._json(plan), nl=False)
            return
        from kapok.site.cli.screen import flush, on_screen

        console = on_screen()
        self._table(plan, console)
        if self.lines:
            console.print()
        flush(console)

    def _bytes(self, plan: Any) -> bytes:
        if self.form == "json":
            return self._json(plan)
        if self.form == "xlsx":
            from kapok.publishing.spreadsheet import workbook

            return workbook(plan, explain=self.explain)
        from kapok.site.cli.screen import on_paper, paper

        console = on_paper()
        self._table(plan, console)
        return paper(console)

    def _json(self, plan: Any) -> bytes:
        """Indented; one line for each plan where several go to standard output."""
        from kapok.compiler import to_dict

        data = to_dict(plan, explain=self.explain)
        return (json.dumps(data, ensure_ascii=False, indent=None if self.lines else 2) + "\n").encode(
            "utf-8", "replace"
        )

    def _table(self, plan: Any, console: Any) -> None:
        from kapok.site.cli.explain import explain
        from kapok.site.cli.terminal import show

        show(plan, console)
        if self.explain:
            explain(plan, console)
