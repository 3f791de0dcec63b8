"""Markdown loses its marks and keeps its headings, tables and numbers."""

import pytest

from kapok.compiler.errors import CompileError
from kapok.compiler.model import Source
from kapok.compiler.readers import read


def markdown(text: str) -> Source:
    return read(text.encode(), "plan.md")


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("到**2025年**，建成*60*家", "到2025年，建成60家"),
        ("***重点***任务 __一__ _二_ ~~三~~", "重点任务 一 二 三"),
        ("面积3*4=12，见`A*B`", "面积3*4=12，见A*B"),
        (r"\*不是强调\*，1\. 也不是", "*不是强调*，1. 也不是"),
        ("见[附件](http://example.org/a_b)和[下文][2]", "见附件和下文"),
        ("![图](a.png)正文<http://example.org>", "正文http://example.org"),
        ("60家[^1]企业", "60家企业"),
        ("甲<br>乙<b>丙</b>", "甲\n乙丙"),
        ("甲<!-- 一\n二 -->乙", "甲乙"),
        ("甲<!-- 没有完", "甲<!-- 没有完"),
        ("> 引文", "引文"),
        ("- 甲\n- [x] 乙\n* 丙\n+ 丁", "甲\n乙\n丙\n丁"),
        ("---\n甲\n\n***\n\n乙", "甲\n乙"),
        ("```\n# 不是标题\n```\n甲", "# 不是标题\n甲"),
        ("~~~\n甲", "甲"),
    ],
)
def test_marks_are_taken_off(marked: str, plain: str) -> None:
    assert markdown(marked).text == plain


def test_headings_have_their_level() -> None:
    source = markdown("# 计划 #\n\n## 一、总体*要求*\n\n工作目标\n----\n标题\n===\n#不是标题")
    assert [(span.of(source.text), level) for span, level in source.headings] == [
        ("计划", 1),
        ("一、总体要求", 2),
        ("工作目标", 2),
        ("标题", 1),
    ]
    assert source.text == "计划\n一、总体要求\n工作目标\n标题\n#不是标题"


def test_a_table_is_a_table() -> None:
    source = markdown("指标见下。\n| 指标 | 2025年 |\n|:--|--:|\n| 基地 \\| 平台 | **60** |\n| 只有一格\n\n完")
    (table,) = source.tables
    assert [(cell.row, cell.column, cell.span.of(source.text)) for cell in table.cells] == [
        (0, 0, "指标"),
        (0, 1, "2025年"),
        (1, 0, "基地 | 平台"),
        (1, 1, "60"),
        (2, 0, "只有一格"),
    ]
    assert source.text == "指标见下。\n指标\t2025年\n基地 | 平台\t60\n只有一格\n完"


def test_a_list_whose_numbers_are_all_one_is_counted() -> None:
    assert markdown("1. 甲\n1. 乙\n1. 丙\n\n正文\n\n1. 丁\n2. 戊").text == "1.甲\n2.乙\n3.丙\n正文\n1.丁\n2.戊"


def test_typed_numbers_stay() -> None:
    assert markdown("3. 甲\n\n4. 2025年\n\n4) 乙").text == "3.甲\n4. 2025年\n4)乙"


def test_lines_that_an_editor_broke_are_one_paragraph() -> None:
    broken = "支持高校、科研机构、企业设立海外基金、孵化器和\n研发机构，提升全球创新网络中的位势。\n另起一段。"
    assert markdown(broken).text == broken.replace("和\n研", "和研")


def test_short_lines_and_numbered_lines_stay_apart() -> None:
    lines = "一、总体要求\n坚持创新驱动发展战略不动摇，坚持问题导向和目标导向\n（一）工作目标"
    assert markdown(lines).text == lines


@pytest.mark.parametrize("end", ["  ", "\\"])
def test_a_break_that_is_meant_stays(end: str) -> None:
    first = "支持高校、科研机构、企业设立海外基金、孵化器和机构"
    assert markdown(f"{first}{end}\n乙").text == f"{first}\n乙"


def test_the_title_of_front_matter_stands_first_unless_the_text_has_it() -> None:
    assert markdown("---\ntitle: '行动计划'\ndate: 2025\n---\n一、目标").text == "行动计划\n一、目标"
    assert markdown("---\ntitle: 行动计划\n---\n# 行动计划\n").text == "行动计划"
    assert markdown("---\ndate: 2025\n...\n目标").text == "目标"
    assert markdown("---\n目标\n").text == "目标"


def test_a_file_of_marks_alone_has_no_text() -> None:
    with pytest.raises(CompileError) as caught:
        markdown("---\n\n***\n")
    assert caught.value.code == "no-text"


def test_damaged_bytes_are_said() -> None:
    assert [problem.code for problem in read("到2025年末建成".encode()[:-1], "a.md").problems] == ["lost-characters"]
