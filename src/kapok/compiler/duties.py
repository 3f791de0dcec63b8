"""Third stage: the lines that say who carries what."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kapok.compiler.data.roles import CARRIES, FIRST_LEADS, MARKER, MARKERS, PERSONS, ROLE_WORD
from kapok.compiler.headings import Heading
from kapok.compiler.model import Role
from kapok.compiler.offices import looks_like_office, mentions
from kapok.compiler.sharing import DutyMention, shared_out
from kapok.kernel.spans import Runs

_MARKED = re.compile(
    rf"(?=[(〔\[责牵配参协支主承实落完建指组任执分负具共直市县区省第包督联领])(?P<open>[(〔\[]{{0,2}})(?:(?P<person>{PERSONS.pattern})|{MARKER.pattern})(?P<colon>:|(?=[省市区县州各]))"
)


_BRACKET = re.compile(
    r"[(〔\[]([^()〔〕\[\]\n]{0,300}(?:[(〔\[][^()〔〕\[\]\n]{0,40}[)〕\]][^()〔〕\[\]\n]{0,300}){0,12})[)〕\]]"
)


_BY_OFFICE = re.compile(
    rf"(?:^|(?<=[\n。;:!?、.)]))(?P<who>[^。;:\n,()]{{2,60}}(?:\([^()\n]{{1,20}}\)[^。;:\n,()]{{0,30}})?):(?={CARRIES})"
)


_ITEM_NUMBER = re.compile(r"[(〔]?[一二三四五六七八九十\d]{1,3}[)〕]?[.、]?(?=[一-龥])")


_STOPS = re.compile(r"[\n。]")


_LONGEST_LINE = 600  # no list of offices is longer; what is, is a line that was never closed


_FAR = 10**9


_SENTENCE_END = "。;!?\n”"


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One marker line: ``start`` at the marker, ``end`` behind what closes it; ``outer`` includes its bracket."""

    start: int
    end: int
    outer: int
    pattern: str
    duties: tuple[DutyMention, ...]
    by_office: bool = False
    first_leads: bool = False
    cell: tuple[int, int] | None = None  # the task's cell, where the line is a cell of a table
    problems: tuple[tuple[str, int, int], ...] = field(default=())


def duty_lines(
    flow: str, headings: tuple[Heading, ...], cells: tuple[DutyLine, ...] = (), shut: Sequence[tuple[int, int]] = ()
) -> tuple[DutyLine, ...]:
    """All marker lines of a flow, in reading order, none inside another.

    ``cells`` are lines that were read from tables; nothing else is read from the runs in ``shut``.
    """
    starts = [heading.start for heading in headings]
    read = [*_marked(flow, starts), *_bracketed(flow, starts), *_by_whom(flow), *_by_office(flow, headings)]
    closed = Runs(shut)
    found = [line for line in read if not closed.hold(line.outer)]
    found = sorted([*found, *cells], key=lambda line: (line.outer, -line.end))
    kept: list[DutyLine] = []
    for line in found:
        if not kept or line.outer >= kept[-1].end:
            kept.append(line)
    return tuple(_mended(list(_first_leads(flow, kept))))


def _mended(lines: list[DutyLine]) -> Iterator[DutyLine]:
    """A name cut short that stands in full on another line is that name: 市交通运 beside 市交通运输局."""
    full = sorted({duty.mention.name for line in lines for duty in line.duties if looks_like_office(duty.mention.name)})
    for line in lines:
        cut = {}
        for duty in line.duties:
            name = duty.mention.name
            whole = (
                [other for other in full if other.startswith(name)]
                if len(name) >= 3 and not looks_like_office(name)
                else []
            )
            if len(whole) == 1:
                cut[name] = whole[0]
        yield _with_full_names(line, cut) if cut else line


def _with_full_names(line: DutyLine, cut: dict[str, str]) -> DutyLine:
    duties = []
    problems = list(line.problems)
    for duty in line.duties:
        mention = duty.mention
        if mention.name in cut:
            missing = cut[mention.name].removeprefix(mention.name)
            problems.append(("cut-name", mention.start, mention.end))
            duty = replace(duty, mention=replace(mention, missing=missing))
        duties.append(duty)
    return replace(line, duties=tuple(duties), problems=tuple(problems))


