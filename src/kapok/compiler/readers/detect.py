"""Which format a document has: by its content first, then by its name."""

import io
import re
import zipfile
from pathlib import PurePath

from kapok.compiler.readers.refusals import MEGABYTE, MOST_BYTES, refused

# What the first bytes of a file say that is no document; the words complete “这是……，不是文本文件。”
_NO_DOCUMENTS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"II*\0", "图片"),
    (b"MM\0*", "图片"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"\xca\xfe\xba\xbe", "程序"),
    (b"SQLite format 3\0", "数据库"),
    (b"ID3", "录音"),
    (b"OggS", "录音"),
    (b"\x1aE\xdf\xa3", "录像"),
    (b"\0\1\0\0\0", "字体"),
    (b"OTTO", "字体"),
    (b"wOF", "字体"),
)
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What an OLE file holds, by the name of one of its streams, and the refusal for it.
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "password"),
    ("WordDocument", "old-word"),
    ("Workbook", "old-excel"),
    ("Book", "old-excel"),
    ("PowerPoint Document", "slides"),
)
# A part whose presence says what a zip is.
_ZIPPED: tuple[tuple[str, str], ...] = (("word/", "docx"), ("xl/", "xlsx"), ("OFD.xml", "ofd"))
_BY_NAME: dict[str, str] = {
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_FOREIGN_NAMES = frozenset({".docx", ".docm", ".xlsx", ".xlsm", ".pdf", ".ofd"})
_REFUSED_NAMES: dict[str, tuple[str, dict[str, str]]] = {
    ".doc": ("old-word", {}),
    ".wps": ("old-wps", {}),
    ".xls": ("old-excel", {}),
    ".et": ("old-excel", {}),
    ".csv": ("other-spreadsheet", {"format": "CSV"}),
    ".rtf": ("other-word-processor", {"format": "RTF"}),
    ".xml": ("unknown-format", {}),
    ".json": ("unknown-format", {}),
}
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S
)


def detect(data: bytes, name: str) -> str:
    """The format: ``txt``, ``md``, ``html``, ``docx``, ``pdf``, ``xlsx`` or ``ofd``.

    Raises ``CompileError`` for what is no document that can be read.

    >>> detect(b"%PDF-1.7 ...", "scan.docx")
    'pdf'
    """
    if not data:
        raise refused("empty", name)
    if len(data) > MOST_BYTES:
        raise refused("too-big", name, size=-(-len(data) // MEGABYTE))
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(data, name)
    _refuse_other_content(data, name)
    if _HTML_START.match(_plain_start(data)):
        return "html"
    return _by_name(name)


def _zipped(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise refused("damaged", name, place="（压缩目录读不出）") from error
    for prefix, kind in _ZIPPED:
        if any(part.startswith(prefix) for part in parts):
            if "xl/workbook.bin" in parts:
                raise refused("other-spreadsheet", name, format="二进制工作簿（.xlsb）")
            return kind
    if any(part.startswith("ppt/") for part in parts):
        raise refused("slides", name)
    if "content.xml" in parts:
        spreadsheet = _suffix(name) == ".ods"
        raise refused("other-spreadsheet" if spreadsheet else "other-word-processor", name, format="OpenDocument")
    raise refused("archive", name)


def _refuse_other_content(data: bytes, name: str) -> None:
    if data.startswith(_OLE):
        raise refused(_ole(data, name), name)
    if data.startswith(_ARCHIVES) or data[257:262] == b"ustar":
        raise refused("archive", name)
    for magic, what in _NO_DOCUMENTS:
        if data.startswith(magic):
            raise refused("not-a-document", name, format=what)
    if data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"AVI ", b"WAVE")):
        raise refused("not-a-document", name, format="图片、录音或录像")
    if data.startswith(b"{\\rtf"):
        raise refused("other-word-processor", name, format="RTF")
    if data[:13].lower() == b"mime-version:":
        raise refused("other-word-processor", name, format="单一文件网页（.mht）")
    if b"<w:wordDocument" in data[:4096] or b"schemas.microsoft.com/office/word/2003" in data[:4096]:
        raise refused("other-word-processor", name, format="Word 2003 XML")


def _ole(data: bytes, name: str) -> str:
    """The refusal for an OLE file; a .wps that WPS itself wrote holds Word's own stream, so its name goes first."""
    streams = [code for stream, code in _OLE_STREAMS if stream.encode("utf-16-le") in data]
    if "password" in streams:
        return "password"
    by_name = _REFUSED_NAMES.get(_suffix(name))
    if by_name and by_name[0].startswith("old-"):
        return by_name[0]
    return streams[0] if streams else "old-office"


def _plain_start(data: bytes) -> bytes:
    """The first bytes with the NULs of UTF-16 and its marks left out: enough to see a tag."""
    return data[:4096].removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")


def _by_name(name: str) -> str:
    suffix = _suffix(name)
    if suffix in _FOREIGN_NAMES:
        raise refused("name-mismatch", name, said=suffix)
    if suffix in _REFUSED_NAMES:
        code, details = _REFUSED_NAMES[suffix]
        raise refused(code, name, **details)
    return _BY_NAME.get(suffix, "txt")


def _suffix(name: str) -> str:
    return PurePath(name.replace("\0", "")).suffix.lower()
