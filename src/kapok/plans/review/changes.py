"""What people corrected in a draft, and what changed by meaning, as words for a page."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from kapok.compiler import Diff, diff_plans
from kapok.compiler.diff import What
from kapok.compiler.model import Plan as CompiledPlan
from kapok.compiler.telling import Told, told
from kapok.kernel.spans import Span
from kapok.plans.models import Correction, Draft
from kapok.plans.numbers import BINDING_WORDS, COMPARATOR_WORDS, KIND_WORDS
from kapok.plans.review import queries
from kapok.plans.review.items import Item
from kapok.plans.review.state import State, stands
from kapok.plans.scripts import converted

ACTS: dict[str, str | Promise] = {
    "edit": pgettext_lazy("做过的", "修改"),
    "split": pgettext_lazy("做过的", "拆分"),
    "merge": pgettext_lazy("做过的", "合并"),
    "add": pgettext_lazy("做过的", "补充"),
    "reject": pgettext_lazy("做过的", "剔除"),
    "match": gettext_lazy("对应单位"),
    "adopt": gettext_lazy("核对无误"),
    "undo": pgettext_lazy("做过的", "撤销"),
    "carry": gettext_lazy("沿用上一版"),
}
KINDS: dict[str, str | Promise] = {
    "plan": gettext_lazy("计划信息"),
    "clause": gettext_lazy("条款"),
    "target": gettext_lazy("目标值"),
    "task": gettext_lazy("任务"),
    "duty": gettext_lazy("责任"),
    "provision": gettext_lazy("数字规定"),
    "office": gettext_lazy("单位名称"),
    "doubt": gettext_lazy("存疑处"),
    "uncovered": gettext_lazy("未能归类的句子"),
}
WHATS: dict[What, str | Promise] = {
    "plan": gettext_lazy("计划"),
    "target": gettext_lazy("目标值"),
    "duty": gettext_lazy("责任"),
    "task": gettext_lazy("任务"),
    "provision": gettext_lazy("数字规定"),
    "clause": gettext_lazy("条款"),
    "name": gettext_lazy("名称"),
}
FIELDS: dict[str, str | Promise] = {
    "title": gettext_lazy("标题"),
    "title_en": gettext_lazy("英文标题"),
    "document_number": gettext_lazy("文号"),
    "issuer": gettext_lazy("发文单位"),
    "jurisdiction": gettext_lazy("行政区划"),
    "first_year": gettext_lazy("起始年份"),
    "last_year": gettext_lazy("截止年份"),
    "number": gettext_lazy("编号"),
    "parent": gettext_lazy("上级条款"),
    "clause": gettext_lazy("所在条款"),
    "indicator": gettext_lazy("指标"),
    "year": gettext_lazy("年份"),
    "from_year": gettext_lazy("从哪年起"),
    "value": gettext_lazy("数值"),
    "value_high": gettext_lazy("上限"),
    "unit": gettext_lazy("计量单位"),
    "comparator": gettext_lazy("限度"),
    "kind": gettext_lazy("口径"),
    "binding": gettext_lazy("约束性"),
    "stated": gettext_lazy("语气"),
    "office": gettext_lazy("单位"),
    "role": gettext_lazy("角色"),
    "group": gettext_lazy("一类单位"),
    "task": gettext_lazy("所属任务"),
    "subject": gettext_lazy("内容"),
    "span": gettext_lazy("原文"),
    "status": gettext_lazy("状态"),
}
VALUES: dict[str, Mapping[Any, str | Promise]] = {
    "status": {
        "open": gettext_lazy("待核对"),
        "checked": gettext_lazy("已核对"),
        "rejected": gettext_lazy("已剔除"),
    },
    "comparator": COMPARATOR_WORDS,
    "kind": KIND_WORDS,
    "binding": BINDING_WORDS,
    "stated": {"must": gettext_lazy("要求"), "strive": gettext_lazy("力争")},
    "role": {"lead": gettext_lazy("牵头"), "support": gettext_lazy("配合"), "responsible": gettext_lazy("责任")},
}
QUIET = ("line", "sentences", "full_name", "inferred_lead", "what", "confidence", "reading")


class FieldChange(NamedTuple):
    field: str
    before: str
    after: str


class ItemChange(NamedTuple):
    """What happened to one item; ``fields`` is empty where it came or went as a whole."""

    kind: str
    name: str
    fields: Sequence[FieldChange]


class CorrectionView(NamedTuple):
    """One act of a person, with the sentence that it is about."""

    number: int
    who: str
    moment: datetime.datetime
    why: str
    quotes: Sequence[str]
    items: Sequence[ItemChange]
    more: int
    is_undone: bool


class ActGroup(NamedTuple):
    word: str
    corrections: Sequence[CorrectionView]


class DiffPart(NamedTuple):
    heading: str
    sentences: Sequence[Told]


PROGRAM = "kapok"  # who signs what is done without anybody
MOST_ITEMS = 8  # of one act; a click can check a hundred


def corrections_by_act(
    corrections: Iterable[Correction], text: str, offices: Mapping[str, str] = MappingProxyType({})
) -> list[ActGroup]:
    """What people did, by act; within one in the order in which it was done. ``offices`` are names by keys."""
    listed = [made for made in corrections if made.act != "carry"]
    undone = {made.undoes for made in listed}
    groups: dict[str, list[CorrectionView]] = {}
    for made in listed:
        groups.setdefault(made.act, []).append(_view(made, text, offices, made.number in undone))
    order = [*ACTS, *groups]
    acts = sorted(groups, key=order.index)
    return [ActGroup(str(ACTS.get(act, act)), groups[act]) for act in acts]


def _view(made: Correction, text: str, offices: Mapping[str, str], is_undone: bool) -> CorrectionView:
    pairs = [pair for pair in made.changes.values() if any(pair)]
    items = [_item_change(before, after, text, offices) for before, after in pairs[:MOST_ITEMS]]
    quotes = [line for line in made.quote.split("\n") if line]
    who = _("Kapok（自动）") if made.who == PROGRAM else made.who
    return CorrectionView(
        made.number, who, made.moment, made.why, quotes, items, max(0, len(pairs) - MOST_ITEMS), is_undone
    )


def _item_change(before: Item | None, after: Item | None, text: str, offices: Mapping[str, str]) -> ItemChange:
    item = after or before or {}
    if before is None or after is None:
        word = _("新增") if before is None else _("去掉")
        return ItemChange(f"{KINDS.get(item['what'], '')} · {word}", name_of(item, text), ())
    fields = [name for name in after if name not in QUIET and before.get(name) != after[name]]
    telling = [name for name in fields if name != "status"] or fields
    found = [
        FieldChange(
            str(FIELDS.get(name, name)),
            *(
                _value(name, offices.get(str(side), side) if name == "office" else side, text)
                for side in (before.get(name), after[name])
            ),
        )
        for name in telling
    ]
    return ItemChange(str(KINDS.get(item["what"], "")), name_of(before, text), found)


def name_of(item: Item, text: str) -> str:
    """What an item is called: its own words, in a line."""
    what = item["what"]
    if what == "target":
        year = f" {item['year']}" if item.get("year") else ""
        return f"{item['indicator']}{year}"
    own = {"plan": "title", "task": "title", "duty": "office", "provision": "subject", "office": "name",
           "doubt": "message"}  # fmt: skip
    if what == "clause":
        return f"{item['number']}{item['title']}"
    return str(item[own[what]]) if what in own else Span(*item["span"]).of(text)


def _value(name: str, value: Any, text: str) -> str:
    if name == "span" and value:
        return Span(*value).of(text)
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(VALUES.get(name, {}).get(value, value))


def diff_parts(diff: Diff) -> list[DiffPart]:
    """What changed by meaning, by kind of thing, as ``kapok diff`` words it."""
    parts = ((heading, diff.of(what)) for what, heading in WHATS.items())
    return [DiffPart(str(heading), [_shown(one) for one in told(found)]) for heading, found in parts if found]


def _shown(one: Told) -> Told:
    """In the script of the page."""
    if get_language() != "zh-hant":
        return one
    return Told(one.kind, converted(one.clause, "hant"), converted(one.sentence, "hant"))


def against_force(draft: Draft, state: State, as_of: datetime.date) -> Diff | None:
    """What adopting a new version would change of the plan in force; ``None`` where it amends none."""
    standing = queries.in_force_state(draft.amends, as_of) if draft.amends else None
    return diff_plans(standing.plan, state.plan) if standing else None


def against_last_reading(draft: Draft, state: State) -> Diff | None:
    """What reading the file anew has changed; ``None`` where it was read once."""
    readings = list(draft.stages.all())
    if len(readings) < 2:
        return None
    made = Correction.objects.filter(stage=readings[-2]).values_list("changes", flat=True)
    before: CompiledPlan = stands(readings[-2].compiled, made).plan
    return diff_plans(before, state.plan)
