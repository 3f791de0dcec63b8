"""``kapok pack``: whether a city pack can be used, and whether its plan and its offices agree."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kapok.site.cli.helptext import Command
from kapok.site.cli.refusal import say

if TYPE_CHECKING:
    from kapok.site.packs import Pack

DIFFERS, FAULTY = 1, 2


@click.command(
    cls=Command,
    name="pack",
    help="""检查城市资料包：文件是否齐全合格，计划文本里的单位与单位表是否一致。

DIR 是资料包的文件夹，里面有 pack.toml、offices.toml 和计划文本。

\b
例：
  kapok pack 我市/

结束码：0 合格；1 能用，但计划与单位表不一致；2 不能用。""",
)
@click.argument("folders", nargs=-1, required=True, metavar="DIR...")
def command(folders: Sequence[str]) -> None:
    sys.exit(max(_check(folder) for folder in folders))


def _check(folder: str) -> int:
    """Say what is found in one pack; the exit code for it."""
    from kapok.compiler import compile_plan
    from kapok.site.packs import PackError, read_pack

    try:
        pack = read_pack(Path(folder))
    except PackError as error:
        say(str(error))
        return FAULTY
    plan = compile_plan(pack.plan.text, name=pack.plan.name, jurisdiction=pack.code, offices=pack.full_names())
    lines = [task for task in plan.tasks if task.duties]
    counts = f"{len(pack.offices)} 个单位；计划有 {len(plan.targets)} 个目标值、{len(lines)} 行责任"
    click.echo(f"{pack.names['zh-hans']}（{pack.code}）：{counts}。")
    differences = list(_differences(pack, {duty.office for task in lines for duty in task.duties}))
    for sentence in differences:
        say(sentence)
    return DIFFERS if differences else 0


def _differences(pack: "Pack", named: set[str]) -> Iterator[str]:
    known = {short for office in pack.offices for short in (office.short, *office.aliases)}
    for short in sorted(named - known):
        yield f"计划里有 {short}，但 offices.toml 里没有，请补上。"
    for office in pack.offices:
        there = not named.isdisjoint((office.short, *office.aliases))
        if office.in_plan and not there:
            yield f"offices.toml 说计划里有 {office.short}（in_plan），但计划里没有，请核对。"
        if there and not office.in_plan:
            yield f"计划里有 {office.short}，请在 offices.toml 里给它加上 in_plan = true。"
