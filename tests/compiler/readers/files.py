"""Files made by hand, part by part, so that a test says just what stands in them."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file with these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return held.getvalue()


def relations(**targets: str) -> str:
    """A part that points at others by the last word of the relation's type."""
    rows = "".join(f'<Relationship Id="r{kind}" Type="{_KINDS}/{kind}" Target="{to}"/>' for kind, to in targets.items())
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def word(body: str, **parts: str) -> bytes:
    """A Word file: the XML inside ``w:body``, and inside the roots of ``numbering``, ``styles``, ``footnotes``…"""
    made: dict[str, str | bytes] = {
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": relations(**{kind: f"{kind}.xml" for kind in parts}),
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
    }
    for kind, content in parts.items():
        made[f"word/{kind}.xml"] = f"<w:{kind} {_W}>{content}</w:{kind}>"
    return zipped(made)


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; a run that is no XML yet is plain words."""
    inner = "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def item(text: str, level: int = 0, of: int = 1) -> str:
    """A paragraph in an automatic list."""
    numbers = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/></w:numPr>'
    return paragraph(text, properties=numbers) if text else paragraph(properties=numbers)


def level(at: int, style: str, text: str, more: str = "") -> str:
    """A level of an automatic list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, more: str = "") -> str:
    """A numbering part with one list."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{instance(1)}{more}'


def instance(key: int, overrides: str = "", abstract: int = 0) -> str:
    """An instance of an abstract list."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def table(*rows: Sequence[str]) -> str:
    """A Word table; a cell that is no XML yet is plain words."""
    made = ("".join(cell if cell.startswith("<") else cell_of(cell) for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in made) + "</w:tbl>"


def cell_of(*paragraphs: str, properties: str = "") -> str:
    """A cell of paragraphs."""
    inner = "".join(text if text.startswith("<") else paragraph(text) for text in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def ofd(*pages: Iterable[tuple[str, float, float]], more: str = "", size: float = 4.0) -> bytes:
    """An OFD file; each page is runs of text with the place of their first base point in millimetres."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    listed = "".join(f'<ofd:Page ID="{at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(pages)))
    area = (
        "<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
    )
    made: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {space}>{root}</ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}>{area}<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for at, runs in enumerate(pages):
        texts = "".join(ofd_text(text, x, y, size) for text, x, y in runs)
        content = f"<ofd:Content><ofd:Layer ID='1'>{texts}{more}</ofd:Layer></ofd:Content>"
        made[f"Doc_0/Pages/Page_{at}/Content.xml"] = f"<ofd:Page {space}>{content}</ofd:Page>"
    return zipped(made)


def ofd_text(text: str, x: float, y: float, size: float = 4.0, matrix: str = "", deltas: str | None = None) -> str:
    """A text object whose box has its corner one size above the base line."""
    given = f'CTM="{matrix}"' if matrix else ""
    between = f'DeltaX="g {len(text) - 1} {size}"' if deltas is None and len(text) > 1 else deltas or ""
    return (
        f'<ofd:TextObject Boundary="{x} {y - size} 200 {size}" Size="{size}" {given}>'
        f'<ofd:TextCode X="0" Y="{size}" {between}>{text}</ofd:TextCode></ofd:TextObject>'
    )
