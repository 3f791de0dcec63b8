"""Changes as they are told: what neighbours share is said in one sentence."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from kapok.compiler.diff import Change


class Told(NamedTuple):
    """One sentence about what changed: of which kind it is, and in which clause ("" where that says nothing)."""

    kind: str
    clause: str
    sentence: str


def told(changes: Iterable[Change]) -> Iterator[Told]:
    """The sentences for changes of one kind of thing. Duties that come to or leave one task are told together."""
    for (kind, clause, _), group in groupby(changes, _together):
        yield Told(kind, clause, _said(list(group)))


def _together(change: Change) -> tuple[str, str, str]:
    clause = "" if change.what in ("clause", "plan", "name") else change.clause
    if change.what == "duty" and change.kind in ("added", "dropped"):
        return change.kind, clause, (change.before or change.after).partition("：")[2]
    return change.kind, clause, change.message


def _said(changes: list[Change]) -> str:
    if len(changes) == 1:
        return changes[0].message
    offices = "、".join((change.before or change.after).partition("：")[0] for change in changes)
    _, _, title = _together(changes[0])
    return f"任务“{title}”新增{offices}。" if changes[0].kind == "added" else f"任务“{title}”不再由{offices}。"
