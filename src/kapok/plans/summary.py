"""The sentences on top of a plan's page: computed, in plain language, honest about what is not known."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kapok.plans.extent import Carried, Due
from kapok.web.words import day_words


def what_it_is(due: Due, carried: Carried) -> list[str]:
    """What a plan sets, and who carries it."""
    return [_what_it_sets(due, carried), *_who_carries_it(due, carried)]


def where_it_stands(due: Due, as_of: datetime.date) -> list[str]:
    """What is due next, and what nobody knows yet; nothing where no target has a year."""
    if not due.years:
        return []
    coming, last = due.next(as_of), due.years[-1].day
    past = _("最后一批目标值已于{day}到期。").format(day=day_words(last))
    return [next_due(coming.day, coming.targets, as_of) if coming else past, unknown(due.past(as_of))]


def _what_it_sets(due: Due, carried: Carried) -> str:
    if not due.targets:
        return _("本计划没有写明可以计数的目标。")
    return _("本计划为 {indicators}定了 {targets}。").format(
        indicators=ngettext("{n} 项指标", "{n} 项指标", carried.indicators).format(n=f"{carried.indicators:,}"),
        targets=ngettext("{n} 个目标值", "{n} 个目标值", due.targets).format(n=f"{due.targets:,}"),
    )


def _who_carries_it(due: Due, carried: Carried) -> list[str]:
    if not due.tasks:
        return []
    tasks = ngettext("{n} 项任务", "{n} 项任务", due.tasks).format(n=f"{due.tasks:,}")
    if not carried.duties:
        return [_("{tasks}没有写明责任单位。").format(tasks=tasks)]
    return [
        _("{tasks}由 {offices}承担，共 {duties}。").format(
            tasks=tasks,
            offices=_offices(carried),
            duties=ngettext("{n} 项责任", "{n} 项责任", carried.duties).format(n=f"{carried.duties:,}"),
        )
    ]


def _offices(carried: Carried) -> str:
    offices = ngettext("{n} 家单位", "{n} 家单位", carried.offices).format(n=carried.offices)
    if not carried.groups:
        return offices
    groups = ngettext("{n} 组单位", "{n} 组单位", carried.groups).format(n=carried.groups)
    return _("{offices}和 {groups}").format(offices=offices, groups=groups)


def next_due(day: datetime.date, count: int, as_of: datetime.date) -> str:
    """When something falls due next, and how much."""
    targets, left = ngettext("{n} 个目标值", "{n} 个目标值", count).format(n=f"{count:,}"), (day - as_of).days
    if left == 0:
        return _("今天（{day}）有 {targets}到期。").format(day=day_words(day), targets=targets)
    return ngettext(
        "下一个节点：{day}，还有 {n} 天，{targets}到期。", "下一个节点：{day}，还有 {n} 天，{targets}到期。", left
    ).format(day=day_words(day), n=left, targets=targets)


def unknown(past: int) -> str:
    """What nobody can know yet of targets that were due."""
    if not past:
        return _("目前还没有目标值到期。")
    return ngettext(
        "已到期的 {n} 个目标值是否完成，还不知道：尚无进展报告。",
        "已到期的 {n} 个目标值是否完成，还不知道：尚无进展报告。",
        past,
    ).format(n=f"{past:,}")
