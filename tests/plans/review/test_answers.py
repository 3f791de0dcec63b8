"""Answer files: found again in their text by quotation, as a scorer reads them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from kapok.compiler import compile_plan
from kapok.compiler.model import Plan
from kapok.kernel.spans import Span
from kapok.plans.review.answers import Quotations, gold
from tests.plans.invented import TEXT, invented

REPEATING = """木棉市计划（2024—2026年）
一、目标
到2025年，建成基地9家。到2026年，建成基地9家。
二、任务
（一）办食堂。建成基地9家的，每家补助不超过5万元。（责任单位：市民政局）
（二）修道路。每家补助不超过5万元。（责任单位：市民政局）
"""


class Locator:
    """The rule of answer files, said once more: white space is nothing, the same words mean their next place."""

    def __init__(self, text: str) -> None:
        self.back = [at for at, character in enumerate(text) if not character.isspace()]
        self.flat = "".join(text[at] for at in self.back)
        self.after: dict[str, int] = {}

    def find(self, quote: str) -> Span:
        words = "".join(quote.split())
        at = self.flat.find(words, self.after.get(words, 0))
        assert words, quote
        assert at >= 0, quote
        self.after[words] = at + len(words)
        return Span(self.back[at], self.back[at + len(words) - 1] + 1)


def misplaced(plan: Plan) -> list[str]:
    """What a scorer would not find on the words that it is about."""
    written, wrong = gold(plan), list[str]()
    listed: list[tuple[str, Sequence[Any]]] = [("targets", plan.targets), ("provisions", plan.provisions)]
    for kind, items in listed:
        where = Locator(plan.text)
        for said, item in zip(written[kind], sorted(items, key=lambda i: i.span), strict=True):
            found = where.find(said["quote"])
            wrong += [] if found.end == item.span.end and found.start <= item.span.start else [said["quote"]]
    where = Locator(plan.text)
    lines = sorted({duty.line for task in plan.tasks for duty in task.duties})
    for said, line in zip(written["duties"], lines, strict=True):
        wrong += [] if where.find(said["line"]).end == line.end else [said["line"]]
    return wrong


@pytest.mark.parametrize(
    "plan", [invented(), compile_plan(TEXT), compile_plan(REPEATING)], ids=["hand", "text", "same"]
)
def test_every_quotation_leads_back_to_its_item(plan: Plan) -> None:
    assert misplaced(plan) == []


def test_an_answer_has_the_fields_of_the_format() -> None:
    written = gold(invented())
    assert written["clauses"][0] == {"number": "一、", "title": "发展目标", "level": 1}
    assert written["targets"][3] == {
        "quote": "国际合作基地60家以上", "indicator": "国际合作基地", "year": 2021, "value": 60, "value_high": None,
        "unit": "家", "comparator": "ge", "kind": "level",
    }  # fmt: skip
    assert written["duties"][1] == {
        "line": "牵头单位：市人力资源社会保障局；配合单位：市公安局",
        "offices": [
            {"office": "市人力资源社会保障局", "role": "lead"},
            {"office": "市公安局", "role": "support"},
        ],
    }
    assert written["provisions"][0] == {"quote": "不超过50万元", "value": 500_000, "unit": "元", "comparator": "le"}


def test_words_that_stand_several_times_are_quoted_with_what_stands_before_them() -> None:
    text = "补助5万元。另补助5万元。"
    first, second = Span(2, 5), Span(9, 12)
    assert Quotations(text).of(second) == "另补助5万元"
    both = Quotations(text)
    assert [both.of(first), both.of(second)] == ["5万元", "5万元"]  # the second find is the next place


def test_copies_of_duties_are_said_once() -> None:
    plan = invented()
    doubled = replace(plan, tasks=(*plan.tasks, replace(plan.tasks[0], id="k9")))
    assert gold(doubled)["duties"] == gold(plan)["duties"]
