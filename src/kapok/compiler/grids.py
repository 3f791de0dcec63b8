"""Tables: found in the file, in rows of the text or in cells that a copy left one a line.

Everything here works on the simplified text itself, not on the flow, for white space is what tells
cells apart; so all places are places of the source.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kapok.compiler.model import Table
from kapok.compiler.quantities import UNIT_CELL


class Piece(NamedTuple):
    """A cell's words and where they stand."""

    words: str
    start: int
    end: int


Row = Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: indicator, unit, value (of a year), growth, nature, task, lead, support, responsible, other."""

    kind: str
    year: int | None = None
    from_year: int | None = None
    base: bool = False
    unit: str = ""
    aimed: bool = False  # its head says 目标


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its head understood."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Piece, ...], ...]
    start: int
    end: int


_YEAR = re.compile(r"(?:(?P<from>(?:19|20)\d\d)年?[-~—–至]+)?(?P<year>(?:19|20)\d\d)(?:年|$|\))?")


_HEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("nature", re.compile(r"(?:指标)?(?:属性|性质|类型)$")),
    ("lead", re.compile(r"(?:第一)?牵头(?:责任)?(?:单位|部门|处室|领导)?$")),
    ("support", re.compile(r"(?:配合|协办|参与|参加|协助|支持)(?:单位|部门|处室)?$")),
    ("responsible", re.compile(r"(?:(?:主要|具体)?责任|承办|主办|负责|实施|落实|主管|完成)(?:单位|部门|主体|处室|科室)?(?:及责任人)?$")),
    ("growth", re.compile(r"(?:五年)?(?:年均|平均)(?:增长|增速|增幅|递增)[^年]*$|(?:增长|增速|增幅)(?:率|\([^)]*\)|%)?$|.*年均(?:增长|增速).*")),
    ("cumulative", re.compile(r"(?:五年)?累计.*$")),
    ("base", re.compile(r".*(?:现状|基期|基准|实际|完成值|完成情况|实现情况|基础值|已完成|现值).*")),
    ("value", re.compile(r".*(?:目标|规划值|预期值|计划|指标值|数量|任务数).*")),
    ("unit", re.compile(r"(?:计量)?单位$")),
    ("indicator", re.compile(r"(?:(?:主要|具体|核心|规划|控制|发展|三级|二级|分项|考核|评价)?指标(?:名称|内容|体系|项)?|名称|项目(?:名称)?|指标项|内容)$")),
    ("number", re.compile(r"(?:序号|编号|NO\.?)$")),
    ("class", re.compile(r"(?:类别|类型|分类|领域|一级指标|方面|维度)$")),
    ("task", re.compile(r".*(?:任务|内容|事项|举措|措施|工作|要点).*")),
    ("deadline", re.compile(r".*(?:时限|时间|期限|进度|备注).*")),
)  # fmt: skip


VALUE_CELL = re.compile(
    r"(?:(?:较|比)[“”一-龥\d]{1,12}?(?P<change>下降|降低|减少|提高|增长|增加))?[〔\[【(]?\s*(?:累计|新增|共)?(?P<pre>≥|≤|>=|<=|>|<|＞|＜|不低于|不少于|不超过|超过|高于|低于|大于|小于|约|达到?)?\s*[〔\[【(]?\s*(?P<n>-?\d[\d,]*(?:\.\d+)?)(?P<scale>[万亿]?)\s*(?:[-~—–至]+\s*(?P<high>\d+(?:\.\d+)?))?\s*(?P<unit>个百分点|百分点|%|‰|[一-龥/]{1,6}?)??\s*(?:[(（]含[)）])?(?P<post>以上|以下|以内|左右|及以上)?\s*[〕\]】)]?\s*(?P<unit2>%|个百分点)?\s*[〕\]】)]?"
)


_NO_VALUE = re.compile(r"[-—–/一、~～]+|完成.{0,8}|.{0,4}下达.{0,6}|待定|另行.{0,4}|")


UNIT_IN_NAME = re.compile(r"[(（]\s*(?:单位[:：])?\s*([^()（）]{1,12})\s*[)）]\s*$")


_NATURE = re.compile(r"约束|预期|指导")


def column_of(head: str) -> Column:
    """What a head says of its column.

    >>> column_of("2025年目标值").year, column_of("牵头单位").kind
    (2025, 'lead')
    """
    words = re.sub(r"\s+", "", head)
    unit = UNIT_IN_NAME.search(words)
    unit = unit if unit and (is_unit(unit[1]) or not re.search(r"累计", unit[1])) else None
    bare = words[: unit.start()] if unit else words
    kind = next((kind for kind, pattern in _HEADS if pattern.fullmatch(bare)), "other")
    year = _YEAR.search(bare)
    if (
        year
        and kind in ("other", "value", "base", "task", "deadline", "growth", "cumulative", "indicator")
        and not (kind == "deadline" and "年" not in bare)
    ):
        first = int(year["from"]) if year["from"] else None
        kind = kind if kind in ("growth", "cumulative") else "value"
        base = bool(re.search(r"现状|基期|基准|实际|完成|基础值|现值", bare))
        aimed = bool(re.search(r"目标|规划|预期|计划", bare))
        return Column(kind, int(year["year"]), first, base, unit[1] if unit else "", aimed)
    if kind == "base":
        return Column("value", None, None, True)
    return Column(kind, unit=unit[1] if unit else "")


def grids(text: str, tables: Sequence[Table], written: int | None) -> Iterator[Grid]:
    """The tables of a document whose heads tell what their columns hold."""
    taken: list[tuple[int, int]] = []
    for table in tables:
        grid = _of_rows(_rows_of(text, table), table.columns)
        if grid:
            taken.append((table.span.start, table.span.end))
            yield _dated(grid, written)
    for finder in (_in_rows, _in_lines):
        for grid in finder(text):
            if not any(start < grid.end and grid.start < end for start, end in taken):
                taken.append((grid.start, grid.end))
                yield _dated(grid, written)


def _rows_of(text: str, table: Table) -> list[list[Piece]]:
    """The cells of a table as full rows: a merged cell stands in each place that it covers."""
    rows: dict[int, dict[int, Piece]] = {}
    for cell in table.cells:
        piece = Piece(text[cell.span.start : cell.span.end].strip(), cell.span.start, cell.span.end)
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                rows.setdefault(row, {})[column] = piece
    width = max((max(row) + 1 for row in rows.values()), default=0)
    return [[rows[r].get(c, Piece("", 0, 0)) for c in range(width)] for r in sorted(rows)]


def _of_rows(rows: list[list[Piece]], told: Sequence[tuple[int, str]] = ()) -> Grid | None:
    """A grid from full rows: the first rows that make sense as a head are the head."""
    for index in range(min(4, len(rows))):
        columns = _head(rows[: index + 1])
        for column, kind in told:
            if column < len(columns):
                columns[column] = Column("value", int(kind[5:9])) if kind.startswith("year:") else Column(kind)
        if _is_head(columns):
            body = [tuple(row) for row in rows[index + 1 :] if any(piece.words for piece in row)]
            deeper = index + 1 < len(rows) and _continues_head(rows[index + 1], columns)
            if deeper:
                columns, body = _head(rows[: index + 2]), body[1:]
            pieces = [piece for row in rows for piece in row if piece.end]
            return (
                Grid(tuple(columns), tuple(body), min(p.start for p in pieces), max(p.end for p in pieces))
                if body
                else None
            )
    return None


def _head(rows: list[list[Piece]]) -> list[Column]:
    """The columns by the head's rows; where the head is two rows deep the lower one is asked first."""
    columns = []
    for at in range(max(len(row) for row in rows)):
        cells = [row[at].words for row in reversed(rows) if at < len(row) and row[at].words]
        found = [column_of(cell) for cell in dict.fromkeys(cells)]
        known = [column for column in found if column.kind != "other"]
        columns.append(known[0] if known else Column("other"))
    return columns


