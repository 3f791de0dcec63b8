"""Each row that reads a target reads the sentence that it is for."""

import pytest

from kapok.compiler import compile_plan
from kapok.compiler.cases import Row
from kapok.compiler.readings import READINGS

# Rows whose example needs another sentence around it than 到2025年: a neighbour, or no year at all.
SENTENCES = {
    "share-of": "到2025年，90%以上的行政村通快递。",
    "carried": "到2025年，城镇化率达到20%，2026年达到30%。",
    "plain-work": "硬化通村公路186公里。",
}


@pytest.mark.parametrize("row", READINGS, ids=lambda row: row.name)
def test_each_reading_reads_its_sentence(row: Row) -> None:
    plan = compile_plan(SENTENCES.get(row.name, f"一、工作目标\n到2025年，{row.example}。"))
    assert [t.reading.pattern for t in plan.targets if t.reading is not None][-1] == row.name


def test_the_rows_have_names_of_their_own() -> None:
    names = [row.name for row in READINGS]
    assert sorted(set(names)) == sorted(names)


def test_the_rows_that_fitted_too_are_named() -> None:
    (target,) = compile_plan("一、工作目标\n到2025年，社区覆盖率不低于85%。").targets
    assert target.reading is not None
    assert (target.reading.pattern, target.reading.instead_of) == ("link", ("share-of", "plain"))
