from hypothesis import given
from hypothesis import strategies as st

from kapok import compiler
from kapok.plans.review import edits
from kapok.plans.review.items import opened
from kapok.plans.review.sheets import cuts, drawn, sheet
from kapok.plans.review.state import State
from tests.plans.invented import TEXT, invented

BASE = compiler.to_dict(invented(), explain=True)
HELD = State(BASE, opened(BASE), frozenset(opened(BASE)))


def clause(start: int, level: int) -> dict[str, object]:
    return {"span": [start, start + 1], "level": level}


@given(st.text(alphabet="一句话。\n𠮷", max_size=80), st.integers(3, 9))
def test_sheets_hold_the_whole_text_once_and_none_is_long(text: str, longest: int) -> None:
    starts = cuts(text, {}, longest)
    sheets = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    assert "".join(sheets) == text
    assert [words for words in sheets if len(words.splitlines()) > longest] == []


def test_a_sheet_ends_where_an_outer_part_begins() -> None:
    text = "一\n二\n三\n四\n五\n六\n七\n"
    assert cuts(text, {"c1": clause(4, 2), "c2": clause(6, 1), "c3": clause(8, 2)}, 5) == [0, 6]


def test_a_short_plan_is_one_sheet_and_another_may_be_asked_for_only_where_there_is_one() -> None:
    assert sheet(HELD, 100) == (1, 1, (0, len(TEXT)))
    assert sheet(HELD, 100, wanted=7).number == 1


def test_each_item_is_marked_with_its_kind_its_status_and_its_address() -> None:
    held = HELD.after(edits.adopt(HELD, ["t1"]))
    held = held.after(edits.reject(held, ["t2"]))
    runs = [run for paragraph in drawn(held, sheet(held, 0), "?item=", "t1") for run in paragraph.segments]
    found = {run.items: (run.kinds, run.status, run.url) for run in runs if run.items in ("t1", "t2", "t3")}
    assert found == {
        "t1": ("mark-current mark-target", "checked", "?item=t1"),
        "t2": ("mark-target", "rejected", "?item=t2"),
        "t3": ("mark-target", "open", "?item=t3"),
    }


def test_a_duty_in_its_task_has_its_own_status() -> None:
    held = HELD.after(edits.edit(HELD, "d1", {"role": "lead"}))
    runs = [run for paragraph in drawn(held, sheet(held, 0), "?item=") for run in paragraph.segments]
    assert [(run.text, run.status) for run in runs if run.items.startswith("d1 ")] == [("市科技局", "checked")]


def test_paragraphs_say_where_they_begin() -> None:
    drawn_ones = drawn(HELD, sheet(HELD, 0), "?item=")
    assert [TEXT[p.start :].startswith(p.segments[0].text) for p in drawn_ones] == [True] * len(drawn_ones)
