"""A text grows by paragraphs and tables, and every span in it holds just its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapok.compiler.readers.layout import GridCell, Layout, in_one_line, joined
from kapok.kernel.spans import Span

CELLS = st.lists(
    st.builds(GridCell, st.integers(0, 5), st.integers(0, 5), st.text("市a1 \n\t", max_size=5)),
    unique_by=lambda cell: (cell.row, cell.column),
)


def test_a_table_stands_row_by_row_with_tabs_between_its_cells() -> None:
    layout = Layout()
    layout.paragraph("表1")
    layout.table([GridCell(1, 0, "基地"), GridCell(0, 0, "指标"), GridCell(0, 1, "2025\n年"), GridCell(1, 1, "60 家")])
    source = layout.source("text/plain")
    assert source.text == "表1\n指标\t2025年\n基地\t60 家"
    assert [cell.span.of(source.text) for cell in source.tables[0].cells] == ["指标", "2025年", "基地", "60 家"]
    assert source.tables[0].span.of(source.text) == "指标\t2025年\n基地\t60 家"


def test_blank_paragraphs_and_blank_tables_leave_nothing() -> None:
    layout = Layout()
    layout.paragraph(" \u3000\u200b")
    layout.table([GridCell(0, 0, " ")])
    assert (layout.source("text/plain").text, layout.is_blank) == ("", True)


def test_a_heading_with_a_line_break_is_one_line() -> None:
    layout = Layout()
    layout.paragraph("第一章\n总则", level=1)
    assert layout.source("text/plain").headings == ((Span(0, 5), 1),)


def test_a_line_break_in_plain_text_parts_two_paragraphs() -> None:
    layout = Layout()
    layout.paragraph("甲\u2028乙\r\n丙")
    assert layout.source("text/plain").text == "甲\n乙\n丙"


def test_a_problem_is_noted_once() -> None:
    layout = Layout()
    layout.problem("a", "甲")
    layout.problem("a", "甲")
    layout.problem("a", "乙")
    assert [problem.message for problem in layout.problems] == ["甲", "乙"]


def test_pages_begin_at_what_is_laid_down_next() -> None:
    layout = Layout()
    layout.page()
    layout.paragraph("甲")
    layout.page()
    layout.paragraph("乙")
    layout.page()
    source = layout.source("text/plain")
    assert (source.pages, source.page(0), source.page(2)) == ((0, 2, 3), 1, 2)


def test_words_are_parted_where_their_script_parts_them() -> None:
    assert joined(["GDP", "增长", "R&D", "per", "GDP", "20", "25", "", "年"]) == "GDP增长R&D per GDP 2025年"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("市水务局\n市林业局\n各区政府", "市水务局、市林业局、各区政府"),
        ("市水务局、\n市林业局", "市水务局、市林业局"),
        ("市水务\n局", "市水务局"),
        ("国家税务总局\n云溪市税务局", "国家税务总局云溪市税务局"),
        ("市水务局", "市水务局"),
        ("国际科技\n合作中心", "国际科技合作中心"),
    ],
)
def test_offices_on_lines_of_their_own_are_a_list(cell: str, words: str) -> None:
    assert in_one_line(cell) == words


@given(CELLS)
def test_spans_of_cells_hold_their_words_and_nothing_of_the_rules(cells: list[GridCell]) -> None:
    layout = Layout()
    layout.table(cells)
    source = layout.source("text/plain")
    for table in source.tables:
        words = [cell.span.of(source.text) for cell in table.cells]
        assert not any("\t" in text or "\n" in text for text in words)
        assert len(table.cells) == len(cells)