def cell_line(flow: str, start: int, end: int, role: Role, task: tuple[int, int]) -> DutyLine:
    """The line that a cell of offices makes under the head of its column."""
    duties = tuple(
        replace(duty, role=role) if duty.role == "responsible" else duty for duty in shared_out(flow, start, end)[0]
    )
    return DutyLine(start, end, start, f"cell-{role}", duties, cell=task)


def _marked(flow: str, headings: list[int]) -> Iterator[DutyLine]:
    """责任单位:…, with or without brackets. A second marker on the same line belongs to the first."""
    end = 0
    for match in _MARKED.finditer(flow):
        if match.start() < end or not _may_begin(flow, match):
            continue
        start = match.end("open")
        end, problems = _end_of_marked(flow, match, headings)
        duties, slots = shared_out(flow, start, end)
        if not duties and (match["colon"] != ":" or match["person"]):
            continue
        name = next((row.name for i, row in enumerate(MARKERS) if match[f"m{i}"]), "marker-person")
        if not duties and not slots:
            slots = (("empty-slot", start, end),)
        yield DutyLine(start, end, match.start(), name, duties, problems=(*problems, *slots))


_CELL_END = re.compile(r"[ |]*(?:\||\t)")


def _may_begin(flow: str, match: re.Match[str]) -> bool:
    """A marker stands at the start of a line, a sentence or a bracket; not in mid-sentence (落实牵头单位责任)."""
    before = flow[match.start() - 1 : match.start()]
    if match["colon"] != ":" and _CELL_END.match(flow, match.end()):
        return False  # the head of a column
    if match["open"]:
        return match["colon"] == ":" or looks_like_office(
            re.split(r"[、,;)\n]", flow[match.end() : match.end() + 40])[0]
        )
    if before and before not in "\n。;!?)〕]:\t”-*·1234567890.、":
        return match["colon"] == ":" and len(match.group()) >= 5
    if before == "、":
        return False
    return match["colon"] == ":" or (
        before in ("", "\n") and looks_like_office(re.split(r"[、,;。\n]", flow[match.end() : match.end() + 40])[0])
    )


def _end_of_marked(flow: str, match: re.Match[str], headings: list[int]) -> tuple[int, list[tuple[str, int, int]]]:
    """Where a marker line ends: at what closes its bracket, else with its line or sentence."""
    depth = len(match["open"])
    limit = _limit(flow, match.end(), headings)
    if depth:
        limit = _bracket_limit(flow, match.end(), limit, depth, headings)
    elif flow[match.end() : match.end() + 1] == "\n":
        limit = _next_line(flow, match.end(), limit, headings)
    problems = [("bracket", match.start(), match.end())] if depth > 1 else []
    for at in range(match.end(), limit):
        depth += (flow[at] in "(〔[") - (flow[at] in ")〕]")
        if flow[at] in ")〕]" and (depth < 0 or depth == 0 and match["open"]):
            return at + 1, problems if match["open"] else [("bracket", match.start(), at + 1)]
    return limit, [("bracket", match.start(), limit)] if match["open"] else []


def _bracket_limit(flow: str, start: int, limit: int, depth: int, headings: list[int]) -> int:
    """A bracket may hold a full stop, or go on behind a line break; where it never closes, its line ends it."""
    far = min(start + 400, len(flow), _next_heading(headings, start))
    breaks = 0
    for at in range(start, far):
        depth += (flow[at] in "(〔[") - (flow[at] in ")〕]")
        if depth <= 0:
            return at + 1
        breaks += flow[at] == "\n"
        if (
            breaks > 1
            or flow[at] == "\n"
            and (flow[at - 1] in "。)〕]" or re.match(r"[^\n]*[(〔\[](?:责任|牵头)|[^\n]{60}", flow[at + 1 : at + 80]))
        ):
            break
    return limit


def _next_line(flow: str, at: int, limit: int, headings: list[int]) -> int:
    """责任单位: on a line of its own, its offices on the next."""
    stop = _limit(flow, at + 1, headings)
    first = re.split(r"[、,;]", flow[at + 1 : stop])[0]
    return stop if looks_like_office(first) else limit


