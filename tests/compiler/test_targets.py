"""Which numbers a plan sets out to reach, for what, by when: whole sentences through the whole compiler."""

import pytest

from kapok.compiler import compile_plan

Target = tuple[str, int | None, float, str, str, str]


def read(text: str) -> list[Target]:
    return [(t.indicator, t.year, t.value, t.unit, t.comparator, t.kind) for t in compile_plan(text).targets]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("到2025年，国际合作基地达到60家。", ("国际合作基地", 2025, 60, "家", "eq", "level")),
        ("到2025年，建成站点60个。", ("站点", 2025, 60, "个", "eq", "level")),
        ("到2025年，建成60个站点。", ("站点", 2025, 60, "个", "eq", "level")),
        ("到2025年，培育龙头企业60家以上。", ("龙头企业", 2025, 60, "家", "ge", "level")),
        ("到2025年，产值年均增长6.5%以上。", ("产值", 2025, 6.5, "%", "ge", "growth")),
        ("粮食单产到2025年以年均2%的速度增长。", ("粮食单产", 2025, 2, "%", "eq", "growth")),
        ("“十四五”期间，累计造林30万亩。", ("造林", 2025, 300000, "亩", "eq", "cumulative")),
        ("到2025年，每年新增就业5万人。", ("就业", 2025, 50000, "人", "eq", "annual")),
        ("到2025年，力争企业突破1000家。", ("企业", 2025, 1000, "家", "gt", "level")),
        ("到2025年，产值翻一番。", ("产值", 2025, 1, "倍", "eq", "growth")),
        ("到2025年，城镇化率65%左右。", ("城镇化率", 2025, 65, "%", "approx", "level")),
        ("到2025年，能耗控制在100万吨以内。", ("能耗", 2025, 1000000, "吨", "le", "level")),
        ("到2025年，引进资金20亿元。", ("资金", 2025, 2000000000, "元", "eq", "level")),
        ("硬化通村公路186公里。", ("硬化通村公路", None, 186, "公里", "eq", "level")),
        ("年销售额5000万元以上的企业到2025年达到80家。", ("年销售额5000万元以上的企业", 2025, 80, "家", "eq", "level")),
        ("到2025年，網絡零售額達到1800億元。", ("網絡零售額", 2025, 180000000000, "元", "eq", "level")),
        ("公交站点500米覆盖率到2025年达到100%。", ("公交站点500米覆盖率", 2025, 100, "%", "eq", "level")),
        ("到2025年，给排水管网达到五十公里。", ("给排水管网", 2025, 50, "公里", "eq", "level")),
    ],
)
def test_a_sentence_sets_a_target(text: str, target: Target) -> None:
    assert read(text) == [target]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        (
            "到2025年，水稻、油菜机械化率分别达到90%、80%。",
            [("水稻机械化率", 2025, 90), ("油菜机械化率", 2025, 80)],
        ),
        (
            "2023—2025年，基地分别达到40、50、60家。",
            [("基地", 2023, 40), ("基地", 2024, 50), ("基地", 2025, 60)],
        ),
        (
            "到2025年，森林覆盖率达到45%，比2020年提高3个百分点。",
            [("森林覆盖率", 2025, 45), ("森林覆盖率", 2025, 3)],
        ),
        ("到2025年，城镇化率达到65%，2030年达到70%。", [("城镇化率", 2025, 65), ("城镇化率", 2030, 70)]),
        ("到2025年，公厕70座（其中旧城区7座）。", [("公厕", 2025, 70), ("旧城区公厕", 2025, 7)]),
        ("到2025年，省级、市级示范社达到10家、20家。", [("省级示范社", 2025, 10), ("市级示范社", 2025, 20)]),
        (
            "到2025年，国家、省、市三级平台分别达到3、5、8个。",
            [("国家级平台", 2025, 3), ("省级平台", 2025, 5), ("市级平台", 2025, 8)],
        ),
        ("到2025年，建成20个示范村和50个示范户。", [("示范村", 2025, 20), ("示范户", 2025, 50)]),
        (
            "一、工作目标\n到2025年，高新技术企业达到500家，科技型企业达到2000家，研发投入占比3%。",
            [("高新技术企业", 2025, 500), ("科技型企业", 2025, 2000), ("研发投入占比", 2025, 3)],
        ),
    ],
)
def test_a_sentence_sets_several_targets(text: str, targets: list[tuple[str, int, float]]) -> None:
    assert [target[:3] for target in read(text)] == targets


@pytest.mark.parametrize(
    "text",
    [
        "实施“321”行动。",
        "3月底前完成。",
        "共需资金约2亿元。",
        "三大平台、十二类模块。",
        "聚焦33条重点产业链。",
        "每年开展1次评估。",
        "2018年已达62%。",
        "一、取得成效\n“十三五”时期累计建成12个站点。",
        "由15个部门组成的领导小组。",
        "给予最高100万元奖励。",
    ],
)
def test_a_number_that_only_tells_is_no_target(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("一、2025年目标\n建成站点60个。", 2025),
        ("一、工作目标\n到2025年，实现以下目标。\n（一）交通。公交站点达到60个。", 2025),
        ("云州市2024年工作要点\n一、建站\n建成站点60个。", 2024),
        ("到2025年，公交站点达到60个。其中，快线站点达到20个。", 2025),
    ],
)
def test_a_year_is_inherited_from_what_stands_above_or_before(text: str, year: int) -> None:
    assert {target[1] for target in read(text)} == {year}


def test_a_target_says_how_firmly_it_is_meant() -> None:
    plan = compile_plan("到2025年，企业达到60家。力争基地达到70家。")
    assert [target.stated for target in plan.targets] == ["must", "strive"]


def test_the_span_is_the_smallest_run_with_indicator_value_and_unit() -> None:
    text = "到２０２５年， 国际合作基地 达到 60 家以上。"
    assert [target.span.of(text) for target in compile_plan(text).targets] == ["国际合作基地 达到 60 家以上"]


def test_a_target_knows_the_clause_it_stands_in() -> None:
    plan = compile_plan("一、建站\n到2025年，站点达到60个。\n二、修路\n到2025年，公路达到70公里。")
    assert [target.clause for target in plan.targets] == ["c1", "c2"]


def test_a_reading_names_the_row_that_was_chosen() -> None:
    readings = [t.reading for t in compile_plan("到2025年，国际合作基地达到60家。").targets]
    assert [reading.pattern for reading in readings if reading is not None] == ["link"]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("到2025年，公厕达到70座（其中县城7座）。", [("公厕", 70), ("县城公厕", 7)]),
        ("到2025年，学前入园率达到50%，农村达到30%。", [("学前入园率", 50), ("农村学前入园率", 30)]),
        ("到2025年，城乡的覆盖率、入学率分别达到90%、95%。", [("城乡的覆盖率", 90), ("城乡的入学率", 95)]),
        ("将12家企业纳入名单。", [("企业", 12)]),
        ("到2025年，每年参保率达到90%。", [("参保率", 90)]),
        ("每年新增不少于40名教师。", [("教师", 40)]),
    ],
)
def test_a_name_takes_what_it_needs_from_its_neighbours(text: str, targets: list[tuple[str, float]]) -> None:
    assert [(target[0], target[2]) for target in read(text)] == targets
