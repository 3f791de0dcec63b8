"""Numeric rules that are no goals."""

import pytest

from kapok.compiler import compile_plan
from kapok.compiler.provisions import _RULES, RuleRow

Rule = tuple[str, float, str, str]


def read(text: str) -> list[Rule]:
    return [(p.subject, p.value, p.unit, p.comparator) for p in compile_plan(text).provisions]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("对获奖单位给予最高100万元奖励。", (1000000, "元", "le")),
        ("成果转化收益按不少于70%的比例奖励科研人员。", (70, "%", "ge")),
        ("收到申请后10个工作日内答复。", (10, "个工作日", "le")),
        ("贷款贴息期不超过3年。", (3, "年", "le")),
        ("每园配备2名辅导员。", (2, "名", "eq")),
        ("担保费率不超过0.8%。", (0.8, "%", "le")),
        ("每新增1家企业，给予5万元。", (50000, "元", "eq")),
        ("按1∶1比例配套。", (1, "", "eq")),
        ("小学每班不超过45人。", (45, "人", "le")),
        ("禁止生产厚度低于0.01毫米的地膜。", (0.01, "毫米", "lt")),
    ],
)
def test_a_rule_is_a_provision(text: str, rule: tuple[float, str, str]) -> None:
    assert [found[1:] for found in read(text)] == [rule]


@pytest.mark.parametrize(
    ("text", "subject"), [("担保费率不超过0.8%。", "担保费率"), ("小学每班不超过45人。", "小学每班")]
)
def test_the_words_before_a_rule_are_its_subject(text: str, subject: str) -> None:
    assert [found[0] for found in read(text)] == [subject]


@pytest.mark.parametrize(
    "text", ["到2025年，森林覆盖率达到45%。", "到2025年，建成站点60个。", "2021年3月5日印发。", ""]
)
def test_a_goal_or_a_date_is_no_provision(text: str) -> None:
    assert read(text) == []


def test_the_names_of_the_rows_are_all_different() -> None:
    names = [row.name for row in _RULES]
    assert sorted(set(names)) == sorted(names)


def test_the_span_of_a_rule_holds_its_number_and_comparator() -> None:
    text = "贷款贴息期不超过 3 年。"
    assert [p.span.of(text) for p in compile_plan(text).provisions] == ["不超过 3 年"]


# Rows whose example an earlier row reads as well.
SENTENCES = {
    "qualifies": "对年产值1亿元企业",
    "loan": "信用贷款300万元。",
    "charge": "贷款利率为3%。",
    "share": "按30%承担。",
}


@pytest.mark.parametrize("row", _RULES, ids=lambda row: row.name)
def test_each_row_reads_its_sentence(row: RuleRow) -> None:
    plan = compile_plan(SENTENCES.get(row.name, f"{row.example}。"))
    assert row.name in {p.reading.pattern for p in plan.provisions if p.reading is not None}


def test_years_in_a_row_are_a_term() -> None:
    assert [found[1:] for found in read("连续3年的给予奖励。")] == [(3, "年", "eq")]
