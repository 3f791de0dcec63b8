"""Tables, wherever a copy left their cells, and what their heads say."""

import pytest

from kapok.compiler.cells import cell_duties, cell_targets
from kapok.compiler.flow import simplify
from kapok.compiler.grids import Column, column_of, grids
from kapok.compiler.model import Cell, Table
from kapok.kernel.spans import Span


def targets(
    text: str, tables: tuple[Table, ...] = (), written: int | None = 2021
) -> list[tuple[str, int | None, float, str]]:
    found = [cell for grid in grids(simplify(text), tables, written) for cell in cell_targets(grid)]
    return [(cell.indicator, cell.year, float(cell.value), cell.unit) for cell in found]


def table(text: str, rows: list[list[str]], columns: tuple[tuple[int, str], ...] = ()) -> Table:
    """A table whose cells stand in the text in their order; None words continue the cell to their left."""
    cells, at = [], 0
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            at = text.index(word, at)
            cells.append(Cell(row, column, Span(at, at + len(word))))
            at += len(word)
    return Table(tuple(cells), Span(0, len(text)), columns)


HEADED = "指标\t单位\t2020年\t2025年\t属性\n森林覆盖率\t%\t40\t≥45\t约束性\n企业\t万家\t1\t2.5\t预期性\n"
READ = [("森林覆盖率", 2025, 45.0, "%"), ("企业", 2025, 25000.0, "家")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (HEADED, READ),
        (HEADED.replace("\t", "|"), READ),
        ("|指标|单位|2025年|\n|---|---|---|\n|森林覆盖率|%|45|\n", [("森林覆盖率", 2025, 45.0, "%")]),
        ("指标 单位 2025年\n森林覆盖率 % 45\n", [("森林覆盖率", 2025, 45.0, "%")]),
        (
            "序号\n指标名称\n单位\n2025年\n属性\n1\n森林覆盖率\n%\n45\n约束性\n2\n企业\n家\n60\n预期性\n",
            [("森林覆盖率", 2025, 45.0, "%"), ("企业", 2025, 60.0, "家")],
        ),
        (
            "指标\t2021年\t2022年\t2023年\n基地（家）\t40\t50\t60\n",
            [("基地", 2021, 40.0, "家"), ("基地", 2022, 50.0, "家"), ("基地", 2023, 60.0, "家")],
        ),
        (
            "指标\t单位\t年均增长(%)\t2025年\n产值\t亿元\t6.5\t100\n",
            [("产值", 2025, 6.5, "%"), ("产值", 2025, 1e10, "元")],
        ),
        ("指标\t单位\t2025年\n甲\t家\t完成上级下达任务\n", []),
        ("甲\t乙\n丙\t丁\n", []),
        ("", []),
    ],
)
def test_a_table_of_indicators_gives_its_targets(text: str, found: list[tuple[str, int, float, str]]) -> None:
    assert targets(text) == found


def test_a_cell_has_its_comparator_nature_and_kind() -> None:
    text = simplify(
        "指标\t单位\t2025年\t属性\n森林覆盖率\t%\t≥45\t约束性\n造林\t亩\t〔100〕\t预期性\n减排率\t%\t5以内\t\n"
    )
    found = [(c.comparator, c.binding, c.kind) for g in grids(text, (), 2021) for c in cell_targets(g)]
    assert found == [("ge", "binding", "level"), ("eq", "expected", "cumulative"), ("le", None, "level")]


def test_the_cells_of_a_table_of_the_file_are_read() -> None:
    text = "指标 单位 2025年 企业数 家 60"
    assert targets(text, (table(text, [["指标", "单位", "2025年"], ["企业数", "家", "60"]]),)) == [
        ("企业数", 2025, 60.0, "家")
    ]


def test_what_a_column_holds_can_be_told() -> None:
    text = "甲列 乙列 丙列 企业数 家 60"
    told = ((0, "indicator"), (1, "unit"), (2, "year:2024"))
    rows = [["甲列", "乙列", "丙列"], ["企业数", "家", "60"]]
    assert targets(text, (table(text, rows, told),)) == [("企业数", 2024, 60.0, "家")]


def test_a_merged_cell_stands_in_each_place_that_it_covers() -> None:
    text = "指标 2025年 企业(家) 60 70"
    whole = table(text, [["指标", "2025年"], ["企业(家)", "60"]])
    below = Cell(2, 1, Span(text.index("70"), len(text)))
    name = Cell(1, 0, whole.cells[2].span, rows=2)
    merged = Table((*whole.cells[:2], name, whole.cells[3], below), whole.span)
    assert targets(text, (merged,)) == [("企业", 2025, 60.0, "家"), ("企业", 2025, 70.0, "家")]


