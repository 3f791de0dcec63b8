"""A compiled plan as an .xlsx workbook: one sheet for each kind of item, each row with its sentence."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from kapok.compiler.model import Confidence, Plan, Reading
from kapok.compiler.wording import BINDING, COMPARATORS, KIND_NAMES, NAME_KINDS, ROLES, STATED, clause_label
from kapok.publishing.quoting import Quoter

Value = str | int | float | None
CELL_LIMIT = 32_767  # characters that a cell of a workbook may hold
MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
FORMULA_SIGNS = ("=", "+", "-", "@")
HEAD_FONT = Font(bold=True, color="FFFFFF")
HEAD_FILL = PatternFill("solid", fgColor="8F2A1C")
WRAPPED = Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its columns with their width in characters, and how a plan fills it."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: Callable[[Plan, Quoter], Iterable[Sequence[Value]]]
    readings: Callable[[Plan], Iterable[Any]] | None = None


def workbook(plan: Plan, *, explain: bool = False) -> bytes:
    """The bytes of a workbook. With ``explain``, items carry the pattern that read them and its confidence.

    >>> from kapok.compiler.model import Source
    >>> workbook(Plan(Source("")))[:2]
    b'PK'
    """
    book = Workbook(write_only=True)
    book.properties.creator = "Kapok"
    quoter = Quoter(plan.source)
    for sheet in SHEETS:
        _fill(book, sheet, plan, quoter, explain)
    out = BytesIO()
    book.save(out)
    return undated(out.getvalue())


def undated(data: bytes) -> bytes:
    """The same workbook without the time of its making: the same plan gives the same bytes on every day."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name), MADE.sub(rb"\g<1>2000-01-01T00:00:00Z", old.read(name)), ZIP_DEFLATED)
    return out.getvalue()


def _fill(book: Workbook, sheet: Sheet, plan: Plan, quoter: Quoter, explain: bool) -> None:
    explained = explain and sheet.readings is not None
    columns = sheet.columns + (EXPLAINED if explained else ())
    page = book.create_sheet(sheet.name)
    page.freeze_panes = "A2"
    for at, (_, width) in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(at)].width = width
    page.append([titled(page, title) for title, _ in columns])
    rows: Iterable[Sequence[Value]] = sheet.rows(plan, quoter)
    if explained and sheet.readings:
        items = sheet.readings(plan)
        rows = ((*row, *_explained(item)) for row, item in zip(rows, items, strict=True))
    count = 1
    for count, row in enumerate(rows, 2):  # noqa: B007 - the last row is where the filter ends
        page.append([styled(page, value) for value in row])
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"


def titled(page: Any, title: str) -> Any:
    cell = WriteOnlyCell(page, value=title)
    cell.font, cell.fill = HEAD_FONT, HEAD_FILL
    return cell


def styled(page: Any, value: Value) -> Any:
    """A cell. Text stays text: what begins like a formula is marked so that no program computes it."""
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)[:CELL_LIMIT]
    cell = WriteOnlyCell(page, value=value)
    cell.alignment = WRAPPED
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        cell.data_type, cell.quotePrefix = "s", True
    return cell


def _explained(item: Any) -> tuple[Value, ...]:
    """How an item was read; empty cells for a task that nobody carries, which has no reading."""
    reading: Reading | None = getattr(item, "reading", None)
    confidence: Confidence | None = getattr(item, "confidence", None)
    pattern = (reading.pattern, reading.circumstance, "；".join(reading.instead_of)) if reading else ("", "", "")
    return *pattern, confidence.value if confidence else None, confidence.n if confidence else None


def _overview(plan: Plan, _quoter: Quoter) -> Iterator[Sequence[Value]]:
    yield "标题", plan.title
    yield "文号", plan.document_number
    yield "发文单位", plan.issuer
    yield "行政区划代码", plan.jurisdiction
    yield "期限", f"{plan.period[0]}—{plan.period[1]}年" if plan.period else None
    yield "文件", plan.source.name
    yield "文件 SHA-256", plan.source.sha256
    duties = [duty for task in plan.tasks for duty in task.duties]
    counts = (plan.clauses, plan.targets, plan.tasks, duties, plan.provisions, plan.warnings, plan.uncovered)
    yield from zip(
        ("条款", "目标值", "任务", "责任", "规定", "警告", "未读出内容的句子"), map(len, counts), strict=True
    )
    yield "单位", len({duty.office for duty in duties})
    yield from (("读文件的说明", f"{key}：{value}") for key, value in plan.notes.items())
    yield from ((NAME_KINDS.get(name.kind, name.kind), name.name) for name in plan.names)


