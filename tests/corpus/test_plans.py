"""Whole invented plans with the answers of a careful reader, and the floors below which no change may bring them."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kapok.compiler import compile_plan, to_dict
from tests.corpus.matching import QUALITY, Score, answers, found_items, readings, score

HERE = Path(__file__).parent
PLANS = sorted(path.stem for path in (HERE / "plans").glob("*.txt"))
FLOORS: dict[str, dict[str, float]] = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


@cache
def scores(name: str) -> dict[str, Score]:
    text = (HERE / "plans" / f"{name}.txt").read_text(encoding="utf-8")
    gold = json.loads((HERE / "plans" / f"{name}.gold.json").read_text(encoding="utf-8"))
    found, wanted = found_items(to_dict(compile_plan(text, name=name))), answers(gold, text)
    return {kind: score(found[kind], wanted[kind], QUALITY[kind]) for kind in QUALITY}


def described(result: Score) -> str:
    """The misses and false finds of a score, for the person who brought it down."""
    shown = ("quote", "line", "office", "role", "indicator", "subject", "number", "title", "year", "value", "unit")
    lines = [("missed", item) for item in result.missed] + [("extra", item) for item in result.extra]
    return "\n".join(f"{word} { {key: item[key] for key in shown if key in item} }" for word, item in lines)


@pytest.mark.parametrize("kind", QUALITY)
@pytest.mark.parametrize("name", PLANS)
def test_a_plan_is_read_no_worse_than_before(name: str, kind: str) -> None:
    result = scores(name)[kind]
    assert round(result.f1, 3) >= FLOORS[name][kind], described(result)


def agreement(field: str, default: Any) -> float:
    """The share of matched targets over all plans whose field is one of the fair readings."""
    pairs = [pair for name in PLANS for pair in scores(name)["targets"].right]
    return sum(found[field] in readings(wanted.get(field, default)) for found, wanted in pairs) / max(len(pairs), 1)


@pytest.mark.parametrize(("field", "default"), [("kind", None), ("comparator", "eq")])
def test_kind_and_comparator_agree_with_the_careful_reader(field: str, default: Any) -> None:
    assert round(agreement(field, default), 3) >= FLOORS["all plans"][field]


def test_every_plan_has_an_answer_and_floors() -> None:
    assert sorted(path.name.removesuffix(".gold.json") for path in (HERE / "plans").glob("*.gold.json")) == PLANS
    assert sorted(FLOORS) == sorted([*PLANS, "all plans"])
