"""The page on which a draft is reviewed, put together from what is stored: values that its template draws."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kapok.compiler import diff_plans
from kapok.compiler.diff import Change
from kapok.plans.models import Correction
from kapok.plans.reading import Reading
from kapok.plans.review import telling
from kapok.plans.review.item_forms import ADDED, ItemForm
from kapok.plans.review.listing import KINDS, SHOWS, SORTS, Asked, Listing
from kapok.plans.review.panel import Panel, item_form, sureness_words
from kapok.plans.review.progress import progress
from kapok.plans.review.queries import Held
from kapok.plans.review.sending import PARTS, addition, parts_of
from kapok.plans.review.sheets import Sheet, drawn, sheet
from kapok.plans.review.state import State
from kapok.web.paging import Pager
from kapok.web.parts import Paragraph

ROWS, STEPS, COMPARED = 50, 10, 4000
Words = dict[str, str | Promise]
SHOW_NAMES: Words = {
    "todo": gettext_lazy("待核"), "all": gettext_lazy("全部"), "changed": gettext_lazy("有改动"),
    "rejected": gettext_lazy("已剔除"),
}  # fmt: skip
SORT_NAMES: Words = {"sure": gettext_lazy("最没把握的在前"), "text": gettext_lazy("按原文顺序")}
SHARES = (99, 95, 90, 80, 70, 50)


class Choice(NamedTuple):
    word: str | Promise
    url: str
    is_chosen: bool


class RowView(NamedTuple):
    """A line of the list; ``duties`` are those of a task."""

    key: str
    kind: str | Promise
    name: str
    status: str
    word: str | Promise
    sureness: str
    url: str
    is_current: bool
    duties: Sequence["RowView"] = ()


class StepView(NamedTuple):
    """A step that somebody took."""

    number: int
    moment: datetime.datetime
    who: str
    words: str
    why: str
    items: list[telling.ToldItem]
    is_undone: bool
    can_undo: bool


class Addition(NamedTuple):
    """An item that is being added; without ``form`` its words are still to be found."""

    what: str
    form: ItemForm | None
    problem: str = ""

    @property
    def word(self) -> str | Promise:
        return telling.KIND_NAMES[self.what]


class Bulk(NamedTuple):
    """What adopting all that is sure enough would do."""

    share: int
    keys: list[str]
    total: int
    counts: list[tuple[str | Promise, int]]


class Trouble(NamedTuple):
    """Why nothing was stored, and what others did."""

    words: str
    theirs: Sequence[StepView] = ()


@dataclass(frozen=True)
class ReviewPage:
    """Everything on the page. ``form`` and ``parts`` are what a person sent that could not be stored."""

    held: Held
    query: QueryDict
    who: str = ""
    can_correct: bool = False
    stood: State | None = None
    form: ItemForm | None = None
    parts: Sequence[ItemForm] = ()
    trouble: Trouble | None = None
    added: ItemForm | None = None
    add_what: str = ""
    more: dict[str, str] = field(default_factory=dict)
    seen_before: int | None = None  # the last correction that the page before this one showed

    @property
    def state(self) -> State:
        return self.held.state

    @cached_property
    def reading(self) -> Reading:
        return Reading(self.state.text)

    @cached_property
    def asked(self) -> Asked:
        return Asked.of(self.query)

    @cached_property
    def listing(self) -> Listing:
        return Listing(self.state, self.asked, self.held.read, self.stood.items if self.stood else None)

    @property
    def address(self) -> str:
        return reverse("plans:draft", args=[self.held.draft.pk])

    def url(self, **changes: str) -> str:
        """This page with another item, list or deed."""
        parts = {name: value for name, value in {**self.asked.address, **changes}.items() if value}
        return f"{self.address}?{urlencode(parts)}" if parts else self.address

    @cached_property
    def current(self) -> str:
        """The item that is open: the one asked for, else the first of the list; "" where there is none."""
        wanted = self.more.get("item") or self.query.get("item", "")
        if wanted in self.state.items and self.state.items[wanted]["what"] != "office":
            return wanted
        return self.listing.keys[0] if self.listing.keys else ""

    @cached_property
    def do(self) -> str:
        """What is being done: "split", "merge", "add", "bulk", or nothing in particular; nothing by who only reads."""
        wanted = self.more.get("do", self.query.get("do", ""))
        return wanted if self.can_correct and wanted in ("split", "merge", "add", "bulk") else ""

    @cached_property
    def panel(self) -> Panel | None:
        if not self.current:
            return None
        form = self.form or (item_form(self.state, self.current) if self.can_correct else None)
        parts = self.parts
        if self.do == "split" and not parts:
            parts = parts_of(self.state, self.current, self.query.get("parts", ""))
        return Panel(self.listing, self.current, self.stood, form, parts, self.do)

    @cached_property
    def addition(self) -> Addition:
        """The item that is being added: what was sent, else what an address asks for."""
        if self.added is not None:
            return Addition(self.add_what, self.added)
        return Addition(*addition(self.state, self.query))

    # where one stands, and the way on

    @cached_property
    def progress(self) -> tuple[int, int]:
        counted = progress(self.state.items)
        return counted.done, counted.total

    @property
    def left(self) -> int:
        done, of = self.progress
        return of - done

    @property
    def progress_words(self) -> str:
        """已核 37 / 96"""
        done, of = self.progress
        return _("已核 {done} / {of}").format(done=f"{done:,}", of=f"{of:,}")

    @property
    def left_words(self) -> str:
        if not self.left:
            return _("全部核完了")
        return ngettext("还剩 {n} 项", "还剩 {n} 项", self.left).format(n=f"{self.left:,}")

    @cached_property
    def _at(self) -> int:
        return self.listing.places.get(self.listing.lead(self.current), -1) if self.current else -1

    @property
    def next(self) -> str:
        """The address of the item after the current one; "" at the end."""
        keys = self.listing.keys
        return self.url(item=keys[self._at + 1]) if self._at + 1 < len(keys) else ""

    @property
    def previous(self) -> str:
        return self.url(item=self.listing.keys[self._at - 1]) if self._at > 0 else ""

    @property
    def back(self) -> str:
        """The current item with nothing being done to it."""
        return self.url(item=self.current)

    @property
    def more_parts(self) -> str:
        """The same with one part more; "" at six."""
        n = len(self.panel.parts) + 1 if self.panel else 0
        return self.url(item=self.current, do="split", parts=str(n)) if n <= PARTS[-1] else ""

    @property
    def splits(self) -> str:
        return self.url(item=self.current, do="split")

    @property
    def merges(self) -> str:
        return self.url(item=self.current, do="merge")

    @property
    def adds(self) -> str:
        return self.url(item=self.current, do="add")

    @property
    def adds_from_here(self) -> dict[str, str]:
        """Addresses for adding each kind of item from the sentence of the current one."""
        quote = self.state.words(self.current)
        at = str(self.state.items[self.current]["span"][0])
        return {what: self.url(item=self.current, do="add", what=what, quote=quote, at=at) for what in ADDED}

    @property
    def addable(self) -> list[tuple[str, str | Promise]]:
        return [(what, telling.KIND_NAMES[what]) for what in ADDED]

    @property
    def settles(self) -> str:
        """The sentence without any item that something is being added from; "" where it is none."""
        item = self.state.items.get(self.current)
        return self.current if item and item["what"] == "uncovered" else ""

    @property
    def bulks(self) -> str:
        return self.url(item=self.current, do="bulk")

    # the list

    @property
    def shows(self) -> list[Choice]:
        return [Choice(SHOW_NAMES[n], self.url(show="" if n == "todo" else n), n == self.asked.show) for n in SHOWS]

    @property
    def kinds(self) -> list[Choice]:
        every = Choice(_("各类"), self.url(only=""), not self.asked.kind)
        return [every, *(Choice(telling.KIND_NAMES[k], self.url(only=k), k == self.asked.kind) for k in KINDS)]

    @property
    def sorts(self) -> list[Choice]:
        return [Choice(SORT_NAMES[s], self.url(sort="" if s == "sure" else s), s == self.asked.sort) for s in SORTS]

    @cached_property
    def pager(self) -> Pager:
        asked = self.query.copy()
        for name in ("did", "since", "do", "steps"):
            asked.pop(name, None)
        if "page" not in asked:
            asked["page"] = str(max(self._at, 0) // ROWS + 1)
        return Pager(asked, len(self.listing.keys), ROWS)

    @cached_property
    def rows(self) -> list[RowView]:
        at = self.pager.offset
        return [self._row(key, self.listing.row(key)[1:]) for key in self.listing.keys[at : at + ROWS]]

    def _row(self, key: str, duties: Sequence[str] = ()) -> RowView:
        item = self.state.items[key]
        return RowView(
            key, telling.KIND_NAMES[item["what"]], telling.clipped(telling.name(item, self.state.words(key)), 60),
            item["status"], telling.STATUS_NAMES[item["status"]], sureness_words(self.listing, key),
            self.url(item=key), key == self.current, [self._row(duty) for duty in duties],
        )  # fmt: skip

    @property
    def empty_words(self) -> str:
        """Why the list has nothing to show, and what to do."""
        if self.asked.show == "todo" and not self.asked.kind:
            return _("没有待核的了。可以回看有改动的各项，然后采用这份草稿。")
        return _("这样筛选没有找到。请换一个条件。")

    # the source

    @cached_property
    def sheet(self) -> Sheet:
        asked = self.query.get("sheet", "")
        span = self.state.items[self.current].get("span") if self.current else None
        return sheet(self.state, span[0] if span else 0, int(asked) if asked.isascii() and asked.isdigit() else 0)

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        url = self.url(item="-")
        return drawn(self.state, self.sheet, url[:-1], self.current)

    @property
    def sheet_before(self) -> str:
        return self.url(item=self.current, sheet=str(self.sheet.number - 1)) if self.sheet.number > 1 else ""

    @property
    def sheet_after(self) -> str:
        last = self.sheet.number >= self.sheet.of
        return "" if last else self.url(item=self.current, sheet=str(self.sheet.number + 1))

    # what was done

    @cached_property
    def did(self) -> Correction | None:
        """The step that this page comes from."""
        number = self.query.get("did", "")
        return next((c for c in self.held.corrections if str(c.number) == number), None) if number else None

    @property
    def said(self) -> str:
        """已采用 t3；还剩 58 项"""
        if self.trouble:
            return self.trouble.words
        if not self.did:
            return ""
        if self.did.undoes:
            done = _("已撤销第 {n} 步").format(n=self.did.undoes)
        else:
            done = telling.step_words(self.did.act, self.did.changes)
        return _("{done}；{left}").format(done=done, left=self.left_words)

    @cached_property
    def others(self) -> list[StepView]:
        """What others did since the page before this one was opened."""
        theirs = [c for c in self.held.corrections if c.number > self._since and c.who != self.who]
        return [self._step(correction) for correction in theirs]

    @property
    def others_words(self) -> str:
        """张伟改了 2 项。"""
        names = list(dict.fromkeys(step.who for step in self.others))
        keys = {item.key for step in self.others for item in step.items}
        return ngettext("您看着的时候，{who}改了 {n} 项：", "您看着的时候，{who}改了 {n} 项：", len(keys)).format(
            who=_("、").join(names), n=len(keys)
        )

    @cached_property
    def undone(self) -> set[int]:
        return {c.undoes for c in self.held.corrections if c.undoes is not None}

    @cached_property
    def own_last(self) -> int:
        """The last step of the person themselves that still stands; 0 where there is none."""
        own = (c.number for c in reversed(self.held.corrections) if self._can_undo(c) and c.who == self.who)
        return next((n for n in own if self._made[n].act != "undo"), 0)

    @cached_property
    def _made(self) -> dict[int, Correction]:
        return {c.number: c for c in self.held.corrections}

    def _can_undo(self, correction: Correction) -> bool:
        return self.can_correct and correction.act != "carry" and correction.number not in self.undone

    @cached_property
    def steps(self) -> list[StepView]:
        at = (self.steps_page - 1) * STEPS
        return [self._step(c) for c in self.held.corrections[::-1][at : at + STEPS]]

    @property
    def steps_page(self) -> int:
        asked = self.query.get("steps", "")
        return max(1, min(int(asked), 10_000)) if asked.isascii() and asked.isdigit() else 1

    @property
    def steps_older(self) -> str:
        more = len(self.held.corrections) > self.steps_page * STEPS
        return self.url(item=self.current, steps=str(self.steps_page + 1)) + "#steps" if more else ""

    @property
    def steps_newer(self) -> str:
        return self.url(item=self.current, steps=str(self.steps_page - 1)) + "#steps" if self.steps_page > 1 else ""

    def _step(self, made: Correction) -> StepView:
        words = telling.step_words(made.act, made.changes)
        if made.undoes:
            words = _("撤销第 {n} 步").format(n=made.undoes)
        return StepView(
            made.number, made.moment, made.who, words, made.why, telling.told(made.changes, self.state.text),
            made.number in self.undone, self._can_undo(made),
        )  # fmt: skip

    def trouble_of(self, error: Exception, theirs: Sequence[Correction] = ()) -> Trouble:
        """What to tell of an act that was not stored."""
        return Trouble(str(error), [self._step(correction) for correction in theirs])

    # for the page's own script

    @property
    def own_address(self) -> str:
        """The address of this page without what was just done, for the browser's history."""
        names = ("do", "page", "sheet", "what", "least", "steps", "parts")
        kept = {name: str(self.query.get(name, "")) for name in names}
        return self.url(item=self.current, **kept)

    @property
    def touched(self) -> dict[str, str]:
        """The status of each item that the last steps touched; "" where there is none any more."""
        made = [c for c in self.held.corrections if c is self.did or c.number > self._since]
        keys = {key for correction in made for key in correction.changes}
        return {key: self.state.items[key]["status"] if key in self.state.items else "" for key in sorted(keys)}

    def is_redrawn(self, shown: str) -> bool:
        """Whether the source has to be drawn anew: another sheet, or marks that came, went or moved."""
        made = [c for c in self.held.corrections if c is self.did or c.number > self._since]
        pairs = [pair for correction in made for pair in correction.changes.values()]
        moved = any((a or {}).get("span") != (b or {}).get("span") for a, b in pairs)
        return shown != str(self.sheet.number) or moved

    @property
    def _since(self) -> int:
        return self.held.seen if self.seen_before is None else self.seen_before

    # many at once

    @cached_property
    def bulk(self) -> Bulk:
        asked = self.query.get("least", "")
        share = int(asked) if asked in {str(n) for n in SHARES} else 95
        keys = self.listing.sure(share / 100)
        items = self.state.items
        touched = {one for key in keys for one in self.listing.row(key) if items[one]["status"] == "open"}
        counts = {kind: sum(items[key]["what"] == kind for key in touched) for kind in telling.KIND_NAMES}
        return Bulk(share, keys, len(touched), [(telling.KIND_NAMES[kind], n) for kind, n in counts.items() if n])

    @property
    def shares(self) -> list[tuple[int, bool]]:
        return [(n, n == self.bulk.share) for n in SHARES]

    # a new version

    @cached_property
    def changes(self) -> list[Change]:
        """What is different, by meaning, from what stood before. Very long plans have a page of their own for it."""
        if self.stood is None or len(self.state.items) > COMPARED:
            return []
        return [*diff_plans(self.stood.plan, self.state.plan).changes]

    @property
    def changes_shown(self) -> list[tuple[str, str]]:
        """Each change with the address of its item."""
        return [(c.message, self._change_url(c.new or c.old or "")) for c in self.changes[:ROWS]]

    def _change_url(self, key: str) -> str:
        return self.url(item=key) if key in self.state.items else ""

    @property
    def changes_words(self) -> str:
        n = len(self.changes)
        return ngettext("与上一版相比有 {n} 处不同", "与上一版相比有 {n} 处不同", n).format(n=n)
