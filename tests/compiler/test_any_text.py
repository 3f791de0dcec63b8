"""Whatever the text, the compiler gives a plan whose items can be shown in it."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kapok.compiler import compile_plan, from_dict, to_dict

ALPHABET = (
    "一、 二、 （一） （二） (三) 1. 2． 3、 （1） ① 第一章 第一条 第二条 专栏1 表1 附件： 目录 附则 序言 总体要求 "
    "到2025年， 2023—2025年 “十四五”期间 2024年底前 ２０２５年 二〇二五年 3年内 每年 年均 累计 力争 今年 "
    "达到 提高到 增长 新增 建成 培育 不低于 超过 控制在 分别 翻一番 其中 比2020年 由2020年的 "
    "12 3.5 1,200 三十 两 五千 8.5万 3亿 三分之一 百分之五 2∶1 8—10 ７０ 1.2.3 9999999999999999999 零 〇 "
    "家 个 % ％ ‰ 个百分点 万亩 亿元 人次 微克/立方米 以上 以内 左右 "
    "（ ） 〔 〕 [ ] 【 】 “ ” 《 》 ( ) 、 ， 。 ； ： : , . ; — - \n \n\n \t \u3000 \ufeff \x00 \r\n "
    "责任单位： 责任单位:市财政局 牵头单位： 配合单位： 主办： 市科技局 市场监管局 财政局 各区政府 市委宣传部 团市委 "
    "牵头 配合 负责 按职责分工负责 等 下同 列首位的为牵头单位 由 会同 "
    "高新技术企业 森林覆盖率 指标 单位 属性 约束性 预期性 給予 责任單位： 給予50萬元 傢 给予最高 万元奖励 聚英计划 "
    "A \U00020000 \ud7ff é (qū)"
)
WORDS = [*ALPHABET.split(" "), "\n", "。", "到2025年，建成示范园12个。"]
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=60).map("".join)


def spans_of(value: Any) -> list[list[int]]:
    """Every span of a compiled plan, wherever it stands."""
    if isinstance(value, dict):
        return [
            span
            for key, part in value.items()
            for span in ([part] if key in ("span", "line") else spans_of(part))
            if span is not None
        ]
    if isinstance(value, list):
        return [span for part in value for span in spans_of(part)]
    return []


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_gives_a_plan_whose_spans_lie_in_it(text: str) -> None:
    plan = to_dict(compile_plan(text), explain=True)
    spans = spans_of(plan) + plan["uncovered"] + [span for task in plan["tasks"] for span in task["sentences"]]
    assert [(start, end) for start, end in spans if not 0 <= start <= end <= len(plan["text"])] == []


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_ids_are_unique_and_every_parent_exists(text: str) -> None:
    plan = to_dict(compile_plan(text))
    duties = [duty for task in plan["tasks"] for duty in task["duties"]]
    kinds = (plan["clauses"], plan["targets"], plan["tasks"], plan["provisions"], duties)
    ids = [item["id"] for items in kinds for item in items]
    assert sorted(set(ids)) == sorted(ids)
    clauses = {clause["id"] for clause in plan["clauses"]} | {None}
    homes = [clause["parent"] for clause in plan["clauses"]]
    homes += [item["clause"] for items in kinds[1:4] for item in items]
    assert set(homes) <= clauses


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_a_plan_comes_back_from_its_json_as_it_was(text: str) -> None:
    written = to_dict(compile_plan(text, name="计划.txt"), explain=True)
    assert to_dict(from_dict(json.loads(json.dumps(written))), explain=True) == written


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_plan_twice(text: str) -> None:
    assert to_dict(compile_plan(text)) == to_dict(compile_plan(text))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_only_line_ends_and_nul_characters_are_changed_in_the_text(text: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    assert to_dict(compile_plan(text))["text"] == plain


def test_an_empty_text_gives_an_empty_plan() -> None:
    plan = to_dict(compile_plan(""))
    assert (plan["clauses"], plan["targets"], plan["tasks"], plan["provisions"]) == ([], [], [], [])
