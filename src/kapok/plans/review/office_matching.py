"""Which office a name in a plan may mean, and saying which it does."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kapok.accounts.models import Office
from kapok.accounts.queries import office_now
from kapok.compiler.correspond import fold
from kapok.plans.review import edits
from kapok.plans.review.items import Item, of_kind, office_key
from kapok.plans.review.state import Changes, State

LEVELS = ("市", "区", "县", "省", "自治区")
ALIKE = 0.5  # share of character pairs in common; 市教育局 and 市体育局 have a third
MOST = 3
SAME, FULL, LEVEL, EARLIER, LATER, NEAR = range(6)
REASONS: Mapping[int, str | Promise] = {
    SAME: _("名称相同"),
    FULL: _("全称相同"),
    LEVEL: _("补上级别后相同"),
    EARLIER: _("是它的前身"),
    LATER: _("后来改用的名称"),
    NEAR: _("名称相近"),
}


class Suggestion(NamedTuple):
    """An office that a name may mean, and why."""

    office: Office
    reason: str | Promise


def suggestions(name: str, full_name: str, offices: Sequence[Office], as_of: datetime.date) -> list[Suggestion]:
    """The likeliest offices in force, the best reason first. ``offices`` are all, those that are over among them."""
    best: dict[str, tuple[int, float, Office]] = {}
    for office in offices:
        found = _reason(name, full_name, office)
        now = office_now(office, as_of)
        if found is None or now is None:
            continue
        reason, distance = found
        if now.pk != office.pk:
            reason = EARLIER
        best[now.key] = min(best.get(now.key, (NEAR + 1, 0.0, now)), (reason, distance, now), key=lambda row: row[:2])
    ranked = sorted(best.values(), key=lambda row: (*row[:2], row[2].key))
    return [Suggestion(office, REASONS[reason]) for reason, _distance, office in ranked[:MOST]]


def _reason(name: str, full_name: str, office: Office) -> tuple[int, float] | None:
    said, own = fold(name), {fold(office.name), fold(office.full_name)} - {""}
    if said == fold(office.name):
        return SAME, 0.0
    if said in own or (full_name and fold(full_name) in own):
        return FULL, 0.0
    if any(level + said in own for level in LEVELS) or any(said == level + mine for level in LEVELS for mine in own):
        return LEVEL, 0.0
    likeness = max((alike(said, mine) for mine in own), default=0.0)
    return (NEAR, -likeness) if likeness >= ALIKE else None


def alike(one: str, other: str) -> float:
    """The share of character pairs that two names have in common.

    >>> alike("市科技局", "市科技局"), alike("市教育局", "市体育局")
    (1.0, 0.3333333333333333)
    """
    a, b = ({word[n : n + 2] for n in range(len(word) - 1)} for word in (one, other))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def names_of(state: State) -> dict[str, Item]:
    """The names that standing duties use, by the keys of their items, in the order of the text."""
    used = dict.fromkeys(duty["office"] for duty in of_kind(state.items, "duty").values())
    keys = (office_key(name) for name in used)
    return {key: state.items[key] for key in keys if key in state.items}


def matched(state: State, offices: Mapping[str, str], groups: Iterable[str] = (), none: Iterable[str] = ()) -> Changes:
    """Says of many names at once who they are: ``offices`` are keys of offices by name, ``groups`` names that mean
    many offices, ``none`` names that mean none that is known."""
    changes: Changes = {}
    for name, office in offices.items():
        changes |= edits.match(state, name, office)
    for name in none:
        changes |= edits.match(state, name, "")
    for name in groups:
        changes |= as_group(state, name)
    return changes


def as_group(state: State, name: str) -> Changes:
    """Says that a name means a group of offices that the plan does not list."""
    key = office_key(name)
    wanted: dict[str, Item | None] = {
        duty: item | {"group": True} for duty, item in of_kind(state.items, "duty").items() if item["office"] == name
    }
    office: dict[str, Any] = edits.standing(state, key) | {"group": True, "office": "", "status": "checked"}
    return state.changed(wanted | {key: office})
