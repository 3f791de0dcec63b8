"""What looks like headings and is none: tables of contents and lists of annexes."""

import re
from dataclasses import replace
from itertools import pairwise, zip_longest

from kapok.compiler.data.headings import (
    CONTENTS,
    LEADERS,
)
from kapok.compiler.headings import Heading


def without_contents(flow: str, candidates: list[Heading]) -> list[Heading]:
    """Leave out a table of contents: lines with leaders, and headings that stand again with a body.

    What the table of contents calls a part is its title, also where the body runs on behind it.
    """
    contents = re.search(CONTENTS.pattern, flow[:6000])
    start = contents.end() if contents else None
    end = _end_of_contents(flow, candidates, start) if start is not None else 0
    listed: dict[str, list[str]] = {}
    kept = []
    for heading, following in zip_longest(candidates, candidates[1:]):
        line_end = flow.find("\n", heading.start)
        line = flow[heading.start : line_end if line_end >= 0 else len(flow)]
        if len(line) < 120 and LEADERS.search(line):
            continue
        next_start = following.start if following is not None else len(flow)
        if (
            start is not None
            and heading.start >= start
            and (heading.start < end or _stands_again(flow, heading, next_start))
        ):
            title = flow[heading.title_start : min(heading.body, next_start)].rstrip("0123456789 \t\n")
            listed.setdefault(heading.number, []).append(title)
            continue
        if not _in_annex_list(flow, heading):
            kept.append(_as_listed(heading, listed))
    return kept


def _end_of_contents(flow: str, candidates: list[Heading], start: int) -> int:
    """Where the first entry of a table of contents stands again, if what lies between is entries only."""
    for first, second in pairwise(candidates):
        if first.start >= start:
            words = flow[first.start : min(first.body, second.start)].rstrip("0123456789 \t\n")
            again = flow.find(words, first.body)
            inside = sum(first.start <= heading.start < again for heading in candidates)
            return again if again > 0 and (again - first.start) < 80 * inside else 0
    return 0


def _as_listed(heading: Heading, listed: dict[str, list[str]]) -> Heading:
    title = next((title for title in listed.get(heading.number, ()) if heading.title.startswith(title)), "")
    if not title or title == heading.title:
        return heading
    return replace(heading, title=title, body=heading.title_start + len(title))


def _stands_again(flow: str, heading: Heading, next_start: int) -> bool:
    """Whether the same number and title come again later, with nothing but the title here."""
    words = flow[heading.start : min(heading.body, next_start)].rstrip("0123456789 \t\n")
    alone = next_start - heading.start <= len(words) + 6 and "。" not in flow[heading.start : next_start]
    return len(words) > 3 and alone and flow.find(words, heading.start + len(words)) >= 0


def _in_annex_list(flow: str, heading: Heading) -> bool:
    """附件:1.… 2.… lists what is attached; it is no part of the outline."""
    if heading.style.name not in ("digit", "han", "digit-bracket"):
        return False
    before = flow[max(0, heading.start - 400) : heading.start]
    at = max(before.rfind("附件:"), before.rfind("附:"), before.rfind("附表:"))
    if at < 0:
        return False
    between = before[at:]
    return (
        "。" not in between
        and between.count("\n") <= 8
        and all(len(line) <= 60 for line in between.split("\n"))
        and not _body_follows(flow, heading)
    )


def _body_follows(flow: str, heading: Heading) -> bool:
    rest = flow[heading.body : heading.body + 200].lstrip("\n").split("\n", 1)[0]
    return len(rest) > 60 and "。" in rest
