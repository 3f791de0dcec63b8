"""Who may do what with plans and drafts. A draft belongs to an office; the leading group's office owns all plans."""

import datetime
from typing import Any

from kapok.accounts.actor import Actor
from kapok.accounts.models import Office
from kapok.accounts.policy import READ, Rule
from kapok.accounts.roles import AUDITOR, LEADING_GROUP_OFFICE, OFFICE_REPORTER, PUBLIC

PLAN, DRAFT, ORIGINAL = "plans.plan", "plans.draft", "plans.original"
ACTS = ("import", "correct", "adopt", "delete")


def is_published(_actor: Actor, plan: Any, as_of: datetime.date) -> bool:
    """Whether a version of a plan stands published on a day; of plans in general some may be read."""
    if isinstance(plan, str | type):
        return True
    return plan.withdrawn_date is None and plan.published_date <= as_of


def is_own(actor: Actor, draft: Any, _as_of: datetime.date) -> bool:
    """Whether a draft is the acting office's own, under whatever name; of drafts in general some may be.

    What an office was merged into does not see its drafts.
    """
    if actor.office is None or isinstance(draft, str | type):
        return actor.office is not None
    office, passed = draft.office, set[int]()
    while office and office != actor.office and office.succession == Office.RENAMED and office.pk not in passed:
        passed.add(office.pk)
        office = office.successor
    return bool(office == actor.office)


def is_own_or_adopted(actor: Actor, original: Any, as_of: datetime.date) -> bool:
    """Officials may see what an adopted plan was read from; what is a draft yet, its own office."""
    if isinstance(original, str | type):
        return True
    plan = original.draft.plan
    return is_own(actor, original.draft, as_of) or (plan is not None and is_published(actor, plan, as_of))


RULES = (
    Rule(PUBLIC, READ, PLAN, "what is published is for everybody", is_published),
    Rule(LEADING_GROUP_OFFICE, READ, PLAN, "it owns the plans, those withdrawn among them"),
    Rule(AUDITOR, READ, PLAN, "an auditor reads all"),
    Rule(LEADING_GROUP_OFFICE, "withdraw", PLAN, "it owns the plans"),
    Rule(LEADING_GROUP_OFFICE, "relate", PLAN, "which plan works out which is for who owns them to say"),
    Rule(OFFICE_REPORTER, READ, DRAFT, "an office sees its own drafts before they are published", is_own),
    Rule(LEADING_GROUP_OFFICE, READ, DRAFT, "it owns the plans"),
    Rule(AUDITOR, READ, DRAFT, "an auditor reads all"),
    *(Rule(LEADING_GROUP_OFFICE, act, DRAFT, "it owns the plans") for act in ACTS),
    Rule(OFFICE_REPORTER, READ, ORIGINAL, "what its drafts, and adopted plans, were read from", is_own_or_adopted),
    Rule(LEADING_GROUP_OFFICE, READ, ORIGINAL, "it owns the plans"),
    Rule(AUDITOR, READ, ORIGINAL, "an auditor reads all"),
    Rule(LEADING_GROUP_OFFICE, "add", "accounts.office", "who adopts a plan says who its offices are"),
)
