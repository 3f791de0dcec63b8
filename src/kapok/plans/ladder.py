"""Indicators by years: what is due when, as rows of the target ladder."""

import datetime
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from kapok.plans.models import Clause, Indicator, Target
from kapok.plans.numbers import BINDING_WORDS, COMPARATOR_WORDS, KIND_WORDS, figure
from kapok.plans.queries import Contents
from kapok.plans.summary import due_date
from kapok.web.parts import Figure, Ladder, LadderCell, LadderFigure, LadderRow, LadderYear
from kapok.web.statuses import STATUSES, Status
from kapok.web.words import year_words, years_words

Show = Callable[[str], str]


class DueYear(NamedTuple):
    """How many targets are due in a year, and where that year stands."""

    word: str
    count: int
    status: Status
    is_present: bool


def due_years(targets: Sequence[Target], as_of: datetime.date) -> list[DueYear]:
    """Each year in which something is due, in order."""
    counts = Counter(target.year for target in targets if target.year)
    return [
        DueYear(year_words(year), counts[year], _status_at(datetime.date(year, 12, 31), as_of), year == as_of.year)
        for year in sorted(counts)
    ]


def ladder(held: Contents, as_of: datetime.date, show: Show) -> Ladder:
    """One row for each indicator; a column for each year; last, where needed, one for targets without a year."""
    years: list[int | None] = sorted({target.year for target in held.targets if target.year})
    if any(target.year is None for target in held.targets):
        years.append(None)
    by_indicator: dict[int, list[Target]] = {}
    for target in held.targets:
        by_indicator.setdefault(target.indicator_id, []).append(target)
    clauses = {clause.pk: clause for clause in held.clauses}
    rows = [
        _row(indicator, by_indicator[indicator.pk], years, held.plan.text, clauses, as_of, show)
        for indicator in held.indicators
    ]
    heads = [LadderYear(year_words(year) if year else _("未写年份"), year == as_of.year) for year in years]
    return Ladder(heads, rows)


def _row(
    indicator: Indicator,
    targets: Sequence[Target],
    years: Sequence[int | None],
    text: str,
    clauses: dict[int, Clause],
    as_of: datetime.date,
    show: Show,
) -> LadderRow:
    cells = [
        LadderCell([_figure(t, indicator, text, clauses, as_of, show) for t in targets if t.year == year])
        for year in years
    ]
    status, word = _row_status(targets, as_of)
    return LadderRow(show(indicator.name), _note(indicator, targets), status, word, cells)


def _figure(
    target: Target,
    indicator: Indicator,
    text: str,
    clauses: dict[int, Clause],
    as_of: datetime.date,
    show: Show,
) -> LadderFigure:
    quote = target.span.of(text)
    found = figure(target, indicator.unit, quote)
    due = due_date(target)
    return LadderFigure(
        key=target.key,
        figure=Figure(show(found.written), show(found.exact), _sense(target, indicator)),
        status=_status_at(due, as_of) if due else STATUSES["no-data"],
        source_url=f"#{target.key}",
        clause=show(clauses[target.clause_id].number) if target.clause_id else "",
        quote=show(quote),
        year=years_words(target.from_year, target.year) or _("未写年份"),
    )


def _sense(target: Target, indicator: Indicator) -> str:
    """What the figure says in words: 不低于, 累计, 力争…"""
    words = [COMPARATOR_WORDS[target.comparator], KIND_WORDS[indicator.kind]]
    if target.stated == "strive":
        words.append(_("力争"))
    if target.binding:
        words.append(BINDING_WORDS[target.binding])
    return " · ".join(str(word) for word in words)


def _note(indicator: Indicator, targets: Sequence[Target]) -> str:
    """What tells a row from its neighbours: 累计, 当年, 增长; 约束性."""
    words = [] if indicator.kind == "level" else [str(KIND_WORDS[indicator.kind])]
    words += sorted({str(BINDING_WORDS[target.binding]) for target in targets if target.binding})
    return " · ".join(words)


def _status_at(due: datetime.date, as_of: datetime.date) -> Status:
    """No report can exist yet: what is due is unknown, never good or bad."""
    return STATUSES["no-data" if due < as_of else "not-due"]


def _row_status(targets: Sequence[Target], as_of: datetime.date) -> tuple[Status, str]:
    days = sorted(day for target in targets if (day := due_date(target)))
    if not days:
        return STATUSES["no-data"], _("未写年份")
    if days[0] < as_of:
        return STATUSES["no-data"], ""
    return STATUSES["not-due"], _("{year}到期").format(year=year_words(days[0].year))
