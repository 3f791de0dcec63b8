"""How often a pattern was right over the corpus, with the document itself left out."""

import hashlib
from typing import Any

import pytest

from kapok.compiler import compile_plan
from kapok.compiler.confidence import MINIMUM, confidence, key_of, table
from kapok.compiler.model import Confidence, Reading


def counts(key: str, but: str = "") -> tuple[int, int]:
    found = [rows.get(key, (0, 0)) for sha, rows in table().items() if sha != but]
    return sum(right for right, _ in found), sum(n for _, n in found)


def often() -> tuple[str, Reading]:
    """A pattern with many finds."""
    key = max({key for rows in table().values() for key in rows}, key=lambda key: counts(key)[1])
    kind, pattern, *circumstance = key.split(" ", 2)
    return kind, Reading(pattern, "".join(circumstance))


def test_confidence_is_the_share_of_right_finds_with_one_right_and_one_wrong_added() -> None:
    kind, reading = often()
    right, n = counts(key_of(kind, reading))
    assert confidence(kind, reading, "") == Confidence(round((right + 1) / (n + 2), 3), n)


def test_a_document_is_judged_by_the_others_alone() -> None:
    kind, reading = often()
    key = key_of(kind, reading)
    own = next(sha for sha, rows in table().items() if key in rows)
    assert confidence(kind, reading, own).n == counts(key)[1] - table()[own][key][1]


@pytest.mark.parametrize("reading", [Reading("no-such-pattern"), None])
def test_nothing_is_claimed_where_there_are_too_few_finds(reading: Reading | None) -> None:
    assert confidence("targets", reading, "") == Confidence(None, 0)


def test_every_count_of_right_finds_is_within_the_count_of_all() -> None:
    assert [row for rows in table().values() for row in rows.values() if not 0 <= row[0] <= row[1]] == []


def test_documents_are_named_by_the_hash_of_their_text() -> None:
    assert {len(sha) for sha in table()} == {len(hashlib.sha256().hexdigest())}


def test_every_item_of_a_plan_is_judged() -> None:
    plan = compile_plan("一、建站\n到2025年，站点达到60个。给予最高5万元奖励。（责任单位：市科技局）")
    duties = [duty for task in plan.tasks for duty in task.duties]
    items: list[Any] = [*plan.clauses, *plan.targets, *plan.provisions, *duties]
    judged = [item.confidence for item in items]
    assert [found for found in judged if found is None or (found.value is None) != (found.n < MINIMUM)] == []
    assert len(judged) == 4
