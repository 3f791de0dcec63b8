"""The write that says which offices a draft's names mean, and makes those that are new."""

import datetime
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from kapok.accounts.actions import add_office
from kapok.accounts.actor import Actor
from kapok.accounts.models import Office
from kapok.accounts.policy import may
from kapok.plans.models import Draft
from kapok.plans.review.actions import correct
from kapok.plans.review.edits import EditError
from kapok.plans.review.items import Item
from kapok.plans.review.office_matching import matched

NEW, GROUP, NONE = "+new", "+group", "+none"  # no office's key begins like this


@transaction.atomic
def settle_names(
    *,
    draft: Draft,
    names: Mapping[str, Item],
    chosen: Mapping[str, str],
    by: Actor,
    at: datetime.datetime,
    as_of: datetime.date,
    seen: int,
) -> None:
    """Matches names to the keys of offices, or to :data:`NEW`, :data:`GROUP`, :data:`NONE`, as one correction.

    An office is made only where it is then used.
    """
    known = set(Office.objects.filter(key__in=chosen.values()).values_list("key", flat=True))
    if strange := [made for made in chosen.values() if made not in known | {NEW, GROUP, NONE}]:
        raise EditError(_("没有代号为 {key} 的单位。请重新选择。").format(key=strange[0][:40]))
    offices = {name: made for name, made in chosen.items() if made in known}
    for name in (name for name, made in chosen.items() if made == NEW):
        offices[name] = _made(names[name], by, at, as_of).key
    groups = [name for name, made in chosen.items() if made == GROUP]
    none = [name for name, made in chosen.items() if made == NONE]
    correct(
        draft=draft, act="match", by=by, at=at, seen=seen, edit=lambda state: matched(state, offices, groups, none)
    )  # fmt: skip


def _made(item: Item, by: Actor, at: datetime.datetime, as_of: datetime.date) -> Office:
    if not may(by, "add", "accounts.office", as_of):
        raise PermissionDenied
    taken = set(Office.objects.filter(key__startswith="office-").values_list("key", flat=True))
    key = next(key for n in range(1, len(taken) + 2) if (key := f"office-{n}") not in taken)
    return add_office(
        key=key, name=item["name"][:120], full_name=(item["full_name"] or "")[:200], by=by, at=at,
        why=_("计划草稿里的单位"),
    )  # fmt: skip
