"""Scores the compiler against the hand-checked corpus beside the repository, and holds what was reached.

    python3 run scores             a row for each document, the totals, the time; fails when a total fell
    python3 run scores --accept    writes the totals of this run to tests/scores.json

The corpus is a folder of pairs ``NAME.txt`` and ``NAME.gold.json`` with a scorer beside it (``tools/score_plan.py``);
it is looked for in ``../shared`` or where ``KAPOK_CORPUS`` says.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from kapok.compiler import compile_bytes, to_dict

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("KAPOK_CORPUS", ROOT.parent / "shared"))
ACCEPTED = ROOT / "tests" / "scores.json"
SLACK = 0.0005  # a total may fall by this much: rounding, not a loss
WHOLE = "guangzhou-2019"  # the plan that Kapok began with is read without a fault
KINDS = ("clauses", "targets", "duties", "provisions")
SHARES = ("kind_agrees", "comparator_agrees", "lines_whole")

Figures = dict[str, float | None]


def pairs() -> list[tuple[Path, Path]]:
    """Each text with its answer, by name."""
    answers = sorted((SHARED / "corpus").glob("*.gold.json"))
    return [(answer.with_name(answer.name.replace(".gold.json", ".txt")), answer) for answer in answers]


def compiled(text: Path, folder: Path) -> tuple[Path, float]:
    """The compiled plan as a file, and the seconds that compiling took."""
    began = time.perf_counter()
    plan = to_dict(compile_bytes(text.read_bytes(), text.name))
    took = time.perf_counter() - began
    output = folder / f"{text.stem}.json"
    output.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
    return output, took


def scored(files: list[Path]) -> Figures:
    """The scorer's figures over pairs of output and answer: F1 for each kind, and the shares."""
    command = [sys.executable, str(SHARED / "tools" / "score_plan.py"), *map(str, files), "--quiet", "--json"]
    result: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return {kind: result[kind]["f1"] if kind in result else None for kind in KINDS} | {
        share: result[share] for share in SHARES
    }


def measure() -> tuple[dict[str, Figures], dict[str, float]]:
    """Figures for each document and for the rest together, and seconds for each document."""
    rows: dict[str, Figures] = {}
    seconds: dict[str, float] = {}
    together: list[Path] = []
    with tempfile.TemporaryDirectory() as folder:
        for text, answer in pairs():
            output, seconds[text.stem] = compiled(text, Path(folder))
            rows[text.stem] = scored([output, answer])
            together += [] if text.stem == WHOLE else [output, answer]
        rows["together"] = scored(together)
    seconds["together"] = sum(seconds[name] for name in rows if name not in (WHOLE, "together"))
    return rows, seconds


def show(rows: dict[str, Figures], seconds: dict[str, float]) -> None:
    table = Table("document", *KINDS, *SHARES, "seconds")
    for name, figures in rows.items():
        if name == "together":
            table.add_section()
        cells = ["–" if value is None else f"{value:.4f}" for value in figures.values()]
        table.add_row(name, *cells, f"{seconds[name]:.2f}")
    Console(width=150).print(table)


def fallen(rows: dict[str, Figures], accepted: dict[str, Figures]) -> list[str]:
    """What is worse than what was accepted, one line each. Totals only: one document may pay for another."""
    return [
        f"{name}: {key} {now if now is None else f'{now:.4f}'} < {before:.4f}"
        for name, figures in accepted.items()
        for key, before in figures.items()
        if before is not None and ((now := rows.get(name, {}).get(key)) is None or now < before - SLACK)
    ]


def main(arguments: list[str]) -> int:
    if not pairs():
        print(f"没有找到语料：{SHARED / 'corpus'}。请用 KAPOK_CORPUS 指明它的位置。", file=sys.stderr)
        return 2
    rows, seconds = measure()
    show(rows, seconds)
    totals = {name: rows[name] for name in (WHOLE, "together") if name in rows}
    if "--accept" in arguments:
        ACCEPTED.write_text(json.dumps(totals, indent=2) + "\n", encoding="utf-8")
        return 0
    accepted: dict[str, Figures] = json.loads(ACCEPTED.read_text(encoding="utf-8")) if ACCEPTED.exists() else {}
    losses = fallen(totals, accepted)
    print("\n".join(f"fell: {loss}" for loss in losses) or "no score fell")
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
