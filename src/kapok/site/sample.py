"""The sample city: the plans of the packs, compiled and published."""

import datetime
from pathlib import PurePath

from django.db import transaction

from kapok.accounts.models import Office
from kapok.compiler import compile_plan
from kapok.plans import actions, queries
from kapok.plans.models import Original, Plan
from kapok.plans.review.actions import import_draft
from kapok.plans.review.cities import known_offices
from kapok.plans.review.taking import take
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
    drafts = [draft for pack in packs() if (draft := _load_draft(pack, at))]
    waiting = f"待核对的草稿：{'、'.join(drafts)}。" if drafts else ""
    return f"已载入示例：{'、'.join(loaded)}。{waiting}"


def _load_draft(pack: Pack, at: datetime.datetime) -> str:
    """A draft to try reviewing on, once; "" where there is none, or it was there before."""
    if pack.draft is None:
        return ""
    data = pack.draft.text.encode()
    plan, upload = take(data, pack.draft.name, jurisdiction=pack.code, as_of=at.date())
    if Original.objects.filter(sha256=upload.sha256).exists():
        return ""
    known = known_offices(pack.code, at.date())
    return import_draft(plan=plan, upload=upload, by=BY, at=at, known=known).title


def _load(pack: Pack, at: datetime.datetime) -> str:
    slug, full_names = slug_of(pack), pack.full_names()
    own = Plan.objects.filter(slug=slug, is_sample=False).first()
    if own:  # somebody adopted a version of their own under this address: the sample does not take its place
        return own.title
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
