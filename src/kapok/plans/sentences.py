"""The sentences of a plan as links: each leads to what stands behind it, be it a target or the duties of its task."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from kapok.kernel.spans import Span
from kapok.plans.marks import Mark
from kapok.plans.models import Duty, Item, Task
from kapok.plans.passages import sentences
from kapok.plans.queries import Contents


def sentence_marks(held: Contents, within: Span) -> Iterator[Mark]:
    """A mark for each sentence with something behind it. It leads to its task, which shows targets and duties; outside
    of tasks to its first target or provision."""
    numbers = sorted((*held.targets, *held.provisions), key=_start)
    starts, tasks = [item.start for item in numbers], sorted(held.tasks, key=_start)
    begun, duties = [task.start for task in tasks], _by_task(held.duties)
    for found in sentences(within.of(held.plan.text)):
        span = Span(found.start + within.start, found.end + within.start)
        inside = numbers[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        task = _holding(tasks, begun, span)
        keys = [item.key for item in inside] + ([task.key, *duties.get(task.pk, [])] if task else [])
        if keys:
            url = f"#task-{task.key}" if task else f"#row-{keys[0]}"
            yield Mark(f"s{span.start}", span, "sentence", url, " ".join(keys))


def _holding(tasks: Sequence[Task], begun: Sequence[int], span: Span) -> Task | None:
    """The task that a sentence belongs to."""
    n = bisect_right(begun, span.start) - 1
    return tasks[n] if n >= 0 and span.start < tasks[n].end else None


def _by_task(duties: Sequence[Duty]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for duty in duties:
        found.setdefault(duty.task_id, []).append(duty.key)
    return found


def _start(item: Item) -> int:
    return item.start
