"""What is to be done, as duty lines and outline divide it."""

import pytest

from kapok.compiler import compile_plan

Read = list[tuple[str, list[str], list[str]]]


def read(text: str) -> Read:
    return [
        (task.title, [span.of(text) for span in task.sentences], [duty.office for duty in task.duties])
        for task in compile_plan(text).tasks
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "一、建站\n加快建设站点。完善配套。（责任单位：市科技局）\n二、修路\n修好公路。",
            [("建站", ["加快建设站点。", "完善配套。"], ["市科技局"]), ("修路", ["修好公路。"], [])],
        ),
        ("一、总体目标\n建成站点60个。\n二、任务\n修好公路。", [("任务", ["修好公路。"], [])]),
        ("一、指导思想\n（一）主线\n坚持创新。\n二、任务\n修好公路。", [("任务", ["修好公路。"], [])]),
        (
            "一、建站\n（一）选址。做好选址。（责任单位：市科技局）做好设计。（责任单位：市住建局）",
            [("做好选址", ["做好选址。"], ["市科技局"]), ("做好设计", ["做好设计。"], ["市住建局"])],
        ),
        (
            "一、分工\n1.市科技局：负责建站。\n2.市财政局：负责拨款。",
            [("负责建站", ["负责建站"], ["市科技局"]), ("负责拨款", ["负责拨款"], ["市财政局"])],
        ),
        ("加快建站。（责任单位：市科技局）", [("加快建站", ["加快建站。"], ["市科技局"])]),
        ("前言在前。\n加快建站。（责任单位：市科技局）", [("加快建站", ["加快建站。"], ["市科技局"])]),
        ("没有任务的文字。", []),
    ],
)
def test_a_task_is_what_a_duty_line_closes_or_a_lowest_clause_without_one(text: str, found: Read) -> None:
    assert read(text) == found


def test_a_long_first_sentence_gives_its_first_words_as_title() -> None:
    ((title, _, _),) = read(f"加快{'建设改造提升' * 10}。（责任单位：市科技局）")
    assert title == f"加快{'建设改造提升' * 10}"[:40]


def test_a_task_runs_from_its_heading_to_its_duty_line() -> None:
    text = "一、建站\n加快建设。（责任单位：市科技局）\n二、修路\n修好。"
    assert [task.span.of(text) for task in compile_plan(text).tasks] == [
        "一、建站\n加快建设。（责任单位：市科技局）",
        "二、修路\n修好。",
    ]


def test_a_cell_of_offices_has_the_task_of_its_row() -> None:
    assert [
        (title, offices)
        for title, _, offices in read("任务\t牵头单位\t配合单位\n建站\t市科技局\t市财政局、教育局\n修路\t市住建局\t\n")
    ] == [
        ("建站", ["市科技局", "市财政局", "市教育局"]),
        ("修路", ["市住建局"]),
    ]


def test_no_duty_line_is_a_sentence_of_what_is_to_be_done() -> None:
    plan = compile_plan(
        "一、平台\n建设平台5个。完善制度。\n牵头单位：市科技局\n配合单位：市财政局\n二、其他\n做好服务。"
    )
    said = [[span.of(plan.source.text) for span in task.sentences] for task in plan.tasks]
    assert said == [["建设平台5个。", "完善制度。"], ["建设平台5个。", "完善制度。"], ["做好服务。"]]
