"""A workbook as sheets of cells: merged cells once, hidden rows and columns left out, values as they are shown."""

import io
import re
import warnings
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import openpyxl

from kapok.compiler.readers.layout import GridCell
from kapok.compiler.readers.refusals import refused
from kapok.compiler.readers.zipped import Package, attribute, child, children, whole

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_MOST_COLUMNS = 200
_YES = frozenset({"1", "true"})
_FORMAT_WORDS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet. ``met`` holds the codes of what its reader must be told."""

    name: str
    cells: tuple[GridCell, ...]
    met: frozenset[str]


@dataclass(slots=True)
class _Marks:
    """What a sheet's XML says beside its values: merged ranges, hidden rows and columns, empty formulas."""

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # first row, column, last row, column from 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unvalued: bool = False
    _formula: bool = False
    _value: bool = False

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take note of an element as it opens."""
        if tag in ("c", "row", "sheetData"):
            self.unvalued, self._formula = self.unvalued or self._formula, False
        if tag == "f":
            self._formula = True
        self._value = tag in ("v", "t")
        if tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "row" and attributes.get("hidden") in _YES:
            self.hidden_rows.add((whole(attributes.get("r")) or 0) - 1)
        elif tag == "col" and attributes.get("hidden") in _YES:
            first, last = (whole(attributes.get(key)) or 0 for key in ("min", "max"))
            self.hidden_columns.update(range(max(first - 1, 0), min(last, _MOST_COLUMNS)))

    def said(self, words: str) -> None:
        """Take note that a cell has a value."""
        if self._value and words.strip():
            self._formula = False

    def end(self) -> None:
        """Take note that the sheet is over."""
        self.unvalued = self.unvalued or self._formula

    def _merge(self, reference: str) -> None:
        match = _RANGE.fullmatch(reference)
        if match and match[3]:
            rows, columns = sorted((int(match[2]), int(match[4]))), sorted((_column(match[1]), _column(match[3])))
            self.merged.append((rows[0] - 1, columns[0], rows[1] - 1, columns[1]))


class Book:
    """A workbook. ``names`` are its visible sheets, ``hidden`` the others.

    Raises ``CompileError`` (``damaged``, ``password``, ``entity-bomb``, ``zip-bomb``, …).
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._package = Package(data, name)
        main = self._package.related("").get("officeDocument", "xl/workbook.xml")
        related = self._package.related(main)
        sheets = child(self._package.xml(main), "sheets")
        self._parts: dict[str, str] = {}
        self.names: list[str] = []
        self.hidden: list[str] = []
        for sheet in children(sheets, "sheet") if sheets is not None else ():
            title = attribute(sheet, "name") or ""
            self._parts[title] = related.get(attribute(sheet, "id") or "", "")
            (self.names if attribute(sheet, "state") in (None, "visible") else self.hidden).append(title)
        self._marks: dict[str, _Marks] = {}
        self._guard()
        self._data = data

    def _guard(self) -> None:
        """Look through every part before a library does, and take what it would not tell."""
        for part in self._package.parts():
            if part.endswith((".xml", ".rels")):
                marks = self._marks[part] = _Marks()
                self._package.guard(part, self._package.bytes_of(part), marks)
                marks.end()

    def chosen(self, sheet: str | int | None) -> Sequence[str]:
        """The names of the sheets that are wanted: all visible ones, or one by name or by number from 1."""
        if sheet is None:
            return self.names
        everything = [*self.names, *self.hidden]
        if isinstance(sheet, int) and 1 <= sheet <= len(everything):
            return [everything[sheet - 1]]
        if sheet in everything:
            return [str(sheet)]
        raise refused("no-sheet", self._name, sheet=sheet, known="、".join(everything))

    def sheets(self, names: Sequence[str]) -> Iterator[Sheet]:
        """The sheets of these names with their cells."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not support: pictures, filters
            book = openpyxl.load_workbook(io.BytesIO(self._data), read_only=True, data_only=True)
            for name in names:
                sheet = book[name]
                if hasattr(sheet, "iter_rows"):  # a sheet that is one chart has none
                    yield self._sheet(sheet, self._marks.get(self._parts[name], _Marks()))
            book.close()

    def _sheet(self, sheet: Any, marks: _Marks) -> Sheet:
        sheet.reset_dimensions()
        values: dict[tuple[int, int], str] = {}
        met = {"formulas-without-values"} if marks.unvalued else set()
        for cell in (cell for row in sheet.iter_rows() for cell in row[:_MOST_COLUMNS] if cell.value is not None):
            place = (cell.row - 1, cell.column - 1)
            if place[0] in marks.hidden_rows or place[1] in marks.hidden_columns:
                met.add("hidden-cells")
            elif text := shown(cell.value, cell.number_format or "").strip():
                values[place] = text
                if cell.data_type == "e":
                    met.add("cell-errors")
        return Sheet(sheet.title, tuple(_cells(values, marks)), frozenset(met))


def _cells(values: Mapping[tuple[int, int], str], marks: _Marks) -> Iterator[GridCell]:
    """Cells with rows counted without the empty and the hidden ones; columns keep their letters' places."""
    spans = {(top, left): (bottom, right) for top, left, bottom, right in marks.merged}
    order = {row: at for at, row in enumerate(sorted({row for row, _ in values}))}
    used = sorted(order)
    for (row, column), text in sorted(values.items()):
        bottom, right = spans.get((row, column), (row, column))
        rows = bisect_right(used, bottom) - order[row]
        yield GridCell(order[row], column, text, max(rows, 1), min(right, _MOST_COLUMNS) - column + 1)


def shown(value: object, number_format: str) -> str:
    """A value as the sheet shows it: shares with their sign, dates as dates, no traces of binary fractions.

    >>> shown(0.755, "0.0%"), shown(25.0, "General"), shown(datetime(2025, 12, 1), "yyyy年m月")
    ('75.5%', '25', '2025年12月')
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        plain = _FORMAT_WORDS.sub("", number_format)
        return f"{value * 100:.12g}%" if "%" in plain else f"{value:.15g}" if isinstance(value, float) else str(value)
    if isinstance(value, (datetime, date)):
        day = "d" in _FORMAT_WORDS.sub("", number_format).lower()
        return f"{value.year}年{value.month}月{value.day}日" if day else f"{value.year}年{value.month}月"
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value)


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
