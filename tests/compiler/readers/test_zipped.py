"""Zip files that would hurt are refused before they are unpacked."""

import zipfile

import pytest

from kapok.compiler.errors import CompileError
from kapok.compiler.readers import zipped
from kapok.compiler.readers.zipped import Package
from tests.compiler.readers.files import zipped as made


def refusal(data: bytes, part: str = "a.xml") -> tuple[str, str]:
    with pytest.raises(CompileError) as caught:
        Package(data, "a.docx").xml(part)
    return caught.value.code, caught.value.cause


def test_a_part_is_unpacked() -> None:
    package = Package(made({"a.xml": "<a>甲</a>", "b": b"2"}), "a.docx")
    assert (list(package.parts()), package.has("b"), package.has("c"), package.xml("a.xml").text) == (
        ["a.xml", "b"],
        True,
        False,
        "甲",
    )


def test_a_bomb_is_refused_by_what_it_declares() -> None:
    data = made({"a.xml": bytes(20 * 1024 * 1024)})
    ratio = 20 * 1024 * 1024 // len(data)
    assert refusal(data) == ("zip-bomb", f"压缩包展开后有 20 MB（压缩比 {ratio} 倍），像是恶意文件。")


def test_a_bomb_of_many_parts_is_refused_however_small_its_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MOST_UNPACKED", 10)
    assert refusal(made({"a.xml": b"12345678901"}, zipfile.ZIP_STORED))[0] == "zip-bomb"


def test_a_bomb_that_declares_less_than_it_holds_stops_at_what_it_declares() -> None:
    data = bytearray(made({"a.xml": "<a>" + "x" * 100_000 + "</a>"}))
    size = (100_007).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (50).to_bytes(4, "little")
    assert refusal(bytes(data)) == ("damaged", "文件内容损坏或不完整（部件 a.xml），读不下去。")


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MOST_PARTS", 2)
    assert refusal(made({"a": "", "b": "", "c": ""})) == ("too-many-parts", "文件里有 3 个部件，超过了 2 个的上限。")


def test_a_locked_part_asks_for_its_password() -> None:
    data = bytearray(made({"a.xml": "<a/>"}))
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data))[0] == "password"


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"", made({"a.xml": "<a/>"})[:-9]])
def test_a_cut_file_is_damaged(data: bytes) -> None:
    assert refusal(data) == ("damaged", "文件内容损坏或不完整（压缩目录读不出），读不下去。")


@pytest.mark.parametrize(
    "content",
    ["", "<a>", "<a></b>", "<?xml version='1.0' encoding='klingon'?><a/>", "<a:b/>", b"\xff\xfe<", "<a>&x;</a>"],
)
def test_broken_xml_is_damaged(content: str | bytes) -> None:
    assert refusal(made({"a.xml": content})) == ("damaged", "文件内容损坏或不完整（部件 a.xml），读不下去。")


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "http://example.org/">]><a>&x;</a>'.encode("utf-16"),
        "<!-- " + "x" * 100_000 + " --><!DOCTYPE a><a/>",
    ],
)
def test_any_document_type_is_refused(content: str | bytes) -> None:
    assert refusal(made({"a.xml": content}))[0] == "entity-bomb"


def test_a_part_that_is_not_there_is_named() -> None:
    assert refusal(made({"a": ""}), "b.xml") == ("damaged", "文件内容损坏或不完整（缺少部件 b.xml），读不下去。")


def test_relations_may_be_missing_or_point_outside() -> None:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    rows = '<Relationship Id="1" Type="x/styles" Target="../../../etc/passwd"/><Relationship/>'
    package = Package(
        made({"word/_rels/a.xml.rels": f'<Relationships xmlns="{space}">{rows}</Relationships>'}), "a.docx"
    )
    assert (package.related("b.xml"), package.related("word/a.xml")["styles"]) == ({}, "etc/passwd")
