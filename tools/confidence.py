"""Make ``src/kapok/compiler/data/confidence.json`` and the table in ``docs/confidence.md``.

    python tools/confidence.py CORPUS SCORER

CORPUS is a folder of ``NAME.txt`` with ``NAME.gold.json``; SCORER the scorer's file, whose pairing of
finds and answers says which find was right. Optional answers count on neither side.
"""

import hashlib
import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from kapok.compiler import compile_plan, to_dict
from kapok.compiler.confidence import MINIMUM, key_of
from kapok.compiler.model import Reading

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "src/kapok/compiler/data/confidence.json"
PAGE = ROOT / "docs/confidence.md"


def scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def counts_of(text: str, answer: dict[str, Any], score: ModuleType) -> dict[str, tuple[int, int]]:
    """Right and all finds of each pattern and circumstance in one document."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for kind, (pairs, _, extra) in score.score(to_dict(compile_plan(text), explain=True), answer).items():
        for found in [pair[0] for pair in pairs] + extra:
            key = key_of(kind, Reading(found["reading"]["pattern"], found["reading"]["circumstance"]))
            total[key] += 1
            right[key] += not any(found is other for other in extra)
    return {key: (right[key], total[key]) for key in sorted(total)}


def page(documents: dict[str, dict[str, tuple[int, int]]]) -> str:
    """The table as a page: every pattern and circumstance, right, n, and what is claimed."""
    sums: dict[str, tuple[int, int]] = {}
    for counts in documents.values():
        for key, (right, n) in counts.items():
            sums[key] = sums.get(key, (0, 0))[0] + right, sums.get(key, (0, 0))[1] + n
    rows = [
        f"| `{key}` | {right} | {n} | {round((right + 1) / (n + 2), 3) if n >= MINIMUM else '–'} |"
        for key, (right, n) in sorted(sums.items())
    ]
    head = (
        "# Confidence by pattern\n\n"
        "Made by `tools/confidence.py` from the checked corpus; not to be edited. A find's confidence is\n"
        "(right + 1) / (n + 2) over all documents but its own; under five finds nothing is claimed. The rules\n"
        "were tuned on these documents, so what the table says of a new document is the upper end.\n\n"
        f"{len(documents)} documents.\n\n"
        "| kind, pattern, circumstance | right | n | confidence |\n| --- | --- | --- | --- |\n"
    )
    return head + "\n".join(rows) + "\n"


def main(corpus: Path, scorer_path: Path) -> None:
    score = scorer(scorer_path)
    documents = {}
    for answer in sorted(corpus.glob("*.gold.json")):
        text = (
            (corpus / answer.name.replace(".gold.json", ".txt"))
            .read_bytes()
            .decode("utf-8")
            .replace("\r\n", "\n")
            .replace("\r", "\n")
        )
        sha = hashlib.sha256(text.encode()).hexdigest()
        documents[sha] = counts_of(text, json.loads(answer.read_text(encoding="utf-8")), score)
    TABLE.write_text(json.dumps({"documents": documents}, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    PAGE.write_text(page(documents), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
