"""A whole plan as plain values, one query for each kind: what the API gives in one answer."""

from collections.abc import Iterable
from typing import Any

from django.db.models import FloatField, QuerySet
from django.db.models.functions import Cast

from kapok.plans.models import Clause, Duty, Indicator, NamedOffice, Plan, Provision, Target, Task

Values = dict[str, Any]
EXACT = Cast("value", FloatField())
EXACT_HIGH = Cast("value_high", FloatField())
CLAUSE = ("key", "parent__key", "level", "number", "title", "start", "end")
TASK = ("key", "clause__key", "title", "start", "end")
DUTY = ("key", "task__key", "office__key", "role", "inferred_lead", "start", "end")
INDICATOR = ("key", "name", "unit")
TARGET = (
    "key", "indicator__key", "clause__key", "year", "from_year", "number", "high", "comparator", "kind", "binding",
    "stated", "start", "end",
)  # fmt: skip
PROVISION = ("key", "clause__key", "subject", "comparator", "number", "unit", "start", "end")
OFFICE = ("key", "name", "full_name", "full_name_confirmed", "name_en", "is_group")
NAMES = {"key": "id", "number": "value", "high": "value_high"}
FIELDS: dict[str, tuple[str, ...]] = {
    "clauses": CLAUSE,
    "indicators": INDICATOR,
    "targets": TARGET,
    "tasks": TASK,
    "duties": DUTY,
    "provisions": PROVISION,
    "offices": OFFICE,
}


def rows(plan: Plan, kind: str) -> "QuerySet[Any, tuple[Any, ...]]":
    """What a plan holds of one kind, in the order of the text, as tuples of :data:`FIELDS`."""
    models: dict[str, QuerySet[Any]] = {
        "clauses": Clause.objects.filter(plan=plan),
        "indicators": Indicator.objects.filter(plan=plan),
        "targets": Target.objects.filter(plan=plan).annotate(number=EXACT, high=EXACT_HIGH),
        "tasks": Task.objects.filter(plan=plan),
        "duties": Duty.objects.filter(plan=plan),
        "provisions": Provision.objects.filter(plan=plan).annotate(number=EXACT),
        "offices": NamedOffice.objects.filter(plan=plan),
    }
    return models[kind].order_by("position").values_list(*FIELDS[kind])


def named(kind: str) -> list[str]:
    """The names of the fields of a kind, as the API gives them: ``clause`` is the lasting id of a clause."""
    return [_name(kind, field) for field in FIELDS[kind]]


def _name(kind: str, field: str) -> str:
    if kind == "clauses" and field == "number":
        return field  # a clause has a number of its own
    return NAMES.get(field, field.removesuffix("__key"))


def values(plan: Plan, kind: str) -> list[Values]:
    """What a plan holds of one kind."""
    return as_values(kind, rows(plan, kind))


def as_values(kind: str, found: Iterable[tuple[Any, ...]]) -> list[Values]:
    """Tuples of one kind as values by name."""
    names = named(kind)
    return [dict(zip(names, row, strict=True)) for row in found]


def whole_board(plan: Plan) -> Values:
    """All tasks with their duties and all indicators with their targets: four queries, whatever the size."""
    return {
        "tasks": nested(values(plan, "tasks"), values(plan, "duties"), by="task", name="duties"),
        "indicators": nested(values(plan, "indicators"), values(plan, "targets"), by="indicator", name="targets"),
    }


def nested(outer: list[Values], inner: list[Values], *, by: str, name: str) -> list[Values]:
    """Rows with the rows that belong to them, which need not say any more what they belong to."""
    held: dict[Any, list[Values]] = {}
    for row in outer:
        row[name] = held[row["id"]] = []
    for row in inner:
        held[row.pop(by)].append(row)
    return outer
