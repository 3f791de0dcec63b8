"""The format is what the content says, and only then what the name says."""

import zipfile

import pytest

from kapok.compiler.errors import CompileError
from kapok.compiler.readers import read
from kapok.compiler.readers.detect import detect
from kapok.compiler.readers.refusals import MOST_BYTES
from tests.compiler.readers.files import ofd, paragraph, word, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (word(paragraph("甲")), "a.txt", "docx"),
        (word(paragraph("甲")), "a.wps", "docx"),
        (ofd([("甲", 20, 20)]), "a.pdf", "ofd"),
        (zipped({"xl/workbook.xml": ""}), "", "xlsx"),
        (b"junk before\n%PDF-1.4", "a.docx", "pdf"),
        (b"  <!DOCTYPE HTML><p>", "a.txt", "html"),
        (b"\xef\xbb\xbf<html>", "-", "html"),
        ("<html>".encode("utf-16"), "", "html"),
        (b"<?xml version='1.0'?>\n<!-- x -->\n<html>", "a.doc", "html"),
        (b"<p>text", "a.HTM", "html"),
        (b"# text", "a.md", "md"),
        (b"# text", "a.Markdown", "md"),
        (b"# text", "a.txt", "txt"),
        (b"# text", "-", "txt"),
        (b"# text", "plan.2025", "txt"),
        (b"# text", "nul\0.md", "md"),
    ],
)
def test_content_goes_before_the_name(data: bytes, name: str, kind: str) -> None:
    assert detect(data, name) == kind


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "empty"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.docx", "old-word"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.wps", "old-wps"),
        (OLE + "Workbook".encode("utf-16-le"), "", "old-excel"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "", "slides"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password"),
        (OLE, "a.doc", "old-word"),
        (OLE, "a.et", "old-excel"),
        (OLE, "a.msg", "old-office"),
        (b"anything", "a.doc", "old-word"),
        (b"anything", "a.WPS", "old-wps"),
        (b"anything", "a.xls", "old-excel"),
        (b"a,b", "a.csv", "other-spreadsheet"),
        (b"{}", "a.json", "unknown-format"),
        (b"anything", "a.docx", "name-mismatch"),
        (b"anything", "a.pdf", "name-mismatch"),
        (b"{\\rtf1 x}", "a.doc", "other-word-processor"),
        (b"MIME-Version: 1.0\n", "a.mht", "other-word-processor"),
        (b"<?xml version='1.0'?><w:wordDocument/>", "a.doc", "other-word-processor"),
        (zipped({"content.xml": ""}), "a.odt", "other-word-processor"),
        (zipped({"content.xml": ""}), "a.ods", "other-spreadsheet"),
        (zipped({"xl/workbook.bin": ""}), "a.xlsb", "other-spreadsheet"),
        (zipped({"ppt/presentation.xml": ""}), "a.pptx", "slides"),
        (zipped({"plan.txt": "x"}), "a.zip", "archive"),
        (zipped({}), "a.docx", "archive"),
        (b"PK\x03\x04 cut", "a.docx", "damaged"),
        (b"\x1f\x8b\x08", "a.gz", "archive"),
        (bytes(257) + b"ustar", "a.tar", "archive"),
        (b"\x89PNG\r\n", "a.png", "not-a-document"),
        (b"\xff\xd8\xff\xe0", "a.txt", "not-a-document"),
        (b"MZ\x90", "a.exe", "not-a-document"),
        (b"\0\0\0\x18ftypmp42", "a.mp4", "not-a-document"),
        (b"RIFF\0\0\0\0WEBP", "a.webp", "not-a-document"),
    ],
)
def test_what_is_no_readable_document_is_refused_by_name_of_its_cause(data: bytes, name: str, code: str) -> None:
    with pytest.raises(CompileError) as caught:
        read(data, name)
    assert (caught.value.code, caught.value.name) == (code, name)


def test_a_refusal_says_the_file_the_cause_and_the_next_step() -> None:
    with pytest.raises(CompileError) as caught:
        read(OLE + "WordDocument".encode("utf-16-le"), "计划.doc")
    assert str(caught.value) == (
        "计划.doc：这是旧版 Word（.doc）文件，不能直接读取。"
        "请用 WPS 或 Word 打开，选择“另存为”，保存类型选“Word 文档（*.docx）”，再交来。"
    )


def test_more_than_fifty_megabytes_are_refused() -> None:
    with pytest.raises(CompileError) as caught:
        detect(bytes(MOST_BYTES + 1), "a.txt")
    assert (caught.value.code, caught.value.cause) == ("too-big", "文件有 51 MB，超过了 50 MB 的上限。")


def test_fifty_megabytes_are_not_too_many() -> None:
    assert detect(b" " * MOST_BYTES, "a.txt") == "txt"


def test_an_archive_s_compression_does_not_matter() -> None:
    assert detect(zipped({"OFD.xml": "x"}, zipfile.ZIP_STORED), "") == "ofd"
