"""What is said before a draft becomes a plan: its address, what is not settled, what it replaces."""

import re
from typing import NamedTuple

from django.utils.translation import ngettext

from kapok.plans.models import Draft, Plan
from kapok.plans.review.cities import city_of
from kapok.plans.review.items import PLAN
from kapok.plans.review.progress import Progress, progress
from kapok.plans.review.state import State


class Outlook(NamedTuple):
    """What adopting would take along."""

    progress: Progress
    targets: int
    tasks: int
    duties: int
    seen: int  # the number of the last correction
    corrections: int  # by people

    @property
    def must_be_said(self) -> list[str]:
        """What is left open, as sentences; each has to be accepted by who adopts."""
        left, names, doubts = self.progress.left, self.progress.unmatched, self.progress.doubts
        told = []
        if left:
            told.append(
                ngettext(
                    "还有 {n} 项没有人核对过，将按程序读出的样子公布。",
                    "还有 {n} 项没有人核对过，将按程序读出的样子公布。",
                    left,
                ).format(n=left)
            )
        if doubts:
            told.append(
                ngettext(
                    "其中 {n} 处是程序拿不准的，会写在计划页上。", "其中 {n} 处是程序拿不准的，会写在计划页上。", doubts
                ).format(n=doubts)
            )
        if names:
            told.append(
                ngettext(
                    "{n} 个单位名称还没有对上单位，只按原文显示。",
                    "{n} 个单位名称还没有对上单位，只按原文显示。",
                    names,
                ).format(n=names)
            )
        return told


def outlook(state: State, seen: int, corrections: int) -> Outlook:
    """Counts what would be published."""
    plan = state.plan
    duties = sum(len(task.duties) for task in plan.tasks)
    return Outlook(progress(state.items), len(plan.targets), len(plan.tasks), duties, seen, corrections)


def proposed_slug(draft: Draft, state: State) -> str:
    """An address that is free: the plan's that is amended, else its city and first year, else its number."""
    if draft.amends:
        return draft.amends
    meta = state.items[PLAN]
    city = city_of(meta["jurisdiction"] or draft.jurisdiction)
    place = re.sub(r"[^a-z0-9]+", "-", city.names.get("en", "").lower()).strip("-") if city else ""
    base = "-".join(str(part) for part in (place or "plan", meta["first_year"] or draft.pk))
    taken = set(Plan.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
