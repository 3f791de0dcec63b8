"""What a document says of itself in its head and its foot."""

import pytest

from kapok.compiler.flow import simplify
from kapok.compiler.metadata import metadata

NOTICE = """云州市人民政府办公室关于印发云州市创新发展三年行动计划（2021—2023年）的通知
云政办〔2021〕16号
各区人民政府：
现将《云州市创新发展三年行动计划（2021—2023年）》印发给你们。
云州市人民政府办公室
2021年3月5日
云州市创新发展三年行动计划
（2021—2023年）
一、总体要求"""


def words(text: str, what: str) -> str | None:
    flow = simplify(text)
    run = getattr(metadata(flow), what)
    return flow[slice(*run)] if run else None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (NOTICE, "云州市创新发展三年行动计划(2021-2023年)"),
        ("云州市“十四五”就业促进规划\n根据国务院规定，", "云州市“十四五”就业促进规划"),
        ("云州市人民政府\n云政〔2020〕3号\n云州市中小企业促进条例", "云州市中小企业促进条例"),
        ("《云州市绿道规划》已经审议通过。", "云州市绿道规划"),
        ("# 云州市绿道规划\n一、总则", "云州市绿道规划"),
        ("云州市绿道规划\n(2021-2023年)\n一、总则", "云州市绿道规划\n(2021-2023年)"),
        ("关于印发云州市绿道方案的通知\n各区：", "云州市绿道方案"),
        ("一、云州市绿道规划\n甲乙", None),
        ("甲乙", None),
    ],
)
def test_a_plan_has_its_own_title(text: str, title: str | None) -> None:
    assert words(text, "title") == title


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (NOTICE, "云政办〔2021〕16号"),
        ("云州市绿道规划\n云政发[2020]3号", "云政发[2020]3号"),
        ("依据《绿道条例》（云政〔2018〕2号），", None),
        ("没有文号的文件", None),
    ],
)
def test_a_document_number_is_its_own_and_not_one_that_it_cites(text: str, number: str | None) -> None:
    assert words(text, "number") == number


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (NOTICE, "云州市人民政府办公室"),
        ("云州市产业提升方案\n甲\n云州市工业和信息化局\n2022年5月6日\n", "云州市工业和信息化局"),
        ("云州市绿道规划\n甲", None),
    ],
)
def test_the_issuer_stands_in_the_title_or_at_the_foot(text: str, issuer: str | None) -> None:
    assert words(text, "issuer") == issuer


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("云州市三年行动计划（2021—2023年）", (2021, 2023)),
        ("云州市“十四五”就业促进规划", (2021, 2025)),
        ("第十四个五年规划纲要", (2021, 2025)),
        ("市科技局2024年工作要点", (2024, 2024)),
        ("云州市绿道规划", None),
    ],
)
def test_the_period_is_in_the_title(title: str, period: tuple[int, int] | None) -> None:
    assert metadata(simplify(title)).period == period


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (NOTICE, 2021),
        ("云州市产业提升方案\n甲\n云州市工业和信息化局\n2022年5月6日\n", 2022),
        ("云州市养老服务实施方案\n自2023年起实施", 2023),
        ("云州市若干措施\n云政〔2018〕2号\n甲", 2018),
        ("云州市“十四五”就业促进规划\n甲", 2021),
        ("云州市绿道规划\n甲", None),
    ],
)
def test_the_year_of_writing_comes_from_date_number_or_period(text: str, year: int | None) -> None:
    assert metadata(simplify(text)).year == year


def test_a_day_from_which_something_holds_is_not_the_day_of_writing() -> None:
    assert metadata("云州市若干措施\n云政〔2018〕2号\n自2019年1月1日\n施行").year == 2018
