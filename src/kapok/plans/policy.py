"""Who may do what with plans. A draft belongs to the office that imported it, by its name as it then was."""

import datetime
from typing import Any

from kapok.accounts.actor import Actor
from kapok.accounts.policy import READ, Rule
from kapok.accounts.roles import AUDITOR, LEADING_GROUP_OFFICE, OFFICE_REPORTER, PUBLIC

PLAN = "plans.plan"


def is_published(_actor: Actor, plan: Any, as_of: datetime.date) -> bool:
    """Whether a plan stands published on a day; of plans in general some may be read."""
    return isinstance(plan, str | type) or (plan.published_date is not None and plan.published_date <= as_of)


def is_own(actor: Actor, plan: Any, _as_of: datetime.date) -> bool:
    """Whether a plan is the acting office's own."""
    return actor.office is not None and not isinstance(plan, str | type) and plan.imported_by == actor.office.name


def is_open(actor: Actor, plan: Any, as_of: datetime.date) -> bool:
    """What an office may read: what is published, and its own drafts."""
    return is_published(actor, plan, as_of) or is_own(actor, plan, as_of)


RULES = (
    Rule(PUBLIC, READ, PLAN, "what is published is for everybody", is_published),
    Rule(OFFICE_REPORTER, READ, PLAN, "an office sees its own drafts before they are published", is_open),
    Rule(LEADING_GROUP_OFFICE, READ, PLAN, "it owns the plans"),
    Rule(AUDITOR, READ, PLAN, "an auditor reads all"),
    *(
        Rule(LEADING_GROUP_OFFICE, act, PLAN, "it owns the plans")
        for act in ("import", "correct", "adopt", "withdraw", "delete")
    ),
)
