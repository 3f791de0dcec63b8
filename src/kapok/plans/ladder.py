"""Indicators by years: what is due when, as rows of the target ladder."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from django.utils.translation import gettext as _

from kapok.plans.addresses import on_page, plan_address, row_address
from kapok.plans.models import Indicator, Target
from kapok.plans.numbers import BINDING_WORDS, COMPARATOR_WORDS, KIND_WORDS, figure
from kapok.plans.outline import Outline
from kapok.plans.queries import Contents
from kapok.plans.reading import Reading
from kapok.plans.relations import SameElsewhere
from kapok.plans.timeline import status_at
from kapok.web.parts import Crumb, Ladder, LadderCell, LadderFigure, LadderRow, LadderSource, LadderYear
from kapok.web.statuses import STATUSES
from kapok.web.words import year_words, years_words


def ladder(
    held: Contents,
    as_of: datetime.date,
    reading: Reading,
    outline: Outline,
    *,
    years: Sequence[int | None] | None = None,
    is_here: bool = True,
    elsewhere: Mapping[str, Sequence[SameElsewhere]] = MappingProxyType({}),
) -> Ladder:
    """One row for each indicator; a column for each year; last, where needed, one for targets without a year.

    ``years`` are the columns where they are not those of the rows; ``is_here`` says that the text
    stands on the same page; ``elsewhere`` is what other plans count as well, by the keys of indicators.
    """
    if years is None:
        years = [*sorted({target.year for target in held.targets if target.year})]
        years += [None] if any(target.year is None for target in held.targets) else []
    made = _Rows(held, as_of, reading, outline, years, is_here, elsewhere)
    heads = [LadderYear(year_words(year) if year else _("未写年份"), year == as_of.year) for year in years]
    return Ladder(heads, [made.row(indicator) for indicator in held.indicators])


@dataclass(frozen=True)
class _Rows:
    """Makes the rows of one ladder."""

    held: Contents
    as_of: datetime.date
    reading: Reading
    outline: Outline
    years: Sequence[int | None]
    is_here: bool
    elsewhere: Mapping[str, Sequence[SameElsewhere]]

    @cached_property
    def targets(self) -> dict[int, list[Target]]:
        found: dict[int, list[Target]] = {}
        for target in self.held.targets:
            found.setdefault(target.indicator_id, []).append(target)
        return found

    @cached_property
    def address(self) -> str:
        return plan_address(self.held.plan.slug)

    def row(self, indicator: Indicator) -> LadderRow:
        targets = self.targets[indicator.pk]
        cells = [LadderCell(self.figures(indicator, [t for t in targets if t.year == year])) for year in self.years]
        return LadderRow(self.reading.show(indicator.name), _note(targets), cells, self.others(indicator))

    def others(self, indicator: Indicator) -> list[Crumb]:
        """The rows of other plans that count the same."""
        found = self.elsewhere.get(indicator.key, ())
        return [Crumb(f"{same.title} · {same.indicator}", row_address(same.slug, same.target), "zh") for same in found]

    def figures(self, indicator: Indicator, targets: Sequence[Target]) -> list[LadderFigure]:
        """The figures of one cell: what several sentences repeat stands there once, with all of them."""
        said: dict[object, list[Target]] = {}
        for target in targets:
            said.setdefault((target.from_year, target.value, target.value_high, target.comparator), []).append(target)
        return [self.figure(indicator, same) for same in said.values()]

    def figure(self, indicator: Indicator, same: Sequence[Target]) -> LadderFigure:
        first = same[0]
        due = datetime.date(first.year, 12, 31) if first.year else None
        return LadderFigure(
            figure(first, indicator.unit, self.reading),
            status_at(due, self.as_of) if due else STATUSES["no-data"],
            years_words(first.from_year, first.year) or _("未写年份"),
            [self.source(target) for target in same],
        )

    def source(self, target: Target) -> LadderSource:
        place, quote = self.outline.place(target.clause_id), self.reading.quote(target.span)
        lasting = on_page(self.address, target.key)
        url = f"#{target.key}" if self.is_here else lasting
        return LadderSource(target.key, url, place, quote, _sense(target), lasting)


def _sense(target: Target) -> str:
    """What the figure says in words: 不低于, 累计, 力争…"""
    words = [COMPARATOR_WORDS[target.comparator], KIND_WORDS[target.kind]]
    if target.stated == "strive":
        words.append(_("力争"))
    if target.binding:
        words.append(BINDING_WORDS[target.binding])
    return " · ".join(str(word) for word in words)


def _note(targets: Sequence[Target]) -> str:
    """What tells a row from its neighbours: 累计, 当年, 增长; 约束性."""
    kinds = {str(KIND_WORDS[target.kind]) for target in targets if target.kind != "level"}
    bindings = {str(BINDING_WORDS[target.binding]) for target in targets if target.binding}
    return " · ".join([*sorted(kinds), *sorted(bindings)])
