"""A long run of chance against the readers: any bytes give a source or a sentence. See README.md beside this file."""

import io
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

with atheris.instrument_imports(include=["kapok"]):
    from kapok.compiler.errors import CompileError
    from kapok.compiler.readers import docx, html, md, ofd, pdf, txt, worker, xlsx
    from kapok.compiler.readers.detect import detect
    from kapok.compiler.readers.refusals import REFUSALS

LINKS = (
    b'<R><Relationship Id="a" Type="x/numbering" Target="numbering.xml"/>'
    b'<Relationship Id="b" Type="x/styles" Target="styles.xml"/>'
    b'<Relationship Id="c" Type="x/footnotes" Target="footnotes.xml"/></R>'
)
DOCUMENT = b'<d><body><p><pPr><numPr><ilvl val="1"/><numId val="1"/></numPr></pPr><r><t>x</t></r></p></body></d>'


def zipped(parts: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def word(part: str, content: bytes) -> object:
    """A Word file in which one part is chance."""
    parts = {"word/document.xml": DOCUMENT, "word/_rels/document.xml.rels": LINKS, f"word/{part}": content}
    return docx.read(zipped(parts), "a.docx")


def page(content: bytes) -> object:
    """An OFD file in which the page is chance."""
    document = b'<D><Pages><Page BaseLoc="P.xml"/></Pages></D>'
    return ofd.read(
        zipped({"OFD.xml": b"<O><DocRoot>D.xml</DocRoot></O>", "D.xml": document, "P.xml": content}), "a.ofd"
    )


def foreign(kind: str) -> Callable[[bytes], object]:
    """A whole file through the border at which a library's errors become a sentence."""

    def read(data: bytes) -> object:
        answer = worker.read(data, {"format": kind, "name": "a", "columns": None, "sheet": None}, {"memory": 2**30})
        return known(answer["refused"]["code"]) if "refused" in answer else answer

    return read


def known(code: str) -> str:
    if code not in REFUSALS:
        raise AssertionError(code)
    return code


# What chance may be given to, by the name that the command line takes.
TARGETS: dict[str, Callable[[bytes], object]] = {
    "txt": lambda data: txt.read(data, "a.txt"),
    "md": lambda data: md.read(data, "a.md"),
    "html": lambda data: html.read(data, "a.html"),
    "detect": lambda data: detect(data, "a"),
    "document": lambda data: word("document.xml", data),
    "numbering": lambda data: word("numbering.xml", data),
    "styles": lambda data: word("styles.xml", data),
    "page": page,
    "docx": foreign("docx"),
    "pdf": foreign("pdf"),
    "xlsx": foreign("xlsx"),
    "ofd": foreign("ofd"),
}
assert all(module.read for module in (pdf, xlsx))  # loaded here, so that they are instrumented


def main() -> None:
    target = TARGETS[sys.argv.pop(1)]

    def once(data: bytes) -> None:
        try:
            target(data)
        except CompileError as error:
            known(error.code)

    atheris.Setup(sys.argv, once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
