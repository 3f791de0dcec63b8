"""The offices of a duty line and the role that each is given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kapok.compiler.data.roles import FIRST_LEADS, MARKER, MARKERS, PERSONS, ROLE_WORD, ROLE_WORDS
from kapok.compiler.model import Role
from kapok.compiler.offices import Mention, level_of, mentions

_LABEL = r"[一-龥]{2,5}(?:单位|部门|主体)"  # 数据提供单位: any other label begins a list of its own
_MARK_AHEAD = re.compile(rf"[;,。]?(?=(?:{PERSONS.pattern}|{MARKER.pattern}|(?<=[;,。]){_LABEL}):)")


@dataclass(frozen=True, slots=True)
class DutyMention:
    """An office on a duty line, with the role that the line gives it."""

    mention: Mention
    role: Role


def shared_out(flow: str, start: int, end: int) -> tuple[tuple[DutyMention, ...], tuple[tuple[str, int, int], ...]]:
    """The offices of a line with their roles: markers give one to what follows, role words to what precedes."""
    while end > start and flow[end - 1] in ")〕]" and _closing(flow, start, end) > _opening(flow, start, end):
        end -= 1
    end = _without_remarks(flow, start, end)
    duties: list[DutyMention] = []
    problems: list[tuple[str, int, int]] = []
    level = ""
    for first, last, role in _segments(flow, start, end):
        named = mentions(flow, first, last, level)
        if (
            not named
            and role is not None
            and flow[first:last].strip("、,;。 ") == ""
            and flow[first - 1 : first] == ":"
        ):
            problems.append(("empty-slot", first, max(last, first)))
        if re.search(r":[、,]|[、,]{2}", flow[max(first - 1, start) : last]):
            problems.append(("empty-slot", first, last))
        duties += [
            DutyMention(mention, _own_role(mention, role or "responsible"))
            for mention in named
            if _is_name(mention.words)
        ]
        level = _last_level(named, level)
    return tuple(duties), tuple(problems)


def _without_remarks(flow: str, start: int, end: int) -> int:
    """Leave out what a line says beside its offices: who leads by rule, a blanket clause behind a stop."""
    said = FIRST_LEADS.search(flow, start, end)
    if said:
        end = said.start()
        if _opening(flow, start, end) > _closing(flow, start, end):
            return max(flow.rfind(mark, start, end) for mark in "(〔[")  # …(除…外,第一个单位为牵头单位,下同)
        while end > start and flow[end - 1] not in "、,;。(〔[" and flow[end - 1] != "\n" and end > said.start() - 6:
            end -= 1
        end = end - 1 if flow[end - 1] in ",;。(〔[、" else said.start()
    stop = flow.find("。", start, end)
    return stop if stop >= 0 else end


_NO_NAME = re.compile(
    r"(?:下同|电话.*|列首位.*|排名.*|排在.*|以下.*|(?:完成|办结|截止|落实)?(?:时限|时间|期限).*|\d+.*|(?:长期|持续|年内|近期|每年|年底|立即|全年|适时|即时|常态化|上半年|下半年|按期|按时|分阶段|[一二三四]季度).*|其他.{0,2}|等.*|\W+|.*(?:前完成|底前|持续推进|长期坚持|按要求.*|出台.*|印发.*))"
)


def _is_name(words: str) -> bool:
    return 2 <= len(words) <= 40 and _NO_NAME.fullmatch(words) is None


def _last_level(named: tuple[Mention, ...], level: str) -> str:
    for mention in reversed(named):
        own = level_of(mention.name)
        if own and not mention.group:
            return own
    return level


def _own_role(mention: Mention, role: Role) -> Role:
    return "lead" if "牵头" in mention.note else "support" if "配合" in mention.note else role


def _segments(flow: str, start: int, end: int) -> Iterator[tuple[int, int, Role | None]]:
    """The runs of offices between markers and role words, with the role that governs each."""
    at, role = start, None
    while at < end:
        person = _PERSON_MARK.match(flow, at, end)
        if person:
            at = person.end()
            continue
        marker = _marker_at(flow, at, end)
        if marker:
            at, role = marker
        ahead = _MARK_AHEAD.search(flow, at, end)
        stop = ahead.start() if ahead else end
        yield from _by_words(flow, at, stop, role)
        at = max(stop, at + 1) if not _marker_at(flow, stop, end) else stop
        while at < end and flow[at] in ";,。 、":
            at += 1


_PERSON_MARK = re.compile(rf"{PERSONS.pattern}:[^;,。\n)〕]*?(?=[;,。)〕]|{MARKER.pattern}:|$)[;,、 ]*")


def _marker_at(flow: str, at: int, end: int) -> tuple[int, Role] | None:
    match = MARKER.match(flow, at, end)
    if match and (flow[match.end() : match.end() + 1] == ":" or at + len(match.group()) < end):
        role = next(row.role for i, row in enumerate(MARKERS) if match[f"m{i}"])
        return match.end() + (flow[match.end() : match.end() + 1] == ":"), role
    label = _OTHER_LABEL.match(flow, at, end)
    return (label.end(), "responsible") if label else None


_OTHER_LABEL = re.compile(rf"{_LABEL}:")


def _by_words(flow: str, start: int, end: int, role: Role | None) -> Iterator[tuple[int, int, Role | None]]:
    """Split at role words that stand behind their offices: 甲局牵头，乙局、丙局按职责分工配合."""
    at = start
    for match in ROLE_WORD.finditer(flow, start, end):
        if _inside_bracket(flow, start, match.start()):
            continue
        said = next(row.role for i, row in enumerate(ROLE_WORDS) if match[f"w{i}"])
        yield _behind_by(flow, at, match.start()), match.start(), (role if role and said == "responsible" else said)
        at = match.end()
    if at < end:
        yield _behind_by(flow, at, end), end, role


def _behind_by(flow: str, start: int, end: int) -> int:
    """Where the offices begin: behind 由 (其中景区的公厕由旅游公司负责)."""
    at = flow.rfind("由", start, end)
    return at + 1 if at >= 0 and flow[at + 1 : at + 2] not in ("贸", "") else start


def _inside_bracket(flow: str, start: int, at: int) -> bool:
    return _opening(flow, start, at) > _closing(flow, start, at)


def _opening(flow: str, start: int, end: int) -> int:
    return sum(flow.count(mark, start, end) for mark in "(〔[")


def _closing(flow: str, start: int, end: int) -> int:
    return sum(flow.count(mark, start, end) for mark in ")〕]")
