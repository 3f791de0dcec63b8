"""Named programmes and boxes, each at its first mention."""

from kapok.compiler.flow import flow_of
from kapok.compiler.names import names


def read(text: str) -> list[tuple[str, str]]:
    return [(name.name, name.kind) for name in names(text, flow_of(text))]


def test_a_programme_in_quotation_marks_has_a_name() -> None:
    assert read("实施“聚英计划”，建设站点。") == [("聚英计划", "programme")]


def test_a_programme_behind_its_verb_has_a_name_without_quotation_marks() -> None:
    assert read("深入实施绿道提升行动，建设站点。") == [("绿道提升行动", "programme")]


def test_a_name_is_given_once() -> None:
    assert read("实施“聚英计划”。完善“聚英计划”。") == [("聚英计划", "programme")]


def test_a_box_has_a_name() -> None:
    assert read("一、建站\n专栏1 重点工程\n修路。") == [("专栏1 重点工程", "box")]


def test_a_name_is_in_the_script_of_the_source() -> None:
    text = "實施“聚英計劃”。"
    (name,) = names(text, flow_of(text))
    assert (name.name, name.span.of(text)) == ("聚英計劃", "聚英計劃")
