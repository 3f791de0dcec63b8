"""``--explain``: for each item the pattern that read it, its circumstance, what it was not taken for, how sure."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from kapok.compiler.model import Clause, Confidence, Duty, Plan, Provision, Target
from kapok.compiler.wording import ROLES, amount, clause_label, target_amount, years
from kapok.site.cli.terminal import HEADING, QUIET, grid

Item = Clause | Target | Duty | Provision
ALTERNATIVE = "没有读作"


def explain(plan: Plan, console: Console) -> None:
    """Print how each item was read, in the order of the plan's lists."""
    for heading, items in _groups(plan):
        rows = list(items)
        if rows:
            _show(heading, rows, console)


def _show(heading: str, rows: list[tuple[str, Item]], console: Console) -> None:
    chosen = any(item.reading and item.reading.instead_of for _, item in rows)
    table = grid(("", "left"), (heading, "left"), ("读法", "left"), ("情形", "left"))
    if chosen:
        table.add_column(ALTERNATIVE, overflow="fold")
    table.add_column("置信度", justify="right", no_wrap=True)
    for label, item in rows:
        pattern, circumstance, instead_of = _reading(item)
        cells: list[str | Text] = [
            Text(item.id, QUIET),
            label,
            pattern,
            circumstance,
            *([instead_of] if chosen else []),
        ]
        table.add_row(*cells, sure(item.confidence))
    console.print()
    console.print(Text(f"怎样读出{heading}", HEADING))
    console.print(table)


def _groups(plan: Plan) -> Iterator[tuple[str, Iterator[tuple[str, Item]]]]:
    yield "条款", ((clause_label(c), c) for c in plan.clauses)
    yield "目标值", ((f"{t.indicator} {years(t)} {target_amount(t)}", t) for t in plan.targets)
    yield "责任", ((f"{d.office}（{ROLES[d.role]}）", d) for task in plan.tasks for d in task.duties)
    yield "规定", ((f"{p.subject} {amount(p.value, p.unit, p.comparator)}", p) for p in plan.provisions)


def _reading(item: Item) -> tuple[str, str, str]:
    if item.reading is None:
        return "没有记下", "", ""
    return item.reading.pattern, item.reading.circumstance, "、".join(item.reading.instead_of)


def sure(confidence: Confidence | None) -> str:
    """How often the pattern was right, and over how many cases.

    >>> sure(Confidence(0.973, 120)), sure(Confidence(None, 3)), sure(None)
    ('0.97 (120例)', '不足 (3例)', '–')
    """
    if confidence is None:
        return "–"
    return f"{'不足' if confidence.value is None else f'{confidence.value:.2f}'} ({confidence.n}例)"