def _continues_head(row: list[Piece], columns: list[Column]) -> bool:
    below = [column_of(piece.words) for piece in row if piece.words]
    return sum(column.year is not None for column in below) >= 2 and not any(
        column.year is not None for column in columns
    )


def _is_head(columns: Sequence[Column]) -> bool:
    kinds = {column.kind for column in columns}
    values = any(column.kind in ("value", "growth", "cumulative") for column in columns)
    return bool(
        "indicator" in kinds
        and values
        or "unit" in kinds
        and values
        or kinds & {"lead", "responsible"}
        and kinds & {"task", "indicator", "number", "other"}
        and len(columns) > 1
    )


def _dated(grid: Grid, written: int | None) -> Grid:
    """Mark the columns of years that the document looks back at; they give no targets."""
    some_aimed = any(c.aimed for c in grid.columns if c.kind == "value")
    years = sorted({c.year for c in grid.columns if c.kind == "value" and c.year is not None})
    columns = []
    for column in grid.columns:
        base = column.base
        if column.kind == "value" and column.year is not None and len(years) > 1 and not base:
            base = (
                some_aimed
                and not column.aimed
                or (written is not None and column.year < written)
                or (written is None or column.year <= written)
                and column.year == years[0]
                and years[1] - years[0] >= 2
            )
        columns.append(replace(column, base=base))
    return Grid(tuple(columns), grid.rows, grid.start, grid.end)