def test_a_head_may_be_two_rows_deep() -> None:
    text = "指标 目标 企业(家) 甲 2024年 2025年 数量(家) 60 70"
    rows = [["指标", "目标", "企业(家)"], ["甲", "2024年", "2025年"], ["数量(家)", "60", "70"]]
    assert targets(text, (table(text, rows),)) == [("数量", 2024, 60.0, "家"), ("数量", 2025, 70.0, "家")]


def test_years_before_the_document_was_written_are_no_targets() -> None:
    assert targets("指标\t2019年\t2025年\n基地(家)\t40\t60\n", (), 2021) == [("基地", 2025, 60.0, "家")]


def test_a_table_of_tasks_gives_offices_with_the_role_of_their_column() -> None:
    text = "任务\t牵头单位\t配合单位\n建站\t市科技局\t市财政局\n修路\t市住建局\t\n"
    found = [duty for grid in grids(text, (), None) for duty in cell_duties(grid)]
    assert [(d.role, text[d.start : d.end], text[slice(*d.task)]) for d in found] == [
        ("lead", "市科技局", "建站"),
        ("support", "市财政局", "建站"),
        ("lead", "市住建局", "修路"),
    ]


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("2025年目标值", ("value", 2025, None, False, "")),
        ("2023—2025年", ("value", 2025, 2023, False, "")),
        ("2025年（万人）", ("value", 2025, None, False, "万人")),
        ("2020年实际", ("value", 2020, None, True, "")),
        ("基期值", ("value", None, None, True, "")),
        ("年均增长（%）", ("growth", None, None, False, "%")),
        ("累计", ("cumulative", None, None, False, "")),
        ("牵头单位", ("lead", None, None, False, "")),
        ("责任部门", ("responsible", None, None, False, "")),
        ("单位", ("unit", None, None, False, "")),
        ("指标名称", ("indicator", None, None, False, "")),
        ("属性", ("nature", None, None, False, "")),
        ("序 号", ("number", None, None, False, "")),
        ("主要任务", ("task", None, None, False, "")),
        ("甲", ("other", None, None, False, "")),
    ],
)
def test_a_head_says_what_its_column_holds(head: str, column: tuple[str, int | None, int | None, bool, str]) -> None:
    read: Column = column_of(simplify(head))
    assert (read.kind, read.year, read.from_year, read.base, read.unit) == column


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "指标名称\n单位\n2025年\n属性\n森林覆盖率\n(含灌木林)\n%\n45\n约束性\n",
            [("森林覆盖率(含灌木林)", 2025, 45.0, "%")],
        ),
        (
            "类别\t指标\t单位\t2025年\n生态\t森林覆盖率\t%\t45\n绿道\t公里\t60\n",
            [("森林覆盖率", 2025, 45.0, "%"), ("绿道", 2025, 60.0, "公里")],
        ),
        ("指标\t2025年\t备注\n绿道(公里)\t60\n说明文字。\n", [("绿道", 2025, 60.0, "公里")]),
        ("指标\t单位\t2025年\n\t%\t45\n绿道\t公里\t3万\n", [("绿道", 2025, 30000.0, "公里")]),
    ],
)
def test_a_row_may_lack_a_cell_or_go_on_in_the_next(text: str, found: list[tuple[str, int, float, str]]) -> None:
    assert targets(text) == found


def test_a_table_of_tasks_may_have_one_cell_a_line() -> None:
    text = "序号\n任务\n责任单位\n1\n建站\n市科技局\n2\n修路\n市住建局\n"
    found = [duty for grid in grids(text, (), None) for duty in cell_duties(grid)]
    assert [(text[d.start : d.end], text[slice(*d.task)]) for d in found] == [
        ("市科技局", "建站"),
        ("市住建局", "修路"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "指标\t规划目标\t实现情况\n2025年\t年均增长（%）\t2025年\t年均增长（%）\n总量\n1.产值（亿元）\t16\t10\t15\t9\n人口\n2.人口（万人）\t8\t5.7\t7\t5\n注：无。\n",
        "指标\t规划目标\n\t2025年\t年均增长（%）\n1.产值（亿元）\t16\t10\n2.人口（万人）\t8\t5.7\n",
    ],
    ids=["two groups, rows of cells across", "one group over two cells"],
)
def test_the_rows_of_a_text_may_have_a_head_two_rows_deep(text: str) -> None:
    assert targets(text) == [
        ("产值", 2025, 1600000000.0, "元"),
        ("产值", 2025, 10.0, "%"),
        ("人口", 2025, 80000.0, "人"),
        ("人口", 2025, 5.7, "%"),
    ]


def test_a_value_cell_may_say_that_it_is_a_running_total() -> None:
    assert targets("指标\t单位\t2025年\n绿道\t公里\t累计60\n桥梁\t座\t3\n")[0] == ("绿道", 2025, 60.0, "公里")
