"""``kapok journal verify``: whether the journal still says what was written."""

import re
import sys

import click

from kapok.site.cli.helptext import Command
from kapok.site.cli.installed import installed
from kapok.site.cli.refusal import Refusal, say

BROKEN = 1
FAULTS = {"changed": "被改过", "missing": "不见了", "inserted": "是后来插进去的"}


@click.command("journal", cls=Command)
@click.argument("act", metavar="verify", type=click.Choice(["verify"]))
@click.option("--head", metavar="N:HASH", help="以前核对时记下的末行，如 120:9f86…；用来发现末尾被删掉的行。")
def command(act: str, head: str | None) -> None:  # noqa: ARG001  (verify is the only act so far)
    """核对操作日志的哈希链，指出第一处被改、缺失或插入的行。

    核对后显示末行的编号和哈希。请把它抄在别处，下次用 --head 给出。

    结束码：0 完好；1 有问题；2 不能核对。
    """
    expected = _head(head) if head else None
    installed()
    from kapok.journal import queries

    found = queries.verify(queries.Head(*expected) if expected else None)
    if found:
        say(f"日志第 {found.number} 行{FAULTS[found.fault]}。请保留现场，与备份比对，并查明谁改动了数据库。")
        sys.exit(BROKEN)
    end = queries.head()
    click.echo(f"日志完好，共 {end.number} 行。末行：{end.number}:{end.sha256}")


def _head(written: str) -> tuple[int, str]:
    parts = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", written.strip())
    if not parts:
        raise Refusal("--head 要写成 编号:哈希，与上次核对时显示的末行相同。")
    return int(parts[1]), parts[2]
