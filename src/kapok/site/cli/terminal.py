"""A compiled plan as tables for a terminal, of any width from 60 columns on."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from kapok.compiler.model import Duty, Plan, Target
from kapok.compiler.wording import BINDING, NAME_KINDS, ROLES, amount, clause_label, target_amount, years
from kapok.publishing.quoting import Quoter, cut, one_line
from kapok.site.cli.helptext import wrap
from kapok.site.packs import pack_of

WIDE = 100  # from this width on there is room for the full names of offices
PHRASE = 24  # columns that an indicator needs beside its years
TITLE = 60  # characters of a task's title
GAP = 3  # columns between two columns of a table
HEADING = "bold"
QUIET = "dim"


class Section(NamedTuple):
    heading: str
    body: RenderableType


def show(plan: Plan, console: Console) -> None:
    """Print a plan: what it is, then outline, targets, tasks, offices, provisions, names, warnings, uncovered."""
    console.print(Text(plan.title or plan.source.name or "（无标题）", HEADING))
    for line in (_facts(plan), _counts(plan), *(f"{key}：{value}" for key, value in plan.notes.items())):
        if line:
            console.print(Text(line))
    for build in SECTIONS:
        section = build(plan, console.width)
        if section:
            console.print()
            console.print(Text(section.heading, HEADING))
            console.print(section.body)


def _facts(plan: Plan) -> str:
    period = f"{plan.period[0]}—{plan.period[1]}年" if plan.period else None
    pack = pack_of(plan.jurisdiction or "")
    place = f"{plan.jurisdiction}（{pack.names['zh-hans']}）" if pack else plan.jurisdiction
    rows = (
        ("文号", plan.document_number),
        ("发文单位", plan.issuer),
        ("期限", period),
        ("行政区划", place),
    )
    return "　".join(f"{label} {value}" for label, value in rows if value)


def _counts(plan: Plan) -> str:
    duties = [duty for task in plan.tasks for duty in task.duties]
    rows = (
        ("条款", plan.clauses),
        ("目标值", plan.targets),
        ("任务", plan.tasks),
        ("单位", {duty.office for duty in duties}),
        ("责任", duties),
        ("规定", plan.provisions),
        ("警告", plan.warnings),
        ("未读出的句子", plan.uncovered),
    )
    return "　".join(f"{label} {len(items)}" for label, items in rows)


def outline(plan: Plan, _width: int) -> Section | None:
    """The clauses, indented, with how many items each holds."""
    if not plan.clauses:
        return None
    counts: dict[str | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for label, items in (("目标值", plan.targets), ("任务", plan.tasks), ("规定", plan.provisions)):
        for item in items:
            counts[item.clause][label] += 1
    held = {c.id: "　".join(f"{label} {count}" for label, count in counts[c.id].items()) for c in plan.clauses}
    table = grid(("条款", "left"), ("其中", "left"))
    table.columns[0].no_wrap, table.columns[0].overflow = True, "ellipsis"  # an outline is read line by line
    table.columns[1].width = max(map(cell_len, held.values())) or None
    for clause in plan.clauses:
        table.add_row("　" * (clause.level - 1) + clause_label(clause), Text(held[clause.id], QUIET))
    return Section("条款", table)


def targets(plan: Plan, width: int) -> Section | None:
    """Targets by year: a column for each year where that fits, a line for each year otherwise."""
    if not plan.targets:
        return None
    rows = _series(plan.targets)
    due = sorted({target.year for target in plan.targets if target.year is not None})
    columns: list[int | None] = [*due, *([None] if any(t.year is None for t in plan.targets) else [])]
    cells = {key: [_cell(held, year) for year in columns] for key, held in rows.items()}
    widest = sum(
        max(cell_len(line) for cell in column for line in cell.split("\n")) + 2
        for column in zip(*cells.values(), strict=True)
    )
    if width - widest - 2 < PHRASE:
        return Section("目标值", _by_line(rows))
    table = grid(("指标", "left"), *((f"{year}年" if year else "未定年份", "right") for year in columns))
    for (phrase, _), row in cells.items():
        table.add_row(phrase, *row)
    return Section("目标值", table)


def _series(items: Iterable[Target]) -> dict[tuple[str, str], list[Target]]:
    """The targets of each indicator, in order of reading."""
    rows: dict[tuple[str, str], list[Target]] = defaultdict(list)
    for target in items:
        binding = f"（{BINDING[target.binding]}）" if target.binding else ""
        rows[target.indicator + binding, target.unit].append(target)
    return rows


def _cell(held: Sequence[Target], year: int | None) -> str:
    due = [t for t in held if t.year == year]
    said = dict.fromkeys(f"{t.from_year}年起 {target_amount(t)}" if t.from_year else target_amount(t) for t in due)
    return "\n".join(said) or "–"


def _by_line(rows: dict[tuple[str, str], list[Target]]) -> Table:
    table = grid(("指标", "left"), ("年份", "left"), ("目标值", "right"))
    for (phrase, _), held in rows.items():
        said = dict.fromkeys((years(target), target_amount(target)) for target in held)
        for at, (year, value) in enumerate(said):
            table.add_row("" if at else phrase, year, value)
    return table


def tasks(plan: Plan, _width: int) -> Section | None:
    """Tasks with the numbers that the table of offices refers to."""
    if not plan.tasks:
        return None
    numbers = _numbers(plan)
    table = grid(("", "right"), ("任务", "left"), ("条款", "left"))
    for count, task in enumerate(plan.tasks, 1):
        table.add_row(str(count), cut(one_line(task.title), TITLE), Text(numbers.get(task.clause or "", ""), QUIET))
    return Section("任务", table)


def _numbers(plan: Plan) -> dict[str, str]:
    """The number of each clause with those above it: 二（七）2."""
    found: dict[str, str] = {}
    for clause in plan.clauses:
        found[clause.id] = found.get(clause.parent or "", "") + clause.number
    return found


def offices(plan: Plan, width: int) -> Section | None:
    """Who carries which tasks in which role; roles that nobody has take no room."""
    held: dict[str, list[tuple[int, Duty]]] = defaultdict(list)
    for count, task in enumerate(plan.tasks, 1):
        for duty in task.duties:
            held[duty.office].append((count, duty))
    if not held:
        return None
    roles = [role for role in ROLES if any(d.role == role for rows in held.values() for _, d in rows)]
    named = width >= WIDE and any(d.full_name for rows in held.values() for _, d in rows)
    table = grid(("单位", "left"), *([("全称", "left")] if named else []), *((ROLES[r], "left") for r in roles))
    for office, rows in held.items():
        full = [rows[0][1].full_name or ""] if named else []
        table.add_row(office, *full, *(_ranges([n for n, d in rows if d.role == role]) for role in roles))
    return Section("单位与责任（数字是上表中的任务）", table)


def _ranges(numbers: Iterable[int]) -> str:
    """Numbers with runs drawn together.

    >>> _ranges([1, 2, 3, 5, 7, 8])
    '1–3, 5, 7, 8'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{r[0]}–{r[-1]}" if len(r) > 2 else ", ".join(map(str, r)) for r in runs)


