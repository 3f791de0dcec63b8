"""What a column holds is told by its head: every row of the table has the example that it is for."""

import pytest

from kapok.compiler.readers.columns import MEANINGS, Meaning, head_of, letter, meaning_of
from kapok.compiler.readers.layout import GridCell


@pytest.mark.parametrize("meaning", MEANINGS, ids=lambda meaning: meaning.name)
def test_the_example_of_each_meaning_is_understood(meaning: Meaning) -> None:
    assert (meaning_of(meaning.example) or "").partition(":")[0] == meaning.name


@pytest.mark.parametrize(
    ("head", "meaning"),
    [("2023年", "year:2023"), ("2025 年\n目标值", "value"), ("目标值\n2025年", "year:2025"),
     ("基期值\n2020", "year:2020"),
     ("现状值", "base"), ("责任单位（列首位的为牵头单位）", "responsible"), ("甲", None), ("", None)],
)  # fmt: skip
def test_heads_as_they_are_met(head: str, meaning: str | None) -> None:
    assert meaning_of(head) == meaning


def test_a_long_cell_is_no_head() -> None:
    assert head_of([GridCell(0, 0, "序号"), GridCell(0, 1, "工作任务" * 9)]) is None


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters_of_columns(column: int, letters: str) -> None:
    assert letter(column) == letters