_CELLS = re.compile(r"[^\t|]+")


_WIDE = re.compile(r"\S+(?: \S+)*?(?= {2,}|\t|$)|\S+")


def _in_rows(text: str) -> Iterator[Grid]:
    """Tables whose rows are lines: cells between tabs, bars or blanks."""
    lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", text)]
    at = 0
    while at < len(lines):
        columns, last = _head_in_rows(lines, at)
        if not columns:
            at += 1
            continue
        rows = []
        for following in range(last + 1, len(lines)):
            row = _split(*lines[following])
            if len(row) == 1 and _names_a_group(lines, at, following):
                continue
            if re.fullmatch(r"[\s|:-]+", lines[following][1]):
                last = following
                continue
            if _ruled(lines[at][1]) and not _ruled(lines[following][1]) or _HEADING.match(lines[following][1]):
                break
            if (
                len(row) < 2
                or len(row) > len(columns)
                or lines[following][1].rstrip().endswith("。")
                and len(row) < len(columns)
            ):
                break
            rows.append(tuple(_aligned(row, columns)))
            last = following
        if rows:
            yield Grid(tuple(columns), tuple(rows), lines[at][0], lines[last][0] + len(lines[last][1]))
        at = last + 1


def _head_in_rows(lines: list[tuple[int, str]], at: int) -> tuple[list[Column], int]:
    """The columns by the head that begins at a line, and the last line of the head; none where no head begins."""
    head = _split(*lines[at])
    columns = [column_of(piece.words) for piece in head] if 2 <= len(head) <= 14 else []
    if columns and _ruled(lines[at][1]) and at + 2 < len(lines):
        second = _split(*lines[at + 1])
        width = max(len(_split(*line)) for line in lines[at + 2 : at + 4])
        deeper = _two_rows(head, second, width)
        if _is_head(deeper) and (not _is_head(columns) or len(columns) < width or _continues_head(second, columns)):
            return deeper, at + 1
    return (columns, at) if columns and _is_head(columns) else ([], at)


