"""The numbers of a text, one after another: a target, a rule, or refused with a reason."""

import pytest

from kapok.compiler.flow import flow_of
from kapok.compiler.metadata import metadata
from kapok.compiler.numbers import Numbers, read_numbers
from kapok.compiler.outline import outline


def read(text: str) -> Numbers:
    flow = flow_of(text)
    return read_numbers(flow, outline(flow.text), (), metadata(flow.text))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("实施“321”行动。", "name"),
        ("2018年已达62%。", "reached"),
        ("聚焦33条重点产业链。", "made-up"),
        ("聚焦33个山区县。", "describes"),
        ("每年开展1次评估。", "frequency"),
        ("共需资金约2亿元。", "cost"),
    ],
)
def test_a_number_that_is_neither_target_nor_rule_is_refused_with_its_reason(text: str, reason: str) -> None:
    found = read(text)
    assert (found.targets, found.provisions, {why for _, _, why in found.refused}) == ((), (), {reason})


def test_the_number_before_a_change_says_whence_and_not_whither() -> None:
    found = read("到2025年，失业率由14.7%下降到12%。")
    assert ([float(t.value) for t in found.targets], [why for _, _, why in found.refused]) == ([12], ["base"])


def test_each_number_is_read_once() -> None:
    found = read("到2025年，基地达到60家，给予最高5万元奖励。实施“321”行动。")
    places = [*(t.start for t in found.targets), *(p.start for p in found.provisions), *(r[0] for r in found.refused)]
    assert (len(places), len(set(places))) == (3, 3)


def test_nothing_is_read_from_a_run_that_was_read_already() -> None:
    flow = flow_of("到2025年，基地达到60家。")
    assert read_numbers(flow, (), (), metadata(flow.text), [(0, len(flow.text))]) == Numbers((), (), ())
