"""What changed between two versions, for a terminal."""

from collections.abc import Iterator
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kapok.compiler.diff import Change, Diff, What
from kapok.site.cli.helptext import wrap

HEADINGS: dict[What, str] = {
    "plan": "计划",
    "target": "目标值",
    "duty": "责任",
    "task": "任务",
    "provision": "规定",
    "clause": "条款",
    "name": "名称",
}
MARKS = {
    "added": ("+", "green"),
    "dropped": ("-", "red"),
    "raised": ("↑", "yellow"),
    "lowered": ("↓", "yellow"),
    "moved": ("→", "yellow"),
    "relocated": ("→", "yellow"),
}
CHANGED = ("~", "yellow")
MARGIN = 2  # columns of the mark


def show(diff: Diff, old: str, new: str, console: Console) -> None:
    """Print the changes by kind of thing, those that matter most first, each under the clause that it stands in."""
    if not diff.changes:
        console.print(Text(f"{old} 与 {new} 意思相同，没有发现不同。"))
        return
    console.print(Text(f"{old} → {new}：{len(diff.changes)} 处不同", "bold"))
    console.print(Text("　".join(_counts(diff))))
    for what, heading in HEADINGS.items():
        changes = diff.of(what)
        if changes:
            console.print()
            console.print(Text(heading, "bold"))
            console.print(_table(changes, console.width))


def _counts(diff: Diff) -> Iterator[str]:
    for what, heading in HEADINGS.items():
        if count := len(diff.of(what)):
            yield f"{heading} {count}"


def _table(changes: tuple[Change, ...], width: int) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    place = ""
    for (kind, clause, _), group in groupby(changes, _together):
        if clause and clause != place:
            place = clause
            table.add_row("", Text("\n".join(wrap(clause, width - MARGIN)), "dim"))
        mark, style = MARKS.get(kind, CHANGED)
        table.add_row(Text(mark, style), Text("\n".join(wrap(_said(list(group)), width - MARGIN))))
    return table


def _together(change: Change) -> tuple[str, str, str]:
    """What neighbouring changes share that are told in one sentence: duties that come to or leave one task."""
    clause = "" if change.what in ("clause", "plan", "name") else change.clause
    if change.what == "duty" and change.kind in ("added", "dropped"):
        return change.kind, clause, (change.before or change.after).partition("：")[2]
    return change.kind, clause, change.message


def _said(changes: list[Change]) -> str:
    if len(changes) == 1:
        return changes[0].message
    offices = "、".join((change.before or change.after).partition("：")[0] for change in changes)
    _, _, title = _together(changes[0])
    return f"任务“{title}”新增{offices}。" if changes[0].kind == "added" else f"任务“{title}”不再由{offices}。"
