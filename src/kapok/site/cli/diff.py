"""``kapok diff``: what changed between two versions of a plan."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from kapok.site.cli.helptext import Command
from kapok.site.cli.refusal import Refusal

FORMAT = "kapok.diff/1"


@click.command(
    cls=Command,
    name="diff",
    help="""比较同一计划的两个版本：按意思，不按行。

OLD 和 NEW 可以是任何 kapok compile 能读的文件，也可以是它编译好的 JSON；其中一个可以是 -（标准输入）。

列出：提高、降低、改期、换了单位或限度、删去和新增的目标值；换了任务、换了角色、增减的责任；删去、新增、改号、改名的条款；改变的规定。换行、标点、繁简不同不算不同。

\b
例：
  kapok diff 征求意见稿.docx 印发稿.docx
  kapok diff 2019.json 2021.json --format json > 变化.json

结束码：0 比较完成（有没有不同都是 0）；2 有文件读不成。""",
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", metavar="[table|json]",
              help="结果的格式，不写时是 table。")  # fmt: skip
@click.option("--encoding", metavar="NAME", help="文本文件的编码，例如 gb18030、big5。不写时自动判断。")
def command(old: str, new: str, form: str, encoding: str | None) -> None:
    from kapok.compiler import diff_plans
    from kapok.compiler.errors import CompileError
    from kapok.site.cli.loading import Settings, load

    if old == new == "-":
        raise Refusal("标准输入只有一份，OLD 和 NEW 不能都是 -。")
    try:
        plans = [load(path, Settings(encoding)) for path in (old, new)]
    except CompileError as error:
        raise Refusal(str(error)) from None
    diff = diff_plans(*plans)
    if form == "json":
        click.echo(json.dumps(_as_dict(diff, plans), ensure_ascii=False, indent=2).encode("utf-8", "replace"))
        return
    from kapok.site.cli.difftable import show
    from kapok.site.cli.screen import flush, on_screen

    console = on_screen()
    show(diff, *_called(old, new), console)
    flush(console)


def _called(old: str, new: str) -> tuple[str, str]:
    """What to call the two: their file names, with the folders where those are the same."""
    names = tuple("标准输入" if path == "-" else Path(path).name for path in (old, new))
    return (old, new) if names[0] == names[1] else (names[0], names[1])


def _as_dict(diff: Any, plans: list[Any]) -> dict[str, Any]:
    old, new = ({"name": plan.source.name, "sha256": plan.source.sha256} for plan in plans)
    changes = [asdict(change) for change in diff.changes]
    return {"format": FORMAT, "old": old, "new": new, "changes": changes, "same": diff.same}
