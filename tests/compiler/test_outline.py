"""Numbered parts, their titles and their nesting."""

import pytest

from kapok.compiler.flow import flow_of
from kapok.compiler.headings import Heading, is_flattened
from kapok.compiler.outline import outline


def read(text: str) -> tuple[Heading, ...]:
    return outline(flow_of(text).text)


def shape(text: str) -> list[tuple[str, str, int]]:
    return [(heading.number, heading.title, heading.level) for heading in read(text)]


def test_styles_nest_by_their_order() -> None:
    assert shape("一、总体要求\n（一）指导思想。坚持。\n（二）目标\n1.建站\n2.修路\n二、任务") == [
        ("一", "总体要求", 1),
        ("(一)", "指导思想", 2),
        ("(二)", "目标", 2),
        ("1", "建站", 3),
        ("2", "修路", 3),
        ("二", "任务", 1),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第一章 总则\n第一条 为了发展，制定。", [("第一章", "总则", 1), ("第一条", "为了发展,制定", 2)]),
        ("①建站\n②修路", [("①", "建站", 1), ("②", "修路", 1)]),
        ("㈠建站\n㈡修路", [("㈠", "建站", 1), ("㈡", "修路", 1)]),
        ("1)建站\n2)修路", [("1)", "建站", 1), ("2)", "修路", 1)]),
        ("序言\n甲。\n附则\n乙", [("", "序言", 1), ("", "附则", 1)]),
        ("第三条【支持范围】对企业\n第四条【标准】按", [("第三条", "支持范围", 1), ("第四条", "标准", 1)]),
        ("**一、建站**\n# 二、修路", [("一", "建站", 1), ("二", "修路", 1)]),
        ("三、工作。1．建站。2．修路。", [("三", "工作", 1), ("1", "建站", 2), ("2", "修路", 2)]),
        ("一、统一、规范管理\n二、修路", [("一", "统一、规范管理", 1), ("二", "修路", 1)]),
        ("一、深化“放管服。好”改革。\n二、修路", [("一", "深化“放管服。好”改革", 1), ("二", "修路", 1)]),
        ("1.建站（责任单位：市水务局）\n2.修路", [("1", "建站", 1), ("2", "修路", 1)]),
    ],
)
def test_a_heading_has_its_number_and_its_title(text: str, found: list[tuple[str, str, int]]) -> None:
    assert shape(text) == found


@pytest.mark.parametrize(
    "text", ["一是加快。二是推进。", "附件：1.任务表\n2.指标表", "1.5亿元的投资\n", "共2、3个，", ""]
)
def test_what_is_counted_in_prose_is_no_heading(text: str) -> None:
    assert shape(text) == []


def test_a_table_of_contents_is_no_part_of_the_outline() -> None:
    assert shape("目录\n一、建站…1\n二、修路…2\n一、建站\n内容。\n二、修路\n内容。") == [
        ("一", "建站", 1),
        ("二", "修路", 1),
    ]


def test_a_missing_number_is_counted() -> None:
    assert [heading.gap for heading in read("一、建站\n四、修路")] == [0, 2]


def test_every_parent_stands_before_its_children_and_holds_a_lower_level() -> None:
    found = read("一、甲组\n（一）建站\n1.选址\n（1）踏勘\n（二）修路\n二、乙组\n（一）架桥")
    assert [heading.parent for heading in found] == [None, 0, 1, 2, 0, None, 5]


def test_the_items_of_a_text_that_begins_in_the_middle_stand_at_the_same_level() -> None:
    assert shape("（三）建站\n（四）修路") == [("(三)", "建站", 1), ("(四)", "修路", 1)]


FLAT = (
    "一、总体要求坚持创新引领，推动高质量发展，建设宜居城市，不断增进人民福祉和获得感。（一）基本原则坚持统筹兼顾，坚持因地制宜，"
    "坚持久久为功。（二）工作目标到2025年，建成站点60个。二、重点任务加快站点建设，完善配套设施，提高服务能力和管理水平，让群众满意。"
)


def test_a_text_without_line_breaks_still_has_its_parts() -> None:
    assert shape(FLAT) == [
        ("一", "总体要求", 1),
        ("(一)", "基本原则", 2),
        ("(二)", "工作目标", 2),
        ("二", "重点任务", 1),
    ]


def test_a_text_is_flattened_when_it_is_long_and_has_no_line_breaks() -> None:
    assert [is_flattened(text) for text in (FLAT, "甲\n" * 100, "短")] == [True, False, False]


def test_a_paragraph_that_the_file_styles_as_a_heading_is_one() -> None:
    assert [h.title for h in outline("重点任务\n建站。\n保障措施\n拨款。", ((0, 4), (9, 13)))] == [
        "重点任务",
        "保障措施",
    ]


def test_a_styled_paragraph_that_is_a_sentence_is_no_heading() -> None:
    assert outline("加快建设。\n建站。", ((0, 5),)) == ()


def test_nothing_in_a_table_is_a_heading() -> None:
    text = "一、建站\n二、修路"
    assert [heading.title for heading in outline(text, (), [(5, 9)])] == ["建站"]


BODY = "坚持政府引导、社会参与，健全投入机制，完善服务网络，提高保障能力，让群众有更多的获得感和幸福感、安全感。"


def test_short_lines_over_paragraphs_are_headings_where_nothing_is_numbered() -> None:
    titles = ("资金扶持政策", "人才扶持政策", "用地扶持政策")
    text = "云州市若干安排\n" + "\n".join(f"{title}\n{BODY}" for title in titles)
    assert shape(text) == [("", title, 1) for title in titles]


def test_two_short_lines_over_paragraphs_are_not_enough_to_be_headings() -> None:
    assert shape(f"云州市若干安排\n资金扶持政策\n{BODY}\n人才扶持政策\n{BODY}") == []


def test_a_title_in_the_table_of_contents_tells_where_a_run_in_title_ends() -> None:
    text = f"目录\n一、总体要求\n二、重点任务\n一、总体要求坚持创新\n{BODY}\n二、重点任务加快建设\n{BODY}"
    assert shape(text) == [("一", "总体要求", 1), ("二", "重点任务", 1)]


def test_short_lines_between_numbered_headings_hold_them() -> None:
    titles = ("加快产业升级", "优化公共服务", "加强生态保护")
    text = "云州安排\n说明。\n" + "".join(f"{title}\n1.建站\n{BODY}\n2.修路\n{BODY}\n" for title in titles)
    assert [(heading.title, heading.parent) for heading in read(text)] == [
        *(("加快产业升级", None), ("建站", 0), ("修路", 0)),
        *(("优化公共服务", None), ("建站", 3), ("修路", 3)),
        *(("加强生态保护", None), ("建站", 6), ("修路", 6)),
    ]


def test_a_number_right_behind_a_title_begins_the_next_heading_where_line_breaks_were_lost() -> None:
    text = (
        "云州安排。一、总体要求（一）指导思想坚持创新引领，推动高质量发展，建设宜居城市，不断增进人民福祉。（二）基本原则坚持统筹兼顾，"
        "坚持因地制宜，坚持久久为功，坚持系统观念。二、重点任务（一）加快建设站点，完善设施，提高服务能力和管理水平。（二）修路，方便出行。"
    )
    assert shape(text)[:4] == [
        ("一", "总体要求", 1),
        ("(一)", "指导思想", 2),
        ("(二)", "基本原则", 2),
        ("二", "重点任务", 1),
    ]
