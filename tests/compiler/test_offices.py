"""Lists of offices, taken apart, with the words put back that the names share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapok.compiler.flow import simplify
from kapok.compiler.offices import is_group, level_of, looks_like_office, mentions, shared_prefix


def names(text: str, level: str = "") -> list[str]:
    flow = simplify(text)
    return [mention.name for mention in mentions(flow, 0, len(flow), level)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("市科技局、财政局，南沙区政府", ["市科技局", "市财政局", "南沙区政府"]),
        ("市科技局、市场监管局", ["市科技局", "市市场监管局"]),
        ("市委组织部、宣传部、编办", ["市委组织部", "市委宣传部", "市委编办"]),
        ("广州市财政局、教育局", ["广州市财政局", "广州市教育局"]),
        ("市科技局和市财政局", ["市科技局", "市财政局"]),
        ("市科技局市财政局", ["市科技局", "市财政局"]),
        ("市教育局、云州海关", ["市教育局", "云州海关"]),
        ("各市、县（市、区）人民政府", ["各市、县(市、区)人民政府"]),
        ("县委、县政府", ["县委", "县政府"]),
        ("省财政厅等有关部门", ["省财政厅", "有关部门"]),
        ("市财政局（国资委）", ["市财政局(国资委)"]),
        ("市教育局、市民营企业", ["市教育局", "市民营企业"]),
        ("市农业农村局落实", ["市农业农村局"]),
        ("各镇党委、政府", ["各镇党委、政府"]),
        ("、，；", []),
    ],
)
def test_a_list_of_offices_gives_their_names(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_the_level_of_the_list_before_is_taken_on() -> None:
    assert names("财政局、教育局", "市") == ["市财政局", "市教育局"]


def test_a_note_behind_a_name_is_no_part_of_it() -> None:
    (lead,) = mentions("市科技局(牵头)", 0, 8)
    assert (lead.name, lead.note) == ("市科技局", "(牵头)")


@pytest.mark.parametrize(
    ("name", "group"),
    [("各区政府", True), ("有关部门", True), ("市有关部门", True), ("市财政局", False), ("南沙区政府", False)],
)
def test_a_group_stands_for_several_offices(name: str, group: bool) -> None:
    assert is_group(name) == group


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("市科技局", "市"),
        ("市场监管局", ""),
        ("市市场监管局", "市"),
        ("广州市财政局", "广州市"),
        ("市委组织部", "市"),
        ("云州海关", ""),
        ("自治区财政厅", "自治区"),
        ("市政园林局", ""),
        ("市政府办公室", "市"),
    ],
)
def test_a_name_opens_with_its_level(words: str, level: str) -> None:
    assert level_of(words) == level


@pytest.mark.parametrize(
    ("words", "level", "prefix"),
    [
        ("财政局", "市", "市"),
        ("财政局", "", ""),
        ("宣传部", "市", "市委"),
        ("南沙区政府", "市", ""),
        ("各区政府", "市", ""),
        ("广东省税务局", "市", ""),
        ("云州银行", "市", ""),
        ("国网云州供电公司", "市", ""),
        ("供电公司", "市", "市"),
    ],
)
def test_a_name_takes_the_level_of_its_neighbours_only_where_it_needs_one(words: str, level: str, prefix: str) -> None:
    assert shared_prefix(words, level) == prefix


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("市财政局", True),
        ("各区政府", True),
        ("有关部门", True),
        ("云州大学", True),
        ("云州集团", True),
        ("责任落实", False),
        ("张三", False),
        ("第12条规定局", False),
        ("“十四五”办", False),
    ],
)
def test_words_alone_look_like_an_office_or_do_not(words: str, office: bool) -> None:
    assert looks_like_office(words) == office


OFFICES = st.lists(
    st.sampled_from(["科技局", "财政局", "教育局", "民政局", "水务局", "住建局", "商务局"]), min_size=1, max_size=6
)


@given(OFFICES, st.sampled_from(["市", "县", "区"]))
def test_every_department_of_a_list_takes_the_level_of_the_first(departments: list[str], level: str) -> None:
    assert names(level + "、".join(departments)) == [level + department for department in departments]


@given(st.text(alphabet="市区县省委局厅部办科技财政教育场监管各有关门政府、，；（）()和及等牵头 \n", max_size=40))
def test_mentions_stand_in_the_run_in_order(text: str) -> None:
    flow = simplify(text)
    places = [place for mention in mentions(flow, 0, len(flow)) for place in (mention.start, mention.end)]
    assert places == sorted(places)
    assert [place for place in places if not 0 <= place <= len(flow)] == []
