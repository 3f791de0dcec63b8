"""A web page gives what a person sees: blocks, tables, numbers of lists; no scripts, menus and comments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapok.compiler.errors import CompileError
from kapok.compiler.model import Source
from kapok.compiler.readers import html, read
from kapok.compiler.readers.markup import Closed, Opened, Words, scan


def web(body: str) -> Source:
    return html.read(body.encode(), "a.html")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>甲</p><p>乙</p>", "甲\n乙"),
        ("<div>甲<div>乙</div>丙</div>", "甲\n乙\n丙"),
        ("甲<br>乙<br/>丙", "甲\n乙\n丙"),
        ("<p>到\n   2025年，建成\nR&amp;D 中心</p>", "到2025年，建成R&D 中心"),
        ("<p>Hong\nKong&nbsp;&nbsp;SAR</p>", "Hong Kong SAR"),
        ("<p>&ldquo;双创&rdquo;&#8212;&#x7532;</p>", "“双创”—甲"),
        ("<script>if (a<b) '<p>'</script><style>p{}</style><!-- <p>没有</p> -->甲", "甲"),
        ("<nav>首页</nav><p hidden>没有</p><p style='display: none'>没有<b>的</b></p><p>甲</p>", "甲"),
        ("<noscript><noscript>没有</noscript></noscript>甲<input hidden>乙", "甲乙"),
        ("<title>没有</title><textarea><p>没有</textarea>甲", "甲"),
        ("<pre>甲\n  乙</pre>丙\n丁", "甲\n乙\n丙丁"),
        ("建成60<sup>[1]</sup>家，面积5m<sup>2</sup>，<sup>注</sup>上</sup>", "建成60家，面积5m2，注上"),
        ("<![CDATA[甲<b>]]>乙<?php 没有 ?>丙<!DOCTYPE x>丁", "甲<b>乙丙丁"),
        ("3 < 5 且 5 > 3", "3 < 5 且 5 > 3"),
        ("甲<p title='a>b' class=x>乙<a href=\"没有完", "甲\n乙"),
    ],
)
def test_what_a_person_sees(page: str, text: str) -> None:
    assert web(page).text == text


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ("<ol><li>甲<li>乙</ol><p>丙", "1.甲\n2.乙\n丙"),
        ("<ol start=3><li>甲<li value=7>乙<li>丙</ol>", "3.甲\n7.乙\n8.丙"),
        ("<ol type=A><li>甲</li><li>乙</li></ol>", "A.甲\nB.乙"),
        ("<ol style='list-style-type: cjk-ideographic'><li><p>甲</p></li><li><p>乙</p></li></ol>", "一、甲\n二、乙"),
        ("<ol style='list-style:none'><li>（一）甲</ol>", "（一）甲"),
        ("<ol><li>甲<ul><li>乙</ul><li>丙</ol>", "1.甲\n乙\n2.丙"),
        ("<ol><li>2025年", "1. 2025年"),
        ("<li>甲</ol>乙", "甲\n乙"),
    ],
)
def test_numbered_lists_get_their_numbers_back(items: str, text: str) -> None:
    assert web(items).text == text


def test_headings_have_their_level() -> None:
    source = web("<h2>一、<b>目标</b></h2>正文<h3>（一）<br>任务</h3>")
    assert [(span.of(source.text), level) for span, level in source.headings] == [("一、目标", 2), ("（一）任务", 3)]


def test_the_one_heading_above_all_others_is_the_title_and_no_section() -> None:
    source = web("<h1>计划</h1><h2>一、目标</h2><h2>二、任务</h2>")
    assert [span.of(source.text) for span, _ in source.headings] == ["一、目标", "二、任务"]


def test_a_table_has_its_merged_cells_once() -> None:
    source = web(
        "<table><caption>主要指标</caption><tr><th rowspan=2>领域<th colspan=2>指标<tr><td>名称<td>值"
        "<tr><td rowspan=9>创新<td>基<br>地<td><p>60</p><p>家</p></table>"
    )
    (table,) = source.tables
    assert [(cell.row, cell.column, cell.rows, cell.columns, cell.span.of(source.text)) for cell in table.cells] == [
        (0, 0, 2, 1, "领域"),
        (0, 1, 1, 2, "指标"),
        (1, 1, 1, 1, "名称"),
        (1, 2, 1, 1, "值"),
        (2, 0, 1, 1, "创新"),
        (2, 1, 1, 1, "基地"),
        (2, 2, 1, 1, "60家"),
    ]
    assert source.text == "主要指标\n领域\t指标\n名称\t值\n创新\t基地\t60家"


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>一、目标<p>到2025年。</table>",
        "<table><tr><td><table><tr><td>一、目标</table><td>到2025年。</table>",
        "<table><tr><td><h2>一、目标</h2><td>到2025年。</table>",
        "<table><tr><td>一、目标<tr><td>到2025年。</table>",
    ],
)
def test_a_table_that_arranges_the_page_is_no_table(page: str) -> None:
    source = web(page)
    assert (source.text, source.tables) == ("一、目标\n到2025年。", ())


def test_a_table_in_such_a_table_is_one() -> None:
    source = web("<table><tr><td>前<table><tr><td>甲<td>乙</table>后</table>")
    assert (source.text, len(source.tables)) == ("前\n甲\t乙\n后", 1)


def test_cells_without_a_table_and_rows_are_read() -> None:
    assert web("<tr><td>甲</td></tr></table>乙").text == "甲\n乙"
    assert web("<table><td>甲<td>乙</table>").text == "甲\t乙"


@pytest.mark.parametrize(
    "page",
    [
        b"<html><meta charset='gb2312'><p>" + "创新计划".encode("gb18030"),
        b"<html><meta http-equiv=x content='text/html; charset=big5'>" + "創新計劃".encode("big5"),
        b"<html><meta charset=gb2312>" + "创新计划".encode(),
        "<html><p>创新计划".encode("utf-16"),
    ],
)
def test_the_encoding_is_the_page_s_own_word_or_what_its_bytes_show(page: bytes) -> None:
    assert read(page, "a.html").text in ("创新计划", "創新計劃")


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(CompileError) as caught:
        read(b"<html><img src=a.png>", "a.html")
    assert caught.value.code == "no-text"


def test_bottomless_tables_are_refused() -> None:
    with pytest.raises(CompileError) as caught:
        web("<table><tr><td>" * 100)
    assert (caught.value.code, caught.value.cause) == ("too-deep", "文件部件 网页 的内容嵌套超过 40 层。")


def test_a_page_of_unclosed_tags_is_read_to_its_end_once() -> None:
    pieces = list(scan("甲" + "<a b='" * 50_000))
    assert pieces == [Words("甲")]


def test_tags_come_with_their_attributes() -> None:
    assert list(scan("<TD Colspan=2 title='a &amp; b' nowrap>x</td >")) == [
        Opened("td", {"colspan": "2", "title": "a & b", "nowrap": ""}),
        Words("x"),
        Closed("td"),
    ]


PIECES = (
    "<table> <tr> <td> </td> </table> <ol> <li> </ol> <sup> 1 </sup> <p> </p> <h2> <pre> </pre> <div hidden> 甲 <br> "
    "<a' <!--"
)


@given(st.lists(st.sampled_from(PIECES.split())))
def test_any_run_of_tags_is_read_or_refused(pieces: list[str]) -> None:
    try:
        text = web("".join(pieces)).text
    except CompileError as error:
        text = error.code
    assert text == "no-text" or text.strip() == text != ""
