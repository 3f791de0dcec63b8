"""Lines from characters by their places, and tables from page to page: what no printer makes at will."""

from hypothesis import given
from hypothesis import strategies as st

from kapok.compiler.readers.layout import GridCell, Layout
from kapok.compiler.readers.paged.furniture import without_furniture
from kapok.compiler.readers.paged.glyphs import Glyph, Line, PageContent, PageTable, line_of, rows_of
from kapok.compiler.readers.paged.reading import lay_out
from kapok.compiler.readers.paged.tables import begun, goes_on, join

PLACES = st.floats(-50, 650)
GLYPHS = st.builds(
    lambda text, x, y, size: Glyph(text, x, x + size, y, y + size, size),
    st.sampled_from(["市", "1", "a", " ", "。", "（"]),
    PLACES,
    PLACES,
    st.sampled_from([0.1, 5.0, 10.0, 30.0]),
)


def row(text: str, x: float = 0.0) -> list[Glyph]:
    return [Glyph(letter, x + 10 * at, x + 10 * at + 10, 0, 10, 10) for at, letter in enumerate(text)]


def text_of(glyphs: list[Glyph]) -> str | None:
    line = line_of(glyphs, 1)
    return None if line is None else line.text


def page(number: int, *lines: str, height: float = 300) -> list[Line]:
    return [Line(text, 0, 90, 20 + 20 * at, 30 + 20 * at, 10, number) for at, text in enumerate(lines)]


def test_blank_characters_make_no_line_and_no_end_of_one() -> None:
    assert (text_of(row("  ")), text_of(row(" 甲 乙  "))) == (None, "甲 乙")


def test_a_blank_between_latin_words_is_a_space_and_a_narrow_gap_none() -> None:
    words = [*row("ab"), *row("cd", x=21), *row("e", x=50)]
    assert text_of(words) == "abcd e"


def test_characters_that_stand_level_are_one_row_whatever_their_size() -> None:
    large, small = Glyph("大", 0, 20, 0, 20, 20), Glyph("小", 20, 30, 9, 19, 10)
    assert [len(found) for found in rows_of([small, large, *row("下")[:1]])] == [3]


def test_a_page_number_counts_only_where_two_pages_agree_or_it_stands_on_the_edge() -> None:
    pages = [page(1, "7", "甲"), page(2, "30", "乙"), page(3, "9", "丙")]
    kept = without_furniture(pages, [300.0] * 3)
    assert [[line.text for line in found if isinstance(line, Line)] for found in kept] == [["甲"], ["30", "乙"], ["丙"]]


def test_a_long_line_that_comes_again_is_no_running_head() -> None:
    pages = [page(at, "甲" * 61, "乙" * at) for at in (1, 2)]
    assert [len(found) for found in without_furniture(pages, [300.0] * 2)] == [2, 2]


def table(number: int, *rows: str, edges: tuple[float, ...] = (0.0, 50.0, 100.0)) -> PageTable:
    cells = [GridCell(r, c, words) for r, line in enumerate(rows) for c, words in enumerate(line.split("|"))]
    return PageTable(tuple(cells), edges, 0, 100, 0, 50, number)


def test_a_cell_without_words_at_the_head_of_a_page_is_one_where_nothing_was_merged() -> None:
    whole = begun(table(1, "类|指标", "创新|甲"))
    join(whole, table(2, "|乙"))
    assert [(cell.row, cell.text) for cell in whole.cells if cell.row > 1] == [(2, ""), (2, "乙")]


def test_a_table_of_another_width_does_not_go_on() -> None:
    first = begun(table(1, "甲|乙"))
    assert not goes_on(first, table(2, "丙|丁|戊", edges=(0.0, 30.0, 60.0, 100.0)))
    assert not goes_on(first, table(2, "丙|丁", edges=(0.0, 20.0, 100.0)))
    assert goes_on(first, table(2, "丙|丁", edges=(9.0, 59.0, 109.0)))


@given(st.lists(st.lists(GLYPHS, max_size=40), max_size=3))
def test_characters_anywhere_are_laid_down_once_at_most(pages: list[list[Glyph]]) -> None:
    layout = Layout()
    lay_out([PageContent(at, 600, 800, tuple(glyphs)) for at, glyphs in enumerate(pages, 1)], layout)
    source = layout.source("x")
    assert source.text.count("市") <= sum(glyph.text == "市" for glyphs in pages for glyph in glyphs)
    assert len(source.pages) == len(pages)
    assert list(source.pages) == sorted(source.pages)
