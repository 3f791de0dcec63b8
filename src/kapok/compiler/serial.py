"""A plan as ``kapok.plan/1`` and back."""

from collections.abc import Mapping
from typing import Any

from kapok.compiler.errors import CompileError
from kapok.compiler.model import (
    Cell,
    Clause,
    Confidence,
    Duty,
    Name,
    Plan,
    Provision,
    Reading,
    Source,
    Table,
    Target,
    Task,
)
from kapok.kernel.problems import Problem
from kapok.kernel.spans import Span

FORMAT = "kapok.plan/1"


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _judged(item: Any, explain: bool) -> dict[str, Any]:
    """What an item says of its own finding: confidence always, the reading where it is asked for."""
    said: dict[str, Any] = {}
    if item.confidence is not None:
        said["confidence"] = {"value": item.confidence.value, "n": item.confidence.n}
    if explain and item.reading is not None:
        reading = item.reading
        said["reading"] = {
            "pattern": reading.pattern,
            "circumstance": reading.circumstance,
            "instead_of": list(reading.instead_of),
        }
    return said


def _clause(c: Clause, explain: bool) -> dict[str, Any]:
    return {
        "id": c.id,
        "parent": c.parent,
        "level": c.level,
        "number": c.number,
        "title": c.title,
        "span": list(c.span),
        **_judged(c, explain),
    }


def _target(t: Target, explain: bool) -> dict[str, Any]:
    return {
        "id": t.id, "clause": t.clause, "indicator": t.indicator, "year": t.year, "from_year": t.from_year,
        "value": _number(t.value), "value_high": _number(t.value_high), "unit": t.unit, "comparator": t.comparator,
        "kind": t.kind, "binding": t.binding, "stated": t.stated, "span": list(t.span), **_judged(t, explain),
    }  # fmt: skip


def _duty(d: Duty, explain: bool) -> dict[str, Any]:
    return {
        "id": d.id, "office": d.office, "full_name": d.full_name, "role": d.role, "inferred_lead": d.inferred_lead,
        "group": d.group, "line": list(d.line), "span": list(d.span), **_judged(d, explain),
    }  # fmt: skip


def _task(k: Task, explain: bool) -> dict[str, Any]:
    return {
        "id": k.id, "clause": k.clause, "title": k.title, "span": list(k.span),
        "sentences": [list(s) for s in k.sentences], "duties": [_duty(d, explain) for d in k.duties],
    }  # fmt: skip


def _provision(p: Provision, explain: bool) -> dict[str, Any]:
    return {
        "id": p.id, "clause": p.clause, "subject": p.subject, "comparator": p.comparator, "value": _number(p.value),
        "unit": p.unit, "span": list(p.span), **_judged(p, explain),
    }  # fmt: skip


def _source(source: Source) -> dict[str, Any]:
    said: dict[str, Any] = {"name": source.name, "media_type": source.media_type, "sha256": source.sha256}
    if source.pages:
        said["pages"] = list(source.pages)
    if source.tables:
        said["tables"] = [
            {
                "span": list(t.span),
                "columns": [list(c) for c in t.columns],
                "cells": [[c.row, c.column, c.rows, c.columns, *c.span] for c in t.cells],
            }
            for t in source.tables
        ]
    if source.headings:
        said["headings"] = [[*span, level] for span, level in source.headings]
    return said


def to_dict(plan: Plan, *, explain: bool = False) -> dict[str, Any]:
    """The plan as plain values for JSON, ``kapok.plan/1``; ``explain`` adds how each item was read.

    >>> from kapok.compiler import compile_plan
    >>> to_dict(compile_plan("到2025年，建成基地60家。"))["targets"][0]["value"]
    60
    """
    return {
        "format": FORMAT,
        "source": _source(plan.source),
        "title": plan.title,
        "document_number": plan.document_number,
        "issuer": plan.issuer,
        "jurisdiction": plan.jurisdiction,
        "period": list(plan.period) if plan.period else None,
        "text": plan.text,
        "clauses": [_clause(c, explain) for c in plan.clauses],
        "targets": [_target(t, explain) for t in plan.targets],
        "tasks": [_task(k, explain) for k in plan.tasks],
        "provisions": [_provision(p, explain) for p in plan.provisions],
        "names": [{"name": n.name, "kind": n.kind, "span": list(n.span)} for n in plan.names],
        "warnings": [{"code": w.code, "message": w.message, "span": list(w.span)} for w in plan.warnings],
        "uncovered": [list(span) for span in plan.uncovered],
    }


def from_dict(data: Mapping[str, Any]) -> Plan:
    """A plan from ``kapok.plan/1``.

    Raises :class:`CompileError` when the data is of another format or lacks a field.
    """
    if data.get("format") != FORMAT:
        raise CompileError(
            f"这不是 {FORMAT} 格式的计划。", "请用 kapok compile --format json 生成后再试。", code="not-a-plan"
        )
    try:
        return _plan(data)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise CompileError(
            f"计划数据缺少字段或字段类型不对（{error}）。", "请用 kapok compile 重新生成。", code="broken-plan"
        ) from error


def _plan(data: Mapping[str, Any]) -> Plan:
    return Plan(
        source=_source_from(data),
        title=data["title"],
        document_number=data["document_number"],
        issuer=data["issuer"],
        jurisdiction=data["jurisdiction"],
        period=(data["period"][0], data["period"][1]) if data["period"] else None,
        clauses=tuple(Clause(**_fields(c)) for c in data["clauses"]),
        targets=tuple(Target(**_fields(t)) for t in data["targets"]),
        tasks=tuple(_task_from(k) for k in data["tasks"]),
        provisions=tuple(Provision(**_fields(p)) for p in data["provisions"]),
        names=tuple(Name(**_fields(n)) for n in data["names"]),
        warnings=tuple(Problem(**_fields(w)) for w in data["warnings"]),
        uncovered=tuple(Span(*span) for span in data["uncovered"]),
    )


def _source_from(data: Mapping[str, Any]) -> Source:
    source = data["source"]
    tables = tuple(
        Table(
            tuple(Cell(c[0], c[1], Span(c[4], c[5]), c[2], c[3]) for c in t["cells"]),
            Span(*t["span"]),
            tuple((c[0], c[1]) for c in t["columns"]),
        )
        for t in source.get("tables", ())
    )
    headings = tuple((Span(h[0], h[1]), h[2]) for h in source.get("headings", ()))
    return Source(
        data["text"],
        source["name"],
        source["media_type"],
        source["sha256"],
        tables,
        headings,
        tuple(source.get("pages", ())),
    )


def _fields(item: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(item)
    for key in ("span", "line"):
        if key in fields:
            fields[key] = Span(*fields[key])
    if fields.get("confidence"):
        fields["confidence"] = Confidence(fields["confidence"]["value"], fields["confidence"]["n"])
    if fields.get("reading"):
        fields["reading"] = Reading(
            fields["reading"]["pattern"], fields["reading"]["circumstance"], tuple(fields["reading"]["instead_of"])
        )
    return fields


def _task_from(task: Mapping[str, Any]) -> Task:
    fields = _fields(task)
    fields["sentences"] = tuple(Span(*s) for s in fields["sentences"])
    fields["duties"] = tuple(Duty(**_fields(d)) for d in fields["duties"])
    return Task(**fields)
