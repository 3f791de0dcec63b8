"""Writes the files that the long run begins with: ``python fuzz/seeds.py FOLDER``."""

import io
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.compiler.readers import files, sample  # noqa: E402
from tests.compiler.readers.test_pdf import raw  # noqa: E402
from tests.compiler.readers.test_xlsx import HEAD, ROWS, book  # noqa: E402

# For each target: where in which file its seed lies; "" is the whole file.
INNER: dict[str, tuple[str, str]] = {
    "document": ("docx", "word/document.xml"),
    "numbering": ("docx", "word/numbering.xml"),
    "styles": ("docx", "word/styles.xml"),
    "page": ("ofd", "Doc_0/Pages/Page_0/Content.xml"),
}

# Small files are changed in more telling places than large ones.
SMALL = {
    "pdf": raw(b"BT /F 12 Tf 50 300 Td (Plan 2025) Tj ET 10 10 m 90 10 l S"),
    "docx": files.word(
        files.item("甲") + files.table(["乙", "丙"]), numbering=files.lists(files.level(0, "decimal", "%1."))
    ),
}


def main(folder: Path) -> None:
    whole = {kind: make() for kind, make in sample.FORMATS.items()}
    whole["xlsx"] = book(("甲", [HEAD, *ROWS]))
    whole["ofd"] = files.ofd([("一、总体要求", 20, 40), ("到2025年", 20, 60)])
    whole["detect"] = whole["docx"]
    for target, (kind, part) in INNER.items():
        with zipfile.ZipFile(io.BytesIO(whole[kind])) as archive:
            whole[target] = archive.read(part)
    for target, data in whole.items():
        place = folder / target
        place.mkdir(parents=True, exist_ok=True)
        (place / "seed").write_bytes(data)
    for target, data in SMALL.items():
        (folder / target / "small").write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
