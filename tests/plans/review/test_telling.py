import pytest

from kapok import compiler
from kapok.kernel.spans import Span
from kapok.plans.review import edits, telling
from kapok.plans.review.items import opened
from kapok.plans.review.state import State
from tests.plans.invented import TEXT, invented

BASE = compiler.to_dict(invented(), explain=True)
HELD = State(BASE, opened(BASE), frozenset(opened(BASE)))


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("t2", "留学归国人员 2020年 8.5万人"),
        ("t4", "国际合作基地 2021年 ≥ 60家"),
        ("p1", "每个实验室补助 ≤ 50万元"),
        ("d4", "市人力资源社会保障局 · 牵头"),
        ("k1", "建设开放实验室"),
        ("c5", "（一）建设开放实验室"),
        ("w1", "“各区政府”是一组单位，原文没有逐家写出。"),
        ("u1", "另有3个专项由有关单位研究。"),
        ("plan", "云山市建设创新名城三年行动计划（2019—2021年）"),
    ],
)
def test_each_item_has_a_name_in_one_line(key: str, words: str) -> None:
    assert telling.name(HELD.items[key], HELD.words(key)) == words


def test_what_differs_is_told_field_by_field_in_words() -> None:
    before = HELD.items["t1"]
    after = before | {"year": None, "value": 85000.0, "comparator": "ge", "stated": "strive", "binding": "binding"}
    found = [(str(d.field), d.before, d.after) for d in telling.differences(before, after, TEXT)]
    assert found == [
        ("年份", "2019", "（无）"),
        ("数值", "8万", "8.5万"),
        ("要求", "达到", "不低于"),
        ("约束性", "（无）", "约束性"),
        ("语气", "必须达到", "力争达到"),
    ]


def test_a_step_is_told_with_what_became_of_each_item() -> None:
    changes = edits.split(HELD, "d2", [{"office": "市财政局"}, {"office": "市税务局"}])
    found = [(item.key, item.name, str(item.word)) for item in telling.told(changes, TEXT)]
    assert found == [("d2", "市财政局 · 责任", "已核"), ("d6", "市税务局 · 责任", "新增")]
    assert telling.step_words("split", changes) == "已拆分 d2 等 2 项"
    assert telling.step_words("adopt", edits.adopt(HELD, ["t1"])) == "已采用 t1"


def test_of_many_items_only_the_first_are_told() -> None:
    changes = edits.adopt(HELD, ["t1", "t2", "t3", "k1", "k2"])
    assert len(changes) == 10
    assert [item.key for item in telling.told(changes, TEXT)] == ["t1", "t2", "t3", "k1", "d1", "d2"]


def test_what_is_taken_back_is_no_more() -> None:
    added = edits.add_duty(HELD, office="市教育局", role="lead", group=False, span=Span(0, 3), task="k1")
    (item,) = telling.told({key: [after, None] for key, (_, after) in added.items()}, TEXT)
    assert (item.key, str(item.word)) == ("d6", "不再有")
