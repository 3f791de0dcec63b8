"""One plan, five files: whatever the format, the same items come out."""

from functools import cache
from typing import Any

import pytest

from kapok.compiler import compile_bytes
from kapok.compiler.model import Plan
from tests.compiler.readers.sample import FORMATS, NUMBER, TABLE, TITLE


def items(plan: Plan) -> dict[str, list[Any]]:
    """What a plan says, without places and ids."""
    return {
        "clauses": [(clause.number, clause.title, clause.level) for clause in plan.clauses],
        "targets": [
            (t.indicator, t.year, t.from_year, t.value, t.unit, t.comparator, t.kind, t.binding, t.stated)
            for t in plan.targets
        ],
        "duties": [(task.title, [(duty.office, duty.role) for duty in task.duties]) for task in plan.tasks],
        "provisions": [(p.subject, p.comparator, p.value, p.unit) for p in plan.provisions],
    }


@cache
def compiled(form: str) -> Plan:
    return compile_bytes(FORMATS[form](), f"plan.{form}")


def test_the_plan_has_something_to_compare() -> None:
    plan = compiled("txt")
    assert (plan.title, plan.document_number) == (TITLE, NUMBER)
    assert len(plan.clauses) == 13
    assert [(t.indicator, t.value, t.unit) for t in plan.targets if t.binding] == [
        (row[1], float(row[4]), row[2]) for row in TABLE[1:]
    ]
    assert [len(task.duties) for task in plan.tasks if task.duties] == [3, 3, 2, 2, 1]
    assert [(p.value, p.unit) for p in plan.provisions if p.unit in "%元"][:2] == [(40, "%"), (500_000, "元")]


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "txt"])
@pytest.mark.parametrize("kind", ["clauses", "targets", "duties", "provisions"])
def test_every_format_gives_the_same_items(form: str, kind: str) -> None:
    assert items(compiled(form))[kind] == items(compiled("txt"))[kind]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_gives_the_same_head(form: str) -> None:
    heads = [(p.title, p.document_number, p.issuer, p.period) for p in (compiled("txt"), compiled(form))]
    assert heads[0] == heads[1]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_gives_the_same_text(form: str) -> None:
    assert compiled(form).text == FORMATS["txt"]().decode()
