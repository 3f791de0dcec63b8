from dataclasses import replace

import pytest

from kapok.compiler.correspond import Tokens, correspond, fold
from kapok.compiler.model import Clause, Duty, Plan, Source, Task
from kapok.kernel.spans import Span

NOWHERE = Span(0, 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("（七）", "(七)"),
        ("國際 合作", "国际合作"),
        ("R＆D经费", "r&d经费"),
        ("“双创”平台", "双创平台"),
        ("１０家", "10家"),
    ],
)
def test_what_does_not_change_the_meaning_is_folded_away(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_words_are_not_folded_away() -> None:
    assert fold("合作基地") != fold("合作基地数")


def test_a_mark_is_the_same_for_both_halves_of_a_pair_and_for_nothing_else() -> None:
    tokens = Tokens()
    tokens.put([("c1", "c2"), ("c2", "c1")])
    assert tokens.of(0, "c1") == tokens.of(1, "c2")
    assert len({tokens.of(side, id) for side in (0, 1) for id in ("c1", "c2", "c3")}) == 4


def test_marks_stay_when_pairs_are_put_again() -> None:
    tokens = Tokens()
    tokens.put([("a", "x")])
    tokens.put([("a", "x"), ("b", "y")])
    assert [tokens.of(0, "a") == tokens.of(1, "y"), tokens.of(0, "b") == tokens.of(1, "y")] == [False, True]


def test_no_clause_is_the_same_on_both_sides_and_counts_as_paired() -> None:
    tokens = Tokens()
    assert (tokens.of(0, None), tokens.of(1, None), tokens.paired(0, None), tokens.paired(0, "c1")) == (
        None,
        None,
        True,
        False,
    )


def plan(*titles: str) -> Plan:
    return Plan(
        Source(""), clauses=tuple(Clause(f"c{at}", None, 1, "", title, NOWHERE) for at, title in enumerate(titles))
    )


def test_exchanged_clauses_keep_their_identity() -> None:
    assert correspond(plan("开放合作", "人才行动"), plan("人才行动", "开放合作")).same() == {"c0": "c1", "c1": "c0"}


def test_a_duty_stays_with_its_task_before_it_moves() -> None:
    def carried(*holders: str) -> Plan:
        duty = Duty("", "市科技局", None, "responsible", False, False, NOWHERE, NOWHERE)
        tasks = [
            Task(title, None, title, NOWHERE, (), (replace(duty, id=f"d-{title}"),) if title in holders else ())
            for title in ("结交伙伴", "携手同行", "带动周边")
        ]
        return Plan(Source(""), tasks=tuple(tasks))

    found = correspond(carried("结交伙伴", "携手同行"), carried("携手同行", "带动周边")).duties.matched()
    assert [(a.task.id, b.task.id) for a, b in found] == [("携手同行", "携手同行"), ("结交伙伴", "带动周边")]
