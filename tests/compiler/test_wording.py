import pytest

from kapok.compiler import wording
from kapok.compiler.model import Target
from kapok.kernel.spans import Span


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (60, "60"),
        (3.1, "3.1"),
        (33.333333, "33.333333"),
        (9999, "9999"),
        (10000, "1万"),
        (85000, "8.5万"),
        (12345, "12345"),
        (150000000, "1.5亿"),
        (1e12, "1万亿"),
        (-20000, "-2万"),
        (0, "0"),
    ],
)
def test_a_number_is_written_as_a_plan_writes_it(value: float, words: str) -> None:
    assert wording.number(value) == words


def target(**changed: object) -> Target:
    fields = {
        "id": "t1", "clause": None, "indicator": "基地", "year": 2021, "from_year": None, "value": 60,
        "value_high": None, "unit": "家", "comparator": "eq", "kind": "level",
        "binding": None, "stated": "must", "span": Span(0, 1),
    }  # fmt: skip
    return Target(**(fields | changed))  # type: ignore[arg-type]


def test_a_target_says_how_firmly_how_counted_and_which_way() -> None:
    assert wording.target_amount(target(stated="strive", kind="cumulative", comparator="ge")) == "力争累计≥60家"


@pytest.mark.parametrize(
    ("year", "from_year", "words"), [(2021, None, "当年60家"), (2021, 2019, "每年60家"), (None, None, "每年60家")]
)
def test_what_is_due_in_each_year_is_told_from_what_is_due_in_one(
    year: int | None, from_year: int | None, words: str
) -> None:
    assert wording.target_amount(target(kind="annual", year=year, from_year=from_year)) == words


def test_a_range_is_written_with_a_dash() -> None:
    assert wording.target_amount(target(value=1, value_high=3)) == "1—3家"


def test_a_target_without_a_year_says_so() -> None:
    assert wording.years(target(year=None)) == "未定年份"
