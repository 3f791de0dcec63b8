import datetime
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapok.journal.chain import canonical, digest

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=10,
)


@given(JSON)
def test_what_is_read_back_is_written_the_same_again(value: object) -> None:
    assert canonical(json.loads(canonical(value))) == canonical(value)


def test_the_order_of_keys_makes_no_difference_and_every_value_does() -> None:
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert digest({"a": 1, "b": 2}) != digest({"a": 1, "b": 3})


def test_days_and_exact_numbers_are_written_as_they_stand() -> None:
    assert canonical([datetime.date(2020, 9, 30), Decimal("8.50")]) == '["2020-09-30","8.50"]'


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_what_no_reader_could_be_sure_of_is_refused(value: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (the kinds differ; that it is refused is the point)
        canonical(value)


def test_an_object_is_refused() -> None:
    with pytest.raises(TypeError):
        canonical(object())
