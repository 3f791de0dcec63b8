"""docs/compile.md shows what the compiler gives."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import kapok.compiler
from kapok.compiler import compile_plan, to_dict

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "compile.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"<!-- json: (?P<key>\w+)(?P<which>[ \d]*) -->\n```json\n(?P<body>.*?)^```$", re.M | re.S)
SOURCES = Path(kapok.compiler.__file__).parent


def without_confidence(value: Any) -> Any:
    """The same value with no ``confidence`` in it: that changes with the corpus."""
    if isinstance(value, dict):
        return {key: without_confidence(part) for key, part in value.items() if key != "confidence"}
    return [without_confidence(part) for part in value] if isinstance(value, list) else value


def compiled() -> dict[str, Any]:
    found = re.search(r"<!-- file: plan.txt -->\n```text\n(.*?)^```$", PAGE, re.M | re.S)
    assert found is not None
    return dict(without_confidence(to_dict(compile_plan(found[1]), explain=True)))


@pytest.mark.parametrize("block", list(BLOCK.finditer(PAGE)), ids=lambda block: block["key"] + block["which"])
def test_the_json_of_the_page_is_what_the_compiler_gives(block: re.Match[str]) -> None:
    items = compiled()[block["key"]]
    which = [int(index) for index in block["which"].split()] or list(range(len(items)))
    assert json.loads(block["body"]) == [items[index] for index in which]


def test_every_kind_of_item_is_shown() -> None:
    assert sorted({block["key"] for block in BLOCK.finditer(PAGE)}) == ["provisions", "targets", "tasks", "warnings"]


def test_the_page_names_every_key_of_the_format() -> None:
    assert [key for key in compiled() if f"`{key}`" not in PAGE] == []


def test_the_page_names_only_files_that_exist() -> None:
    files = set(re.findall(r"`(\w+\.py)`", PAGE))
    assert [file for file in files if not (SOURCES / file).exists()] == []


def test_the_page_names_all_that_the_package_promises() -> None:
    promised = [name for name in kapok.compiler.__all__ if name not in ("Change", "Diff")]
    assert [name for name in promised if f"`{name}" not in PAGE] == []
