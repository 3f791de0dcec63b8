"""Bytes become text by the encoding that they show, or by the one that is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapok.compiler.errors import CompileError
from kapok.compiler.readers import read
from kapok.compiler.readers.encoding import NAMED, codec_named, decode

SIMPLE = "到2025年末，建成国际科技合作基地60家，培育高新技术企业1.2万家。（责任单位：市科技局）\n"
TRADITIONAL = "到2025年末，建成國際科技合作基地60家，培育高新技術企業1.2萬家。（責任單位：市科技局）\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-16", "utf-32", "gb18030"])
def test_simplified_text_is_read_in_every_encoding(codec: str) -> None:
    assert decode(SIMPLE.encode(codec)).text == SIMPLE


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5"])
def test_traditional_text_is_read_in_every_encoding(codec: str) -> None:
    assert decode(TRADITIONAL.encode(codec)).text == TRADITIONAL


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_a_mark_says_the_order_of_bytes_even_for_three_characters(codec: str) -> None:
    assert decode(("\ufeff" + "附件一").encode(codec)).text == "附件一"


@pytest.mark.parametrize(("codec", "text"), [("gb18030", "行动计划"), ("big5", "行動計劃"), ("utf-16-le", "行动计划")])
def test_a_title_alone_is_enough(codec: str, text: str) -> None:
    assert decode(text.encode(codec)).text == text


def test_plain_latin_text_in_two_bytes_is_no_text_full_of_nuls() -> None:
    assert decode("Plan 2025\n".encode("utf-16-le")).text == "Plan 2025\n"


def test_text_with_stray_nuls_stays_what_it_is() -> None:
    assert read(b"a\0b\0\0c, 2025", "a.txt").text == "abc, 2025"


@pytest.mark.parametrize("name", [*NAMED, "UTF8", "GB_18030", " Big5 ", "cp936"])
def test_a_named_encoding_is_obeyed(name: str) -> None:
    codec = codec_named(name) or "gb18030"
    text = TRADITIONAL if codec.startswith("big5") else SIMPLE
    assert decode(text.encode(codec), encoding=name).text == text


def test_a_named_encoding_takes_the_mark_away() -> None:
    assert decode(SIMPLE.encode("utf-8-sig"), encoding="utf-8").text == SIMPLE
    assert decode(SIMPLE.encode("utf-16"), encoding="utf-16").text == SIMPLE


def test_an_unknown_name_of_an_encoding_is_a_sentence_with_the_known_ones() -> None:
    with pytest.raises(CompileError) as caught:
        decode(b"abc", "a.txt", encoding="latin-9")
    assert caught.value.code == "encoding-name"
    assert str(caught.value) == (
        "a.txt：没有名叫“latin-9”的编码。请改用下列之一："
        "utf-8、utf-16、utf-16-le、utf-16-be、gb18030、gbk、gb2312、big5、big5-hkscs。"
    )


def test_a_named_encoding_that_does_not_fit_says_at_which_byte() -> None:
    with pytest.raises(CompileError) as caught:
        decode("计划".encode("gb18030"), "a.txt", encoding="utf-8")
    assert (caught.value.code, caught.value.cause) == (
        "encoding-mismatch",
        "按您说的编码 utf-8 读不通，第 1 个字节处就不对了。",
    )


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_file_cut_in_mid_character_is_read_and_said_so(codec: str) -> None:
    source = read(SIMPLE.strip().encode(codec)[:-1], "a.txt")
    assert source.text == SIMPLE.strip()[:-1] + "\ufffd"
    assert [problem.code for problem in source.problems] == ["lost-characters"]


def test_what_was_lost_before_is_no_new_loss() -> None:
    assert read(("\ufeff" + SIMPLE + "\ufffd").encode(), "a.txt").problems == ()


def test_noise_is_refused() -> None:
    with pytest.raises(CompileError) as caught:
        decode(bytes(range(128, 256)) * 9, "a.txt")
    assert caught.value.code == "unknown-encoding"


def test_control_characters_are_no_text() -> None:
    with pytest.raises(CompileError) as caught:
        decode(b"\xef\xbb\xbf" + b"\x01\x02\x03\x04" * 9, "a.txt")
    assert caught.value.code == "unknown-encoding"


@given(st.text(alphabet=st.sampled_from(SIMPLE + TRADITIONAL + "甲乙丙abc,;\r\n"), min_size=1))
def test_whatever_utf8_holds_comes_back(text: str) -> None:
    assert decode(text.encode()).text == text
