"""Small texts with the exact items expected of them, one file a topic in ``cases/``."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kapok.compiler import compile_plan, to_dict
from tests.corpus.matching import differences, found_items, readings, squeezed

HERE = Path(__file__).parent
META = ("title", "document_number", "issuer")
KINDS = ("clauses", "targets", "duties", "provisions", "names", "tasks")


@cache
def known_failures() -> dict[str, str]:
    """Cases that fail today, by name, each with its reason; one that passes again is an error."""
    return dict(tomllib.loads((HERE / "known_failures.toml").read_text(encoding="utf-8"))["cases"])


def all_cases() -> list[dict[str, Any]]:
    return [
        {**case, "file": path.stem}
        for path in sorted((HERE / "cases").glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def as_parameter(case: dict[str, Any]) -> Any:
    reason = known_failures().get(case["name"])
    marks = [pytest.mark.xfail(strict=True, reason=reason, raises=AssertionError)] if reason else []
    return pytest.param(case, id=f"{case['file']}: {case['name']}", marks=marks)


def problems(case: dict[str, Any]) -> list[str]:
    """What the compiler reads otherwise than the case says, as lines."""
    plan = to_dict(compile_plan(case["text"]))
    found = {**plan, **found_items(plan)}
    lines = [f"{kind}: {line}" for kind in KINDS if kind in case for line in differences(found[kind], case[kind])]
    lines += [f"{key} is {plan[key]!r}" for key in META if key in case and plan[key] not in readings(case[key])]
    if "period" in case and list(plan["period"] or ()) != case["period"]:
        lines.append(f"period is {plan['period']}")
    if "uncovered" in case:
        left = [squeezed(plan["text"][start:end]).rstrip("。；") for start, end in plan["uncovered"]]
        lines += [f"uncovered are {left}"] if left != case["uncovered"] else []
    if "warned" in case and case["warned"] != bool(plan["warnings"]):
        lines.append(f"warnings are {plan['warnings']}")
    return lines


@pytest.mark.parametrize("case", [as_parameter(case) for case in all_cases()])
def test_a_small_text_gives_just_the_expected_items(case: dict[str, Any]) -> None:
    assert problems(case) == []


def test_every_case_has_a_name_of_its_own() -> None:
    names = [case["name"] for case in all_cases()]
    assert sorted(set(names)) == sorted(names)


def test_every_known_failure_names_a_case() -> None:
    assert set(known_failures()) - {case["name"] for case in all_cases()} == set()
