"""Writes of plans. Each is one transaction with its row in the journal, and says who does it, when and why.

How drafts are written is in :mod:`kapok.plans.review.actions`.
"""

import datetime
import hashlib
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kapok import compiler
from kapok.accounts.actor import Actor, signature
from kapok.compiler import model
from kapok.journal.actions import record
from kapok.plans.models import Plan
from kapok.plans.storing import OfficeFacts, UnstorableError, store
from kapok.web.words import day_words

SOURCE_LIMIT = 5_000_000  # code points; the longest plan that was met has a fiftieth of it
VALUE_LIMIT = 1e18
UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # no database takes these


class ImportRefusedError(Exception):
    """A plan that cannot be stored. ``str(error)`` says why and what to do."""


@transaction.atomic
def adopt_plan(
    *,
    plan: model.Plan | Mapping[str, Any],
    slug: str,
    by: Actor | str,
    at: datetime.datetime,
    on: datetime.date,
    why: str = "",
    title_en: str = "",
    refines: str = "",
    sample: bool = False,
    offices: Mapping[str, OfficeFacts] = MappingProxyType({}),
) -> Plan:
    """Stores a compiled plan (or its JSON) as the next version under ``slug``, published on the day ``on``.

    ``title_en`` and the English names in ``offices`` (by name as the plan gives it) are for readers of the English
    pages. A version published before the one it follows is refused, and so is what no database could hold.
    """
    compiled = plan if isinstance(plan, model.Plan) else compiler.from_dict(dict(plan))
    refuse_unfit(compiled)
    standing = Plan.objects.filter(slug=slug).order_by("-version").first()
    _refuse_earlier(slug, on)
    given = {"title_en": title_en, "refines": refines, "is_sample": sample, "published_date": on}
    try:
        stored = store(compiled, standing, offices, slug=slug, **given)
    except UnstorableError as error:
        raise ImportRefusedError(str(error)) from error
    record(moment=at, **signature(by), what="adopt", about=about(stored), why=why, after=_told(stored, compiled))
    return stored


def about(plan: Plan) -> tuple[str, str]:
    """What the journal calls a version of a plan."""
    return "plans.plan", f"{plan.slug}/{plan.version}"


def _told(stored: Plan, compiled: model.Plan) -> dict[str, Any]:
    return {
        "title": stored.title,
        "published_date": stored.published_date,
        "text_sha256": hashlib.sha256(stored.text.encode()).hexdigest(),
        "targets": len(compiled.targets),
        "tasks": len(compiled.tasks),
        "duties": sum(len(task.duties) for task in compiled.tasks),
    }


@transaction.atomic
def withdraw_plan(*, plan: Plan, by: Actor | str, at: datetime.datetime, on: datetime.date, why: str) -> None:
    """Takes back a mistaken adoption: the version before is in force again, or none is. Its address stays taken."""
    if not why.strip():
        raise ImportRefusedError(_("撤回要写明理由。请补上，再试一次。"))
    if plan.withdrawn_date:
        raise ImportRefusedError(_("这一版已经撤回了，不必再撤。"))
    plan.withdrawn_date, plan.withdrawn_why = on, why.strip()
    plan.save(update_fields=["withdrawn_date", "withdrawn_why"])
    record(moment=at, **signature(by), what="withdraw", about=about(plan), why=why, after={"withdrawn_date": on})


@transaction.atomic
def remove_sample(*, slug: str, by: str, at: datetime.datetime) -> None:
    """Takes a sample away, so that a newer one can be loaded. Real plans are never removed."""
    for plan in Plan.objects.filter(slug=slug, is_sample=True):
        record(moment=at, who=by, what="remove", about=about(plan), before={"title": plan.title})
        plan.delete()


def _refuse_earlier(slug: str, on: datetime.date) -> None:
    standing = Plan.objects.filter(slug=slug, withdrawn_date=None).order_by("-published_date").first()
    if standing and on < standing.published_date:
        raise ImportRefusedError(
            _("网址“{slug}”已有{day}公布的一版，新的一版不能早于它。请核对公布日期，或另取网址名。").format(
                slug=slug, day=day_words(standing.published_date)
            )
        )


def refuse_unfit(compiled: model.Plan) -> None:
    """Refuses what no database could hold, with a sentence for the person who imports it."""
    if not compiled.text.strip():
        raise ImportRefusedError(_("计划没有文字，不能导入。请检查原文件能否打开，再导入一次。"))
    if len(compiled.text) > SOURCE_LIMIT:
        raise ImportRefusedError(_("计划的文字过长，不能导入。请把附件拆成单独的文件，再导入一次。"))
    if UNSTORABLE.search(compiled.text):
        raise ImportRefusedError(
            _("计划的文字里有空字符或半个字符，不能导入。请用 kapok compile 重新编译原文件，再导入一次。")
        )
    values = [*(t.value for t in compiled.targets), *(p.value for p in compiled.provisions)]
    values += [t.value_high for t in compiled.targets if t.value_high is not None]
    if any(abs(value) >= VALUE_LIMIT for value in values):
        raise ImportRefusedError(_("计划里有一个数字大得不合理，不能导入。请检查原文件，再导入一次。"))
