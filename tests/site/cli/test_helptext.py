import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kapok.site.cli.helptext import NOT_FIRST, wrap

TEXTS = st.text("国际合作，。（） abc-- 、", max_size=60)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, []),
        ("国际合作", 8, ["国际合作"]),
        ("国际合作", 7, ["国际合", "作"]),
        ("国际合作。", 8, ["国际合", "作。"]),
        ("用 --columns 指定", 12, ["用 --columns", "指定"]),
        ("先\n后", 10, ["先 后"]),
    ],
)
def test_lines_break_where_a_reader_expects_it(text: str, width: int, lines: list[str]) -> None:
    assert list(wrap(text, width)) == lines


@given(TEXTS, st.integers(2, 30))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    assert "".join(wrap(text, width)).replace(" ", "") == "".join(text.split())


@given(st.text("国际合作，。（） abc", max_size=60).map(lambda text: text.replace(" ", "")), st.integers(2, 30))
def test_only_the_first_line_may_begin_with_a_mark_that_closes(text: str, width: int) -> None:
    assert [line for line in list(wrap(text, width))[1:] if line[0] in NOT_FIRST] == []


@given(st.text("国际合作企业", max_size=60), st.integers(2, 30))
def test_no_line_of_wide_characters_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrap(text, width))
