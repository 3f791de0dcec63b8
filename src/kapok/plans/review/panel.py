"""The current item of a draft, opened: its sentence, what is known of it, its form. Pure values for the template."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kapok.kernel.spans import Span
from kapok.plans.review import telling
from kapok.plans.review.edits import FIELDS, MERGED, SPLIT
from kapok.plans.review.item_forms import FORMS, ItemForm
from kapok.plans.review.items import Item, of_kind
from kapok.plans.review.listing import Listing
from kapok.plans.review.quoting import sentence_at
from kapok.plans.review.state import State

SHOWN, HEAD, TAIL = 420, 260, 120  # code points of a long passage
CANDIDATES = 12


class Sentence(NamedTuple):
    """A sentence in three runs: what is in the middle is the item's own."""

    before: str
    quote: str
    after: str


class Beside(NamedTuple):
    """Another item that the current one is seen with."""

    key: str
    name: str
    status: str


@dataclass(frozen=True)
class Panel:
    """``do`` is what is being done to the item: nothing in particular, "split" or "merge"."""

    listing: Listing
    key: str
    stood: State | None = None
    form: ItemForm | None = None
    parts: Sequence[ItemForm] = field(default_factory=tuple)
    do: str = ""

    @property
    def state(self) -> State:
        return self.listing.state

    @cached_property
    def item(self) -> Item:
        return self.state.items[self.key]

    @property
    def what(self) -> str:
        return str(self.item["what"])

    @property
    def kind(self) -> str | Promise:
        return telling.KIND_NAMES[self.what]

    @property
    def status(self) -> str | Promise:
        return telling.STATUS_NAMES[self.item["status"]]

    @property
    def name(self) -> str:
        return telling.clipped(telling.name(self.item, self.state.words(self.key)), 80)

    @property
    def sureness(self) -> str:
        return sureness_words(self.listing, self.key)

    @cached_property
    def sentence(self) -> Sentence | None:
        """The item's words in their sentence; of a long passage its head and its tail."""
        span = self.item.get("span")
        if not span or span[0] == span[1]:
            return None
        own = Span(*span)
        whole = sentence_at(self.state.text, own)
        quote = own.of(self.state.text)
        if len(quote) > SHOWN:
            quote = f"{quote[:HEAD]}……{quote[-TAIL:]}"
        return Sentence(self.state.text[whole.start : own.start], quote, self.state.text[own.end : whole.end])

    @cached_property
    def duties(self) -> list[Beside]:
        """A task's duties."""
        return [self._beside(key) for key in self.listing.row(self.key)[1:]]

    @cached_property
    def task(self) -> Beside | None:
        """The task that a duty is part of."""
        return self._beside(self.item["task"]) if self.what == "duty" else None

    @cached_property
    def doubts(self) -> list[Beside]:
        """Doubts about the same words."""
        if self.what == "doubt" or not self.item.get("span"):
            return []
        own = Span(*self.item["span"])
        found = of_kind(self.state.items, "doubt")
        return [self._beside(k) for k, i in found.items() if i["status"] == "open" and own.touches(Span(*i["span"]))][
            :3
        ]

    @cached_property
    def about(self) -> list[Beside]:
        """The items that a doubt is about."""
        if self.what != "doubt" or self.item["span"][0] == self.item["span"][1]:
            return []
        own = Span(*self.item["span"])
        kinds = ("target", "duty", "provision", "clause")
        touched = (k for k, i in self.state.items.items() if i["what"] in kinds and own.touches(Span(*i["span"])))
        return [self._beside(key) for key in touched][:6]

    def _beside(self, key: str) -> Beside:
        item = self.state.items[key]
        return Beside(key, telling.clipped(telling.name(item, self.state.words(key))), item["status"])

    @cached_property
    def differences(self) -> list[telling.Difference]:
        """In what it differs from what was read; of a new version, from what stood before."""
        stood = (self.stood.items if self.stood else self.listing.read or {}).get(self.key)
        return [*telling.differences(stood, self.item, self.state.text)] if stood else []

    @property
    def differs_from(self) -> str:
        return _("与上一版不同") if self.stood else _("与程序读出的不同")

    @property
    def facts(self) -> list[tuple[str | Promise, str]]:
        """What the item says, for who only reads."""
        fields = [name for name in FIELDS[self.what] if name != "span"]
        said = ((telling.FIELD_NAMES[name], telling.value(name, self.item.get(name))) for name in fields)
        return [(label, words) for label, words in said if words]

    @property
    def adopt_word(self) -> str:
        match self.what:
            case "doubt":
                return _("看过了，没有问题")
            case "uncovered":
                return _("看过了，没有遗漏")
            case "task":
                return _("采用任务和责任") if self.duties else _("采用任务")
        return _("采用") if self.item["status"] != "rejected" else _("恢复并采用")

    @property
    def can_split(self) -> bool:
        return self.what in SPLIT and self.item["status"] != "rejected"

    @property
    def can_merge(self) -> bool:
        return self.what in MERGED and self.item["status"] != "rejected"

    @property
    def can_reject(self) -> bool:
        return self.what not in ("plan", "office", "doubt", "uncovered") and self.item["status"] != "rejected"

    @cached_property
    def candidates(self) -> list[Beside]:
        """What the item can be merged with: those of its kind that stand nearest."""
        same = of_kind(self.state.items, self.what)
        if self.what == "duty":
            same = {key: item for key, item in same.items() if item["task"] == self.item["task"]}
        keys = list(same)
        at = keys.index(self.key) if self.key in same else 0
        near = keys[max(0, at - CANDIDATES // 2) : at + CANDIDATES // 2 + 1]
        return [self._beside(key) for key in near if key != self.key]


def sureness_words(listing: Listing, key: str) -> str:
    """把握 97%; nothing for what no compiler is sure or unsure of."""
    if listing.state.items[key]["what"] in ("doubt", "uncovered", "plan", "office"):
        return ""
    sure = listing.sureness(key)
    return _("把握未知") if sure is None else _("把握 {n}%").format(n=int(100 * sure))


def item_form(state: State, key: str, *args: object) -> ItemForm | None:
    """The form of an item, or none for what has no fields."""
    item = state.items[key]
    made = FORMS.get(item["what"])
    return made(state, item, *args) if made else None
