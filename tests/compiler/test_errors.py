"""A refusal is a sentence: place, cause, what to do next."""

import pytest

from kapok.compiler import CompileError


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("计划.doc", "计划.doc：不能读取。请另存为 .docx。"), ("", "不能读取。请另存为 .docx。")],
)
def test_an_error_says_where_why_and_what_next(name: str, sentence: str) -> None:
    error = CompileError("不能读取。", "请另存为 .docx。", name=name, code="old-format")
    assert (str(error), error.cause, error.next_step, error.name, error.code) == (
        sentence,
        "不能读取。",
        "请另存为 .docx。",
        name,
        "old-format",
    )


def test_an_error_without_a_code_is_about_something_unreadable() -> None:
    assert CompileError("甲。", "乙。").code == "unreadable"
