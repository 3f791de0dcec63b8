"""Reads of relations between plans. What they cost in queries does not depend on how many there are."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from kapok.compiler.correspond import fold
from kapok.plans.models import Indicator, Plan, SameIndicator, Target
from kapok.plans.queries import in_force


class RelatedPlan(NamedTuple):
    slug: str
    title: str


class Relations(NamedTuple):
    """``above`` is the plan that this one works out, ``below`` are those that work it out."""

    above: RelatedPlan | None
    below: Sequence[RelatedPlan]


class SameElsewhere(NamedTuple):
    """The row of another plan that counts the same thing; ``target`` is the key of a target of it."""

    title: str
    slug: str
    indicator: str
    target: str


class Pair(NamedTuple):
    """An indicator of a plan and one of another; ``link`` is the stored row, ``None`` while it is a suggestion."""

    own: Indicator
    other: Indicator
    link: int | None


NONE = Relations(None, ())


def with_relations(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans with whether anything has to be asked about them here: most have no relations, and need no more queries."""
    slug = OuterRef("slug")
    below = Plan.objects.filter(refines=slug)
    equal = SameIndicator.objects.filter(Q(slug=slug) | Q(other_slug=slug))
    return plans.annotate(has_relations=~Q(refines="") | Exists(below), has_equals=Exists(equal))


def relations(plan: Plan, as_of: datetime.date) -> Relations:
    """What a plan works out and what works it out, of what is published: one query."""
    wanted = Q(refines=plan.slug) | (Q(slug=plan.refines) if plan.refines else Q(pk=None))
    found = in_force(as_of).filter(wanted).exclude(slug=plan.slug).order_by("title")
    rows = [
        (RelatedPlan(slug, title), refines) for slug, title, refines in found.values_list("slug", "title", "refines")
    ]
    above = next((related for related, _refines in rows if related.slug == plan.refines), None)
    return Relations(above, [related for related, refines in rows if refines == plan.slug and related != above])


def elsewhere(slug: str, as_of: datetime.date) -> dict[str, list[SameElsewhere]]:
    """What other published plans count as well, by the keys of a plan's indicators: two queries."""
    pairs = [
        (same.key, same.other_slug, same.other_key) if same.slug == slug else (same.other_key, same.slug, same.key)
        for same in SameIndicator.objects.filter(Q(slug=slug) | Q(other_slug=slug)).order_by("pk")
    ]
    others = Target.objects.filter(
        plan__in=in_force(as_of), plan__slug__in={other for _key, other, _other_key in pairs}
    ).order_by("-position")
    first = {
        (where, key): SameElsewhere(title, where, name, target)
        for where, title, key, name, target in others.values_list(
            "plan__slug", "plan__title", "indicator__key", "indicator__name", "key"
        )
    }
    found: dict[str, list[SameElsewhere]] = {}
    for key, *other in pairs:
        if (other[0], other[1]) in first:
            found.setdefault(key, []).append(first[other[0], other[1]])
    return found


def pairs(plan: Plan, other: Plan) -> tuple[list[Pair], list[Pair]]:
    """The indicators of two plans that are linked, and those that may be the same, by name and unit: three queries."""
    own = {indicator.key: indicator for indicator in plan.indicators.all()}
    others = {indicator.key: indicator for indicator in other.indicators.all()}
    links = SameIndicator.objects.filter(
        Q(slug=plan.slug, other_slug=other.slug) | Q(slug=other.slug, other_slug=plan.slug)
    )
    linked = [
        Pair(own[a], others[b], same.pk)
        for same in links
        for a, b in [(same.key, same.other_key) if same.slug == plan.slug else (same.other_key, same.key)]
        if a in own and b in others
    ]
    taken = {(pair.own.key, pair.other.key) for pair in linked}
    by_words = {(fold(indicator.name), fold(indicator.unit)): indicator for indicator in reversed(others.values())}
    suggested = [
        Pair(indicator, same, None)
        for indicator in own.values()
        if (same := by_words.get((fold(indicator.name), fold(indicator.unit))))
        and (indicator.key, same.key) not in taken
    ]
    return linked, suggested
