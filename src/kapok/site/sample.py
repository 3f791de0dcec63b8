"""The sample city: the plans of the packs, compiled and published."""

import datetime
from pathlib import PurePath

from django.db import transaction

from kapok.accounts.models import Office
from kapok.compiler import compile_plan
from kapok.plans import actions, queries
from kapok.plans.storing import OfficeFacts
from kapok.site.packs import Pack, packs

BY = "kapok demo"


def slug_of(pack: Pack) -> str:
    """The address of a pack's plan: its city and its first year, ``guangzhou-2019``."""
    year = f"-{pack.plan.period[0]}" if pack.plan.period else ""
    return f"{pack.names['en'].lower().replace(' ', '-')}{year}"


def is_loaded(as_of: datetime.date) -> bool:
    """Whether each pack's plan is in force."""
    return {slug_of(pack) for pack in packs()} <= queries.published_slugs(as_of)


@transaction.atomic
def load(at: datetime.datetime) -> str:
    """Compiles and adopts each pack's plan, in place of an older sample; says what was loaded."""
    loaded = [_load(pack, at) for pack in packs()]
    return f"已载入示例：{'、'.join(loaded)}。"


def _load(pack: Pack, at: datetime.datetime) -> str:
    slug, full_names = slug_of(pack), pack.full_names()
    compiled = compile_plan(
        pack.plan.text, name=PurePath(pack.plan.name).name, jurisdiction=pack.code, offices=full_names
    )
    actions.remove_sample(slug=slug, by=BY, at=at)
    stored = actions.adopt_plan(
        plan=compiled,
        slug=slug,
        by=BY,
        at=at,
        on=pack.plan.issued or at.date(),
        why="示例",
        sample=pack.plan.sample,
        title_en=pack.plan.title_en,
        offices=_facts(pack),
    )
    return stored.title


def _facts(pack: Pack) -> dict[str, OfficeFacts]:
    known = {office.key: office for office in Office.objects.filter(key__in=[office.id for office in pack.offices])}
    return {
        name: OfficeFacts(office.name_en or "", office.full_name_confirmed, known.get(office.id))
        for office in pack.offices
        for name in (office.short, *office.aliases)
    }
