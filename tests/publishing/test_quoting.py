import pytest

from kapok.compiler.model import Source
from kapok.kernel.spans import Span
from kapok.publishing.quoting import LONGEST, Quoter, cut

TEXT = "先说一句。\n到2021年，\n建成基地60家；再说一句"


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("一句。", "先说一句。"),
        ("基地60家", "建成基地60家；"),
        ("再说一句", "再说一句"),
        ("2021年，\n建成基地60家", "到2021年， 建成基地60家；"),
    ],
)
def test_the_sentence_around_a_span_is_quoted_on_one_line(words: str, sentence: str) -> None:
    assert Quoter(Source(TEXT)).sentence(at(words)) == sentence


def test_a_text_without_ends_is_quoted_no_longer_than_needed() -> None:
    text = "建" * 2000
    assert len(Quoter(Source(text)).sentence(Span(1000, 1002))) == 2 * LONGEST + 2


def test_the_place_is_a_line_where_there_are_no_pages() -> None:
    assert Quoter(Source(TEXT)).place(at("建成")) == "第3行"


def test_the_place_is_a_page_where_there_are_pages() -> None:
    assert Quoter(Source(TEXT, pages=(0, 7))).place(at("建成")) == "第2页"


def test_what_is_cut_says_so() -> None:
    assert (cut("建成基地", 3), cut("建成", 3)) == ("建成…", "建成")
