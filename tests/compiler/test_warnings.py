"""What was mended or could not be settled, as sentences for people."""

import pytest

from kapok.compiler import compile_plan
from kapok.compiler.model import Source
from kapok.compiler.pipeline import compile_source
from kapok.kernel.problems import Problem


def read(text: str) -> list[tuple[str, str]]:
    return [(problem.code, problem.span.of(text)) for problem in compile_plan(text).warnings]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一、建站\n二、修路", []),
        ("一、建站\n三、修路", [("clause-gap", "三、修路")]),
        ("一、建站\n一、修路", [("clause-repeated", "一、修路")]),
        ("（三）建站\n（四）修路", [("begins-in-the-middle", "（三）建站")]),
        ("建站。（责任单位：市科技局、财政局", [("bracket", "（责任单位：市科技局、财政局")]),
        ("建站。（责任单位：）", [("empty-slot", "责任单位：）")]),
        ("（责任单位：市交通运输局）\n（责任单位：市交通运）", [("cut-name", "市交通运")]),
        ("坚持以人民为中心，" * 15, [("flattened", "")]),
    ],
)
def test_a_warning_points_at_the_words_that_it_is_about(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text) == found


def test_a_long_run_of_words_is_cut_in_the_sentence() -> None:
    (problem,) = compile_plan(f"建站。（责任单位：市科技局、{'市财政局、' * 10}市水务局").warnings
    assert problem.message.startswith("责任行“（责任单位：市科技局、")
    assert problem.message.count("…”") == 1


def test_what_the_reader_mended_comes_first() -> None:
    mended = Problem("revisions", "修订已按接受处理。")
    plan = compile_source(Source("一、建站\n三、修路", problems=(mended,)))
    assert [problem.code for problem in plan.warnings] == ["revisions", "clause-gap"]
