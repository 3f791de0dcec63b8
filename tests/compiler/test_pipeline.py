"""The whole compiler: the stages in their order, and the way back to the source."""

import hashlib

import pytest
from hypothesis import given, settings

from kapok.compiler import CompileError, compile_bytes, compile_plan, compile_source, to_dict
from kapok.compiler.model import Cell, Source, Table
from kapok.kernel.spans import Span
from tests.compiler.test_any_text import TEXTS

PLAN = """云州市人民政府办公室关于印发云州市绿道三年行动计划（2021—2023年）的通知
云政办〔2021〕16号
云州市绿道三年行动计划
（2021—2023年）
一、工作目标
到２０２３年， 綠道 达到 60 公里。
二、重点任务
（一）建站。建设站点。（责任单位：市科技局、財政局）
"""


def test_a_plan_has_what_its_text_says() -> None:
    plan = compile_plan(PLAN, name="计划.txt", jurisdiction="440100", offices={"市财政局": "云州市财政局"})
    assert (plan.title, plan.document_number, plan.issuer, plan.jurisdiction, plan.period) == (
        "云州市绿道三年行动计划（2021—2023年）",
        "云政办〔2021〕16号",
        "云州市人民政府办公室",
        "440100",
        (2021, 2023),
    )
    assert [(c.id, c.parent, c.number, c.title) for c in plan.clauses] == [
        ("c1", None, "一", "工作目标"),
        ("c2", None, "二", "重点任务"),
        ("c3", "c2", "（一）", "建站"),
    ]
    assert [(t.clause, t.indicator, t.year, t.value) for t in plan.targets] == [("c1", "綠道", 2023, 60)]
    assert [(d.office, d.full_name, d.inferred_lead) for k in plan.tasks for d in k.duties] == [
        ("市科技局", None, True),
        ("市财政局", "云州市财政局", False),
    ]


def test_every_span_holds_just_the_words_it_is_for() -> None:
    plan = compile_plan(PLAN)
    assert [target.span.of(PLAN) for target in plan.targets] == ["綠道 达到 60 公里"]
    assert [duty.span.of(PLAN) for task in plan.tasks for duty in task.duties] == ["市科技局", "財政局"]
    assert [clause.span.of(PLAN) for clause in plan.clauses][
        2
    ] == "（一）建站。建设站点。（责任单位：市科技局、財政局）"


def test_a_group_of_offices_is_one_duty() -> None:
    duties = [d for k in compile_plan("建站。（责任单位：市科技局、各区政府）").tasks for d in k.duties]
    assert [(duty.office, duty.group) for duty in duties] == [("市科技局", False), ("各区政府", True)]


def test_the_source_is_named_by_its_hash() -> None:
    assert compile_plan("甲").source.sha256 == hashlib.sha256("甲".encode()).hexdigest()


def test_an_office_said_to_lead_is_not_inferred() -> None:
    plan = compile_plan("建站。（市科技局牵头，市财政局配合）")
    assert [(d.role, d.inferred_lead) for k in plan.tasks for d in k.duties] == [("lead", False), ("support", False)]


def test_bytes_are_read_and_compiled() -> None:
    plan = compile_bytes("到2025年，基地达到60家。".encode("gb18030"), "计划.txt", jurisdiction="440100")
    assert ([t.value for t in plan.targets], plan.source.name, plan.jurisdiction) == ([60], "计划.txt", "440100")


def test_bytes_that_cannot_be_read_are_refused() -> None:
    with pytest.raises(CompileError):
        compile_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "计划.doc")


def test_a_table_of_the_file_gives_targets_and_duties_at_their_cells() -> None:
    text = "指标 单位 2025年 责任单位 企業數 家 60 市科技局"
    words = text.split(" ")
    starts = [sum(len(word) + 1 for word in words[:i]) for i in range(len(words))]
    cells = tuple(Cell(i // 4, i % 4, Span(s, s + len(w))) for i, (s, w) in enumerate(zip(starts, words, strict=True)))
    plan = compile_source(Source(text, tables=(Table(cells, Span(0, len(text))),)))
    assert [(t.indicator, t.year, t.value, t.unit) for t in plan.targets] == [("企業數", 2025, 60, "家")]
    assert [d.span.of(text) for k in plan.tasks for d in k.duties] == ["市科技局"]


def test_a_table_that_ran_together_gives_targets() -> None:
    plan = compile_plan("指标单位2025年属性1基地家60预期性2绿道公里70约束性")
    assert [(t.indicator, t.value, t.binding) for t in plan.targets] == [
        ("基地", 60, "expected"),
        ("绿道", 70, "binding"),
    ]


def test_a_styled_heading_of_the_file_is_a_clause() -> None:
    plan = compile_source(Source("重点任务\n建站。", headings=((Span(0, 4), 1),)))
    assert [(clause.number, clause.title) for clause in plan.clauses] == [("", "重点任务")]


@settings(max_examples=60)
@given(TEXTS)
def test_the_line_ends_of_another_system_change_nothing(text: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert to_dict(compile_plan(plain.replace("\n", "\r\n"))) == to_dict(compile_plan(plain))


@settings(max_examples=60)
@given(TEXTS)
def test_what_is_written_full_width_reads_the_same(text: str) -> None:
    wide = str.maketrans("0123456789%(),:;", "０１２３４５６７８９％（），：；")
    plain, widened = compile_plan(text), compile_plan(text.translate(wide))
    assert [(t.value, t.year, t.span) for t in widened.targets] == [(t.value, t.year, t.span) for t in plain.targets]


@settings(max_examples=60)
@given(TEXTS)
def test_the_words_of_an_office_stand_at_its_span(text: str) -> None:
    plan = compile_plan(text)
    duties = [duty for task in plan.tasks for duty in task.duties]
    assert [duty for duty in duties if not duty.span.of(plan.text).strip()] == []
    assert [duty for duty in duties if not duty.line.holds(duty.span)] == []
