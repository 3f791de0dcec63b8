"""Spans count code points, and know what they hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapok.kernel.spans import Runs, Span

RUNS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 10)).map(lambda run: (run[0], run[0] + run[1])), max_size=8
)


def test_a_span_holds_its_words_in_code_points() -> None:
    assert Span(1, 3).of("𠮷建成60家") == "建成"


def test_a_shifted_span_holds_the_same_words_in_a_longer_text() -> None:
    assert Span(0, 2).shifted(3).of("到年，建成基地") == "建成"


@pytest.mark.parametrize(
    ("inner", "held", "touched"),
    [
        (Span(2, 5), True, True),
        (Span(3, 4), True, True),
        (Span(4, 6), False, True),
        (Span(5, 7), False, False),
        (Span(0, 2), False, False),
        (Span(1, 9), False, True),
    ],
)
def test_a_span_holds_what_lies_wholly_in_it_and_touches_what_shares_a_character(
    inner: Span, held: bool, touched: bool
) -> None:
    outer = Span(2, 5)
    assert (outer.holds(inner), outer.touches(inner), inner.touches(outer)) == (held, touched, touched)


@given(RUNS, st.integers(-2, 55))
def test_runs_hold_a_place_just_when_one_of_them_does(runs: list[tuple[int, int]], at: int) -> None:
    assert Runs(runs).hold(at) == any(start <= at < end for start, end in runs)
