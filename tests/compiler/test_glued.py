"""Tables whose cells a copy ran together."""

import pytest

from kapok.compiler.glued import glued_tables

Read = list[tuple[str, int | None, float, str, str | None]]


def read(flow: str, written: int | None = 2021) -> Read:
    return [
        (cell.indicator, cell.year, float(cell.value), cell.unit, cell.binding)
        for table in glued_tables(flow, written)
        for cell in table.targets
    ]


@pytest.mark.parametrize(
    ("flow", "found"),
    [
        (
            "指标单位2020年2025年属性1粮食产量万吨158180约束性2森林覆盖率%44.746.1预期性",
            [("粮食产量", 2025, 1800000.0, "吨", "binding"), ("森林覆盖率", 2025, 46.1, "%", "expected")],
        ),
        ("指标名称单位2025年属性1基地家60预期性", [("基地", 2025, 60.0, "家", "expected")]),
        ("指标名称单位2025年属性1基地家≥60约束性", [("基地", 2025, 60.0, "家", "binding")]),
        ("指标名称单位2025年属性", []),
        ("指标名称单位2025年属性说明文字。", []),
        ("指标60家", []),
    ],
)
def test_rows_that_end_in_their_nature_are_told_apart(flow: str, found: Read) -> None:
    assert read(flow) == found


def test_two_values_that_ran_together_part_where_they_are_most_alike() -> None:
    assert read("指标单位2024年2025年属性1粮食产量吨1803.332200约束性", None)[-1][2] == 2200.0


def test_a_table_ends_with_its_last_row() -> None:
    flow = "前。指标名称单位2025年属性1基地家60预期性后文"
    (table,) = glued_tables(flow, 2021)
    assert flow[table.start : table.end] == "指标名称单位2025年属性1基地家60预期性"


@pytest.mark.parametrize("values", ["", "1234567890" * 5])
def test_a_row_whose_values_cannot_be_parted_ends_the_table(values: str) -> None:
    assert read(f"指标名称单位2025年属性1产值亿元{values}约束性") == []


def test_a_ratio_is_read_by_its_first_number() -> None:
    assert read("指标单位2020年2025年属性1生师比-1.5:12:1预期性") == [("生师比", 2025, 2.0, "", "expected")]
