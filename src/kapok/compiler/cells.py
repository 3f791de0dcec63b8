"""The cells of a table whose head is understood: targets and duties. All places are of the source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from kapok.compiler.grids import UNIT_IN_NAME, VALUE_CELL, Column, Grid, Piece, is_unit
from kapok.compiler.model import Comparator, Kind
from kapok.compiler.quantities import in_unit_cell
from kapok.kernel.numerals import numeral


@dataclass(frozen=True, slots=True)
class CellTarget:
    """A target read from a cell; places are of the source."""

    start: int
    end: int
    indicator: str
    year: int | None
    from_year: int | None
    value: Decimal
    high: Decimal | None
    unit: str
    comparator: Comparator
    kind: Kind
    binding: Literal["binding", "expected"] | None
    name_start: int
    name_end: int


@dataclass(frozen=True, slots=True)
class CellDuty:
    """Cells that name offices, with the role that the head of their column gives, and the task beside them."""

    role: Literal["lead", "support", "responsible"]
    start: int
    end: int
    row: int
    task: tuple[int, int]


_NUMBERED = re.compile(r"^\s*\(?\d{1,2}\)?[.、．)]?\s*(?=[一-龥“A-Za-z])")


_PRE: dict[str, Comparator] = {"≥": "ge", ">=": "ge", "不低于": "ge", "不少于": "ge", "≤": "le", "<=": "le", "不超过": "le", ">": "gt", "超过": "gt", "高于": "gt", "大于": "gt", "<": "lt", "低于": "lt", "小于": "lt", "约": "approx", "＞": "gt", "＜": "lt"}  # fmt: skip


_POST: dict[str, Comparator] = {"以上": "ge", "及以上": "ge", "以下": "le", "以内": "le", "左右": "approx"}


def cell_targets(grid: Grid) -> Iterator[CellTarget]:
    """Every target of a table of indicators."""
    names = [i for i, c in enumerate(grid.columns) if c.kind == "indicator"]
    if (
        not names
        or any(c.kind in ("lead", "responsible", "support") for c in grid.columns)
        and not any(c.kind == "value" for c in grid.columns)
    ):
        return
    unit_at = next((i for i, c in enumerate(grid.columns) if c.kind == "unit"), None)
    nature_at = next((i for i, c in enumerate(grid.columns) if c.kind == "nature"), None)
    last_year = max((c.year for c in grid.columns if c.year is not None and not c.base), default=None)
    for row in grid.rows:
        name = next((row[i] for i in reversed(names) if i < len(row) and row[i].words), None)
        if name is None:
            continue
        unit = row[unit_at].words if unit_at is not None and unit_at < len(row) else ""
        nature = row[nature_at].words if nature_at is not None and nature_at < len(row) else ""
        for at, column in enumerate(grid.columns):
            if column.kind in ("value", "growth", "cumulative") and not column.base and at < len(row):
                target = _cell_target(name, unit, nature, row[at], column, last_year)
                if target:
                    yield target


def _cell_target(
    name: Piece, unit: str, nature: str, cell: Piece, column: Column, last_year: int | None
) -> CellTarget | None:
    value = VALUE_CELL.fullmatch(cell.words.replace("％", "%").replace("，", ","))
    if not value:
        return None
    in_name = UNIT_IN_NAME.search(name.words)
    named = _NUMBERED.sub("", name.words[: in_name.start()] if in_name and is_unit(in_name[1]) else name.words)
    stated = (
        value["unit"]
        or value["unit2"]
        or column.unit
        or unit
        or (in_name[1] if in_name and is_unit(in_name[1]) else "")
    )
    if column.kind == "growth":
        stated = value["unit"] or value["unit2"] or column.unit or "%"
    scale, unit_word = in_unit_cell(re.sub(r"\s", "", stated).replace("％", "%"))
    if value["scale"]:
        scale *= int(numeral(value["scale"]))
    comparator = _PRE.get(value["pre"] or "") or _POST.get(value["post"] or "") or "eq"
    bracketed = cell.words[:1] in "〔[【" or column.kind == "cumulative"
    start, end = min(name.start, cell.start), max(name.end, cell.end)
    high = Decimal(value["high"]) * scale if value["high"] else None
    number = Decimal(value["n"].replace(",", "")) * scale
    return CellTarget(
        start, end, re.sub(r"\s+", "", named), column.year or last_year, column.from_year, number, high, unit_word, comparator,
        "growth" if value["change"] else _kind_of(named, column, bracketed), _binding(nature), name.start, name.end,
    )  # fmt: skip


def target_of_cell(
    start: int, end: int, name: str, unit: str, value: Decimal, comparator: Comparator, nature: str, column: Column
) -> CellTarget:
    """A target from the parts of a row that were told apart elsewhere."""
    scale, unit_word = in_unit_cell(unit)
    name_end = start + len(name)
    return CellTarget(
        start,
        end,
        name,
        column.year,
        None,
        value * scale,
        None,
        unit_word,
        comparator,
        _kind_of(name, column, column.kind == "cumulative"),
        _binding(nature),
        start,
        name_end,
    )


def _binding(nature: str) -> Literal["binding", "expected"] | None:
    return "binding" if "约束" in nature else "expected" if "预期" in nature else None


def _kind_of(name: str, column: Column, bracketed: bool) -> Kind:
    if column.kind == "growth" or re.search(r"增长|增速|增幅|下降|降低|减少|提高(?!到)|新增", name):
        return "growth"
    if bracketed or "累计" in name:
        return "cumulative"
    return "annual" if re.search(r"年均|每年|年度", name) else "level"


_SHORT_CELLS = ("lead", "support", "responsible", "number", "deadline", "unit", "nature", "class")


class ProseCell(NamedTuple):
    """A cell that says in words what is to be done, and the cell of its row that says by when."""

    cell: Piece
    deadline: Piece | None


def prose_cells(grid: Grid) -> Iterator[ProseCell]:
    """The cells of a table of tasks whose numbers are read as in prose."""
    if not any(column.kind in ("lead", "support", "responsible") for column in grid.columns):
        return
    for row in grid.rows:
        cells = list(zip(grid.columns, row, strict=False))
        deadline = next((piece for column, piece in cells if column.kind == "deadline" and piece.words), None)
        for column, piece in cells:
            if column.kind not in _SHORT_CELLS and piece.words and not VALUE_CELL.fullmatch(piece.words):
                yield ProseCell(piece, deadline)


def cell_duties(grid: Grid) -> Iterator[CellDuty]:
    """The offices of a table of tasks, row by row."""
    roles = [(i, c.kind) for i, c in enumerate(grid.columns) if c.kind in ("lead", "support", "responsible")]
    task_at = next((i for i in reversed(range(len(grid.columns))) if grid.columns[i].kind == "task"), None)
    if task_at is None:
        task_at = next((i for i, c in enumerate(grid.columns) if c.kind in ("indicator", "other")), None)
    for number, row in enumerate(grid.rows):
        task = row[task_at] if task_at is not None and task_at < len(row) else Piece("", 0, 0)
        for at, role in roles:
            if at < len(row) and row[at].words:
                yield CellDuty(role, row[at].start, row[at].end, number, (task.start, task.end))  # type: ignore[arg-type]
