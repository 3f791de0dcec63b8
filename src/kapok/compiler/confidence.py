"""How often each pattern was right in its circumstance, over real documents with checked answers.

The table in ``data/confidence.json`` holds, for each document of the corpus by its hash, how many
finds of each pattern were right and how many there were. ``tools/confidence.py`` makes it. A document
that is itself in the table is judged by the others alone.
"""

import hashlib
import json
from dataclasses import replace
from functools import cache
from importlib.resources import files

from kapok.compiler.model import Confidence, Plan, Reading

MINIMUM = 5  # finds under which nothing is claimed

Counts = dict[str, tuple[int, int]]  # "targets link goal/sentence" → right, all


@cache
def table() -> dict[str, Counts]:
    """The counts by document: hash of its text → key of pattern and circumstance → right, all."""
    data = json.loads(files("kapok.compiler.data").joinpath("confidence.json").read_text(encoding="utf-8"))
    return {sha: {key: (right, n) for key, (right, n) in counts.items()} for sha, counts in data["documents"].items()}


@cache
def _without(sha256: str) -> Counts:
    """The counts of all documents but one."""
    total: Counts = {}
    for sha, counts in table().items():
        for key, (right, n) in counts.items():
            if sha != sha256:
                before = total.get(key, (0, 0))
                total[key] = before[0] + right, before[1] + n
    return total


def key_of(kind: str, reading: Reading) -> str:
    """The key under which a pattern's finds are counted.

    >>> key_of("targets", Reading("link", "goal/sentence"))
    'targets link goal/sentence'
    """
    return f"{kind} {reading.pattern} {reading.circumstance}".strip()


def confidence(kind: str, reading: Reading | None, sha256: str) -> Confidence:
    """(right + 1) / (n + 2) of the pattern in its circumstance; no value where n is under five."""
    right, n = _without(sha256).get(key_of(kind, reading), (0, 0)) if reading is not None else (0, 0)
    return Confidence(round((right + 1) / (n + 2), 3) if n >= MINIMUM else None, n)


def judged(plan: Plan) -> Plan:
    """The plan with the confidence of each clause, target, duty and provision."""
    sha = hashlib.sha256(plan.text.encode("utf-8", "surrogatepass")).hexdigest()
    return replace(
        plan,
        clauses=tuple(replace(c, confidence=confidence("clauses", c.reading, sha)) for c in plan.clauses),
        targets=tuple(replace(t, confidence=confidence("targets", t.reading, sha)) for t in plan.targets),
        tasks=tuple(
            replace(k, duties=tuple(replace(d, confidence=confidence("duties", d.reading, sha)) for d in k.duties))
            for k in plan.tasks
        ),
        provisions=tuple(replace(p, confidence=confidence("provisions", p.reading, sha)) for p in plan.provisions),
    )
