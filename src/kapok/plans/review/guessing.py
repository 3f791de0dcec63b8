"""What an item would be that a person adds from some words: the compiler reads their sentence once more. Pure."""

from typing import Any

from kapok.compiler import compile_plan
from kapok.compiler.model import Plan
from kapok.kernel.spans import Span
from kapok.plans.review.items import of_kind
from kapok.plans.review.quoting import clause_at, sentence_at
from kapok.plans.review.state import State

PLAIN: dict[str, dict[str, Any]] = {
    "target": {"comparator": "eq", "kind": "level", "stated": "must", "binding": ""},
    "provision": {"comparator": "eq"},
    "duty": {"role": "responsible"},
}


def guessed(state: State, what: str, span: Span) -> dict[str, Any]:
    """First values for the form of a new item: what the compiler finds in the words, else in their sentence."""
    quote = span.of(state.text)
    given = {**PLAIN[what], "quote": quote}
    if what == "duty":
        return {**given, "office": "".join(quote.split()), "task": _task_at(state, span)}
    for words in (quote, sentence_at(state.text, span).of(state.text)):
        if found := _first(compile_plan(words), what):
            return {**given, **found}
    return given


def _first(plan: Plan, what: str) -> dict[str, Any]:
    if what == "target" and plan.targets:
        t = plan.targets[0]
        return {
            "indicator": t.indicator, "year": t.year or "", "from_year": t.from_year or "", "value": _plain(t.value),
            "value_high": "" if t.value_high is None else _plain(t.value_high), "unit": t.unit,
            "comparator": t.comparator, "kind": t.kind, "stated": t.stated, "binding": t.binding or "",
        }  # fmt: skip
    if what == "provision" and plan.provisions:
        p = plan.provisions[0]
        return {"subject": p.subject, "comparator": p.comparator, "value": _plain(p.value), "unit": p.unit}
    return {}


def _plain(value: float) -> str:
    return f"{value:g}" if abs(value) < 10**6 else f"{value:f}".rstrip("0").rstrip(".")


def _task_at(state: State, span: Span) -> str:
    """The task whose line of offices, or else whose words, hold a place."""
    clause = clause_at(of_kind(state.items, "clause"), span.start)
    tasks = of_kind(state.items, "task")
    held = [key for key, item in tasks.items() if Span(*item["span"]).holds(span)]
    near = [key for key, item in tasks.items() if item["clause"] == clause and clause is not None]
    return next(iter(held or near), "")
