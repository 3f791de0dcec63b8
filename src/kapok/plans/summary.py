"""The sentences on top of a plan's page: computed, in plain language, honest about what is not known."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kapok.plans.models import NamedOffice, Target
from kapok.plans.queries import Contents, ListedPlan
from kapok.web.words import day_words


def what_it_is(held: Contents) -> list[str]:
    """What a plan sets, and who carries it."""
    return [_what_it_sets(held), *_who_carries_it(held)]


def where_it_stands(held: Contents, as_of: datetime.date) -> list[str]:
    """What is due next, and what nobody knows yet; nothing where no target has a year."""
    return _what_is_due(held.targets_once, as_of)


def in_a_list(listed: ListedPlan, as_of: datetime.date) -> str:
    """What is due next in a plan of a list; or that nothing is; nothing where it sets no targets."""
    if listed.next_year:
        day = datetime.date(listed.next_year, 12, 31)
        left = (day - as_of).days
        return ngettext("下一个节点：{day}，还有 {n} 天。", "下一个节点：{day}，还有 {n} 天。", left).format(
            day=day_words(day), n=left
        )
    return _("目标值都已到期。") if listed.indicators else ""


def due_date(target: Target) -> datetime.date | None:
    """The last day of the year that a target is due in."""
    return datetime.date(target.year, 12, 31) if target.year else None


def _what_it_sets(held: Contents) -> str:
    if not held.targets:
        return _("本计划没有写明可以计数的目标。")
    count = len(held.targets_once)
    indicators = ngettext("{n} 项指标", "{n} 项指标", len(held.indicators)).format(n=len(held.indicators))
    targets = ngettext("{n} 个目标值", "{n} 个目标值", count).format(n=count)
    return _("本计划为 {indicators}定了 {targets}。").format(indicators=indicators, targets=targets)


def _who_carries_it(held: Contents) -> list[str]:
    if not held.tasks:
        return []
    tasks = ngettext("{n} 项任务", "{n} 项任务", len(held.tasks)).format(n=len(held.tasks))
    if not held.duties:
        return [_("{tasks}没有写明责任单位。").format(tasks=tasks)]
    return [
        _("{tasks}由 {offices}承担，共 {duties}。").format(
            tasks=tasks,
            offices=_offices(held.offices),
            duties=ngettext("{n} 项责任", "{n} 项责任", len(held.duties)).format(n=len(held.duties)),
        )
    ]


def _offices(carrying: Sequence[NamedOffice]) -> str:
    groups = sum(office.is_group for office in carrying)
    named = len(carrying) - groups
    offices = ngettext("{n} 家单位", "{n} 家单位", named).format(n=named)
    if not groups:
        return offices
    return _("{offices}和 {groups}").format(
        offices=offices, groups=ngettext("{n} 组单位", "{n} 组单位", groups).format(n=groups)
    )


def _what_is_due(targets: Sequence[Target], as_of: datetime.date) -> list[str]:
    days = sorted(day for target in targets if (day := due_date(target)))
    if not days:
        return []
    past = sum(day < as_of for day in days)
    coming = [day for day in days if day >= as_of]
    return [
        _next_due(coming, as_of) if coming else _("最后一批目标值已于{day}到期。").format(day=day_words(days[-1])),
        _unknown(past),
    ]


def _next_due(coming: Sequence[datetime.date], as_of: datetime.date) -> str:
    day, count, left = coming[0], coming.count(coming[0]), (coming[0] - as_of).days
    targets = ngettext("{n} 个目标值", "{n} 个目标值", count).format(n=count)
    if left == 0:
        return _("今天（{day}）有 {targets}到期。").format(day=day_words(day), targets=targets)
    return ngettext(
        "下一个节点：{day}，还有 {n} 天，{targets}到期。", "下一个节点：{day}，还有 {n} 天，{targets}到期。", left
    ).format(day=day_words(day), n=left, targets=targets)


def _unknown(past: int) -> str:
    if not past:
        return _("目前还没有目标值到期。")
    return ngettext(
        "已到期的 {n} 个目标值是否完成，还不知道：尚无进展报告。",
        "已到期的 {n} 个目标值是否完成，还不知道：尚无进展报告。",
        past,
    ).format(n=past)
