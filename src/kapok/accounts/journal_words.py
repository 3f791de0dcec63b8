"""The journal in the words of a reader: what its verbs, kinds and values say in the language of the page.

A row is kept in one form for good. What has no words here is shown as it is kept.
"""

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kapok.accounts.kinds import KINDS as OFFICE_KINDS
from kapok.accounts.roles import ROLES
from kapok.web.words import day_words

Words = dict[str, str | Promise]

ACTS: Words = {
    "create": pgettext_lazy("act", "建立账户"),
    "add": pgettext_lazy("act", "新增"),
    "correct": pgettext_lazy("act", "更正"),
    "renamed": pgettext_lazy("act", "更名"),
    "merged": pgettext_lazy("act", "并入"),
    "end": pgettext_lazy("act", "终止"),
    "reopen": pgettext_lazy("act", "恢复"),
    "set-members": pgettext_lazy("act", "确定成员"),
    "give": pgettext_lazy("act", "给予"),
    "switch-on": pgettext_lazy("act", "启用账户"),
    "switch-off": pgettext_lazy("act", "停用账户"),
    "sign-in": pgettext_lazy("act", "登录"),
    "change-password": pgettext_lazy("act", "修改密码"),
    "reset-password": pgettext_lazy("act", "重设密码"),
    "add-second-factor": pgettext_lazy("act", "开启验证码登录"),
    "remove-second-factor": pgettext_lazy("act", "去掉验证码登录"),
    "import": pgettext_lazy("act", "导入"),
    "adopt": pgettext_lazy("act", "采用"),
    "edit": pgettext_lazy("act", "修改"),
    "split": pgettext_lazy("act", "拆分"),
    "merge": pgettext_lazy("act", "合并"),
    "reject": pgettext_lazy("act", "剔除"),
    "undo": pgettext_lazy("act", "撤销改动"),
    "recompile": pgettext_lazy("act", "重新读取"),
    "remove": pgettext_lazy("act", "移除"),
    "withdraw": pgettext_lazy("act", "撤回"),
    "delete": pgettext_lazy("act", "删除"),
    "match": pgettext_lazy("act", "对应单位"),
    "relate": pgettext_lazy("act", "改动细化关系"),
    "link": pgettext_lazy("act", "关联指标"),
    "unlink": pgettext_lazy("act", "解除关联"),
}
KINDS: Words = {
    "accounts.office": pgettext_lazy("kind", "单位"),
    "accounts.organisation": pgettext_lazy("kind", "机构"),
    "accounts.person": pgettext_lazy("kind", "人员"),
    "accounts.mandate": pgettext_lazy("kind", "授权"),
    "plans.plan": pgettext_lazy("kind", "计划"),
    "plans.draft": pgettext_lazy("kind", "草稿"),
    "plans.sameindicator": pgettext_lazy("kind", "同一个指标"),
}
FIELDS: Words = {  # in the order in which they are told
    "name": gettext_lazy("名称"),
    "person": pgettext_lazy("kind", "人员"),
    "role": gettext_lazy("角色"),
    "office": gettext_lazy("代表的单位"),
    "full_name": gettext_lazy("全称"),
    "name_en": gettext_lazy("英文名称"),
    "kind": gettext_lazy("类别"),
    "credit_code": gettext_lazy("统一社会信用代码"),
    "email": gettext_lazy("电子邮箱"),
    "members": gettext_lazy("成员"),
    "successor": gettext_lazy("接替的单位"),
    "succession": gettext_lazy("怎样接替"),
    "how": gettext_lazy("怎样接替"),
    "starts": gettext_lazy("起始日"),
    "ends": gettext_lazy("终止日"),
    "on": gettext_lazy("从哪天起"),
    "is_active": gettext_lazy("可以登录"),
    "must_change_password": gettext_lazy("登录时要改密码"),
    "type": gettext_lazy("方式"),
    "types": gettext_lazy("方式"),
}
FACTORS: Words = {"totp": gettext_lazy("验证码"), "recovery_codes": gettext_lazy("恢复码")}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
OFFICES = ("office", "successor", "members")  # whose values are keys of offices


class Change(NamedTuple):
    """One fact before and after; "–" where there was none."""

    word: str
    before: str
    after: str


def told(words: Words, key: str) -> str:
    """The word for a key; the key itself where there is none."""
    return str(words.get(key, key))


def changes(before: Any, after: Any, names: Mapping[str, str] | None = None) -> list[Change]:
    """Before and after, fact by fact. ``names`` are the names of offices by their keys."""
    if not isinstance(before or {}, dict) or not isinstance(after or {}, dict):
        return [Change(_("内容"), _plain(before), _plain(after))]
    old, new = before or {}, after or {}
    known = list(FIELDS)
    keys = sorted({*old, *new}, key=lambda key: (known.index(key) if key in known else len(known), key))
    return [
        Change(told(FIELDS, key), _value(key, old.get(key), names or {}), _value(key, new.get(key), names or {}))
        for key in keys
    ]


def office_keys(value: Any) -> set[str]:
    """The keys of offices that a row's before or after speaks of."""
    held = [value.get(name) for name in OFFICES] if isinstance(value, dict) else []
    flat = [key for part in held for key in (part if isinstance(part, list) else [part])]
    return {key for key in flat if isinstance(key, str)}


def mandate_words(kept: str) -> str:
    """A mandate as the journal keeps it (``市财政局 · auditor · 12``): the office, if there is one, and the role.

    >>> mandate_words("something else")
    'something else'
    """
    office, rest = kept.rpartition(" · ")[0].rpartition(" · ")[::2]
    return kept if rest not in ROLES else " · ".join([*([] if office == "—" else [office]), str(ROLES[rest].name)])


def _value(key: str, value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, dict):
        return _("；").join(f"{told(FIELDS, part)}{_('：')}{_value(part, held, names)}" for part, held in value.items())
    if isinstance(value, list):
        return _("、").join(_value(key, part, names) for part in value) or "–"
    if key in OFFICES and isinstance(value, str):
        return f"{names[value]}（{value}）" if value in names else value or "–"
    if isinstance(value, str):
        return _word(key, value) or "–"
    return _plain(value)


def _word(key: str, value: str) -> str:
    tables: dict[str, Words] = {
        "role": {role.key: role.name for role in ROLES.values()},
        "kind": {**OFFICE_KINDS},
        "type": FACTORS,
        "types": FACTORS,
        "how": ACTS,
        "succession": ACTS,
    }
    if key in tables:
        return told(tables[key], value)
    return day_words(datetime.date.fromisoformat(value)) if DAY.fullmatch(value) else value


def _plain(value: Any) -> str:
    """Any other value: yes and no in words, days as days, the rest as it is kept."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, datetime.date):
        return day_words(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def choices(words: Words, keys: Sequence[str]) -> list[tuple[str, str]]:
    """What a filter offers."""
    return [(key, told(words, key)) for key in keys]
