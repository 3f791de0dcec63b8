"""Reads of drafts."""

import datetime

from django.db.models import Max, Prefetch

from kapok import compiler
from kapok.plans.models import Correction, Draft, Plan, Stage
from kapok.plans.queries import in_force
from kapok.plans.review.as_compiled import as_compiled
from kapok.plans.review.items import opened
from kapok.plans.review.state import State, stands


def drafts() -> list[Draft]:
    """All drafts, the newest first, without what they hold."""
    return list(Draft.objects.select_related("office__successor", "plan").defer("plan__text"))


def draft(number: int) -> Draft | None:
    """A draft by its number."""
    return Draft.objects.select_related("office", "plan").defer("plan__text").filter(pk=number).first()


def stage(draft: Draft) -> Stage:
    """The reading that a draft stands on."""
    last = draft.stages.order_by("-number").first()
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
    """A draft as it stands: three queries, whatever it holds."""
    readings = list(draft.stages.all())
    made = Correction.objects.filter(stage=readings[-1]).values_list("changes", flat=True)
    earlier = Correction.objects.filter(stage__draft=draft).exclude(stage=readings[-1])
    used = {key for reading in readings[:-1] for key in opened(reading.compiled)}
    used.update(key for changes in earlier.values_list("changes", flat=True) for key in changes)
    return stands(readings[-1].compiled, made, used | keys_ever(draft.amends))


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
