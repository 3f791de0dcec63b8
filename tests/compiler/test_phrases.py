"""The noun phrase that a number belongs to."""

import pytest

from kapok.compiler.phrases import joint, make_before, phrase_after, phrase_before


@pytest.mark.parametrize(
    ("flow", "words", "link", "grow"),
    [
        ("森林覆盖率达到", "森林覆盖率", "达到", ""),
        ("培育龙头企业", "龙头企业", "", ""),
        ("建设绿道", "绿道", "", ""),
        ("服务业增加值占比提高到", "服务业增加值占比", "提高到", ""),
        ("新能源汽车产量突破", "新能源汽车产量", "突破", ""),
        ("粮食产量年均增长", "粮食产量", "", "年均增长"),
        ("其中绿色建筑占比达到", "绿色建筑占比", "达到", ""),
        ("建成区绿地率达到", "建成区绿地率", "达到", ""),
    ],
)
def test_a_phrase_ends_before_its_number(flow: str, words: str, link: str, grow: str) -> None:
    phrase = phrase_before(flow, 0, len(flow), counted=True)
    assert phrase is not None
    assert (phrase.words(flow), phrase.link, phrase.grow) == (words, link, grow)


@pytest.mark.parametrize("flow", ["力争建成", "年均增长", "比2020年提高", "", "、"])
def test_words_that_only_join_are_no_phrase(flow: str) -> None:
    assert phrase_before(flow, 0, len(flow)) is None


@pytest.mark.parametrize(
    ("flow", "words"),
    [
        ("家以上的国际合作基地", "国际合作基地"),
        ("名能够突破关键技术的领军人才", "能够突破关键技术的领军人才"),
        ("个站点建设", "站点"),
        ("个站点并投入使用", "站点"),
    ],
)
def test_a_phrase_behind_its_number_ends_before_the_next_verb(flow: str, words: str) -> None:
    phrase = phrase_after(flow, 1, len(flow))
    assert phrase is not None
    assert (phrase.words(flow), phrase.behind) == (words, True)


@pytest.mark.parametrize("flow", ["个均建成", "个全部完成", "个", "个,乙"])
def test_what_follows_a_number_may_be_no_phrase(flow: str) -> None:
    assert phrase_after(flow, 1, len(flow)) is None


@pytest.mark.parametrize(("flow", "verb"), [("力争建成", "建成"), ("培育分别", "培育"), ("森林覆盖率", "")])
def test_the_verb_before_a_number_is_found_behind_its_adverbs(flow: str, verb: str) -> None:
    assert make_before(flow, 0, len(flow))[0] == verb


def test_links_bases_and_adverbs_are_taken_apart_from_the_right() -> None:
    flow = "产量比2020年分别提高"
    found = joint(flow, 0, len(flow))
    assert (flow[: found.end], found.grow, found.adverbs, found.based) == ("产量", "提高", "分别", True)
