"""Who may do what. Everything is closed; a rule opens one act on one kind of thing to one role.

Each app has its own ``policy.py`` with its rules and opens them up when it starts.
"""

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

from kapok.accounts.actor import Actor, present
from kapok.accounts.roles import ADMINISTRATOR, AUDITOR, PUBLIC, ROLES, Role

READ = "read"
When = Callable[[Actor, Any, datetime.date], bool]


def always(_actor: Actor, _thing: Any, _as_of: datetime.date) -> bool:
    """No further condition."""
    return True


class Rule(NamedTuple):
    """``kind`` is a word, or the label of a model (``plans.plan``). ``because`` says why, for who reads the code."""

    role: Role
    act: str
    kind: str
    because: str
    when: When = always


MANAGE = "manage"
MANAGED = ("accounts.office", "accounts.organisation", "accounts.person", "accounts.mandate")
RULES = (
    Rule(AUDITOR, READ, "journal.entry", "an auditor reads all"),
    Rule(ADMINISTRATOR, READ, "journal.entry", "who gives mandates answers for them"),
    *(Rule(AUDITOR, READ, kind, "an auditor sees who may do what, and since when") for kind in MANAGED),
    *(Rule(ADMINISTRATOR, READ, kind, "what is managed is seen") for kind in MANAGED),
    *(Rule(ADMINISTRATOR, MANAGE, kind, "the work of an administrator") for kind in MANAGED),
)
_opened: dict[tuple[str, str, str], Rule] = {}


def open_up(*rules: Rule) -> None:
    """Adds an app's rules. A role that only reads is never let to do anything else, whatever a rule says."""
    for rule in rules:
        if rule.role.key not in ROLES or (rule.role.reads_only and rule.act != READ):
            raise ValueError(f"{rule.role.key} 只能读，不能得到 {rule.act} {rule.kind} 的权限。")
        _opened[(rule.role.key, rule.act, rule.kind)] = rule


def may(actor: Actor, act: str, thing: Any, as_of: datetime.date) -> bool:
    """Whether somebody may do something to a thing (or, for a class or a word, to things of that kind) on a day.

    What no rule opens is refused; so is everybody whose mandate does not hold on that day.
    """
    if not present(actor, as_of) or (actor.person is not None and not actor.person.is_active):
        return False
    rules = (_opened.get((role.key, act, _kind(thing))) for role in (PUBLIC, actor.role))
    return any(rule.when(actor, thing, as_of) for rule in rules if rule)


def _kind(thing: Any) -> str:
    if isinstance(thing, str):
        return thing
    label: str = thing._meta.label_lower
    return label
