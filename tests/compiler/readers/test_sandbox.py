"""A foreign file is read in a child process: what goes wrong there is a sentence here."""

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kapok.compiler import readers
from kapok.compiler.errors import CompileError
from kapok.compiler.model import Source
from kapok.compiler.readers import Limits, html, pdf, read, worker, xlsx
from kapok.compiler.readers import docx as word_reader
from kapok.compiler.readers.refusals import MEGABYTE
from kapok.compiler.readers.sandbox import Request, read_apart
from kapok.compiler.readers.wire import from_wire, to_wire
from tests.compiler.readers.files import ofd, paragraph, table, word, zipped
from tests.compiler.readers.sample import as_docx, as_pdf
from tests.compiler.readers.test_pdf import raw
from tests.compiler.readers.test_xlsx import HEAD, ROWS, book

WORKER = Path(worker.__file__)


def refusal(data: bytes, name: str, limits: Limits | None = None) -> CompileError:
    with pytest.raises(CompileError) as caught:
        read(data, name, limits=limits)
    return caught.value


@pytest.mark.parametrize(
    ("data", "kind", "reader"),
    [
        (as_docx(), "docx", word_reader.read),
        (as_pdf(), "pdf", pdf.read),
        (book(("甲", [HEAD, *ROWS])), "xlsx", xlsx.read),
    ],
    ids=["docx", "pdf", "xlsx"],
)  # fmt: skip
def test_the_child_s_answer_is_what_the_reader_found(data: bytes, kind: str, reader: object) -> None:
    assert callable(reader)
    assert read_apart(data, Request(kind, "a")) == reader(data, "a")


def test_the_source_knows_its_file() -> None:
    source = read(word(paragraph("甲")), "计划.docx")
    assert (source.name, source.text, len(source.sha256)) == ("计划.docx", "甲", 64)


def test_a_name_may_be_longer_than_a_command_line() -> None:
    assert read(word(paragraph("甲")), "长" * 200_000 + ".docx").text == "甲"


