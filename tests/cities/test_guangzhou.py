"""The sample plan of Guangzhou compiles to the structure of the real one; the real one is tried where it lies."""

from pathlib import Path

import pytest

from kapok.compiler import compile_bytes, compile_plan
from kapok.compiler.model import Plan, Target
from kapok.site.packs import pack_of

REAL = Path(__file__).parents[3] / "shared" / "corpus" / "guangzhou-2019.txt"
BASES = [
    ("国际高水平高校、科研机构等合作伙伴", 2021, 25, "家"),
    ("国际科技合作基地", 2021, 60, "家"),
    ("与港澳共建协同创新平台", 2021, 10, "个"),
]
TALENT = [
    (indicator, year, value, unit)
    for year, team, space, home in ((2021, 6, 60, 9), (2019, 2, 20, 8), (2020, 4, 40, 8.5), (2021, 6, 60, 9))
    for indicator, value, unit in (
        ("国际顶尖战略科学家团队", team, "个"),
        ("青年众创空间", space, "个"),
        ("留学归国人员", home * 10000, "人"),
    )
]
LINES = [
    "市科技局 市委外办 市商务局 市市场监管局",
    "市科技局 市财政局 市港澳办 南沙区政府",
    "市科技局 市发展改革委 市工业和信息化局 白云区政府",
    "市委组织部 市科技局 市人力资源社会保障局 市税务局 市住房城乡建设局 市公安局 市教育局 市地方金融监管局 南沙区政府",
    "市委组织部 市人力资源社会保障局 市科技局 团市委 市科协",
    "市委组织部 市科技局 市人力资源社会保障局 市教育局 市国资委",
    "市科技局",
    "市科技局",
    "市地方金融监管局 市发展改革委 市科技局 市国资委 各区政府",
    "市科技局 市地方金融监管局 市市场监管局",
    "市地方金融监管局 市科技局 市工业和信息化局 市国资委 市市场监管局 各区政府",
    "市市场监管局 广州知识产权法院 市委宣传部",
    "市科技局 黄埔区政府",
]
CLAUSES = [
    (1, "一", "总体要求"),
    (1, "二", "重点行动"),
    (2, "（七）", "开放合作行动"),
    (3, "1", "工作目标"),
    (3, "2", "主要任务"),
    (2, "（八）", "高水平创新人才集聚行动"),
    (3, "1", "工作目标"),
    (3, "2", "主要任务"),
    (1, "三", "建设科技创新强市主要保障"),
    (2, "（一）", "强化创新政策保障"),
    (2, "（二）", "强化科技金融联动保障"),
    (2, "（三）", "强化创新文化生态保障"),
    (2, "（四）", "强化组织领导保障"),
]


@pytest.fixture(scope="module")
def plan() -> Plan:
    pack = pack_of("440100")
    assert pack
    return compile_plan(pack.plan.text, name=pack.plan.name, jurisdiction=pack.code, offices=pack.full_names())


def facts(target: Target) -> tuple[str, int | None, float, str]:
    return target.indicator, target.year, target.value, target.unit


def test_the_sample_has_the_fifteen_targets(plan: Plan) -> None:
    found = [facts(target) for target in plan.targets]
    expected = BASES + TALENT
    assert [row[1:] for row in found] == [row[1:] for row in expected]
    # a verb may be cut from an indicator (与港澳共建), the thing that is counted may not
    assert [full.endswith(said) for (said, *_), (full, *_) in zip(found, expected, strict=True)] == [True] * 15


def test_what_runs_up_over_the_years_is_cumulative(plan: Plan) -> None:
    kinds = [(target.year, target.kind) for target in plan.targets if target.indicator == "留学归国人员"]
    assert kinds == [(year, "cumulative") for year in (2021, 2019, 2020, 2021)]


def test_the_sample_has_the_thirteen_lines_of_offices(plan: Plan) -> None:
    lines = [" ".join(duty.office for duty in task.duties) for task in plan.tasks if task.duties]
    assert lines == LINES


def test_nobody_is_said_to_lead(plan: Plan) -> None:
    assert {duty.role for task in plan.tasks for duty in task.duties} == {"responsible"}


def test_the_sample_has_the_outline_of_the_plan(plan: Plan) -> None:
    assert [(clause.level, clause.number, clause.title) for clause in plan.clauses] == CLAUSES


def test_the_sample_has_the_one_provision(plan: Plan) -> None:
    assert [(p.comparator, p.value, p.unit) for p in plan.provisions] == [("ge", 70, "%")]


def test_the_sample_says_what_it_is_wherever_its_title_is_shown(plan: Plan) -> None:
    assert plan.title == "广州市建设科技创新强市三年行动计划（2019—2021年）（示例文本）"
    assert (plan.document_number, plan.period, plan.jurisdiction) == ("穗科字〔2019〕316号", (2019, 2021), "440100")


def test_every_office_of_the_sample_has_its_full_name_except_the_group(plan: Plan) -> None:
    nameless = {duty.office for task in plan.tasks for duty in task.duties if not duty.full_name}
    groups = {duty.office for task in plan.tasks for duty in task.duties if duty.group}
    assert (nameless, groups) == ({"各区政府"}, {"各区政府"})


def test_the_pack_knows_just_the_offices_that_the_sample_names(plan: Plan) -> None:
    pack = pack_of("440100")
    assert pack
    named = {duty.office for task in plan.tasks for duty in task.duties}
    assert named == {office.short for office in pack.offices if office.in_plan}


def test_the_sample_shares_no_sentence_with_the_published_text() -> None:
    if not REAL.is_file():
        pytest.skip("公开的原文不在旁边的 shared/corpus 里")
    from kapok.compiler.flow import simplify

    pack = pack_of("440100")
    assert pack
    published = simplify(REAL.read_text(encoding="utf-8"))
    sentences = [part for line in pack.plan.text.splitlines() for part in simplify(line).split("。") if len(part) > 12]
    own = [part for part in sentences if "," in part and "责任单位" not in part]  # headings are the structure
    assert (len(own) > 20, [part for part in own if part in published]) == (True, [])


def test_the_published_text_gives_the_same_lines_and_only_offices_that_the_pack_knows() -> None:
    if not REAL.is_file():
        pytest.skip("公开的原文不在旁边的 shared/corpus 里")
    pack = pack_of("440100")
    assert pack
    plan = compile_bytes(REAL.read_bytes(), REAL.name, jurisdiction="440100", offices=pack.full_names())
    assert [" ".join(duty.office for duty in task.duties) for task in plan.tasks if task.duties] == LINES
    named = {duty.office for task in plan.tasks for duty in task.duties}
    assert named == {office.short for office in pack.offices if office.in_plan}
    assert {duty.office for task in plan.tasks for duty in task.duties if not duty.full_name} == {"各区政府"}
