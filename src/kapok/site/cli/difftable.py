"""What changed between two versions, for a terminal."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kapok.compiler.diff import Change, Diff, What
from kapok.compiler.telling import told
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
    for kind, clause, sentence in told(changes):
        if clause and clause != place:
            place = clause
            table.add_row("", Text("\n".join(wrap(clause, width - MARGIN)), "dim"))
        mark, style = MARKS.get(kind, CHANGED)
        table.add_row(Text(mark, style), Text("\n".join(wrap(sentence, width - MARGIN))))
    return table
