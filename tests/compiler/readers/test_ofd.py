"""An OFD file reads in the order of its places on the page, and says that this is an experiment."""

import pytest

from kapok.compiler.errors import CompileError
from kapok.compiler.model import Source
from kapok.compiler.readers import ofd as reader
from tests.compiler.readers.files import ofd, ofd_text, zipped

LONG = "健全科技合作联络协调机制，探索实施促进创新要素跨境流动和区域流通的政策"  # 34 characters fill a line of 136 mm

RUN = '<ofd:TextCode X="5" Y="9">年</ofd:TextCode><ofd:TextCode>度</ofd:TextCode>'


def read(*pages: list[tuple[str, float, float]], more: str = "") -> Source:
    return reader.read(ofd(*pages, more=more), "a.ofd")


def test_words_are_read_by_place_and_broken_lines_made_whole() -> None:
    page = [("后的话。", 38.0, 60.0), (LONG, 38.0, 40.0), (LONG, 30.0, 46.0), ("完。", 30.0, 52.0)]
    source = read(page)
    assert source.text == f"{LONG}{LONG}完。\n后的话。"
    assert [problem.code for problem in source.problems] == ["experimental"]


def test_page_numbers_are_no_text_and_pages_are_known() -> None:
    pages = [[(f"{at}、工作目标", 38.0, 60.0), (f"— {at} —", 100.0, 285.0)] for at in (1, 2)]
    source = read(*pages)
    assert (source.text, source.pages) == ("1、工作目标\n2、工作目标", (0, 7))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ofd_text("年度目标", 20, 40, deltas='DeltaX="4 4 g 1 4"'), "年度目标"),
        (ofd_text("年度目标", 20, 40, deltas=""), "年度目标"),
        (ofd_text("年度目标", 20, 40, deltas='DeltaX="g x 4 g 3"'), "年度目标"),
        (ofd_text("年目", 20, 40, deltas='DeltaX="20"'), "年 目"),
        (ofd_text("年度", 20, 40, deltas='DeltaY="6"'), "年\n度"),
        (ofd_text("年度", 20, 40, matrix="2 0 0 2 0 0"), "年度"),
        (ofd_text("水印", 20, 40, matrix="0 1 -1 0 0 0") + ofd_text("年度", 20, 40), "年度"),
        (ofd_text("水印", 20, 40, matrix="-1 0 0 1 0 0") + ofd_text("年度", 20, 40), "年度"),
        (f"<ofd:TextObject Size='x'>{RUN}</ofd:TextObject>", "年度"),
        (f"<ofd:PageBlock>{ofd_text('年度', 20, 40)}<ofd:TextObject/></ofd:PageBlock>", "年度"),
    ],
)  # fmt: skip
def test_runs_as_they_may_be_written(text: str, words: str) -> None:
    source = read([], more=text)
    assert source.text in (words, words.replace(" ", ""))
    assert source.text.replace("\n", "") == words.replace("\n", "") or source.text == words


def test_a_page_may_have_its_own_extent() -> None:
    parts = {
        "OFD.xml": "<OFD><DocBody><DocRoot>/D/Document.xml</DocRoot></DocBody><DocBody><DocRoot/></DocBody></OFD>",
        "D/Document.xml": '<Document><Pages><Page BaseLoc="/P/1.xml"/></Pages></Document>',
        "P/1.xml": "<Page><Area><PhysicalBox>0 0 100 100</PhysicalBox></Area><Content>"
        "<TextObject Boundary='9 9 9 9' Size='4'><TextCode X='0' Y='4'>年度</TextCode></TextObject></Content></Page>",
    }
    assert reader.read(zipped(parts), "a.ofd").text == "年度"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ofd([]), "no-text"),
        (zipped({"OFD.xml": "<OFD/>"}), "no-text"),
        (zipped({"OFD.xml": "<OFD><DocRoot>D.xml</DocRoot></OFD>", "D.xml": "<D/>"}), "no-text"),
        (zipped({"OFD.xml": "<OFD><DocRoot>D.xml</DocRoot></OFD>"}), "damaged"),
        (zipped({"OFD.xml": "<OFD/>", "Doc_0/Encryptions.xml": ""}), "password"),
        (zipped({"OFD.xml": "<!DOCTYPE a><OFD/>"}), "entity-bomb"),
    ],
)
def test_a_bad_file_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(CompileError) as caught:
        reader.read(data, "a.ofd")
    assert caught.value.code == code
