"""A plain file keeps every character but its line breaks and NULs."""

from hypothesis import given
from hypothesis import strategies as st

from kapok.compiler.readers import read


def test_line_breaks_are_one_kind_and_nothing_else_is_changed() -> None:
    assert read("　一、 总则\r\n甲\r乙\0\n\n\tc".encode(), "a.txt").text == "　一、 总则\n甲\n乙\n\n\tc"


def test_the_source_knows_its_file() -> None:
    source = read(b"2025", "dir/a.txt")
    assert (source.name, source.media_type, source.sha256[:8]) == ("dir/a.txt", "text/plain", "b2b2f104")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1))
def test_any_text_in_utf8_with_its_mark_comes_back(text: str) -> None:
    assert read(b"\xef\xbb\xbf" + text.encode(), "a.txt").text == text
