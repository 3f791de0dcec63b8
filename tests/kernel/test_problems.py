"""A problem is a value: the same words about the same place are the same problem."""

from kapok.kernel.problems import Problem
from kapok.kernel.spans import Span


def test_a_problem_without_a_place_stands_at_the_beginning() -> None:
    assert Problem("flattened", "换行已丢失。").span == Span(0, 0)


def test_problems_with_the_same_content_are_one_in_a_set() -> None:
    assert len({Problem("a", "甲", Span(1, 2)), Problem("a", "甲", Span(1, 2)), Problem("a", "甲", Span(2, 3))}) == 2
