"""Word files: what a reader of the printed page would read, with automatic numbers put back."""

from kapok.compiler.model import Source
from kapok.compiler.readers.docx.numbering import Numbering
from kapok.compiler.readers.docx.parts import Document
from kapok.compiler.readers.docx.story import Story, TableBlock
from kapok.compiler.readers.docx.styles import Styles
from kapok.compiler.readers.layout import Layout
from kapok.compiler.readers.refusals import refused
from kapok.compiler.readers.zipped import Package

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# What the story met on its way, and what is said about it.
_REMARKS: tuple[tuple[str, str], ...] = (
    ("tracked-changes", "文件里有修订痕迹，已按“接受全部修订”读取：插入的算数，删除的不算。"),
    ("embedded-object", "文件里嵌有对象（如 Excel 表或公式图），其中的文字没有读取，请核对。"),
    ("hidden-text", "文件里有设为隐藏的文字，没有读取。"),
    ("numbering-style", "文件里有认不出样式的自动编号，已写成阿拉伯数字，请核对。"),
)


def read(data: bytes, name: str) -> Source:
    """The text of a Word file. Raises ``CompileError`` for one that is damaged, locked, or without words."""
    document = Document(Package(data, name))
    styles = Styles(document.part("styles"))
    numbering = Numbering(document.part("numbering"), styles)
    story = Story(styles, numbering, document.notes("footnotes"), document.notes("endnotes"))
    layout = Layout()
    for block in story.told(document.body()):
        if isinstance(block, TableBlock):
            layout.table(block.cells)
        else:
            layout.paragraph(block.text, block.level)
    for code, message in _REMARKS:
        if code in story.met:
            layout.problem(code, message)
    if layout.is_blank:
        raise refused("no-text", name)
    return layout.source(MEDIA_TYPE)