def provisions(plan: Plan, _width: int) -> Section | None:
    """Numeric rules that are no targets."""
    if not plan.provisions:
        return None
    numbers = _numbers(plan)
    table = grid(("规定", "left"), ("数值", "right"), ("条款", "left"))
    for p in plan.provisions:
        table.add_row(p.subject, amount(p.value, p.unit, p.comparator), Text(numbers.get(p.clause or "", ""), QUIET))
    return Section("规定", table)


def names(plan: Plan, _width: int) -> Section | None:
    """Named programmes, platforms, events, by kind."""
    if not plan.names:
        return None
    kinds: dict[str, dict[str, None]] = defaultdict(dict)
    for name in plan.names:
        kinds[NAME_KINDS.get(name.kind, name.kind)][name.name] = None
    table = grid(("类别", "left"), ("名称", "left"))
    for kind, held in kinds.items():
        table.add_row(kind, "　".join(held))  # lines break between names
    return Section("名称", table)


def warnings(plan: Plan, width: int) -> Section | None:
    """What was mended or could not be settled."""
    quoter = Quoter(plan.source)
    rows = [(quoter.place(warning.span), warning.message) for warning in plan.warnings]
    return Section("警告", _sentences("警告", rows, width)) if rows else None


def uncovered(plan: Plan, width: int) -> Section | None:
    """Sentences with a number or an office that yielded nothing."""
    quoter = Quoter(plan.source)
    rows = [(quoter.place(span), cut(quoter.words(span), width)) for span in plan.uncovered]
    heading = "未读出的句子（有数字或单位，没有读出内容）"
    return Section(heading, _sentences("句子", rows, width)) if rows else None


def _sentences(heading: str, rows: list[tuple[str, str]], width: int) -> Table:
    """Sentences beside their places, broken into lines where a reader expects it."""
    room = width - max(cell_len(place) for place, _ in rows) - GAP
    table = grid(("位置", "left"), (heading, "left"))
    for place, sentence in rows:
        table.add_row(place, "\n".join(wrap(sentence, room)))
    return table


SECTIONS: tuple[Callable[[Plan, int], Section | None], ...] = (
    outline,
    targets,
    tasks,
    offices,
    provisions,
    names,
    warnings,
    uncovered,
)


def grid(*columns: tuple[str, str]) -> Table:
    """A table without a frame: a rule under its head is enough."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style=QUIET)
    for heading, side in columns:
        table.add_column(heading, justify="right" if side == "right" else "left", overflow="fold")
    return table
