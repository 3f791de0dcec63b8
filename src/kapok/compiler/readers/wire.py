"""A source as JSON and back, for the pipe between a reader's process and the one that asked."""

from typing import Any

from kapok.compiler.model import Cell, Source, Table
from kapok.kernel.problems import Problem
from kapok.kernel.spans import Span


def to_wire(source: Source) -> dict[str, Any]:
    """A source as plain lists and words.

    >>> from_wire(to_wire(Source("一、目标", "a.txt"))) == Source("一、目标", "a.txt")
    True
    """
    return {
        "text": source.text,
        "name": source.name,
        "media_type": source.media_type,
        "sha256": source.sha256,
        "tables": [_table_to_wire(table) for table in source.tables],
        "headings": [[*span, level] for span, level in source.headings],
        "pages": list(source.pages),
        "problems": [[problem.code, problem.message, *problem.span] for problem in source.problems],
    }


def from_wire(data: dict[str, Any]) -> Source:
    """The source that :func:`to_wire` wrote."""
    return Source(
        text=data["text"],
        name=data["name"],
        media_type=data["media_type"],
        sha256=data["sha256"],
        tables=tuple(_table_from_wire(table) for table in data["tables"]),
        headings=tuple((Span(start, end), level) for start, end, level in data["headings"]),
        pages=tuple(data["pages"]),
        problems=tuple(Problem(code, message, Span(start, end)) for code, message, start, end in data["problems"]),
    )


def _table_to_wire(table: Table) -> dict[str, Any]:
    cells = [[cell.row, cell.column, *cell.span, cell.rows, cell.columns] for cell in table.cells]
    return {"cells": cells, "span": list(table.span), "columns": [list(column) for column in table.columns]}


def _table_from_wire(data: dict[str, Any]) -> Table:
    cells = tuple(
        Cell(row, column, Span(start, end), rows, columns) for row, column, start, end, rows, columns in data["cells"]
    )
    return Table(cells, Span(*data["span"]), tuple((index, meaning) for index, meaning in data["columns"]))
