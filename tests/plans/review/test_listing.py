from typing import Any

from django.http import QueryDict

from kapok import compiler
from kapok.plans.review import edits
from kapok.plans.review.items import opened
from kapok.plans.review.listing import Asked, Listing, differs
from kapok.plans.review.progress import progress
from kapok.plans.review.state import State
from tests.plans.invented import invented

BASE = compiler.to_dict(invented(), explain=True)
EVERY_ROW = ["w1", "u1", "t1", "t2", "t3", "t4", "t5", "k1", "p1", "k2", "p2"]


def state(**sure: float) -> State:
    """The invented draft, some of its items read by patterns that are right so often."""
    items = opened(BASE)
    for key, value in sure.items():
        items[key] = items[key] | {"confidence": {"value": value, "n": 40}}
    return State(BASE, items, frozenset(items))


def listed(asked: str = "", held: State | None = None, **given: Any) -> list[str]:
    return Listing(held or state(), Asked.of(QueryDict(asked)), opened(BASE), **given).keys


def test_what_was_noted_or_missed_comes_first_then_the_least_sure_and_unknown_is_unsure() -> None:
    assert listed(held=state(t1=0.99, t2=0.5, t3=0.7)) == [
        "w1", "u1", "t4", "t5", "k1", "p1", "k2", "p2", "t2", "t3", "t1",
    ]  # fmt: skip


def test_a_task_is_as_sure_as_the_least_sure_of_its_duties() -> None:
    held = state(d1=0.9, d2=0.8, d3=0.95, d4=0.9)
    listing = Listing(held)
    assert [listing.sureness(key) for key in ("d1", "k1", "k2", "t1")] == [0.9, 0.8, 0.0, None]


def test_in_the_order_of_the_text_the_outer_comes_before_the_inner() -> None:
    assert listed("sort=text") == ["t1", "t2", "t3", "t4", "t5", "k1", "p1", "w1", "k2", "p2", "u1"]


def test_kinds_are_asked_for_one_at_a_time_and_words_that_mean_nothing_are_not_heard() -> None:
    assert listed("only=duty") == ["d1", "d2", "d3", "d4", "d5"]
    assert listed("only=clause")[:2] == ["c1", "c2"]
    assert listed("only=plan&show=x&sort=y") == EVERY_ROW


def test_what_was_looked_at_is_not_to_do_but_a_task_is_as_long_as_a_duty_is_open() -> None:
    held = state()
    held = held.after(edits.adopt(held, ["t1", "k1"]))
    held = held.after(edits.edit(held, "k2", {"title": "引才"}))
    assert listed(held=held) == ["w1", "u1", "t2", "t3", "t4", "t5", "p1", "k2", "p2"]
    assert listed("show=all", held) == EVERY_ROW


def test_rejected_and_changed_items_are_asked_for() -> None:
    held = state()
    held = held.after(edits.reject(held, ["t1"]))
    held = held.after(edits.edit(held, "t2", {"year": 2022}))
    held = held.after(edits.adopt(held, ["t3"]))
    held = held.after(edits.edit(held, "d4", {"role": "support"}))
    assert listed("show=rejected", held) == ["t1"]
    assert listed("show=changed", held) == ["t1", "t2", "k2"]


def test_of_a_new_version_what_differs_from_what_stood_before_is_changed() -> None:
    before = opened(BASE)
    before["t1"] = before["t1"] | {"value": 1.0}
    del before["p2"]
    assert listed("show=changed", before=before) == ["t1", "p2"]


def test_another_quotation_alone_is_no_change_of_meaning() -> None:
    item = state().items["t1"]
    assert (differs(item | {"span": [0, 1]}, item), differs(item, None), differs(item | {"year": 1}, item)) == (
        False,
        True,
        True,
    )


def test_the_next_to_do_comes_after_where_one_was_and_round_to_the_first_at_the_end() -> None:
    held = state()
    listing = Listing(held)
    later = held.after(edits.adopt(held, ["t1"]))
    assert listing.after("t1", later) == "t2"
    assert listing.after("p2", held.after(edits.adopt(held, ["p2"]))) == "w1"
    assert listing.after("d1", held.after(edits.adopt(held, ["d1"]))) == "p1"
    everything = held.after(edits.adopt(held, [key for key in held.items if not key.startswith("office:")]))
    assert listing.after("t1", everything) is None


def test_targets_tasks_duties_rules_doubts_and_missed_sentences_count() -> None:
    held = state()
    assert progress(held.items)[:2] == (0, 16)
    held = held.after(edits.adopt(held, ["k1", "w1"]))
    held = held.after(edits.reject(held, ["t1"]))
    assert progress(held.items)[:2] == (6, 16)


def test_what_is_sure_enough_is_what_is_open_and_at_least_so_sure() -> None:
    held = state(t1=0.95, t2=0.9, d1=0.99, d2=0.96, d3=0.95, d4=0.99)
    held = held.after(edits.adopt(held, ["t2"]))
    assert Listing(held).sure(0.9) == ["t1", "k1"] or Listing(held).sure(0.9) == ["k1", "t1"]
    assert Listing(held).sure(0.0)[:2] == ["w1", "u1"]
