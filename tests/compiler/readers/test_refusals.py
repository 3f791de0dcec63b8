"""Every refusal and every problem of a reader is in the manual, and each refusal says what to do next."""

import re
from pathlib import Path

import pytest

from kapok.compiler import readers
from kapok.compiler.readers.columns import MEANINGS
from kapok.compiler.readers.encoding import NAMED
from kapok.compiler.readers.refusals import REFUSALS, refused

ROOT = Path(__file__).resolve().parents[3]
MANUAL = (ROOT / "docs" / "readers.md").read_text(encoding="utf-8")
SOURCES = [path.read_text(encoding="utf-8") for path in Path(readers.__file__).parent.rglob("*.py")]


def section(title: str) -> set[str]:
    """The codes in the first column of a section's table."""
    body = MANUAL.split(f"\n## {title}")[1].split("\n## ")[0]
    first = re.findall(r"^\| (`[^|]+) \|", body, re.MULTILINE)
    return {code for cell in first for code in re.findall(r"`([^`]+)`", cell)}


def test_every_refusal_is_in_the_manual() -> None:
    assert section("What is refused") == set(REFUSALS)


def test_every_refusal_is_raised_somewhere() -> None:
    told = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', "\n".join(text for text in SOURCES if "REFUSALS: " not in text)))
    assert set(REFUSALS) - told == set()


def test_every_problem_is_in_the_manual() -> None:
    pattern = r'(?:problem|Problem)\(\s*"([a-z-]+)"|^    \("([a-z-]+)", "(?:文件里|工作表)'
    found = {one or other for text in SOURCES for one, other in re.findall(pattern, text, re.MULTILINE)}
    assert section("What was mended") == found


@pytest.mark.parametrize("code", REFUSALS)
def test_a_refusal_is_two_sentences_the_cause_and_the_next_step(code: str) -> None:
    names = set(re.findall(r"{(\w+)}", REFUSALS[code].cause + REFUSALS[code].next_step))
    error = refused(code, "计划.docx", **dict.fromkeys(names, "某"))
    assert (error.code, error.name) == (code, "计划.docx")
    assert error.cause.endswith("。")
    assert error.next_step.endswith("。")
    assert error.next_step.startswith(("请", "可以"))


def test_every_meaning_of_a_column_and_every_encoding_is_in_the_manual() -> None:
    assert [name for name in [*(meaning.name for meaning in MEANINGS), *NAMED] if f"`{name}" not in MANUAL] == []
