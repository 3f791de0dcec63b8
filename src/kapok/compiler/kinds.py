"""What is said of a value: level, growth, yearly or running total; must or strive; and the yearly slices of a total."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from kapok.compiler.cases import Case, FlowTarget, Row
from kapok.compiler.data.verbs import CUMULATIVE, MEASURE_ENDS, STRIVE
from kapok.compiler.model import Comparator, Kind
from kapok.compiler.phrases import Phrase
from kapok.compiler.readings import GROWN


def kind_of(case: Case, phrase: Phrase | None, row: Row) -> Kind:
    """annual, growth, cumulative or level, by the words around the number."""
    words = case.stretch_before
    if row.name == "carried" and GROWN.search(case.pre) and not re.search(r"[到至]$", case.pre):
        return "growth"
    if case.quantity.growth or row.name in ("growth", "growth-behind"):
        return (
            "annual"
            if case.annual
            and phrase is not None
            and phrase.grow in ("新增", "净增", "增加")
            and not case.quantity.is_ratio
            else "growth"
        )
    if case.quantity.unit == "个百分点":
        return "growth"
    if case.annual and case.quantity.is_ratio and phrase is not None and MEASURE_ENDS.search(phrase.words(case.flow)):
        return "level"  # a rate is no yearly amount
    summed = row.name == "carried" and CUMULATIVE.search(words)  # 每年引进20个,到2021年累计突破50个
    if (case.annual and not summed) or re.search(r"当年|年度(?!内)", words):
        return "annual"
    if not case.quantity.is_ratio and re.search(r"(?:新增|净增)[^,;。]*$", words):
        return "growth"
    if CUMULATIVE.search(words):
        return "cumulative"
    return "level"


def stated_of(case: Case) -> Literal["must", "strive"]:
    return "strive" if STRIVE.search(re.split(r"[;。]", case.sentence_before)[-1]) else "must"


def slices(targets: list[FlowTarget]) -> Iterator[FlowTarget]:
    """Yearly slices of a total (2015年,建设10座; 2016年,建设7座 of 17座) are annual."""
    totals: dict[tuple[str, str], Decimal] = {}
    parts: dict[tuple[str, str], Decimal] = {}
    for target in targets:
        key = (target.indicator, target.unit)
        if target.sliced:
            parts[key] = parts.get(key, Decimal(0)) + target.value
        else:
            totals[key] = max(totals.get(key, Decimal(0)), target.value)
    for target in targets:
        key = (target.indicator, target.unit)
        whole = totals.get(key)
        is_slice = (
            target.sliced
            and target.kind == "level"
            and whole is not None
            and parts[key] == whole
            and target.value < whole
        )
        yield replace(target, kind="annual") if is_slice else target


def comparator_of(case: Case) -> Comparator:
    """The comparator, with 至少 and its like reaching from the head of the stretch over the list behind it."""
    quantity = case.quantity
    if quantity.said:
        return quantity.comparator
    for words, comparator in (("至少", "ge"), ("不少于", "ge"), ("不低于", "ge"), ("不超过", "le"), ("不高于", "le")):
        at = case.stretch_before.rfind(words)
        if at >= 0 and "," not in case.stretch_before[at:]:
            return comparator  # type: ignore[return-value]
    return quantity.comparator
