"""Writes of relations between plans: which plan works out which, and which indicators of two plans are the same."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kapok.accounts.actor import Actor, signature
from kapok.journal.actions import record
from kapok.plans.actions import about
from kapok.plans.models import Indicator, Plan, SameIndicator

DEEPEST = 20  # plans above one another


class RelationError(Exception):
    """A relation that cannot be. ``str(error)`` says why and what to do."""


@transaction.atomic
def refine(*, plan: Plan, refines: str, by: Actor | str, at: datetime.datetime, why: str = "") -> bool:
    """Says that a plan works out the one of another slug, or ("") none; ``False`` where that was said already."""
    if plan.refines == refines:
        return False
    above = dict(Plan.objects.exclude(refines="").filter(withdrawn_date=None).values_list("slug", "refines"))
    if refines:
        _refuse_circle(plan.slug, refines, above)
    before = plan.refines
    Plan.objects.filter(slug=plan.slug, withdrawn_date=None).update(refines=refines)
    plan.refines = refines
    record(
        moment=at, **signature(by), what="relate", about=about(plan), why=why,
        before={"refines": before}, after={"refines": refines},
    )  # fmt: skip
    return True


def _refuse_circle(slug: str, refines: str, above: dict[str, str]) -> None:
    step: str | None = refines
    for _n in range(DEEPEST):
        if step is None:
            return
        if step == slug:
            raise RelationError(_("一份计划不能细化自己，也不能绕一圈回到自己。请另选一份。"))
        step = above.get(step)


@transaction.atomic
def link(
    *, slug: str, key: str, other_slug: str, other_key: str, by: Actor | str, at: datetime.datetime, why: str = ""
) -> SameIndicator | None:
    """Says that indicators of two plans are one and the same; ``None`` where that was said already."""
    for where, wanted in ((slug, key), (other_slug, other_key)):
        if not Indicator.objects.filter(plan__slug=where, key=wanted).exists():
            raise RelationError(_("计划“{slug}”里没有指标 {key}。请刷新后再选。").format(slug=where, key=wanted))
    if slug == other_slug:
        raise RelationError(_("同一份计划里的两项指标不能这样关联。请选另一份计划的指标。"))
    found, is_new = SameIndicator.objects.get_or_create(slug=slug, key=key, other_slug=other_slug, other_key=other_key)
    if not is_new:
        return None
    record(moment=at, **signature(by), what="link", about=_about(found), why=why, after={"same": str(found)})
    return found


@transaction.atomic
def unlink(*, same: SameIndicator, by: Actor | str, at: datetime.datetime, why: str = "") -> None:
    """Takes back that two indicators are the same."""
    record(moment=at, **signature(by), what="unlink", about=_about(same), why=why, before={"same": str(same)})
    same.delete()


def _about(same: SameIndicator) -> tuple[str, str]:
    return "plans.sameindicator", str(same)
