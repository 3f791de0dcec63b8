"""The same plan in another dress (script, width, blanks, line ends) gives the same items."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import opencc
import pytest

from kapok.compiler import compile_plan, to_dict

PLANS = sorted((Path(__file__).parent / "plans").glob("*.txt"))
NARROW = str.maketrans("（），；：", "(),;:")
WIDE = str.maketrans("(),;:", "（），；：")
BLANKS = re.compile(r"\s+")
NUMBER = re.compile(r"(?<=[\u4e00-\u9fff])(\d+(?:\.\d+)?)(?=[\u4e00-\u9fff%])")

traditional: Callable[[str], str] = opencc.OpenCC("s2t").convert
simplified: Callable[[str], str] = opencc.OpenCC("t2s").convert

DRESSES: dict[str, Callable[[str], str]] = {
    "traditional script": traditional,
    "narrow marks": lambda text: text.translate(NARROW),
    "indented lines": lambda text: re.sub(r"(?m)^(?=\S)", "　　", text),
    "line ends of another system": lambda text: text.replace("\n", "\r\n"),
    "a blank line after each line": lambda text: text.replace("\n", "\n\n"),
    "blanks around numbers": lambda text: NUMBER.sub(r" \1 ", text),
}


def bare(words: str) -> str:
    """Words in simplified script without blanks and with wide marks, so that dresses can be compared."""
    return BLANKS.sub("", simplified(words)).translate(WIDE)


def items(text: str) -> dict[str, list[tuple[Any, ...]]]:
    plan = to_dict(compile_plan(text))
    duties = [duty for task in plan["tasks"] for duty in task["duties"]]
    return {
        "clauses": [(bare(item["number"]), bare(item["title"])) for item in plan["clauses"]],
        "targets": [
            (bare(item["indicator"]), item["year"], item["value"], bare(item["unit"]), item["comparator"], item["kind"])
            for item in plan["targets"]
        ],
        "duties": [(bare(item["office"]), item["role"], item["group"]) for item in duties],
        "provisions": [(item["value"], bare(item["unit"]), item["comparator"]) for item in plan["provisions"]],
    }


@cache
def plain(path: Path) -> tuple[str, dict[str, list[tuple[Any, ...]]]]:
    text = path.read_text(encoding="utf-8")
    return text, items(text)


# Where all line breaks are lost a blank ends a heading, so blanks put round numbers do change what the headings are.
ELSEWHERE = {("county-flattened", "blanks around numbers")}
PAIRS = [(path, dress) for path in PLANS for dress in DRESSES if (path.stem, dress) not in ELSEWHERE]


@pytest.mark.parametrize(("path", "dress"), PAIRS, ids=lambda part: getattr(part, "stem", part))
def test_a_plan_in_another_dress_gives_the_same_items(path: Path, dress: str) -> None:
    text, expected = plain(path)
    assert items(DRESSES[dress](text)) == expected
