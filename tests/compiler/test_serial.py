"""A plan as kapok.plan/1 and back."""

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given, settings

from kapok.compiler import CompileError, compile_plan, compile_source, from_dict, to_dict
from kapok.compiler.model import Cell, Plan, Source, Table
from kapok.kernel.spans import Span
from tests.compiler.test_any_text import TEXTS

TEXT = """云州市绿道三年行动计划（2021—2023年）
云政〔2021〕3号
一、工作目标
到2023年，绿道达到60.5公里，实施“聚英计划”。
三、任务
建站2—3个。给予最高5万元奖励。（责任单位：市科技局、财政局）
市水务局去做。"""


def without_notes(plan: Plan) -> Plan:
    """JSON holds what is in the text; what a reader noted beside it stays with the reading."""
    return dataclasses.replace(plan, notes={}, source=dataclasses.replace(plan.source, problems=()))


@settings(max_examples=60)
@given(TEXTS)
def test_a_plan_comes_back_from_its_dictionary_as_the_same_value(text: str) -> None:
    plan = compile_plan(text, name="计划.txt", jurisdiction="440100")
    back = from_dict(json.loads(json.dumps(to_dict(plan, explain=True), ensure_ascii=False)))
    assert without_notes(back) == without_notes(plan)


def test_pages_tables_and_styled_headings_of_a_file_come_back() -> None:
    table = Table((Cell(0, 0, Span(0, 2), 1, 2), Cell(1, 0, Span(3, 5))), Span(0, 5), ((0, "task"),))
    source = Source("建站\n修路\n目标", "计划.pdf", "application/pdf", "00", (table,), ((Span(6, 8), 1),), (0, 3))
    assert from_dict(to_dict(compile_source(source))).source == source


def test_whole_numbers_are_written_without_a_point() -> None:
    values = [target["value"] for target in to_dict(compile_plan("到2025年，基地达到60家，占比达到3.5%。"))["targets"]]
    assert [repr(value) for value in values] == ["60", "3.5"]


def test_how_an_item_was_read_is_written_where_it_is_asked_for() -> None:
    plan = compile_plan("到2025年，基地达到60家。")
    (plain,), (explained,) = to_dict(plan)["targets"], to_dict(plan, explain=True)["targets"]
    assert ("reading" in plain, explained["reading"]["pattern"]) == (False, "link")


def test_the_fields_are_those_of_the_format() -> None:
    data = to_dict(compile_plan(TEXT))
    assert list(data) == [
        *("format", "source", "title", "document_number", "issuer", "jurisdiction", "period", "text"),
        *("clauses", "targets", "tasks", "provisions", "names", "warnings", "uncovered"),
    ]
    assert (data["format"], data["period"], data["document_number"]) == (
        "kapok.plan/1",
        [2021, 2023],
        "云政〔2021〕3号",
    )


@pytest.mark.parametrize("data", [{}, {"format": "kapok.plan/2"}, {"clauses": []}])
def test_another_format_is_refused_with_a_sentence(data: dict[str, Any]) -> None:
    with pytest.raises(CompileError) as refused:
        from_dict(data)
    assert (refused.value.code, str(refused.value)) == (
        "not-a-plan",
        "这不是 kapok.plan/1 格式的计划。请用 kapok compile --format json 生成后再试。",
    )


def broken(**changes: Any) -> dict[str, Any]:
    return to_dict(compile_plan(TEXT)) | changes


@pytest.mark.parametrize(
    "data",
    [
        {"format": "kapok.plan/1"},
        broken(period=[2021]),
        broken(targets=[{"id": "t1"}]),
        broken(targets=[{"no-such-field": 1}]),
        broken(tasks=[{}]),
        broken(uncovered=[1]),
        broken(source={}),
        broken(clauses=None),
    ],
)
def test_a_plan_that_lacks_a_field_is_refused_with_a_sentence(data: dict[str, Any]) -> None:
    with pytest.raises(CompileError) as refused:
        from_dict(data)
    assert refused.value.code == "broken-plan"
