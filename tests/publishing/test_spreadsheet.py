from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from kapok.compiler.model import Clause, Confidence, Duty, Name, Plan, Provision, Reading, Source, Target, Task
from kapok.kernel.problems import Problem
from kapok.kernel.spans import Span
from kapok.publishing.spreadsheet import CELL_LIMIT, workbook

TEXT = """一、开放合作
到2021年，合作基地达到60家。
结交各国伙伴。（责任单位：市科技局）
奖励比例不少于70%。
另有市民政局参与。"""


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


READ = Reading("indicator-reaches", "年份在句首", ("规定",))
SURE = Confidence(0.97, 120)
PLAN = Plan(
    Source(TEXT, name="计划.txt", sha256="ab12"),
    title="某市计划",
    period=(2019, 2021),
    clauses=(Clause("c1", None, 1, "一", "开放合作", at("一、开放合作")),),
    targets=(
        Target(
            "t1",
            "c1",
            "合作基地",
            2021,
            None,
            60,
            None,
            "家",
            "eq",
            "level",
            None,
            "must",
            at("合作基地达到60家"),
            READ,
            SURE,
        ),
    ),
    tasks=(
        Task(
            "k1",
            "c1",
            "结交各国伙伴",
            at("结交各国伙伴。"),
            (at("结交各国伙伴。"),),
            (
                Duty(
                    "d1",
                    "市科技局",
                    "某市科学技术局",
                    "responsible",
                    True,
                    False,
                    at("责任单位：市科技局）"),
                    at("市科技局"),
                    READ,
                    SURE,
                ),
            ),
        ),
        Task("k2", None, "没有单位的任务", at("结交各国伙伴。")),
    ),
    provisions=(Provision("p1", "c1", "奖励比例", "ge", 70, "%", at("不少于70%"), READ, SURE),),
    names=(Name("广聚英才计划", "programme", at("合作基地")),),
    warnings=(Problem("clause-gap", "缺少第二条。", at("一、开放合作")),),
    uncovered=(at("另有市民政局参与。"),),
    notes={"列": "C 是任务"},
)


def rows(sheet: str, plan: Plan = PLAN, **asked: Any) -> list[tuple[Any, ...]]:
    """The rows of a sheet without its head, read back as a reader would."""
    book = load_workbook(BytesIO(workbook(plan, **asked)))
    return [tuple(cell.value for cell in row) for row in book[sheet].iter_rows(min_row=2)]


def test_there_is_a_sheet_for_each_kind_of_item() -> None:
    assert load_workbook(BytesIO(workbook(PLAN))).sheetnames == ["概览", "条款", "目标值", "任务与责任", "规定", "警告"]


def test_a_target_stands_beside_its_sentence() -> None:
    assert rows("目标值") == [
        (
            "t1",
            "合作基地",
            None,
            2021,
            "=",
            60,
            None,
            "家",
            "存量或比率",
            None,
            None,
            "一 开放合作",
            "到2021年，合作基地达到60家。",
            "第2行",
        )
    ]


def test_a_duty_stands_beside_its_task_and_its_line_and_a_task_without_any_is_there() -> None:
    assert rows("任务与责任") == [
        (
            "k1",
            "一 开放合作",
            "结交各国伙伴",
            "市科技局",
            "某市科学技术局",
            "责任（按惯例首列牵头）",
            None,
            "结交各国伙伴。",
            "责任单位：市科技局）",
            "第3行",
        ),
        ("k2", None, "没有单位的任务", None, None, None, None, "结交各国伙伴。", None, "第3行"),
    ]


def test_a_provision_says_which_way_it_binds() -> None:
    assert rows("规定") == [("p1", "奖励比例", "≥", 70, "%", "一 开放合作", "奖励比例不少于70%。", "第4行")]


def test_clauses_stand_in_reading_order_with_their_parent() -> None:
    assert rows("条款") == [("c1", 1, "一", "开放合作", None, "第1行")]


def test_warnings_and_uncovered_sentences_are_told_apart() -> None:
    assert rows("警告") == [
        ("clause-gap", "缺少第二条。", "一、开放合作", "第1行"),
        ("uncovered", "句中有数字或单位，但没有读出目标、责任或规定，请核对原文。", "另有市民政局参与。", "第5行"),
    ]


def test_the_overview_counts_what_was_found() -> None:
    found = dict(rows("概览"))
    counted = {key: found[key] for key in ("标题", "期限", "条款", "目标值", "任务", "责任", "单位", "规定", "警告")}
    assert counted == {
        "标题": "某市计划",
        "期限": "2019—2021年",
        "条款": 1,
        "目标值": 1,
        "任务": 2,
        "责任": 1,
        "单位": 1,
        "规定": 1,
        "警告": 1,
    }
    assert (found["读文件的说明"], found["计划与工程"]) == ("列：C 是任务", "广聚英才计划")


@pytest.mark.parametrize("sheet", ["条款", "目标值", "任务与责任", "规定"])
def test_explained_items_carry_their_reading_and_how_sure_it_is(sheet: str) -> None:
    plain, explained = rows(sheet), rows(sheet, explain=True)
    added = [full[len(row) :] for full, row in zip(explained, plain, strict=True)]
    nothing = (None, None, None, None, None)
    read = ("indicator-reaches", "年份在句首", "规定", 0.97, 120)
    assert added == {"条款": [nothing], "任务与责任": [read, nothing]}.get(sheet, [read])


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_what_begins_like_a_formula_stays_text(sign: str) -> None:
    clause = Clause("c1", None, 1, "", f"{sign}HYPERLINK(1)", Span(0, 0))
    cell = load_workbook(BytesIO(workbook(Plan(Source(""), clauses=(clause,)))))["条款"]["D2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (f"{sign}HYPERLINK(1)", "s", True)


def test_characters_and_lengths_that_a_cell_cannot_hold_are_left_out() -> None:
    clause = Clause("c1", None, 1, "", "\x0b" + "长" * (CELL_LIMIT + 9), Span(0, 0))
    assert rows("条款", Plan(Source(""), clauses=(clause,)))[0][3] == "长" * CELL_LIMIT


def test_the_head_stays_in_view_and_can_be_filtered() -> None:
    page = load_workbook(BytesIO(workbook(PLAN)))["目标值"]
    assert (page.freeze_panes, page.auto_filter.ref, page["B1"].font.bold) == ("A2", "A1:N2", True)


def test_an_empty_plan_gives_a_workbook_with_heads_only() -> None:
    assert rows("目标值", Plan(Source(""))) == []


def test_the_same_plan_gives_the_same_bytes_on_every_day() -> None:
    book = load_workbook(BytesIO(workbook(PLAN)))
    assert str(book.properties.created) == str(book.properties.modified) == "2000-01-01 00:00:00"
    assert workbook(PLAN) == workbook(PLAN)
