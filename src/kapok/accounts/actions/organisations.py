"""Organisations: institutions, firms, banks, associations."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kapok.accounts.actions.writing import By, RefusedError, about, changed, demand_reason, hold, note
from kapok.accounts.models import Organisation
from kapok.kernel.identity import credit_code, is_credit_code

CORRECTED = ("name", "name_en", "credit_code", "starts")


@transaction.atomic
def add_organisation(*, name: str, by: By, at: datetime.datetime, why: str, **facts: Any) -> Organisation:
    """An organisation; ``facts`` are the other columns of :class:`Organisation`."""
    demand_reason(why)
    organisation = Organisation(name=name, **facts)
    _demand_sound(organisation)
    organisation.save()
    note(by, at, "add", about(organisation), why, after=organisation.facts())
    return organisation


def _demand_sound(organisation: Organisation) -> None:
    organisation.name = organisation.name.strip()
    organisation.credit_code = code = credit_code(organisation.credit_code)
    if not organisation.name or not organisation.name.isprintable():
        raise RefusedError(_("机构要有名称。请写明名称。"))
    if organisation.starts and organisation.ends and organisation.ends <= organisation.starts:
        raise RefusedError(_("机构的终止日要在起始日之后。请改正日期。"))
    if code and not is_credit_code(code):
        raise RefusedError(
            _("统一社会信用代码 {code} 不对：要有 18 位，末位是校验码。请对照证照再写一遍。").format(code=code)
        )
    other = Organisation.objects.filter(credit_code=code).exclude(pk=organisation.pk).first() if code else None
    if other:
        raise RefusedError(_("统一社会信用代码 {code} 是{name}的。请核对。").format(code=code, name=other))


@transaction.atomic
def correct_organisation(
    *, organisation: Organisation, values: dict[str, Any], by: By, at: datetime.datetime, why: str, seen: str = ""
) -> None:
    """Puts right what was written wrongly."""
    demand_reason(why)
    before = hold(organisation, seen)
    for name in CORRECTED:
        setattr(organisation, name, values.get(name, getattr(organisation, name)))
    _demand_sound(organisation)
    old, new = changed(before, organisation.facts())
    if not new:
        raise RefusedError(_("什么都没有改。"))
    organisation.save(update_fields=CORRECTED)
    note(by, at, "correct", about(organisation), why, before=old, after=new)


@transaction.atomic
def end_organisation(
    *, organisation: Organisation, on: datetime.date, by: By, at: datetime.datetime, why: str, seen: str = ""
) -> None:
    """From ``on`` the organisation is there no more."""
    demand_reason(why)
    before = hold(organisation, seen)["ends"]
    organisation.ends = on
    _demand_sound(organisation)
    organisation.save(update_fields=["ends"])
    note(by, at, "end", about(organisation), why, before={"ends": before}, after={"ends": on})
