"""A workbook's table of tasks: its head is found, its columns guessed, and the guess is shown."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, time
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart

from kapok.compiler.errors import CompileError
from kapok.compiler.model import Source
from kapok.compiler.readers import xlsx
from kapok.compiler.readers.xlsx.book import shown
from tests.compiler.readers.files import relations, zipped
from tests.compiler.readers.sample import saved

HEAD = ["序号", "工作任务", "牵头单位", "配合单位", "完成时限"]
ROWS = [
    [1, "建设滨水公园", "市水务局", "市林业局", "2025年12月"],
    [2, "整治排污口", "市生态环境局", "各区政府", "2024年底"],
]


def book(*sheets: tuple[str, list[list[Any]]], change: Callable[[Any], None] | None = None) -> bytes:
    """A workbook of sheets with their rows."""
    made = openpyxl.Workbook()
    for first in made.worksheets:
        made.remove(first)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    if change:
        change(made)
    return saved(made)


def read(*rows: list[Any], change: Callable[[Any], None] | None = None, **told: Any) -> Source:
    return xlsx.read(
        book(("Sheet1", list(rows)), change=lambda made: change(made["Sheet1"]) if change else None), "a.xlsx", **told
    )


def codes(source: Source) -> list[str]:
    return [problem.code for problem in source.problems]


class TestColumns:
    def test_the_head_is_found_and_the_guess_is_shown(self) -> None:
        source = read(["附件：重点任务分工表"], HEAD, *ROWS, ["注：时限为底线要求。"])
        assert source.text == (
            "附件：重点任务分工表\n序号\t工作任务\t牵头单位\t配合单位\t完成时限\n"
            "1\t建设滨水公园\t市水务局\t市林业局\t2025年12月\n2\t整治排污口\t市生态环境局\t各区政府\t2024年底\n注：时限为底线要求。"
        )
        (table,) = source.tables
        assert table.columns == ((0, "number"), (1, "task"), (2, "lead"), (3, "support"), (4, "deadline"))
        guess = (
            "A列“序号”＝序号（number）、B列“工作任务”＝任务（task）、C列“牵头单位”＝牵头单位（lead）、"
            "D列“配合单位”＝配合单位（support）、E列“完成时限”＝完成时限（deadline）"
        )
        assert [(problem.code, problem.message) for problem in source.problems] == [
            ("columns-guessed", f"工作表“Sheet1”各列的含义是按表头猜的：{guess}。不对的列请另行指明。")
        ]

    def test_the_years_of_values_are_shown_and_left_to_the_compiler(self) -> None:
        source = read(
            ["指标名称", "单位", "2022年基期值", "2025年目标", "属性", "备注"], ["公园", "个", 12, 20, "预期性", ""]
        )
        assert source.tables[0].columns == ((0, "indicator"), (1, "unit"), (4, "nature"), (5, "note"))
        assert source.problems[0].message == (
            "工作表“Sheet1”各列的含义是按表头猜的：A列“指标名称”＝指标（indicator）、B列“单位”＝计量单位（unit）、"
            "C列“2022年基期值”＝基期值（base:2022）、D列“2025年目标”＝目标值（year:2025）、E列“属性”＝属性（nature）、"
            "F列“备注”＝备注（note）。不对的列请另行指明。"
        )

    def test_the_year_of_a_value_may_be_told(self) -> None:
        source = read(["指标名称", "单位", "期末"], ["公园", "个", 20], columns={"C": "year:2025"})
        assert source.tables[0].columns == ((0, "indicator"), (1, "unit"), (2, "year:2025"))

    def test_a_head_of_two_rows_is_read_as_one(self) -> None:
        def merged(sheet: Any) -> None:
            for cells in ("A1:A2", "B1:C1", "D1:E1"):
                sheet.merge_cells(cells)

        source = read(
            ["任务", "责任单位", None, "目标值", None],
            [None, "牵头", "配合", "2024年", "2025年"],
            ["甲", "乙局", "丙局", 1, 2],
            change=merged,
        )
        assert source.tables[0].columns == ((0, "task"), (1, "lead"), (2, "support"))

    def test_a_second_row_of_the_head_that_is_not_merged_belongs_to_it(self) -> None:
        rows: list[list[Any]] = [["任务", "责任单位", None], [None, "牵头", "配合"], ["甲", "乙局", "丙局"]]
        source = read(*rows, change=lambda sheet: sheet.merge_cells("B1:C1"))
        assert source.tables[0].columns == ((0, "task"), (1, "lead"), (2, "support"))

    def test_the_caller_s_word_goes_before_the_guess(self) -> None:
        source = read(HEAD, *ROWS, columns={"B": "class", "牵头单位": "responsible", "f": "task"})
        assert source.tables[0].columns == (
            (0, "number"), (1, "class"), (2, "responsible"), (3, "support"), (4, "deadline"), (5, "task"),
        )  # fmt: skip

    def test_where_all_is_told_nothing_is_guessed(self) -> None:
        source = read(["甲", "乙"], ["建设公园", "市水务局"], columns={"A": "task", "B": "lead"})
        assert (source.tables[0].columns, codes(source)) == (((0, "task"), (1, "lead")), [])

    def test_a_sheet_without_a_head_says_so(self) -> None:
        source = read(["建设公园", "水务"], ["整治岸线", "林业"])
        assert (source.tables[0].columns, codes(source)) == ((), ["columns-unknown"])

    @pytest.mark.parametrize(
        ("columns", "code", "cause"),
        [
            ({"AAAA": "task"}, "no-column", "没有“AAAA”这一列。"),
            ({"负责人": "task"}, "no-column", "没有“负责人”这一列。"),
            ({"A": "boss"}, "column-meaning", "不懂列的含义“boss”。"),
            ({"A": "year:25"}, "column-meaning", "不懂列的含义“year:25”。"),
            ({"A": "task:2025"}, "column-meaning", "不懂列的含义“task:2025”。"),
        ],
    )
    def test_what_is_told_wrongly_is_a_sentence(self, columns: dict[str, str], code: str, cause: str) -> None:
        with pytest.raises(CompileError) as caught:
            read(HEAD, *ROWS, columns=columns)
        assert (caught.value.code, caught.value.cause) == (code, cause)


class TestCells:
    def test_merged_cells_stand_once(self) -> None:
        def merged(sheet: Any) -> None:
            sheet.merge_cells("A2:A4")
            sheet.merge_cells("B3:C3")

        source = read(HEAD[:3], ["一", "甲", "乙局"], [], [None, "丙", None], change=merged)
        assert [(c.row, c.column, c.rows, c.columns, c.span.of(source.text)) for c in source.tables[0].cells[3:]] == [
            (1, 0, 2, 1, "一"),
            (1, 1, 1, 1, "甲"),
            (1, 2, 1, 1, "乙局"),
            (2, 1, 1, 1, "丙"),
        ]

    def test_a_merge_across_columns_is_counted(self) -> None:
        source = read(
            HEAD[:3], ["一、建设", None, None], ["1", "甲", "乙局"], change=lambda sheet: sheet.merge_cells("A2:C2")
        )
        assert [(c.rows, c.columns) for c in source.tables[0].cells if c.row == 1] == [(1, 3)]

    def test_line_breaks_in_a_cell_are_closed_up(self) -> None:
        assert read(HEAD[:2], [1, "建设\n公园\n"]).text == "序号\t工作任务\n1\t建设公园"

    @pytest.mark.parametrize(
        ("value", "number_format", "words"),
        [
            (25.0, "General", "25"),
            (0.1 + 0.2, "0.00", "0.3"),
            (92.5, "General", "92.5"),
            (0.755, "0.0%", "75.5%"),
            (0.07, "0%", "7%"),
            (3, '0"%"', "3"),
            (12, "General", "12"),
            (True, "General", "是"),
            (False, "General", "否"),
            (date(2025, 12, 1), "yyyy年m月", "2025年12月"),
            (date(2025, 12, 31), "yyyy-mm-dd", "2025年12月31日"),
            (time(9, 30), "h:mm", "09:30"),
            ("文字", "General", "文字"),
        ],
    )
    def test_values_are_written_as_they_are_shown(self, value: object, number_format: str, words: str) -> None:
        assert shown(value, number_format) == words

    def test_the_format_of_a_number_is_the_sheet_s(self) -> None:
        def formatted(sheet: Any) -> None:
            sheet["B2"].number_format = "0%"
            sheet["C2"].number_format = "yyyy年m月"

        source = read(["指标", "2025年目标", "完成时限"], ["覆盖率", 0.95, date(2025, 12, 1)], change=formatted)
        assert source.text.split("\n")[1] == "覆盖率\t95%\t2025年12月"

    def test_hidden_rows_and_columns_are_not_read_and_said(self) -> None:
        def hide(sheet: Any) -> None:
            sheet.row_dimensions[2].hidden = True
            sheet.column_dimensions["D"].hidden = True

        source = read(HEAD, *ROWS, change=hide)
        assert source.text == "序号\t工作任务\t牵头单位\t完成时限\n2\t整治排污口\t市生态环境局\t2024年底"
        assert codes(source) == ["hidden-cells", "columns-guessed"]

    def test_formulas_without_results_are_said(self) -> None:
        assert codes(read(HEAD[:2], ["=1+1", "甲"])) == ["formulas-without-values", "columns-guessed"]

    def test_a_formula_in_the_last_cell_is_seen_too(self) -> None:
        assert codes(read(HEAD[:2], ["甲", "=1+1"])) == ["formulas-without-values", "columns-guessed"]

    def test_errors_in_cells_are_said(self) -> None:
        assert codes(read(HEAD[:2], ["#REF!", "甲"])) == ["cell-errors", "columns-guessed"]


class TestSheets:
    def test_every_visible_sheet_is_read_under_its_name(self) -> None:
        def hide(made: Any) -> None:
            made["草稿"].sheet_state = "hidden"
            made["旧稿"].sheet_state = "veryHidden"
            made.create_chartsheet("图").add_chart(BarChart())

        data = book(
            ("任务", [HEAD, *ROWS]),
            ("草稿", [["没有"]]),
            ("Sheet9", [HEAD, ROWS[0]]),
            ("旧稿", [["没有"]]),
            change=hide,
        )
        source = xlsx.read(data, "a.xlsx")
        assert source.text.split("\n")[:2] == ["任务", "\t".join(HEAD)]
        assert [span.of(source.text) for span, _ in source.headings] == ["任务"]
        assert (len(source.tables), source.text.count("没有"), source.text.count("Sheet9")) == (2, 0, 0)
        assert source.problems[0].message == "有隐藏的工作表没有读取：草稿、旧稿。"

    @pytest.mark.parametrize("sheet", ["乙", 2])
    def test_one_sheet_may_be_chosen(self, sheet: str | int) -> None:
        source = xlsx.read(book(("甲", [["一", "二"]]), ("乙", [["三", "四"]])), "a.xlsx", sheet=sheet)
        assert source.text == "三\t四"

    def test_a_hidden_sheet_may_be_chosen(self) -> None:
        data = book(
            ("甲", [["一"]]), ("乙", [["三", "四"]]), change=lambda made: setattr(made["乙"], "sheet_state", "hidden")
        )
        source = xlsx.read(data, "a.xlsx", sheet="乙")
        assert (source.text, codes(source)) == ("三\t四", ["columns-unknown"])

    @pytest.mark.parametrize("sheet", ["丙", 0, 3])
    def test_a_sheet_that_is_not_there_is_a_sentence(self, sheet: str | int) -> None:
        with pytest.raises(CompileError) as caught:
            xlsx.read(book(("甲", [["一"]]), ("乙", [["二"]])), "a.xlsx", sheet=sheet)
        assert str(caught.value) == f"a.xlsx：没有名叫“{sheet}”的工作表。请改用下列之一：甲、乙。"

    def test_an_empty_workbook_has_no_text(self) -> None:
        with pytest.raises(CompileError) as caught:
            read()
        assert caught.value.code == "no-text"

    def test_a_workbook_with_an_entity_is_refused(self) -> None:
        held = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(book(("甲", [["一"]])))) as old, zipfile.ZipFile(held, "w") as new:
            for part in old.namelist():
                content = old.read(part)
                if part == "xl/worksheets/sheet1.xml":
                    content = b'<!DOCTYPE a [<!ENTITY x "y">]>' + re.sub(rb"<\?xml.*?\?>", b"", content)
                new.writestr(part, content)
        with pytest.raises(CompileError) as caught:
            xlsx.read(held.getvalue(), "a.xlsx")
        assert caught.value.code == "entity-bomb"

    def test_a_workbook_without_sheets_is_refused(self) -> None:
        parts = {"_rels/.rels": relations(officeDocument="xl/workbook.xml"), "xl/workbook.xml": "<workbook/>"}
        with pytest.raises((CompileError, KeyError)):
            xlsx.read(zipped(parts), "a.xlsx")
