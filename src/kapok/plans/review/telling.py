"""Items and corrections in words, as people read them on the page. Pure."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kapok.kernel.spans import Span
from kapok.plans.numbers import BINDING_WORDS, COMPARATOR_WORDS, KIND_WORDS, SIGNS, written
from kapok.plans.review.edits import FIELDS
from kapok.plans.review.items import Item
from kapok.plans.review.state import Changes
from kapok.web.words import year_words

Words = Mapping[str, str | Promise]
KIND_NAMES: Words = {
    "target": pgettext_lazy("一项", "目标"),
    "task": pgettext_lazy("一项", "任务"),
    "duty": pgettext_lazy("一项", "责任"),
    "provision": pgettext_lazy("一项", "数字规定"),
    "doubt": pgettext_lazy("一项", "存疑"),
    "uncovered": pgettext_lazy("一项", "未归类"),
    "clause": pgettext_lazy("一项", "条款"),
    "plan": pgettext_lazy("一项", "计划信息"),
    "office": pgettext_lazy("一项", "单位"),
}
STATUS_NAMES: Words = {
    "open": gettext_lazy("待核"),
    "checked": gettext_lazy("已核"),
    "rejected": gettext_lazy("已剔除"),
}
ROLE_NAMES: Words = {"lead": gettext_lazy("牵头"), "support": gettext_lazy("配合"), "responsible": gettext_lazy("责任")}
STATED_NAMES: Words = {"must": gettext_lazy("必须达到"), "strive": gettext_lazy("力争达到")}
FIELD_NAMES: Words = {
    "indicator": gettext_lazy("指标"),
    "year": gettext_lazy("年份"),
    "from_year": gettext_lazy("起始年份"),
    "value": gettext_lazy("数值"),
    "value_high": gettext_lazy("上限"),
    "unit": gettext_lazy("计量单位"),
    "comparator": gettext_lazy("要求"),
    "kind": gettext_lazy("口径"),
    "binding": pgettext_lazy("一项", "约束性"),
    "stated": gettext_lazy("语气"),
    "span": gettext_lazy("引文"),
    "title": gettext_lazy("标题"),
    "title_en": gettext_lazy("英文标题"),
    "office": gettext_lazy("单位"),
    "role": gettext_lazy("角色"),
    "group": gettext_lazy("一组单位"),
    "task": gettext_lazy("任务"),
    "subject": gettext_lazy("对象"),
    "number": gettext_lazy("编号"),
    "document_number": gettext_lazy("文号"),
    "issuer": gettext_lazy("发文单位"),
    "jurisdiction": gettext_lazy("行政区划代码"),
    "first_year": gettext_lazy("第一年"),
    "last_year": gettext_lazy("最后一年"),
}
CHOICES: dict[str, Words] = {
    "comparator": COMPARATOR_WORDS,
    "kind": KIND_WORDS,
    "binding": BINDING_WORDS,
    "role": ROLE_NAMES,
    "stated": STATED_NAMES,
}
DONE: Words = {
    "adopt": gettext_lazy("已采用"),
    "edit": gettext_lazy("已修改"),
    "split": gettext_lazy("已拆分"),
    "merge": gettext_lazy("已合并"),
    "reject": gettext_lazy("已剔除"),
    "undo": gettext_lazy("已撤销"),
    "add": gettext_lazy("已添加"),
    "bulk": gettext_lazy("已批量采用"),
    "carry": gettext_lazy("已从上一版带来"),
    "match": gettext_lazy("已对应单位"),
}
SHORT = 40
FEW = 6


def amount(item: Item, quote: str = "") -> str:
    """A target's or a provision's number with its sign and unit, as the text writes it where that is known.

    >>> amount({"comparator": "ge", "value": 85000.0, "unit": "人"}, "达到8.5万人以上")
    '≥ 8.5万人'
    """
    values = [item["value"], item.get("value_high")]
    numbers = "—".join(written(Decimal(str(value)), quote) for value in values if value is not None)
    return f"{SIGNS[item['comparator']]}{numbers}{item['unit']}"


def name(item: Item, quote: str = "") -> str:
    """What an item is, in one line."""
    match item["what"]:
        case "target":
            return " ".join(filter(None, (item["indicator"], year_words(item["year"]), amount(item, quote))))
        case "provision":
            return f"{item['subject']} {amount(item, quote)}"
        case "duty":
            return f"{item['office']} · {ROLE_NAMES[item['role']]}"
        case "clause":
            return f"{item['number']}{item['title']}"
        case "doubt":
            return str(item["message"])
        case "office":
            return str(item["name"])
        case "uncovered":
            return clipped(quote)
    return str(item["title"])


def clipped(words: str, longest: int = SHORT) -> str:
    """The first words of a sentence, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= longest else f"{line[:longest]}…"


class Difference(NamedTuple):
    """A field with what it said and what it says."""

    field: str | Promise
    before: str
    after: str


def differences(before: Item, after: Item, text: str) -> Iterator[Difference]:
    """The fields in which two forms of an item differ."""
    for field in FIELDS[after["what"]]:
        if before.get(field) != after.get(field):
            was, now = (value(field, item.get(field), text) for item in (before, after))
            yield Difference(FIELD_NAMES[field], was or _("（无）"), now or _("（无）"))


def value(field: str, given: Any, text: str = "") -> str:
    """What a field says, in words.

    >>> value("value", 85000.0), value("year", 2021), value("year", None)
    ('8.5万', '2021', '')
    """
    if given is None or given == "":
        return ""
    if field in ("value", "value_high"):
        return written(Decimal(str(given)), "")
    if field == "span":
        return clipped(Span(*given).of(text))
    if isinstance(given, bool):
        return _("是") if given else _("否")
    return str(CHOICES.get(field, {}).get(given, given))


class ToldItem(NamedTuple):
    """One item of a step: its key, what became of it, and the fields that differ."""

    key: str
    name: str
    word: str | Promise
    differences: list[Difference]


def told(changes: Changes, text: str) -> list[ToldItem]:
    """What a step did to each of the first few items that it touched; offices that only follow are left out."""
    shown = [(key, pair) for key, pair in changes.items() if not key.startswith("office:") or len(changes) == 1]
    return [_told(key, before, after, text) for key, (before, after) in shown[:FEW]]


def _told(key: str, before: Item | None, after: Item | None, text: str) -> ToldItem:
    item = after or before or {}
    quote = Span(*item["span"]).of(text) if item.get("span") else ""
    found = list(differences(before, after, text)) if before and after else []
    return ToldItem(key, clipped(name(item, quote)), _became(before, after), found)


def _became(before: Item | None, after: Item | None) -> str | Promise:
    if after is None:
        return _("不再有")
    if before is None:
        return _("新增")
    return STATUS_NAMES[after["status"]] if before["status"] != after["status"] else ""


def step_words(act: str, changes: Changes) -> str:
    """已采用 t3; 已采用 t3 等 4 项."""
    keys = [key for key in changes if not key.startswith("office:")] or list(changes)
    done = str(DONE.get(act, act))
    if len(keys) < 2:
        return f"{done} {''.join(keys)}".strip()
    stays = (key for key in keys if (changes[key][1] or {}).get("status") != "rejected")
    return _("{done} {key} 等 {n} 项").format(done=done, key=next(stays, keys[0]), n=len(keys))
