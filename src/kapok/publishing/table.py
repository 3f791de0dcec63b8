"""One table as CSV or as an .xlsx workbook, as it is seen on a page."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from kapok.publishing.spreadsheet import FORMULA_SIGNS, Value, styled, titled, undated

WIDEST = 48  # characters


def table_csv(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The bytes of a CSV file that spreadsheets open right: UTF-8 with its mark, text that begins like a formula
    behind an apostrophe.

    >>> table_csv(["名"], [["=1+1"], [3]]).decode("utf-8-sig").split()
    ['名', "'=1+1", '3']
    """
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([_plain(column) for column in columns])
    writer.writerows([_plain(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


def table_xlsx(name: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The bytes of a workbook with one sheet; the same table gives the same bytes on every day.

    >>> table_xlsx("表", ["名"], [["一"]])[:2]
    b'PK'
    """
    book = Workbook(write_only=True)
    book.properties.creator = "Kapok"
    page = book.create_sheet(name[:31])
    page.freeze_panes = "A2"
    held = [list(row) for row in rows]
    for at in range(len(columns)):
        longest = max((len(str(row[at] or "")) for row in held[:200]), default=0)
        page.column_dimensions[get_column_letter(at + 1)].width = min(max(2 * longest, 10), WIDEST)
    page.append([titled(page, column) for column in columns])
    for row in held:
        page.append([styled(page, value) for value in row])
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(held) + 1}"
    out = BytesIO()
    book.save(out)
    return undated(out.getvalue())
