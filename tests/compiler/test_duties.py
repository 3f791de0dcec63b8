"""The lines that say who carries what."""

import pytest

from kapok.compiler.duties import DutyLine, cell_line, duty_lines
from kapok.compiler.flow import flow_of, simplify
from kapok.compiler.outline import outline


def read(text: str) -> tuple[DutyLine, ...]:
    flow = flow_of(text).text
    return duty_lines(flow, outline(flow))


def offices(text: str) -> list[list[str]]:
    """Each line's offices; a lead with ! behind it, a support with +."""
    marks = {"lead": "!", "support": "+", "responsible": ""}
    return [[duty.mention.name + marks[duty.role] for duty in line.duties] for line in read(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("建站。（责任单位：市科技局、财政局）", [["市科技局", "市财政局"]]),
        ("建站。\n责任单位：市科技局，南沙区政府\n架桥。", [["市科技局", "南沙区政府"]]),
        ("责任单位：\n市科技局、市财政局", [["市科技局", "市财政局"]]),
        ("建站。（市科技局牵头，市财政局、教育局按职责分工配合）", [["市科技局!", "市财政局+", "市教育局+"]]),
        ("牵头单位：市科技局；配合单位：市财政局、各区政府", [["市科技局!", "市财政局+", "各区政府+"]]),
        ("主办：市科技局，协办：市财政局", [["市科技局", "市财政局+"]]),
        ("由市教育局、财政局，各县人民政府负责落实。", [["市教育局", "市财政局", "各县人民政府"]]),
        ("4.市科技局：负责建站。\n5.市财政局：负责拨款。", [["市科技局"], ["市财政局"]]),
        ("建站。（省农业农村厅、省财政厅等按职责分工负责）", [["省农业农村厅", "省财政厅"]]),
        ("责任领导：张三；责任单位：市科技局", [["市科技局"]]),
        ("建站。〔责任单位：市科技局（市外专局）、市财政局〕架桥。", [["市科技局(市外专局)", "市财政局"]]),
        ("（其中景区公厕由旅游公司负责）", [["旅游公司"]]),
        ("建站。（责任单位：市科技局（牵头）、市财政局（配合））", [["市科技局!", "市财政局+"]]),
        ("建站。(责任单位:市科技局)架桥。(责任单位:市水务局)", [["市科技局"], ["市水务局"]]),
        ("责任单位：市科技局、市财政局，2025年底前完成", [["市科技局", "市财政局"]]),
    ],
)
def test_a_line_shares_out_a_duty(text: str, found: list[list[str]]) -> None:
    assert offices(text) == found


@pytest.mark.parametrize(
    "text", ["落实牵头单位责任，", "建站（含两处），修路。", "各单位：请执行。", "责任落实到人。", ""]
)
def test_what_only_speaks_of_duties_is_no_line(text: str) -> None:
    assert offices(text) == []


def test_the_first_of_each_line_leads_from_where_the_text_says_so() -> None:
    text = "修路。（责任单位：市住建局、市水务局）\n建站。（责任单位：市科技局、财政局，列首位的为牵头单位，下同）\n架桥。（责任单位：市水务局、市住建局）"
    assert offices(text) == [["市住建局", "市水务局"], ["市科技局!", "市财政局"], ["市水务局!", "市住建局"]]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("建站。（责任单位：市科技局）", []),
        ("建站。（责任单位：市科技局、财政局\n二、修路", ["bracket"]),
        ("建站。责任单位：市科技局）", ["bracket"]),
        ("（（责任单位：市科技局））", ["bracket"]),
        ("建站。（责任单位：）", ["empty-slot"]),
        ("建站。（责任单位：市科技局、、市财政局）", ["empty-slot"]),
    ],
)
def test_what_a_line_lacks_is_said(text: str, codes: list[str]) -> None:
    assert [problem[0] for line in read(text) for problem in line.problems] == codes


def test_a_name_cut_short_is_completed_from_another_line() -> None:
    whole, cut = read("建站。（责任单位：市交通运输局）\n修路。（责任单位：市交通运）")
    assert (cut.duties[0].mention.name, [problem[0] for problem in cut.problems]) == ("市交通运输局", ["cut-name"])
    assert whole.problems == ()


def test_a_line_runs_from_its_marker_to_what_closes_it() -> None:
    flow = simplify("建站。（责任单位：市科技局）架桥。")
    (line,) = duty_lines(flow, ())
    assert (flow[line.start : line.end], flow[line.outer]) == ("责任单位:市科技局)", "(")


def test_the_cell_of_a_table_takes_the_role_of_its_head() -> None:
    line = cell_line("市科技局、财政局", 0, 8, "lead", (0, 0))
    assert [(duty.mention.name, duty.role) for duty in line.duties] == [("市科技局", "lead"), ("市财政局", "lead")]


def test_no_line_is_read_from_a_closed_run() -> None:
    flow = simplify("责任单位：市科技局\n责任单位：市财政局")
    assert [line.start for line in duty_lines(flow, (), (), [(0, 9)])] == [10]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("责任单位市科技局、市财政局\n架桥。", [["市科技局", "市财政局"]]),
        ("建站（牵头单位市科技局）。", [["市科技局!"]]),
        ("建站。（责任单位：市科技局、财政局（除甲项外，列首位的为牵头单位，下同））", [["市科技局!", "市财政局"]]),
        ("牵头单位：；配合单位：市财政局", [["市财政局+"]]),
        ("、牵头单位：市科技局", []),
        ("责任单位\t时限\n市科技局\t2025年", []),
    ],
)
def test_a_marker_may_stand_without_its_colon_or_be_none(text: str, found: list[list[str]]) -> None:
    assert offices(text) == found
