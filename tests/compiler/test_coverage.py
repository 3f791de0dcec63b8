"""What a person should still read: sentences with a number or an office that yielded nothing."""

import pytest

from kapok.compiler import compile_plan


def read(text: str) -> list[str]:
    return [span.of(text) for span in compile_plan(text).uncovered]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("共需60家。市科技局去做。无。", ["共需60家。", "市科技局去做。"]),
        ("到2025年，基地达到60家。", []),
        ("加快建站。（责任单位：市科技局）", []),
        ("实施“321”行动。", []),
        ("坚持以人民为中心。", []),
        ("", []),
    ],
)
def test_a_sentence_with_a_number_or_an_office_that_yielded_nothing_is_listed(text: str, sentences: list[str]) -> None:
    assert read(text) == sentences


def test_the_head_of_a_document_is_not_asked_about() -> None:
    assert read("云州市绿道规划\n市科技局去做。") == ["市科技局去做。"]
