"""``kapok corrections export``: what people corrected, as answers that the compiler can be scored with."""

import json
from pathlib import Path

import click

from kapok.site.cli.helptext import Command
from kapok.site.cli.installed import installed
from kapok.site.cli.output import write
from kapok.site.cli.refusal import Refusal


@click.command("corrections", cls=Command)
@click.argument("act", metavar="export", type=click.Choice(["export"]))
@click.option(
    "-o", "--output", metavar="DIR", default="corrections", help="写进哪个文件夹，没有就新建。不写时是 corrections。"
)
@click.option("--draft", "number", metavar="N", type=int, help="只写这一份草稿；不写时是全部有人改动过或已采用的草稿。")
def command(act: str, output: str, number: int | None) -> None:  # noqa: ARG001  (the only act so far)
    """把人核对过的草稿写成答案文件，供改进编译器用。

    每份草稿三个文件：NAME.txt 是原文，NAME.gold.json 是条款、目标值、责任和规定，NAME.corrections.json
    是每步改动和它的句子，不含姓名。

    结束码：0 写好了；2 没有可写的，或写不进去。
    """
    installed()
    from kapok.plans.review.answers import answer, answered

    drafts = [draft for draft in answered() if number in (None, draft.pk)]
    if not drafts:
        which = f"草稿 {number} " if number else "草稿都"
        raise Refusal(f"{which}没有人改动过，也没有采用，不能当作答案。请先核对。")
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Refusal(f"{folder} 不能作文件夹，请换一个 -o。") from None
    for draft in drafts:
        found = answer(draft)
        write(folder / f"{found.name}.txt", found.text.encode())
        write(folder / f"{found.name}.gold.json", _json(found.gold))
        write(folder / f"{found.name}.corrections.json", _json(found.corrections))
    click.echo(f"写好 {len(drafts)} 份答案，在 {folder}。")


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
