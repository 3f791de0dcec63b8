"""``--explain``: for each item the pattern that read it, when it applies, what it was not taken for, how sure."""

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from kapok.compiler.model import Clause, Confidence, Duty, Plan, Provision, Reading, Target
from kapok.compiler.wording import ROLES, amount, clause_label, target_amount, years

Item = Clause | Target | Duty | Provision


def explain(plan: Plan, console: Console) -> None:
    """Print how each item was read, in the order of the plan's lists."""
    for heading, items in _groups(plan):
        lines = list(items)
        if lines:
            console.print()
            console.print(Text(f"读法：{heading}", "bold"))
        for label, item in lines:
            console.print(Text.assemble((f"{item.id} ", "dim"), label))
            console.print(Padding(Text("；".join(_said(item.reading, item.confidence)), "dim"), (0, 0, 0, 4)))


def _groups(plan: Plan) -> Iterator[tuple[str, Iterator[tuple[str, Item]]]]:
    yield "条款", ((clause_label(c), c) for c in plan.clauses)
    yield "目标值", ((f"{t.indicator} {years(t)} {target_amount(t)}", t) for t in plan.targets)
    yield "责任", ((f"{d.office}（{ROLES[d.role]}）", d) for task in plan.tasks for d in task.duties)
    yield "规定", ((f"{p.subject} {amount(p.value, p.unit, p.comparator)}", p) for p in plan.provisions)


def _said(reading: Reading | None, confidence: Confidence | None) -> Iterator[str]:
    if reading is None:
        yield "没有记下读法"
    else:
        yield f"读法 {reading.pattern}"
        if reading.circumstance:
            yield f"情形 {reading.circumstance}"
        if reading.instead_of:
            yield f"没有读作 {'、'.join(reading.instead_of)}"
    yield _sure(confidence)


def _sure(confidence: Confidence | None) -> str:
    if confidence is None:
        return "置信度未算"
    if confidence.value is None:
        return f"置信度未知（只有 {confidence.n} 例）"
    return f"置信度 {confidence.value:.2f}（{confidence.n} 例）"
