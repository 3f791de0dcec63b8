"""What is sent from the review page, read into an edit of the draft, or the reason why it is none. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from kapok.kernel.spans import Span
from kapok.plans.review import edits
from kapok.plans.review.actions import Edit
from kapok.plans.review.guessing import guessed
from kapok.plans.review.item_forms import ADDED, FORMS, ItemForm
from kapok.plans.review.quoting import NotFoundError, locate
from kapok.plans.review.state import Changes, State

PARTS = (2, 3, 4, 5, 6)


@dataclass(frozen=True)
class Sent:
    """An edit with the name of its act; without one, forms to be shown again. ``stays`` is the item to stay at."""

    act: str = ""
    edit: Edit | None = None
    problem: str = ""
    form: ItemForm | None = None
    parts: Sequence[ItemForm] = ()
    added: ItemForm | None = None
    add_what: str = ""
    stays: str = ""
    more: Mapping[str, str] = field(default_factory=dict)

    def shown(self, state: State) -> dict[str, Any]:
        """What the page takes to show again what was sent, against what stands now."""
        for form in (self.form, self.added, *self.parts):
            if form is not None:
                form.state = state
        return {
            "form": self.form, "parts": self.parts, "added": self.added, "add_what": self.add_what,
            "more": dict(self.more),
        }  # fmt: skip


def of_item(state: State, key: str, sent: QueryDict) -> Sent:
    """What was sent about one item."""
    act, here = sent.get("act", ""), {"item": key}
    match act:
        case "adopt":
            return _adopted(state, key, sent)
        case "reject":
            return Sent(act, lambda now: edits.reject(now, [key]), more=here)
        case "split":
            return _split(state, key, sent)
        case "merge":
            chosen = [key, *sent.getlist("with")]
            return Sent(act, lambda now: edits.merge(now, chosen), more={**here, "do": "merge"})
    return Sent(problem=_("没有说要对这一项做什么。请用页面上的按钮。"), more=here)


def _adopted(state: State, key: str, sent: QueryDict) -> Sent:
    """As it is, or with what was changed in its fields: whoever adopts an item adopts what they see."""
    item, here = state.items[key], {"item": key}
    made = FORMS.get(item["what"])
    form = made(state, item, sent) if made and "quote" in sent or made and item["what"] == "plan" else None
    if form is None or not form.has_changed():
        return Sent("adopt", lambda now: edits.adopt(now, [key]), form=form, more=here)
    if not form.is_valid():
        return Sent(form=form, more=here)
    values = form.changed_values()
    return Sent("edit", lambda now: _edited(now, key, values), form=form, more=here)


def _edited(state: State, key: str, values: Mapping[str, Any]) -> Changes:
    """An edited task is adopted with its duties, as one that is right at once."""
    changes = edits.edit(state, key, values)
    if state.items[key]["what"] != "task":
        return changes
    return {**edits.adopt(state, [key]), **changes}


def _split(state: State, key: str, sent: QueryDict) -> Sent:
    item, here = state.items[key], {"item": key, "do": "split"}
    made = FORMS.get(item["what"])
    if made is None or item["what"] not in edits.SPLIT:
        return Sent(problem=_("这一类不能拆分。"), more={"item": key})
    asked = sent.get("parts", "")
    n = int(asked) if asked in {str(n) for n in PARTS} else PARTS[0]
    parts = [made(state, item, sent, prefix=f"part{i}") for i in range(n)]
    wrong = [part for part in parts if not part.is_valid()]  # every one, so that each shows what is wrong in it
    if wrong:
        return Sent(parts=parts, more=here)
    values = [part.values() for part in parts]
    return Sent("split", lambda now: edits.split(now, key, values), parts=parts, more=here)


def of_many(keys: Sequence[str], sent: QueryDict) -> Sent:
    """Adopting all that was shown and sure enough; if that is not what the person saw by now, it is shown again."""
    if sent.get("count") != str(len(keys)) or not keys:
        return Sent(problem=_("可批量采用的项目有了变化。请看过新的数目，再采用。"), more={"do": "bulk"})
    return Sent("bulk", lambda now: edits.adopt(now, keys), more={"do": "bulk"})


def of_addition(state: State, sent: QueryDict) -> Sent:
    """An item that the compiler missed, from its form."""
    what = sent.get("what", "")
    if what not in ADDED:
        return Sent(problem=_("请选一类要添加的内容：目标、责任或数字规定。"), more={"do": "add"})
    form = ADDED[what](state, {"what": what}, sent, near=near(sent))
    here = {"do": "add", "item": sent.get("item", "")}
    if not form.is_valid():
        return Sent(added=form, add_what=what, more=here)
    values, settles = form.values(), sent.get("settles", "")
    return Sent(
        "add", lambda now: _added(now, what, values, settles), added=form, add_what=what, more=here, stays=settles
    )


def _added(state: State, what: str, values: Mapping[str, Any], settles: str) -> Changes:
    """The new item; the sentence without any that it was found in counts as looked at with it."""
    match what:
        case "target":
            changes = edits.add_target(state, values)
        case "provision":
            changes = edits.add_provision(state, values)
        case _:
            given = {name: values[name] for name in ("office", "role", "group", "task")}
            changes = edits.add_duty(state, span=Span(*values["span"]), **given)
    found = state.items.get(settles)
    if found and found["what"] == "uncovered" and found["status"] == "open":
        return {**changes, **edits.adopt(state, [settles])}
    return changes


def near(sent: QueryDict) -> int | None:
    """Where in the text words were selected; ``None`` where they were typed."""
    at = sent.get("at", "")
    return int(at) if at.isascii() and at.isdigit() and len(at) < 9 else None


def addition(state: State, asked: QueryDict) -> tuple[str, ItemForm | None, str]:
    """The kind, the form and the problem of an item to be added, as an address asks for it with its quotation."""
    what, quote = asked.get("what", "target"), asked.get("quote", "")
    if what not in ADDED:
        what = "target"
    if not quote.strip():
        return what, None, ""
    try:
        span = locate(state.text, quote, near=near(asked))
    except NotFoundError as error:
        return what, None, str(error)
    given = guessed(state, what, span)
    return what, ADDED[what](state, {"what": what}, initial=given, near=span.start), ""


def parts_of(state: State, key: str, asked: str) -> list[ItemForm]:
    """Forms for the parts that an item is split into: each begins as the item, a list of names as a name each."""
    item = state.items[key]
    if item["what"] not in edits.SPLIT:
        return []
    n = int(asked) if asked in {str(n) for n in PARTS} else PARTS[0]
    names = [name for name in re.split("[、，,;；]", item["office"]) if name] if item["what"] == "duty" else []
    n = max(n, min(len(names), PARTS[-1]))
    given = [{"office": names[i]} if i < len(names) else {} for i in range(n)]
    return [FORMS[item["what"]](state, item, prefix=f"part{i}", initial=given[i]) for i in range(n)]
