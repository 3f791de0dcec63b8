"""Offices: there from a day, corrected with a reason, ended on a day."""

import datetime
import re
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kapok.accounts.actions.writing import (
    By,
    RefusedError,
    about,
    changed,
    demand_reason,
    hold,
    keep_an_administrator,
    note,
)
from kapok.accounts.models import Office
from kapok.accounts.roles import ADMINISTRATOR
from kapok.web.words import day_words

KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
TAKEN = ("add", "merge")  # addresses of pages that are no office
CORRECTED = ("name", "full_name", "name_en", "kind", "starts")


@transaction.atomic
def add_office(*, key: str, name: str, by: By, at: datetime.datetime, why: str = "", **facts: Any) -> Office:
    """An office; ``facts`` are the other columns of :class:`Office`."""
    if not KEY.fullmatch(key) or key in TAKEN:
        raise RefusedError(_("单位代号 {key} 不能用：只能有字母、数字、- 和 _，至多 40 个。请换一个。").format(key=key))
    if Office.objects.filter(key=key).exists():
        raise RefusedError(_("单位代号 {key} 已经有了。请换一个。").format(key=key))
    office = Office(key=key, name=name.strip(), **facts)
    demand_sound(office)
    office.save()
    note(by, at, "add", about(office), why, after={"name": office.name, **facts})
    return office


def demand_sound(office: Office) -> None:
    """Refuses a name that is none, or another's at the same time (a draft belongs to a name), and impossible days."""
    if not office.name or not office.name.isprintable():
        raise RefusedError(_("单位要有名称。请写明名称。"))
    if office.starts and office.ends and office.ends <= office.starts:
        raise RefusedError(_("单位的终止日要在起始日之后。请改正日期。"))
    for other in Office.objects.filter(name=office.name).exclude(pk=office.pk):
        if (office.starts or datetime.date.min) < (other.ends or datetime.date.max) and (
            other.starts or datetime.date.min
        ) < (office.ends or datetime.date.max):
            raise RefusedError(
                _("同一时间已经有一个单位叫{name}（代号 {key}）。请核对名称和日期。").format(
                    name=office.name, key=other.key
                )
            )


@transaction.atomic
def correct_office(
    *, office: Office, values: dict[str, Any], by: By, at: datetime.datetime, why: str, seen: str = ""
) -> None:
    """Puts right what was written wrongly. A new name of the office itself is a renaming, from a day."""
    demand_reason(why)
    before = hold(office, seen)
    for name in CORRECTED:
        setattr(office, name, values.get(name, getattr(office, name)))
    office.name = office.name.strip()
    demand_sound(office)
    old, new = changed(before, office.facts())
    if not new:
        raise RefusedError(_("什么都没有改。"))
    office.save(update_fields=CORRECTED)
    note(by, at, "correct", about(office), why, before=old, after=new)


@transaction.atomic
def end_office(*, office: Office, on: datetime.date, by: By, at: datetime.datetime, why: str, seen: str = "") -> None:
    """From ``on`` the office is there no more, and nothing stands in its place."""
    demand_reason(why)
    before = hold(office, seen)["ends"]
    demand_endable(office, on)
    office.ends = on
    office.save(update_fields=["ends"])
    note(by, at, "end", about(office), why, before={"ends": before}, after={"ends": on})
    keep_administered(office, on)


@transaction.atomic
def reopen_office(*, office: Office, by: By, at: datetime.datetime, why: str, seen: str = "") -> None:
    """Takes back an end that was a mistake, and the succession with it."""
    demand_reason(why)
    before = hold(office, seen)
    if office.ends is None:
        raise RefusedError(_("{office}没有终止，不用恢复。").format(office=office))
    office.ends, office.successor, office.succession = None, None, ""
    demand_sound(office)
    office.save(update_fields=["ends", "successor", "succession"])
    old, new = changed(before, office.facts())
    note(by, at, "reopen", about(office), why, before=old, after=new)


def demand_endable(office: Office, on: datetime.date) -> None:
    """Refuses a day on which the office is not there, or an end of what has ended."""
    if office.ends is not None:
        raise RefusedError(
            _("{office}已经定了在 {day} 终止。请先恢复它。").format(office=office, day=day_words(office.ends))
        )
    if office.starts and on <= office.starts:
        raise RefusedError(_("{office} 在 {day} 还没有成立。请核对日期。").format(office=office, day=day_words(on)))


def keep_administered(office: Office, on: datetime.date) -> None:
    """A mandate ends with its office: it must not be the last administrator's."""
    if office.mandates.filter(role=ADMINISTRATOR.key).exists():
        keep_an_administrator(on)
