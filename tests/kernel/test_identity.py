"""Unified social credit codes, by GB 32100-2015. The codes are made up, but for one that is often printed to explain it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapok.kernel.identity import ALPHABET, WEIGHTS, check_character, credit_code, is_credit_code

EXAMPLE = "91350100M000100Y43"
FIRST = st.text(ALPHABET, min_size=17, max_size=17)


def test_the_code_that_explains_the_standard_is_one() -> None:
    assert is_credit_code(EXAMPLE)


def test_the_weights_are_the_powers_of_three_modulo_31() -> None:
    assert [pow(3, place, 31) for place in range(17)] == list(WEIGHTS)


@given(FIRST)
def test_each_seventeen_characters_have_just_one_check_character(first: str) -> None:
    assert [c for c in ALPHABET if is_credit_code(first + c)] == [check_character(first)]


@given(FIRST, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_mistyped_character_is_noticed(first: str, place: int, other: str) -> None:
    code = first + check_character(first)
    mistyped = code[:place] + other + code[place + 1 :]
    assert is_credit_code(mistyped) == (mistyped == code)


@given(FIRST, st.integers(0, 15))
def test_two_neighbours_the_wrong_way_round_are_noticed(first: str, place: int) -> None:
    code = first + check_character(first)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert is_credit_code(swapped) == (swapped == code)


@pytest.mark.parametrize(
    "code", ["", EXAMPLE[:-1], EXAMPLE + "3", EXAMPLE.lower(), "９" + EXAMPLE[1:], EXAMPLE.replace("M", "I"), " " * 18]
)
def test_what_has_not_the_form_is_no_code(code: str) -> None:
    assert not is_credit_code(code)


def test_a_registering_authority_may_be_a_letter() -> None:
    assert is_credit_code("N24401000" + "12345678" + check_character("N24401000" + "12345678"))


def test_a_code_is_kept_in_one_form() -> None:
    assert credit_code(" 91350100-m000100y-43 ") == EXAMPLE
