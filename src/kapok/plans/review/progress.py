"""How far the review of drafts has come, and what comes next."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kapok.plans.models import Correction, Draft, Stage
from kapok.plans.review.items import Item
from kapok.plans.review.state import State, stands

COUNTED = ("target", "task", "duty", "provision", "doubt", "uncovered")  # clauses and the plan itself need no look


class Progress(NamedTuple):
    """How many of a draft's items a person has looked at; ``unmatched`` names of offices are nobody's yet."""

    done: int
    total: int
    unmatched: int
    doubts: int

    @property
    def left(self) -> int:
        return self.total - self.done


def progress(items: Mapping[str, Item]) -> Progress:
    """Counts items. What was rejected was looked at; names of offices are counted by themselves."""
    listed = [item for item in items.values() if item["what"] in COUNTED]
    return Progress(
        sum(item["status"] != "open" for item in listed),
        len(listed),
        len(unmatched(items)),
        sum(item["what"] == "doubt" and item["status"] == "open" for item in listed),
    )


def unmatched(items: Mapping[str, Item]) -> dict[str, Item]:
    """Names that standing duties use, that mean no known office yet, and that nobody has said are none."""
    used = {item["office"] for item in items.values() if item["what"] == "duty" and item["status"] != "rejected"}
    return {
        key: item
        for key, item in items.items()
        if item["what"] == "office" and item["name"] in used and not item["office"] and item["status"] == "open"
    }


def states(drafts: Iterable[Draft]) -> dict[int, State]:
    """How drafts stand, by their numbers: two queries, however many they are."""
    numbers = [draft.pk for draft in drafts]
    last = {stage.draft_id: stage for stage in Stage.objects.filter(draft__in=numbers)}  # ordered by number
    made: dict[int, list[dict[str, list[Item | None]]]] = {}
    kept = Correction.objects.filter(stage__in=[stage.pk for stage in last.values()])
    for stage, changes in kept.values_list("stage", "changes"):
        made.setdefault(stage, []).append(changes)
    return {number: stands(stage.compiled, made.get(stage.pk, [])) for number, stage in last.items()}
