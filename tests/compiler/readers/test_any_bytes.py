"""Whatever the bytes and whatever the name: a source or a sentence, and nothing else."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kapok.compiler.errors import CompileError
from kapok.compiler.model import Source
from kapok.compiler.readers import Limits, docx, html, md, ofd, read, txt, worker
from kapok.compiler.readers.refusals import REFUSALS
from kapok.compiler.readers.wire import from_wire
from tests.compiler.readers import files
from tests.compiler.readers.sample import as_docx, as_pdf
from tests.compiler.readers.test_xlsx import HEAD, ROWS, book

NAMES = [
    "",
    "-",
    "a",
    *(f"a.{end}" for end in "txt md html docx pdf xlsx ofd doc wps xls csv json xml png zip".split()),
]
STARTS = [
    b"",
    b"PK\x03\x04",
    b"%PDF-1.7\n",
    b"<html>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"---\n",
]
ENCODINGS = [None, "utf-8", "gb18030", "big5", "utf-16", "klingon"]
SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def outcome(call: Callable[[], Source]) -> str:
    """The code of a refusal; "" for a source, which must be sound."""
    try:
        source = call()
    except CompileError as error:
        return error.code
    check(source)
    return ""


@given(st.sampled_from(STARTS), st.binary(max_size=300), st.sampled_from(NAMES), st.sampled_from(ENCODINGS))
@settings(deadline=None)
def test_any_bytes_under_any_name_give_a_source_or_a_sentence(
    start: bytes, rest: bytes, name: str, encoding: str | None
) -> None:
    code = outcome(lambda: read(start + rest, name, encoding=encoding, limits=Limits(seconds=20)))
    assert code in {"", *REFUSALS}


def check(source: Source) -> None:
    """What holds for every source."""
    text = source.text
    assert not {"\r", "\0"} & set(text)
    for table in source.tables:
        assert 0 <= table.span.start <= table.span.end <= len(text)
        for cell in table.cells:
            assert table.span.holds(cell.span)
            assert cell.rows >= 1 <= cell.columns
            assert not set(cell.span.of(text)) & {"\n", "\t"}
    for span, level in source.headings:
        assert span.of(text).strip() == span.of(text) != ""
        assert 1 <= level <= 9
    assert list(source.pages) == sorted(source.pages)
    assert all(0 <= page <= len(text) for page in source.pages)


@cache
def whole(kind: str) -> bytes:
    """A file that is in order."""
    makers: dict[str, Callable[[], bytes]] = {
        "docx": lambda: files.word(
            files.item("总则") + files.table(["甲", files.cell_of("乙", properties='<w:gridSpan w:val="2"/>')], ["丙"]),
            numbering=files.lists(files.level(0, "chineseCounting", "%1、")),
        ),
        "rich docx": as_docx,
        "pdf": as_pdf,
        "xlsx": lambda: book(("甲", [HEAD, *ROWS])),
        "ofd": lambda: files.ofd([("一、总体要求", 20, 40), ("到2025年", 20, 60)]),
    }
    return makers[kind]()


CHANGES = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8)


def damaged(data: bytes, changes: list[tuple[int, int]], cut: int) -> bytes:
    """A file with some bytes changed, and cut where ``cut`` says, unless it lies behind the end."""
    broken = bytearray(data)
    for place, value in changes:
        broken[place % len(broken)] = value
    return bytes(broken[: cut % (2 * len(broken))])


@pytest.mark.parametrize("kind", ["docx", "rich docx", "pdf", "xlsx", "ofd"])
@given(changes=CHANGES, cut=st.integers(0, 10**6))
@SLOW
def test_a_damaged_file_gives_a_source_or_a_sentence(kind: str, changes: list[tuple[int, int]], cut: int) -> None:
    request = {"format": kind.rpartition(" ")[2], "name": "a", "columns": None, "sheet": None}
    answer = worker.read(damaged(whole(kind), changes, cut), request, {"memory": 2**30})
    if "source" in answer:
        check(from_wire(answer["source"]))
    else:
        assert answer["refused"]["code"] in REFUSALS


MERGED = files.cell_of("乙", properties='<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>')
OUTLINED = '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
PARTS: dict[str, tuple[Any, dict[str, str]]] = {
    "docx": (docx.read, {
        "word/document.xml": "<body>" + files.paragraph("甲", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
        + files.table([MERGED, "丙"], ["丁"])
                + "</body>",
        "word/numbering.xml": files.lists(files.level(0, "chineseCounting", "%1、", '<w:lvlRestart w:val="0"/>')),
        "word/styles.xml": f'<w:style w:styleId="1"><w:basedOn w:val="1"/>{OUTLINED}</w:style>',
    }),
    "ofd": (ofd.read, {
        "D.xml": '<PhysicalBox>0 0 9 9</PhysicalBox><Pages><Page BaseLoc="P.xml"/></Pages>',
        "P.xml": files.ofd_text("年度目标", 20, 40, matrix="2 0 0 2 0 0", deltas='DeltaX="g 2 4 4" DeltaY="0"'),
    }),
}  # fmt: skip

ODD = ["", "-1", "0", "9" * 9, "9" * 5000, "x", "1.5e999", "nan", "%9%0 1"]


@pytest.mark.parametrize("kind", PARTS)
@given(data=st.data())
@SLOW
def test_odd_values_in_well_made_xml_are_read_without_a_stumble(kind: str, data: st.DataObject) -> None:
    """Here nothing stands between the reader and the test: a slip of its own would show."""
    reader, parts = PARTS[kind]
    changed: dict[str, str | bytes] = {}
    for part, content in parts.items():
        quoted = content.split('"')
        for at in range(1, len(quoted), 2):
            quoted[at] = data.draw(st.sampled_from([quoted[at], *ODD]))
        changed[part] = f'<root xmlns:w="w" xmlns:ofd="o">{chr(34).join(quoted)}</root>'
    if kind == "docx":
        changed["word/_rels/document.xml.rels"] = files.relations(numbering="numbering.xml", styles="styles.xml")
    else:
        changed["OFD.xml"] = "<OFD><DocRoot>D.xml</DocRoot></OFD>"
    assert outcome(lambda: reader(files.zipped(changed), "a")) in {"", *REFUSALS}


@pytest.mark.parametrize("reader", [txt.read, md.read, html.read])
@given(st.text("|-*_`#>~[]()<!/=\"' \n\t1.一、甲a\\", max_size=80))
@settings(deadline=None)
def test_any_run_of_marks_is_read(reader: Callable[[bytes, str], Source], text: str) -> None:
    assert outcome(lambda: reader(text.encode(), "a")) in {"", "no-text", "too-deep"}
