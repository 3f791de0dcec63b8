"""An invented plan, and the files of it in every format that is read. Nothing in it is of a real document."""

import io
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import docx
import typst
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

TITLE = "云溪市水岸经济提质行动计划（2023—2025年）"
NUMBER = "云政发〔2023〕7号"
RUNNING_HEAD = "云溪市人民政府公报"


@dataclass(frozen=True)
class Piece:
    """A paragraph: ``level`` 1 to 3 for 一、（一）1., 0 for plain text."""

    level: int
    number: str
    text: str


def plain(text: str) -> Piece:
    return Piece(0, "", text)


TABLE = [
    ["序号", "指标", "单位", "2022年", "2025年", "属性"],
    ["1", "滨水公园", "个", "12", "20", "预期性"],
    ["2", "生态岸线比例", "%", "61", "75", "约束性"],
    ["3", "游船码头", "座", "8", "15", "预期性"],
    ["4", "污水集中处理率", "%", "92.5", "97", "约束性"],
    ["5", "水上运动俱乐部", "家", "9", "30", "预期性"],
    ["6", "沿岸绿道", "公里", "140", "260", "预期性"],
]

BEFORE_TABLE = [
    plain("为推动水岸经济提质增效，结合本市实际，制定本计划。"),
    Piece(1, "一、", "总体要求"),
    Piece(2, "（一）", "指导思想"),
    plain(
        "坚持生态优先、绿色发展，统筹岸上岸下、城区乡村，把水岸建成市民休憩、产业兴旺、文化传承的共享空间，"
        "为全市高质量发展提供支撑，让人民群众有更多获得感，让河流重新成为城市生活的中心和客厅。"
    ),
    Piece(2, "（二）", "工作目标"),
    plain("到2025年末，建成滨水公园20个，游船码头达到15座，水岸经济总产值突破300亿元，生态岸线比例不低于75%。"),
    plain("2023年，新建滨水公园3个；2024年，新建滨水公园3个；2025年，新建滨水公园2个。"),
    plain("主要指标见下表。"),
]

AFTER_TABLE = [
    Piece(1, "二、", "主要任务"),
    Piece(2, "（一）", "建设生态岸线"),
    Piece(3, "1.", "修复河湖湿地"),
    plain(
        "开展河湖湿地修复，实施退渔还湖工程，到2024年修复湿地1200亩，建立湿地巡护队伍，"
        "完善监测预警体系，守住水质不退化的底线。（责任单位：市水务局、林业局，各区政府）"
    ),
    Piece(3, "2.", "治理入河排口"),
    plain(
        "全面排查入河排污口，建立一口一策台账，到2025年整治排污口80个以上，污水集中处理率达到97%。"
        "（牵头单位：市生态环境局；配合单位：市水务局、住房城乡建设局）"
    ),
    Piece(2, "（二）", "发展水上产业"),
    Piece(3, "1.", "培育水上运动"),
    plain(
        "支持社会力量举办龙舟、皮划艇等赛事，每年举办市级以上赛事6场，培育水上运动俱乐部30家。"
        "对新设立的俱乐部，按不超过实际投入的40%给予补助，最高50万元。（责任单位：市体育局、财政局）"
    ),
    Piece(3, "2.", "打造夜游品牌"),
    plain(
        "推进码头、步道、灯光一体化改造，开行夜游航线5条，年接待游客达到150万人次，"
        "鼓励餐饮、零售等业态沿岸布局。（责任单位：市文化广电旅游局、交通运输局）"
    ),
    Piece(1, "三、", "保障措施"),
    Piece(2, "（一）", "加强组织领导"),
    plain("成立市水岸经济工作领导小组，统筹协调重大事项，领导小组办公室设在市水务局。"),
    Piece(2, "（二）", "强化资金保障"),
    plain("市财政每年安排水岸经济专项资金2亿元，优先支持生态修复项目。（责任单位：市财政局）"),
]


def as_txt() -> bytes:
    """Plain text, numbers typed; the table's cells parted by tabs."""
    lines = [TITLE, NUMBER, *(piece.number + piece.text for piece in BEFORE_TABLE)]
    lines += ["\t".join(row) for row in TABLE]
    lines += [piece.number + piece.text for piece in AFTER_TABLE]
    return "\n".join(lines).encode()


def as_md() -> bytes:
    """Markdown with front matter, headings, emphasis and a pipe table."""
    lines = ["---", f"title: {TITLE}", "---", f"# {TITLE}", "", f"**{NUMBER}**", ""]
    lines += _md_pieces(BEFORE_TABLE)
    lines += ["| " + " | ".join(TABLE[0]) + " |", "|" + " --- |" * len(TABLE[0])]
    lines += ["| " + " | ".join(row) + " |" for row in TABLE[1:]] + [""]
    return "\n".join(lines + _md_pieces(AFTER_TABLE)).encode()


