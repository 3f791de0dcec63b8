"""The page of a plan, put together from what is stored: values that its template draws."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kapok.kernel.spans import Span
from kapok.plans import summary
from kapok.plans.addresses import plan_address
from kapok.plans.carrying import Carrying
from kapok.plans.extent import Carried, Due
from kapok.plans.ladder import ladder
from kapok.plans.marks import Mark, paragraphs
from kapok.plans.models import Doubt, Plan, Provision
from kapok.plans.numbers import figure
from kapok.plans.outline import Entry, Outline
from kapok.plans.parts import Part
from kapok.plans.queries import Contents
from kapok.plans.reading import Reading
from kapok.plans.relations import SameElsewhere
from kapok.plans.sentences import sentence_marks
from kapok.plans.timeline import plan_timeline
from kapok.web.parts import Figure, Ladder, Paragraph, Timeline

NAME_KINDS: dict[str, str | Promise] = {
    "programme": gettext_lazy("专项"),
    "policy": gettext_lazy("政策"),
    "platform": gettext_lazy("平台"),
    "document": gettext_lazy("文件"),
}


class ProvisionView(NamedTuple):
    """A numeric rule: what it is about, its number, and where it stands."""

    key: str
    subject: str
    figure: Figure
    place: str


class Quoted(NamedTuple):
    """Words of the text with their address in it ("" where they have no place), and what is said of them."""

    key: str
    quote: str
    word: str | Promise = ""


@dataclass(frozen=True)
class PlanPage:
    """Everything on the page."""

    held: Contents
    as_of: datetime.date
    reading: Reading
    due: Due
    carried: Carried
    part: Part
    elsewhere: Mapping[str, list[SameElsewhere]] = field(default_factory=dict)

    @property
    def plan(self) -> Plan:
        return self.held.plan

    @property
    def title(self) -> str:
        return self.reading.show(self.plan.title)

    @property
    def issuer(self) -> str:
        return self.reading.show(self.plan.issuer)

    @property
    def document_number(self) -> str:
        return self.reading.show(self.plan.document_number)

    @property
    def sentences(self) -> list[list[str]]:
        """The paragraphs on top, each a list of sentences."""
        told = [summary.what_it_is(self.due, self.carried), summary.where_it_stands(self.due, self.as_of)]
        return [paragraph for paragraph in told if paragraph]

    @cached_property
    def timeline(self) -> Timeline:
        return plan_timeline(self.plan.slug, self.title, self.due, self.as_of)

    @property
    def address(self) -> str:
        return plan_address(self.plan.slug)

    @cached_property
    def outline(self) -> Outline:
        return Outline(self.held.clauses, self.reading, self.plan.slug, self.part.span)

    @cached_property
    def ladder(self) -> Ladder:
        return ladder(self.held, self.as_of, self.reading, self.outline, elsewhere=self.elsewhere)

    @cached_property
    def carrying(self) -> Carrying:
        return Carrying(self.held, self.reading, self.outline)

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The text of the part, with everything in it moved to where the part begins."""
        span = self.part.span
        text = span.of(self.plan.text)
        headings = [
            h._replace(start=h.start - span.start) for h in self.outline.headings if span.start <= h.start < span.end
        ]
        marks = [_moved(mark, span) for mark in (*self._marks(), *self._title_mark())]
        return paragraphs(text, self.reading.show(text), headings, marks)

    @cached_property
    def continued(self) -> list[tuple[str, Entry]]:
        """What the first clause of a later part stands in, each with the tag of its heading."""
        first = next((c for c in self.held.clauses if self.part.span.start <= c.start < self.part.span.end), None)
        above = self.outline.path(first.pk)[:-1] if first and self.part.number > 1 else []
        return [(Paragraph((), entry.level).tag, entry) for entry in above]

    def _marks(self) -> Iterator[Mark]:
        held = self.held
        yield from (Mark(t.key, t.span, "target", f"#row-{t.key}") for t in held.targets)
        yield from (Mark(p.key, p.span, "provision", f"#row-{p.key}") for p in held.provisions)
        yield from (Mark(d.key, d.span, "duty", f"#row-{d.key}") for d in held.duties)
        yield from (Mark(n.key, n.span, "name") for n in held.names)
        yield from (Mark(item.key, item.span) for item in (*held.tasks, *held.doubts, *held.uncovered))
        yield from sentence_marks(held, self.part.span)

    def _title_mark(self) -> list[Mark]:
        """The plan's own title, where it stands on a line of its own."""
        if self.part.number > 1:
            return []
        found = re.search(rf"^\s*({re.escape(self.plan.title)})\s*$", self.plan.text, re.MULTILINE)
        return [Mark("title", Span(*found.span(1)), "title")] if found else []

    @cached_property
    def provisions(self) -> list[ProvisionView]:
        return [self._provision(provision) for provision in self.held.provisions]

    def _provision(self, provision: Provision) -> ProvisionView:
        shown, place = figure(provision, provision.unit, self.reading), self.outline.place(provision.clause_id)
        return ProvisionView(provision.key, self.reading.show(provision.subject), shown, place)

    @cached_property
    def names(self) -> list[Quoted]:
        return [Quoted(n.key, self.reading.show(n.name), NAME_KINDS.get(n.kind, "")) for n in self.held.names]

    @cached_property
    def doubts(self) -> list[Quoted]:
        return [self._doubt(doubt) for doubt in self.held.doubts]

    def _doubt(self, doubt: Doubt) -> Quoted:
        has_place = doubt.end > doubt.start
        return Quoted(doubt.key if has_place else "", self.reading.quote(doubt.span), doubt.message)

    @cached_property
    def uncovered(self) -> list[Quoted]:
        return [Quoted(found.key, self.reading.quote(found.span)) for found in self.held.uncovered]

    @property
    def doubts_words(self) -> str:
        """How much there is for officials to look at."""
        mended, missed = len(self.doubts), len(self.uncovered)
        return _("{doubts}，{uncovered}").format(
            doubts=ngettext("{n} 处存疑或已修补", "{n} 处存疑或已修补", mended).format(n=mended),
            uncovered=ngettext("{n} 句未能归类", "{n} 句未能归类", missed).format(n=missed),
        )


def _moved(mark: Mark, part: Span) -> Mark:
    """A mark as its place in a part."""
    start, end = (max(0, min(edge, part.end) - part.start) for edge in mark.span)
    return mark._replace(span=Span(start, end))
