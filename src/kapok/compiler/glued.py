"""Tables whose cells a copy ran together: 1粮食产量万吨158180约束性2…

Where the rows end in 约束性 or 预期性 they can be told apart; where two numbers ran together, the
place where they part is the one at which they are most alike in size and decimals.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise
from math import log
from typing import Literal

from kapok.compiler.cells import CellTarget, target_of_cell
from kapok.compiler.grids import Column
from kapok.compiler.quantities import UNIT_CELL

_HEAD = re.compile(
    r"指标(?:名称|内容)?(?:计量)?单位(?P<years>(?:(?:19|20)\d\d年?(?:\([^()]{1,6}\))?(?:目标值?|现状值?|规划值?|基期值?)?)+)(?P<growth>年均[一-龥()%]{2,8}|累计)?(?:指标)?(?:属性|性质|类型)"
)
_YEAR = re.compile(r"((?:19|20)\d\d)年?")
_ROW = re.compile(r"(?P<body>[^。\n]{4,80}?)(?P<nature>约束性?|预期性?|指导性)(?=[一-龥\d]|$|\n|。)")
_BODY = re.compile(
    rf"(?:[一二三四五六七八九十]{{1,3}}、[^\d]{{2,20}})?(?P<no>\d{{1,2}})?[.、]?(?P<name>[^\d].*?)(?P<unit>{UNIT_CELL.pattern}|-)(?P<values>[≥≤><]?\d[\d.:≥≤><]*)"
)
_VALUE = re.compile(r"[≥≤><]?\d+(?:\.\d+)?(?::\d+)?")
_COMPARATORS: dict[str, Literal["ge", "le", "gt", "lt"]] = {"≥": "ge", "≤": "le", ">": "gt", "<": "lt"}


@dataclass(frozen=True, slots=True)
class GluedTable:
    """A table whose cells ran together; places are of the flow."""

    start: int
    end: int
    targets: tuple[CellTarget, ...]


def glued_tables(flow: str, written: int | None) -> Iterator[GluedTable]:
    """Tables of indicators without any mark between their cells."""
    for head in _HEAD.finditer(flow):
        years = [int(year) for year in _YEAR.findall(head["years"])]
        base = [
            year
            for year in years
            if len(years) > 1 and (year == years[0] if written is None or years[0] < written else year < written)
        ]
        columns = [Column("value", year, None, year in base) for year in years]
        if head["growth"]:
            columns.append(Column("growth" if "均" in head["growth"] else "cumulative", years[-1]))
        targets, end = [], head.end()
        while row := _ROW.match(flow, end):
            read = list(_targets_of(flow, row, columns))
            if not read:
                break
            targets += read
            end = row.end()
        if targets:
            yield GluedTable(head.start(), end, tuple(targets))


def _targets_of(flow: str, row: re.Match[str], columns: list[Column]) -> Iterator[CellTarget]:
    body = _BODY.fullmatch(flow, row.start("body"), row.end("body"))
    parts = _parted(body["values"], len(columns)) if body else ()
    if not body or not parts:
        return
    for column, part in zip(columns, parts, strict=True):
        if not column.base:
            yield target_of_cell(
                body.start("name"), body.end("values"), body["name"], "%" if column.kind == "growth" else body["unit"], Decimal(part.lstrip("≥≤><").split(":")[0]),
                _COMPARATORS.get(part[0], "eq"), row["nature"], column,
            )  # fmt: skip


def _parted(words: str, count: int) -> tuple[str, ...]:
    """The values that ran together, parted where they are most alike.

    >>> _parted("1803.332200", 2), _parted("44.761", 2), _parted("1.5:12:1", 2)
    (('1803.33', '2200'), ('44.7', '61'), ('1.5:1', '2:1'))
    """
    if len(words) > 40:
        return ()
    best: tuple[float, tuple[str, ...]] = (float("inf"), ())
    for cuts in combinations(range(1, len(words)), count - 1):
        parts = tuple(words[a:b] for a, b in zip((0, *cuts), (*cuts, len(words)), strict=True))
        if all(_VALUE.fullmatch(part) and not re.match(r"[≥≤><]?0\d", part) for part in parts):
            best = min(best, (_unlikeness(parts), parts))
    return best[1]


def _unlikeness(parts: tuple[str, ...]) -> float:
    numbers = [part.lstrip("≥≤><").split(":") for part in parts]
    values = [float(number[0]) for number in numbers]
    decimals = [len(number[0].partition(".")[2]) for number in numbers]
    if min(values) <= 0 or len({number[1:] != [] for number in numbers}) > 1:
        return float("inf")
    return sum(abs(log(b / a)) for a, b in pairwise(values)) + 0.7 * sum(abs(b - a) for a, b in pairwise(decimals))