@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_a_large_page_is_read_apart_in_its_encoding(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    asked: list[Request] = []

    def asking(data: bytes, request: Request, limits: Limits | None) -> Source:
        asked.append(request)
        return read_apart(data, request, limits)

    monkeypatch.setattr(readers, "_MOST_HERE", 10)
    monkeypatch.setattr(readers, "read_apart", asking)
    data = "<p>創新計劃</p>".encode("big5")
    assert read(data, name, encoding="big5").text == "創新計劃"
    assert [(request.format, request.encoding) for request in asked] == [(name[2:], "big5")]


def test_a_page_of_nothing_but_cells_stops_at_its_limits() -> None:
    error = refusal(b"<html><table>" + b"<td>x" * 400_000, "a.html", Limits(seconds=30, memory=60 * MEGABYTE))
    assert error.code == "too-much-memory"


def test_columns_and_sheet_reach_the_child() -> None:
    source = read(book(("甲", [HEAD]), ("乙", [HEAD, *ROWS])), "a.xlsx", columns={"B": "class"}, sheet=2)
    assert source.tables[0].columns[1] == (1, "class")


def test_a_refusal_of_the_child_is_raised_here() -> None:
    error = refusal(word(""), "空.docx")
    assert (error.code, str(error)) == (
        "no-text",
        "空.docx：里面没有文字，只有图片或空页。请先做文字识别（OCR），或索取可以复制文字的版本，再交来。",
    )


def test_time_is_limited() -> None:
    error = refusal(word(paragraph("甲")), "a.docx", Limits(seconds=0.01))
    assert (error.code, error.cause) == ("too-slow", "读了 0 秒还没有读完，已经停下。")


def test_a_pdf_whose_page_is_itself_without_end_is_stopped() -> None:
    data = raw(b"").replace(b"<< /Type /Page /Parent 2 0 R", b"3 0 R << /Type /Page /Parent 2 0 R")
    assert refusal(data, "a.pdf", Limits(seconds=2)).code == "too-slow"


@pytest.mark.skipif(sys.platform == "win32", reason="没有 resource 模块的系统不限内存")
class TestLimits:
    def test_memory_is_limited(self) -> None:
        chance = random.Random(1)  # words that no compression makes small
        body = "".join(paragraph(f"{chance.getrandbits(64):x}") for _ in range(40_000))
        error = refusal(word(body), "a.docx", Limits(memory=40 * MEGABYTE))
        assert (error.code, error.cause) == ("too-much-memory", "读取时用的内存超过了 40 MB，已经停下。")

    def test_a_child_that_cannot_even_start_is_a_sentence(self) -> None:
        assert refusal(word(paragraph("甲")), "a.docx", Limits(memory=MEGABYTE)).code in ("too-much-memory", "crashed")

    def test_an_answer_that_is_too_long_is_a_sentence(self) -> None:
        error = refusal(word(paragraph("甲" * 1_000_000)), "a.docx", Limits(answer=2 * MEGABYTE))
        assert (error.code, error.cause) == ("too-much-text", "读出的内容超过 2 MB，不像是一份计划。")

    def test_a_child_that_cannot_write_is_a_sentence(self) -> None:
        assert refusal(word(paragraph("甲")), "甲" * 20_000 + ".docx", Limits(answer=0)).code == "crashed"


def test_it_works_from_a_thread() -> None:
    found: list[Source] = []
    threads = [
        threading.Thread(target=lambda: found.append(read(ofd([("年度目标", 20, 40)]), "a.ofd"))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [source.text for source in found] == ["年度目标"] * 3


def test_the_child_loads_one_reader_and_not_the_compiler() -> None:
    look = (
        "import sys, runpy; worker = runpy.run_path(sys.argv[1]); worker['_bare_packages']();"
        "import kapok.compiler.readers.docx; foreign = ('kapok.', 'opencc', 'openpyxl', 'pdfminer', 'django');"
        "print(*sorted(m for m in sys.modules if m.startswith(foreign)), sep='\\n')"
    )
    source = str(WORKER.parents[3])
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {source!r}); {look}", str(WORKER)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = [module.removeprefix("kapok.compiler") for module in ran.stdout.split()]
    assert loaded == [
        "", ".errors", ".model", ".readers", ".readers.docx", ".readers.docx.numbering", ".readers.docx.parts",
        ".readers.docx.story", ".readers.docx.styles", ".readers.layout", ".readers.numerals", ".readers.refusals",
        ".readers.zipped", "kapok.kernel", "kapok.kernel.problems", "kapok.kernel.spans",
    ]  # fmt: skip


def answer(data: bytes, kind: str) -> dict[str, object]:
    request = {"format": kind, "name": "a", "columns": None, "sheet": None}
    return worker.read(data, request, {"memory": MEGABYTE})


def test_whatever_a_library_raises_is_a_damaged_file(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(b"%PDF-1.7 nothing more", "pdf")
    assert found == {
        "refused": {
            "cause": "文件内容损坏或不完整，读不下去。",
            "next_step": "请在原软件中打开确认能看到正文，重新保存或重新下载一份再交来。",
            "name": "a",
            "code": "damaged",
        }
    }
    assert capsys.readouterr().err.startswith("PdfminerException: ")


def test_an_answer_that_is_too_long_becomes_its_refusal() -> None:
    order = {"limits": {"answer": 10}, "request": {"name": "a"}}
    assert b"too-much-text" in worker.written({"source": {"text": "x" * 20}}, order)
    assert worker.written({"source": ""}, order | {"limits": {"answer": 100}}) == b'{"source": ""}'


@pytest.mark.parametrize(("error", "code"), [(MemoryError, "too-much-memory"), (RecursionError, "too-deep")])
def test_what_python_itself_refuses_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception], code: str
) -> None:
    def fail(_data: bytes, _name: str) -> None:
        raise error

    def wrapped(data: bytes, name: str) -> None:
        try:
            fail(data, name)
        except error as cause:
            raise ValueError("wrapped") from cause

    for reader in (fail, wrapped):
        monkeypatch.setattr(word_reader, "read", reader)
        found = answer(word(paragraph("甲")), "docx")["refused"]
        assert isinstance(found, dict)
        assert found["code"] == code


def test_a_source_comes_over_the_wire_whole() -> None:
    source = word_reader.read(
        word(table(["甲", "乙"]) + paragraph("一、目标", properties='<w:outlineLvl w:val="0"/>')), "a"
    )
    assert from_wire(to_wire(source)) == source
    page = html.read("<table><tr><td>甲<td>乙</table><h2>一、目标</h2>".encode(), "a")
    assert from_wire(to_wire(page)) == page


def test_a_bomb_does_not_reach_the_child() -> None:
    assert refusal(zipped({"word/document.xml": bytes(30 * MEGABYTE)}), "a.docx").code == "zip-bomb"
