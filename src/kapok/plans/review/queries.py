"""Reads of drafts."""

import datetime
import json
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.db.models import Exists, Max, OuterRef, Prefetch, TextField
from django.db.models.functions import Cast

from kapok import compiler
from kapok.plans.models import Correction, Draft, Original, Plan, Stage
from kapok.plans.queries import in_force
from kapok.plans.review.as_compiled import as_compiled
from kapok.plans.review.items import Items, opened
from kapok.plans.review.state import State, laid, stands


@dataclass(frozen=True)
class Held:
    """A draft as its pages show it: the state, what was read, and what was done to it in order."""

    draft: Draft
    stage: Stage
    state: State
    read: Items
    corrections: list[Correction]

    @property
    def seen(self) -> int:
        """The number of the last correction."""
        return self.corrections[-1].number if self.corrections else 0


def held(draft: Draft) -> Held:
    """A draft with all that its pages show: two queries, whatever it holds. What it never needs is ``used``."""
    last = draft.stages.order_by("-number").annotate(written=Cast("compiled", TextField())).defer("compiled").first()
    if last is None:
        raise LookupError(draft.pk)
    base, read = _opened(last.written)
    made = list(Correction.objects.filter(stage=last))
    return Held(draft, last, State(base, laid(read, (c.changes for c in made))), read, made)


def stood_before(shown: Held, as_of: datetime.date) -> State | None:
    """What a draft's last reading is held against: the reading before it, else the plan in force that it amends;
    ``None`` for a first reading, and for what is adopted already."""
    if shown.draft.plan_id is not None:
        return None
    if shown.stage.number > 1:
        earlier = shown.draft.stages.get(number=shown.stage.number - 1)
        return stands(earlier.compiled, Correction.objects.filter(stage=earlier).values_list("changes", flat=True))
    return in_force_state(shown.draft.amends, as_of)


@lru_cache(maxsize=2)
def _opened(written: str) -> tuple[dict[str, Any], Items]:
    """A reading, by its very words, so that what is kept can never be another's: a long plan takes a while to open."""
    base = json.loads(written)
    return base, opened(base)


def drafts() -> list[Draft]:
    """All drafts, the newest first, without what they hold."""
    return list(Draft.objects.select_related("office__successor", "plan").defer("plan__text"))


def draft(number: int) -> Draft | None:
    """A draft by its number."""
    drafts = Draft.objects.select_related("office", "plan").defer("plan__text")
    return drafts.annotate(has_file=Exists(Original.objects.filter(draft=OuterRef("pk")))).filter(pk=number).first()


def stage(draft: Draft) -> Stage:
    """The reading that a draft stands on, without what it holds."""
    last = draft.stages.order_by("-number").defer("compiled").first()
    if last is None:
        raise LookupError(draft.pk)
    return last


def corrections(draft: Draft) -> list[Correction]:
    """All that was done to a draft since it was last read by a compiler, in order."""
    return list(Correction.objects.filter(stage=stage(draft)))


def all_corrections() -> list[Draft]:
    """Drafts in which people corrected something, with their readings and corrections."""
    made = Prefetch("stages__corrections", Correction.objects.exclude(act="carry"))
    return list(Draft.objects.filter(stages__corrections__isnull=False).distinct().prefetch_related("stages", made))


def last_number(draft: int) -> int:
    """The number of the last correction of a draft, whatever reading it was made on; 0 where there is none."""
    return int(Correction.objects.filter(stage__draft=draft).aggregate(n=Max("number"))["n"] or 0)


def state(draft: Draft) -> State:
    """A draft as it stands: two queries, whatever it holds, and two more where it was read before."""
    return writable(draft).state


def writable(draft: Draft) -> Held:
    """A draft with all that is needed to correct it: it knows the keys that were ever used as well."""
    shown = held(draft)
    used = keys_ever(draft.amends) | shown.read.keys() | {key for made in shown.corrections for key in made.changes}
    if shown.stage.number > 1:
        readings = draft.stages.filter(number__lt=shown.stage.number)
        used |= {key for reading in readings for key in opened(reading.compiled)}
        earlier = Correction.objects.filter(stage__in=readings).values_list("changes", flat=True)
        used |= {key for changes in earlier for key in changes}
    return replace(shown, state=replace(shown.state, used=frozenset(used)))


def in_force_state(slug: str, as_of: datetime.date) -> State | None:
    """The plan in force under a slug as a state: from its draft, so that what people corrected is known, or from
    its rows where it never was a draft; ``None`` where there is none."""
    plan = in_force(as_of).filter(slug=slug).first() if slug else None
    if plan is None:
        return None
    of_plan = Draft.objects.filter(plan=plan).first()
    if of_plan:
        return state(of_plan)
    base = compiler.to_dict(as_compiled(plan), explain=True)
    return stands(base, (), keys_ever(slug))


def keys_ever(slug: str) -> set[str]:
    """All keys that items of a plan ever had, in whatever version."""
    kinds = ("clauses", "targets", "tasks", "duties", "provisions")
    plans = Plan.objects.filter(slug=slug) if slug else ()
    return {key for plan in plans for kind in kinds for key in getattr(plan, kind).values_list("key", flat=True)}
