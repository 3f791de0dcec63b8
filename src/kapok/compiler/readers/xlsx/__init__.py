"""Workbooks: the visible sheets, the table of tasks in each, and a guess at what its columns hold."""

from collections.abc import Mapping, Sequence

from kapok.compiler.model import Source
from kapok.compiler.readers import columns as heads
from kapok.compiler.readers.layout import GridCell, Layout, in_one_line
from kapok.compiler.readers.refusals import refused
from kapok.compiler.readers.xlsx.book import Book, Sheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOTES = ("注：", "注:", "备注", "说明：", "填表", "附注")
_NAMELESS = ("sheet", "工作表")  # sheets that nobody named

# What a sheet may hold besides what is read, and what is said about it.
_REMARKS: tuple[tuple[str, str], ...] = (
    ("hidden-cells", "工作表“{sheet}”有隐藏的行或列，没有读取。"),
    ("formulas-without-values", "工作表“{sheet}”有公式没有存下结果，读作空格；请在表格软件中打开并保存后再交来。"),
    ("cell-errors", "工作表“{sheet}”有出错的单元格（如 #REF!），请核对。"),
)


def read(data: bytes, name: str, columns: Mapping[str, str] | None = None, sheet: str | int | None = None) -> Source:
    """The text of a workbook; each sheet is what stands above its table, the table, and the notes below.

    Raises ``CompileError`` for a workbook that is damaged or locked, and for a sheet or a column that is not there.
    """
    book = Book(data, name)
    layout = Layout()
    if book.hidden and sheet is None:
        layout.problem("hidden-sheets", f"有隐藏的工作表没有读取：{'、'.join(book.hidden)}。")
    chosen = book.chosen(sheet)
    for each in book.sheets(chosen):
        if len(chosen) > 1 and not each.name.lower().startswith(_NAMELESS):
            layout.paragraph(each.name, 1)
        _lay_sheet(each, columns, layout, name)
    if layout.is_blank:
        raise refused("no-text", name)
    return layout.source(MEDIA_TYPE)


def _lay_sheet(sheet: Sheet, columns: Mapping[str, str] | None, layout: Layout, name: str) -> None:
    for code, message in _REMARKS:
        if code in sheet.met:
            layout.problem(code, message.format(sheet=sheet.name))
    cells = [GridCell(c.row, c.column, in_one_line(c.text), c.rows, c.columns) for c in sheet.cells]
    head = heads.head_of(cells)
    held = _meanings(sheet.name, head, columns, layout, name)
    first = head.first if head else 0
    last = _last_row(cells, first)
    _lay_rows([cell for cell in cells if cell.row < first], layout)
    layout.table(
        [GridCell(c.row - first, c.column, c.text, c.rows, c.columns) for c in cells if first <= c.row <= last],
        tuple(sorted(held.items())),
    )
    _lay_rows([cell for cell in cells if cell.row > last], layout)


def _meanings(
    sheet: str, head: heads.Head | None, columns: Mapping[str, str] | None, layout: Layout, name: str
) -> dict[int, str]:
    """What the columns hold: as the caller tells it, the rest as their heads say; and what was guessed is shown."""
    told = heads.told(columns or {}, head, name)
    guess = {column: meaning for column, meaning in (head.guess() if head else {}).items() if column not in told}
    if guess and head is not None:
        guessed = heads.shown(guess, head)
        layout.problem("columns-guessed", f"工作表“{sheet}”各列的含义是按表头猜的：{guessed}。不对的列请另行指明。")
    elif not told:
        layout.problem("columns-unknown", f"工作表“{sheet}”没有认出表头；请指明各列的含义（如 C=task、D=lead）。")
    return heads.settled(guess) | told


def _last_row(cells: Sequence[GridCell], first: int) -> int:
    """The last row of the table: below it stand notes, each alone in its row."""
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell)
    last = max((cell.row + cell.rows - 1 for cell in cells), default=0)
    for row in sorted(rows, reverse=True):
        if row <= first or len(rows[row]) > 1 or not rows[row][0].text.startswith(_NOTES):
            break
        last = row - 1
    return last


def _lay_rows(cells: Sequence[GridCell], layout: Layout) -> None:
    """Rows outside the table, each a paragraph."""
    rows: dict[int, list[str]] = {}
    for cell in cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell.text)
    for row in sorted(rows):
        layout.paragraph(" ".join(rows[row]))