def _md_pieces(pieces: list[Piece]) -> list[str]:
    lines: list[str] = []
    for piece in pieces:
        lines += [("#" * (piece.level + 1) + " " if piece.level else "") + piece.number + piece.text, ""]
    return lines


def as_html() -> bytes:
    """A web page in GB2312 as it says, with a menu, scripts and a table."""
    parts = ['<!DOCTYPE html><html><head><meta charset="gb2312"><title>公报</title><style>p{color:red}</style></head>']
    parts.append("<body><nav>首页</nav><script>var a = '<p>';</script><!-- 隐藏 -->")
    parts += [f"<h1>{TITLE}</h1>", f"<p>{NUMBER}</p>", *map(_html_piece, BEFORE_TABLE), "<table>"]
    parts += ["<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in TABLE]
    parts += ["</table>", *map(_html_piece, AFTER_TABLE), "</body></html>"]
    return "\n".join(parts).encode("gb18030")


def _html_piece(piece: Piece) -> str:
    tag = f"h{piece.level + 1}" if piece.level else "p"
    return f"<{tag}>{escape(piece.number + piece.text)}</{tag}>"


_NUMBERING = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="77">
  <w:multiLevelType w:val="multilevel"/>
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>"""


def as_docx() -> bytes:
    """A Word file in which no number of a heading is typed: Word's automatic numbering shows them."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(_NUMBERING))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph(NUMBER)
    for piece in BEFORE_TABLE:
        _docx_piece(document, piece)
    table = document.add_table(len(TABLE), len(TABLE[0]))
    for row, words in zip(table.rows, TABLE, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    for piece in AFTER_TABLE:
        _docx_piece(document, piece)
    return saved(document)


def _docx_piece(document: Any, piece: Piece) -> None:
    if not piece.level:
        document.add_paragraph(piece.text)
        return
    paragraph = document.add_paragraph(piece.text, style=f"Heading {piece.level}")
    paragraph._p.get_or_add_pPr().append(numbered(77, piece.level - 1))


def numbered(list_number: int, level: int) -> Any:
    """The property that puts a paragraph into an automatic list."""
    return parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_number}"/></w:numPr>')


def saved(document: Any) -> bytes:
    """The bytes of a Word file or a workbook."""
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


_SHEET = """
#set page(width: 150mm, height: 105mm, margin: (x: 20mm, y: 18mm), header: align(center, text(size: 8pt)[{head}]),
  footer: context align(center, text(size: 9pt)[— #counter(page).display() —]))
#set text(font: "Noto Serif SC", size: 10.5pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), spacing: 0.65em, leading: 0.65em)
"""


def as_pdf() -> bytes:
    """A PDF of several small pages: running head, page numbers, broken lines, a table over the page."""
    body = [f'#align(center, text(size: 16pt, font: "Noto Sans SC")[#par(first-line-indent: 0em)[{TITLE}]])']
    body.append(f"#align(center)[#par(first-line-indent: 0em)[{NUMBER}]]")
    body += map(_typst_piece, BEFORE_TABLE)
    head, cells = (",".join(f"[{typed(cell)}]" for row in rows for cell in row) for rows in (TABLE[:1], TABLE[1:]))
    body.append("#set par(first-line-indent: 0em)")
    body.append(f"#table(columns: 6, table.header({head}), {cells})")
    body.append("#set par(first-line-indent: (amount: 2em, all: true))")
    body += map(_typst_piece, AFTER_TABLE)
    return printed(_SHEET.replace("{head}", RUNNING_HEAD) + "\n\n".join(body))


def _typst_piece(piece: Piece) -> str:
    return typed(piece.number + piece.text)


def typed(text: str) -> str:
    """Words that typst prints as they are."""
    return f"#{chr(34)}{text}{chr(34)}"


@cache
def printed(markup: str) -> bytes:
    """A PDF from typst markup, with the fonts that the program itself prints with."""
    # typst's annotations tie the type of the folders to that of the text.
    return typst.compile(markup.encode(), font_paths=[str(fonts())], ignore_system_fonts=True)  # type: ignore[misc]


def fonts() -> Path:
    """Where the Chinese fonts lie."""
    import pylopdf_fonts_zh_cn

    return Path(pylopdf_fonts_zh_cn.__file__).parent


FORMATS = {"txt": as_txt, "md": as_md, "html": as_html, "docx": as_docx, "pdf": as_pdf}