def _two_rows(first: list[Piece], second: list[Piece], width: int) -> list[Column]:
    """The columns of a head two rows deep, whose last cells above each hold as many of the cells below.

    规划目标 | 实现情况 above 2015年 | 年均增长 | 2015年 | 年均增长: the first cells of the upper row stand alone.
    """
    above, below = [p.words for p in first if p.words], [p.words for p in second if p.words]
    alone = width - len(below)
    groups = above[alone:]
    if not (alone >= 1 and groups and len(below) >= 2 and len(below) % len(groups) == 0):
        return []
    share = len(below) // len(groups)
    columns = [column_of(words) for words in above[:alone]]
    for index, words in enumerate(below):
        group = column_of(groups[index // share])
        column = column_of(words)
        columns.append(replace(column, base=column.base or group.base, aimed=column.aimed or group.kind == "value"))
    return columns


def _names_a_group(lines: list[tuple[int, str]], head: int, at: int) -> bool:
    """Whether a line in a ruled table is a cell across it, which names the rows below."""
    words = lines[at][1].strip()
    return (
        _ruled(lines[head][1])
        and len(words) <= 20
        and words[-1:] not in "。;；:："
        and not _HEADING.match(words)
        and at + 1 < len(lines)
        and _ruled(lines[at + 1][1])
    )


_HEADING = re.compile(
    r"\s*(?:第[一二三四五六七八九十\d]+[章节条]|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])"
)


def _ruled(line: str) -> bool:
    """Whether a line parts its cells by marks rather than by blanks."""
    return "\t" in line or line.count("|") >= 2


def _split(start: int, line: str) -> list[Piece]:
    if "\t" in line or line.count("|") >= 2:
        # an empty cell between tabs is a cell
        pieces, offset = [], 0
        separator = "\t" if "\t" in line else "|"
        for cell in line.split(separator):
            words = cell.strip()
            lead = len(cell) - len(cell.lstrip())
            pieces.append(Piece(words, start + offset + lead, start + offset + lead + len(words)))
            offset += len(cell) + 1
        return pieces[1:-1] if separator == "|" and pieces and not pieces[0].words else pieces
    squeezed = re.sub(r"(?<=[一-龥]) (?=[一-龥](?: |$))|(?<=\d) (?=年)|(?<=^[一-龥]) +(?=[一-龥])", "\0", line)
    return [
        Piece(m.group().replace("\0", ""), start + m.start(), start + m.end())
        for m in re.finditer(r"[^ \u3000]+", squeezed)
    ]


def _aligned(row: list[Piece], columns: list[Column]) -> list[Piece]:
    """A row with fewer cells than the head lacks its class or number: cells are laid from the right."""
    missing = len(columns) - len(row)
    if missing <= 0:
        return row
    lead = [i for i, column in enumerate(columns) if column.kind in ("class", "number", "other")][:missing]
    if len(lead) == missing:
        pieces = iter(row)
        return [Piece("", 0, 0) if i in lead else next(pieces) for i in range(len(columns))]
    return [*row, *[Piece("", 0, 0)] * missing]


_HEAD_CELL = re.compile(
    r"(?:(?:重点|主要|工作)?任务|工作内容|具体内容|(?:第一)?(?:牵头|责任|配合|主办|协办|参与|主要责任)(?:单位|部门)|完成时限|完成时间|时限|备注|工作目标|序号|指标|指标名称|主要指标|具体指标|项目|名称|类别|单位|计量单位|属性|指标属性|性质|领域|目标值|现状值|(?:19|20)\d\d年?(?:\(?(?:现状|实际|目标|规划|完成|预期)?值?\)?)?|年均增长.{0,6}|累计.{0,6}|年均增速.{0,6})"
)


_END_OF_CELLS = re.compile(r"[。;；]|^[一二三四五六七八九十]+、|^[（(][一二三四五六七八九十]+[)）]")


def _in_lines(text: str) -> Iterator[Grid]:
    """Tables that a copy left one cell a line. The unit cell tells where a row's values begin."""
    stripped = [
        (m.start() + len(m.group()) - len(m.group().lstrip()), m.group().strip()) for m in re.finditer(r"[^\n]+", text)
    ]
    lines = [Piece(words, start, start + len(words)) for start, words in stripped if words]
    at = 0
    while at < len(lines):
        stop = at
        while stop < len(lines) and _HEAD_CELL.fullmatch(re.sub(r"\s", "", lines[stop].words)):
            stop += 1
        columns = [column_of(piece.words) for piece in lines[at:stop]]
        if stop - at < 3 or not _is_head(columns):
            at = max(stop, at + 1)
            continue
        end = stop
        while end < len(lines) and len(lines[end].words) <= 40 and not _END_OF_CELLS.search(lines[end].words):
            end += 1
        duties = any(column.kind in ("lead", "responsible", "support") for column in columns)
        rows = list(_rows_of_duties(lines[stop:], columns) if duties else _rows_of_lines(lines[stop:end], columns))
        if rows:
            shape = tuple(columns) if duties else _shape(columns)
            if duties:
                end = stop + len(rows) * len(columns)
            yield Grid(shape, tuple(rows), lines[at].start, max(piece.end for piece in rows[-1]))
        at = end


def _rows_of_duties(cells: list[Piece], columns: list[Column]) -> Iterator[tuple[Piece, ...]]:
    """Rows of a table of tasks, one cell a line: each begins with its number and has a cell for each column."""
    width = len(columns)
    if columns[0].kind != "number":
        return
    for number, at in enumerate(range(0, len(cells) - width + 1, width), start=1):
        row = cells[at : at + width]
        if row[0].words.rstrip(".、") != str(number) or any(
            "。" in piece.words[:-1] and len(piece.words) > 200 for piece in row
        ):
            return
        yield tuple(row)


def _shape(columns: list[Column]) -> tuple[Column, ...]:
    values = [c for c in columns if c.kind in ("value", "growth", "cumulative")]
    return (Column("indicator"), Column("unit"), *values, Column("nature"))


def _rows_of_lines(cells: list[Piece], columns: list[Column]) -> Iterator[tuple[Piece, ...]]:
    values = sum(column.kind in ("value", "growth", "cumulative") for column in columns)
    has_unit = any(column.kind == "unit" for column in columns)
    waiting: list[Piece] = []
    at = 0
    while at < len(cells):
        count = _values_from(cells, at + 1 if has_unit else at, values)
        opens = waiting and count and (is_unit(cells[at].words) if has_unit else True)
        if not opens:
            waiting.append(cells[at])
            at += 1
            continue
        unit = cells[at] if has_unit else Piece("", 0, 0)
        at += has_unit
        found = cells[at : at + values]
        at += values
        nature = Piece("", 0, 0)
        if at < len(cells) and _NATURE.search(cells[at].words) and len(cells[at].words) <= 6:
            nature = cells[at]
            at += 1
        yield (_name_of(waiting), unit, *found, nature)
        waiting = []


def _values_from(cells: list[Piece], at: int, count: int) -> bool:
    return (
        at + count <= len(cells)
        and all(VALUE_CELL.fullmatch(c.words) or _NO_VALUE.fullmatch(c.words) for c in cells[at : at + count])
        and any(VALUE_CELL.fullmatch(c.words) for c in cells[at : at + count])
    )


def is_unit(words: str) -> bool:
    return UNIT_CELL.fullmatch(
        re.sub(r"\s", "", words).replace("（", "(").replace("）", ")").replace("％", "%")
    ) is not None or bool(re.fullmatch(r"[一-龥]{1,6}[/／每][一-龥]{1,6}", words))


def _name_of(waiting: list[Piece]) -> Piece:
    """The indicator among the cells before a unit: behind its number, else the last, with what continues it in brackets."""
    names = waiting
    for index in range(len(waiting) - 1, -1, -1):
        if re.fullmatch(r"\d{1,2}[.、]?", waiting[index].words):
            names = waiting[index + 1 :]
            break
    else:
        names = waiting[-1:]
        index = len(waiting) - 1
        while index > 0 and waiting[index].words[:1] in "（(":
            index -= 1
            names = waiting[index:]
    names = names or waiting[-1:]
    return Piece("".join(piece.words for piece in names), names[0].start, names[-1].end)