def _clauses(plan: Plan, quoter: Quoter) -> Iterator[Sequence[Value]]:
    parents = {clause.id: clause_label(clause) for clause in plan.clauses}
    for c in plan.clauses:
        yield c.id, c.level, c.number, c.title, parents.get(c.parent or ""), quoter.place(c.span)


def _targets(plan: Plan, quoter: Quoter) -> Iterator[Sequence[Value]]:
    clauses = {clause.id: clause_label(clause) for clause in plan.clauses}
    for t in plan.targets:
        yield (
            t.id, t.indicator, t.from_year, t.year, COMPARATORS[t.comparator] or "=", t.value, t.value_high, t.unit,
            KIND_NAMES[t.kind], BINDING[t.binding], STATED[t.stated], clauses.get(t.clause or ""),
            quoter.sentence(t.span), quoter.place(t.span),
        )  # fmt: skip


def _duties(plan: Plan, quoter: Quoter) -> Iterator[Sequence[Value]]:
    """One row for each duty; a task that nobody carries has a row all the same."""
    clauses = {clause.id: clause_label(clause) for clause in plan.clauses}
    for task in plan.tasks:
        said = "".join(quoter.words(span) for span in task.sentences) or quoter.words(task.span)
        start = (task.id, clauses.get(task.clause or ""), task.title)
        for duty in task.duties:
            role = ROLES[duty.role] + ("（按惯例首列牵头）" if duty.inferred_lead else "")
            group = "是" if duty.group else ""
            line = quoter.words(duty.line)
            yield *start, duty.office, duty.full_name, role, group, said, line, quoter.place(duty.span)
        if not task.duties:
            yield *start, None, None, None, None, said, None, quoter.place(task.span)


def _provisions(plan: Plan, quoter: Quoter) -> Iterator[Sequence[Value]]:
    clauses = {clause.id: clause_label(clause) for clause in plan.clauses}
    for p in plan.provisions:
        comparator = COMPARATORS[p.comparator] or "="
        where = clauses.get(p.clause or ""), quoter.sentence(p.span), quoter.place(p.span)
        yield p.id, p.subject, comparator, p.value, p.unit, *where


def _warnings(plan: Plan, quoter: Quoter) -> Iterator[Sequence[Value]]:
    for w in plan.warnings:
        yield w.code, w.message, quoter.sentence(w.span) if w.span.end else "", quoter.place(w.span)
    for span in plan.uncovered:
        message = "句中有数字或单位，但没有读出目标、责任或规定，请核对原文。"
        yield "uncovered", message, quoter.words(span), quoter.place(span)


ID, CLAUSE, SENTENCE, PLACE = ("编号", 8), ("所在条款", 32), ("原文", 60), ("位置", 10)
COMPARED = ("比较", 7), ("数值", 12)
EXPLAINED = (("读法", 24), ("情形", 24), ("未取的读法", 32), ("置信度", 10), ("例数", 8))
SHEETS = (
    Sheet("概览", (("项目", 20), ("内容", 80)), _overview),
    Sheet(
        "条款",
        (ID, ("层级", 6), ("序号", 10), ("标题", 48), ("上级条款", 32), PLACE),
        _clauses,
        lambda plan: plan.clauses,
    ),
    Sheet(
        "目标值",
        (ID, ("指标", 36), ("起始年", 8), ("目标年", 8), *COMPARED, ("上限值", 12), ("单位", 10), ("口径", 12),
         ("属性", 10), ("要求", 8), CLAUSE, SENTENCE, PLACE),
        _targets,
        lambda plan: plan.targets,
    ),
    Sheet(
        "任务与责任",
        (ID, CLAUSE, ("任务", 40), ("单位", 24), ("单位全称", 32), ("角色", 10), ("是否一类单位", 12), ("任务原文", 60),
         ("责任原文", 40), PLACE),
        _duties,
        lambda plan: [item for task in plan.tasks for item in task.duties or (task,)],
    ),
    Sheet(
        "规定",
        (ID, ("事项", 36), *COMPARED, ("单位", 10), CLAUSE, SENTENCE, PLACE),
        _provisions,
        lambda plan: plan.provisions,
    ),
    Sheet("警告", (("代码", 20), ("说明", 60), SENTENCE, PLACE), _warnings),
)  # fmt: skip
