"""What people made of a draft as an answer file that the compiler can be scored with: by quotation, not by offset."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Q

from kapok.compiler.model import Plan
from kapok.kernel.spans import Span
from kapok.plans.models import Correction, Draft
from kapok.plans.review import queries

FARTHEST = 80  # characters by which a quotation may grow until it means one place
TARGET = ("indicator", "year", "value", "value_high", "unit", "comparator", "kind")
PROVISION = ("value", "unit", "comparator")


class Answer(NamedTuple):
    """``name`` is what its files are called; ``gold`` the answer, ``corrections`` what was done, with sentences."""

    name: str
    text: str
    gold: dict[str, Any]
    corrections: list[dict[str, Any]]


@dataclass
class Quotations:
    """Quotes as a reader finds them again: white space makes no difference, and the same words, each time they are
    asked for, mean their next place."""

    text: str
    _after: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.back = [at for at, character in enumerate(self.text) if not character.isspace()]
        self.flat = "".join(self.text[at] for at in self.back)

    def of(self, span: Span) -> str:
        """The words of a span, with as many before them as it takes to mean this place and no other."""
        for more in range(FARTHEST):
            start = max(0, span.start - more)
            quote = "".join(self.text[start : span.end].split())
            at = self.flat.find(quote, self._after.get(quote, 0)) if quote else -1
            if at >= 0 and start <= self.back[at] <= span.start and self.back[at + len(quote) - 1] < span.end:
                self._after[quote] = at + len(quote)
                return self.text[start : span.end].strip()
        return span.of(self.text).strip()


def answer(draft: Draft) -> Answer:
    """The answer file of a draft as it stands."""
    state = queries.state(draft)
    name = f"{draft.plan.slug}-{draft.plan.version}" if draft.plan else f"draft-{draft.pk}"
    made = Correction.objects.filter(stage__draft=draft).order_by("number")
    return Answer(name, state.text, gold(state.plan), [*map(_correction, made)])


def gold(plan: Plan) -> dict[str, Any]:
    """Clauses, targets, duties by their lines, and provisions."""
    return {
        "clauses": [{"number": c.number, "title": c.title, "level": c.level} for c in plan.clauses],
        "targets": _quoted(plan, plan.targets, TARGET),
        "duties": _lines(plan),
        "provisions": _quoted(plan, plan.provisions, PROVISION),
    }


def _quoted(plan: Plan, items: Iterable[Any], names: Iterable[str]) -> list[dict[str, Any]]:
    quotations = Quotations(plan.text)
    ordered = sorted(items, key=lambda item: item.span)
    return [{"quote": quotations.of(item.span), **{name: getattr(item, name) for name in names}} for item in ordered]


def _lines(plan: Plan) -> list[dict[str, Any]]:
    """The duties of each marker line. A task that was split has copies of its duties: each is said once."""
    lines: dict[Span, dict[tuple[str, str], None]] = {}
    for duty in (duty for task in plan.tasks for duty in task.duties):
        lines.setdefault(duty.line, {})[(duty.office, duty.role)] = None
    quotations = Quotations(plan.text)
    return [
        {"line": quotations.of(line), "offices": [{"office": office, "role": role} for office, role in lines[line]]}
        for line in sorted(lines)
    ]


def _correction(made: Correction) -> dict[str, Any]:
    """Without who it was: the compiler learns from sentences, not from people."""
    return {
        "number": made.number, "act": made.act, "why": made.why, "undoes": made.undoes,
        "sentences": [line for line in made.quote.split("\n") if line], "changes": made.changes,
    }  # fmt: skip


def answered() -> list[Draft]:
    """Drafts that people corrected or adopted: what the program alone has read is no answer."""
    corrected = Correction.objects.exclude(act="carry").exclude(who="kapok").values("stage__draft")
    wanted = Q(pk__in=corrected) | Q(plan__isnull=False)
    return [*Draft.objects.filter(wanted).select_related("plan").order_by("pk")]