def _limit(flow: str, start: int, headings: list[int]) -> int:
    stop = _STOPS.search(flow, start)
    end = stop.start() if stop else len(flow)
    return min(end, _next_heading(headings, start), start + _LONGEST_LINE)


def _next_heading(headings: list[int], at: int) -> int:
    """Where the first heading behind a place begins."""
    index = bisect_right(headings, at)
    return headings[index] if index < len(headings) else _FAR


def _bracketed(flow: str, headings: list[int]) -> Iterator[DutyLine]:
    """(省农业农村厅、省财政厅等按职责分工负责): a bracket that holds nothing but offices."""
    starts = set(headings)
    for match in _BRACKET.finditer(flow):
        inner = match[1].split("。")[0]
        if len(inner) < 3 or MARKER.match(inner) and ":" in inner[:12] or not _closes(flow, match, starts):
            continue
        duties, problems = shared_out(flow, match.start(1), match.start(1) + len(inner))
        said = ROLE_WORD.search(inner) is not None
        named = [duty for duty in duties if looks_like_office(duty.mention.name)]
        if duties and (len(named) == len(duties) or said and named and len(named) >= len(duties) / 2):
            yield DutyLine(
                match.start(),
                match.end(),
                match.start(),
                "bracket-roles" if said else "bracket-plain",
                duties,
                problems=problems,
            )


def _closes(flow: str, match: re.Match[str], headings: set[int]) -> bool:
    """Whether a bracket stands at the end of a sentence or paragraph."""
    before, after = flow[match.start() - 1 : match.start()], flow[match.end() : match.end() + 1]
    return (
        before in _SENTENCE_END
        or after in ("", "\n")
        or match.end() in headings
        or (after == "。" and ROLE_WORD.search(match[1]) is not None)
        or after == "。"
        and before != ""
        and "、" in match[1]
    )


_BY_WHOM = re.compile(
    r"(?:^|(?<=[。;\n]))由(?P<who>[^。;\n]{2,160}?(?:负责落实|负责实施|负责办理|负责|牵头落实|牵头|配合|落实))(?=[。;\n]|$)"
)


def _by_whom(flow: str) -> Iterator[DutyLine]:
    """由市教育局、财政局,各县人民政府负责落实。: a sentence of nothing but offices."""
    for match in _BY_WHOM.finditer(flow):
        duties, problems = shared_out(flow, match.start(), match.end())
        if duties and all(looks_like_office(duty.mention.name) for duty in duties):
            yield DutyLine(match.start(), match.end(), match.start(), "by-whom", duties, problems=problems)


def _by_office(flow: str, headings: tuple[Heading, ...]) -> Iterator[DutyLine]:
    """“4.某局：负责…” and the same without a number: the rest of the item says what the office carries."""
    titles = {heading.title_start: heading for heading in headings}
    starts = [heading.start for heading in headings]
    for match in _BY_OFFICE.finditer(flow):
        number = _ITEM_NUMBER.match(match["who"])
        start = match.start("who") + (number.end() if number else 0)
        who = flow[start : match.end("who")]
        if MARKER.fullmatch(who) or not all(looks_like_office(token) for token in re.split(r"[、,]", who)):
            continue
        end = _limit(flow, match.end(), starts)
        duties = tuple(DutyMention(m, "responsible") for m in mentions(flow, start, match.end("who")))
        outer = titles[start].start if start in titles else start
        yield DutyLine(start, end, outer, "by-office", duties, by_office=True)


def _first_leads(flow: str, lines: list[DutyLine]) -> Iterator[DutyLine]:
    """列首位的为牵头单位，下同: from there on the first of each line leads."""
    said = FIRST_LEADS.search(flow)
    for line in lines:
        if (
            said
            and line.end >= said.start()
            and line.duties
            and not line.by_office
            and all(d.role == "responsible" for d in line.duties)
        ):
            first = replace(line.duties[0], role="lead")
            yield replace(line, duties=(first, *line.duties[1:]), first_leads=True)
        else:
            yield line
