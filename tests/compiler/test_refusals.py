"""Each row that refuses a number refuses the one that it is for."""

import pytest

from kapok.compiler.cases import Row
from kapok.compiler.flow import flow_of
from kapok.compiler.metadata import metadata
from kapok.compiler.numbers import Numbers, read_numbers
from kapok.compiler.outline import outline
from kapok.compiler.refusals import REFUSALS

# Rows whose example is a fragment, or which an earlier row refuses in these very words.
SENTENCES = {
    "inside": "公交站点500米范围实现全覆盖。",
    "made-up": "围绕12个重点领域。",
    "describes": "聚焦26个山区县。",
    "background": "一、取得成效\n累计建成12个站点。",
    "steering": "领导小组成员15名。",
    "bare": "共12。",
}
READ_AS_RULES = {"rule"}  # such a number goes on to the rules, and is refused only where none fits


def read(text: str) -> Numbers:
    flow = flow_of(text)
    return read_numbers(flow, outline(flow.text), (), metadata(flow.text))


@pytest.mark.parametrize("row", [row for row in REFUSALS if row.name not in READ_AS_RULES], ids=lambda row: row.name)
def test_each_refusal_refuses_its_number(row: Row) -> None:
    assert row.name in {reason for _, _, reason in read(SENTENCES.get(row.name, f"{row.example}。")).refused}


def test_a_number_of_a_rule_goes_on_to_the_rules() -> None:
    found = read("对获奖单位给予最高100万元奖励。")
    assert (len(found.targets), [p.pattern for p in found.provisions]) == (0, ["amount"])


def test_the_rows_have_names_of_their_own() -> None:
    names = [row.name for row in REFUSALS]
    assert sorted(set(names)) == sorted(names)
