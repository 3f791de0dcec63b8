from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapok.compiler.diff import Change, diff_plans
from kapok.compiler.model import Clause, Duty, Name, Plan, Provision, Role, Source, Target, Task
from kapok.kernel.spans import Span

NOWHERE = Span(0, 0)


def clause(id: str, number: str, title: str, parent: str | None = None) -> Clause:
    return Clause(id, parent, 1 if parent is None else 2, number, title, NOWHERE)


def target(id: str, indicator: str, year: int | None, value: float, **more: Any) -> Target:
    fields: dict[str, Any] = {
        "clause": "c2",
        "from_year": None,
        "value_high": None,
        "unit": "家",
        "comparator": "eq",
        "kind": "level",
    }
    fields |= {"binding": None, "stated": "must", "span": NOWHERE} | more
    return Target(id=id, indicator=indicator, year=year, value=value, **fields)


def task(id: str, title: str, *offices: str, clause: str | None = "c2", role: Role = "responsible") -> Task:
    duties = [Duty(f"{id}-{at}", name, None, role, False, False, NOWHERE, NOWHERE) for at, name in enumerate(offices)]
    return Task(id, clause, title, NOWHERE, (), tuple(duties))


CLAUSES = (clause("c1", "一", "总体要求"), clause("c2", "二", "开放合作"), clause("c3", "（一）", "工作目标", "c2"))
PLAN = Plan(
    Source(""),
    title="某市行动计划",
    period=(2019, 2021),
    clauses=CLAUSES,
    targets=(
        target("t1", "合作基地", 2021, 60),
        target("t2", "留学归国人员", 2020, 85000, unit="人", kind="cumulative"),
    ),
    tasks=(task("k1", "结交各国伙伴", "市科技局", "市商务局"), task("k2", "携手港澳同行", "市财政局")),
    provisions=(Provision("p1", "c2", "奖励比例", "ge", 70, "%", NOWHERE),),
    names=(Name("广聚英才计划", "programme", NOWHERE),),
)


def sentences(old: Plan, new: Plan) -> list[str]:
    return [change.message for change in diff_plans(old, new).changes]


def with_targets(*targets: Target) -> Plan:
    return replace(PLAN, targets=targets)


def with_tasks(*tasks: Task) -> Plan:
    return replace(PLAN, tasks=tasks)


def changed(**fields: Any) -> list[str]:
    """The sentences for a plan whose first target differs in some fields."""
    return sentences(PLAN, with_targets(replace(PLAN.targets[0], **fields), PLAN.targets[1]))


def test_a_plan_does_not_differ_from_itself() -> None:
    assert diff_plans(PLAN, PLAN).changes == ()


def test_a_plan_in_the_other_script_does_not_differ() -> None:
    traditional = replace(
        PLAN, clauses=(clause("c2", "(一)", "國際科技合作"),), targets=(target("t1", "基地數", 2021, 6, unit="個"),)
    )
    simplified = replace(
        PLAN, clauses=(clause("c2", "（一）", "国际科技合作"),), targets=(target("t1", "基地数", 2021, 6, unit="个"),)
    )
    assert diff_plans(traditional, simplified).changes == ()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"value": 80}, "“合作基地”2021年的目标由60家提高到80家。"),
        ({"value": 50}, "“合作基地”2021年的目标由60家降低到50家。"),
        ({"value_high": 70}, "“合作基地”2021年的目标由60家提高到60—70家。"),
        ({"year": 2022}, "目标“合作基地”60家由2021年改到2022年。"),
        ({"year": None}, "目标“合作基地”60家由2021年改到未定年份。"),
        ({"from_year": 2019}, "目标“合作基地”60家由2021年改到2019—2021年。"),
        ({"unit": "个"}, "“合作基地”2021年的目标换了计量单位：由60家改为60个。"),
        ({"comparator": "ge"}, "“合作基地”2021年的目标改了限度：由60家改为≥60家。"),
        ({"kind": "annual"}, "“合作基地”2021年的目标，口径由“存量或比率”改为“当年或每年”。"),
        ({"stated": "strive"}, "“合作基地”2021年的目标，要求由“必须”改为“力争”。"),
        ({"binding": "binding"}, "“合作基地”2021年的目标，属性由“未定”改为“约束性”。"),
        ({"indicator": "国际合作基地"}, "指标“合作基地”改为“国际合作基地”。"),
        ({"clause": "c3"}, "目标“合作基地”2021年60家由“二 开放合作”移到“二 开放合作 › （一）工作目标”。"),
    ],
)
def test_a_changed_target_is_told_in_one_sentence(fields: dict[str, Any], sentence: str) -> None:
    assert changed(**fields) == [sentence]


def test_a_target_may_be_raised_and_moved_at_once() -> None:
    assert changed(value=80, year=2022) == [
        "目标“合作基地”80家由2021年改到2022年。",
        "“合作基地”2022年的目标由60家提高到80家。",
    ]


def test_a_dropped_and_an_added_target_are_two_changes() -> None:
    assert sentences(PLAN, with_targets(PLAN.targets[0], target("t9", "发明专利", 2021, 5, unit="件"))) == [
        "删去目标：“留学归国人员”2020年累计8.5万人。",
        "新增目标：“发明专利”2021年5件。",
    ]


def test_a_series_that_begins_later_drops_a_year_and_adds_one() -> None:
    def series(*pairs: tuple[int, int]) -> Plan:
        return with_targets(*(target(f"t{year}", "众创空间", year, value) for year, value in pairs))

    assert sentences(series((2019, 20), (2020, 40)), series((2020, 40), (2021, 60))) == [
        "删去目标：“众创空间”2019年20家。",
        "新增目标：“众创空间”2021年60家。",
    ]


def test_a_changed_provision_is_told_in_one_sentence() -> None:
    p = PLAN.provisions[0]
    rows = [
        (replace(p, value=80), ["规定“奖励比例”由≥70%提高到≥80%。"]),
        (replace(p, comparator="le"), ["规定“奖励比例”改了限度：由≥70%改为≤70%。"]),
        (replace(p, subject="净收入归个人"), ["规定“奖励比例”改为“净收入归个人”。"]),
    ]
    assert [sentences(PLAN, replace(PLAN, provisions=(new,))) for new, _ in rows] == [said for _, said in rows]


def test_an_office_on_another_task_has_moved() -> None:
    new = with_tasks(task("k1", "结交各国伙伴", "市科技局"), task("k2", "携手港澳同行", "市财政局", "市商务局"))
    assert sentences(PLAN, new) == ["市商务局由任务“结交各国伙伴”改到任务“携手港澳同行”。"]


def test_an_office_goes_along_when_a_task_is_split() -> None:
    new = with_tasks(task("k1", "结交各国伙伴", "市科技局"), PLAN.tasks[1], task("k3", "办好手续", "市商务局"))
    assert sentences(PLAN, new) == ["新增任务：“办好手续”。", "市商务局由任务“结交各国伙伴”改到任务“办好手续”。"]


def test_an_office_of_a_dropped_task_does_not_move_to_a_new_one() -> None:
    new = with_tasks(PLAN.tasks[0], task("k3", "办理居留", "市财政局", clause="c1"))
    kinds = [(change.what, change.kind) for change in diff_plans(PLAN, new).changes]
    assert kinds == [("task", "dropped"), ("task", "added"), ("duty", "dropped"), ("duty", "added")]


def test_a_duty_in_another_role_is_a_change_of_role() -> None:
    new = with_tasks(PLAN.tasks[0], task("k2", "携手港澳同行", "市财政局", role="lead"))
    assert sentences(PLAN, new) == ["任务“携手港澳同行”中市财政局由责任改为牵头。"]


def test_offices_that_come_and_go_are_named_with_their_role() -> None:
    new = with_tasks(PLAN.tasks[0], task("k2", "携手港澳同行", "市教育局", role="support"))
    assert sentences(PLAN, new) == [
        "任务“携手港澳同行”不再由市财政局（责任）。",
        "任务“携手港澳同行”新增市教育局（配合）。",
    ]


def test_a_reworded_task_of_the_same_offices_lives_on() -> None:
    new = with_tasks(task("k7", "广交天下朋友", "市科技局", "市商务局"), PLAN.tasks[1])
    assert sentences(PLAN, new) == ["任务“结交各国伙伴”改为“广交天下朋友”。"]


def test_an_inserted_clause_renumbers_those_after_it() -> None:
    new = replace(
        PLAN, clauses=(CLAUSES[0], clause("c9", "二", "基本原则"), replace(CLAUSES[1], number="三"), CLAUSES[2])
    )
    assert sentences(PLAN, new) == ["条款“开放合作”的编号由“二”改为“三”。", "新增条款：“二 基本原则”。"]


def test_what_stands_under_a_retitled_clause_stays_where_it_is() -> None:
    new = replace(PLAN, clauses=(CLAUSES[0], replace(CLAUSES[1], title="开放合作行动"), CLAUSES[2]))
    assert sentences(PLAN, new) == ["条款“二 开放合作”改名为“开放合作行动”。"]


def test_a_heading_that_stands_everywhere_is_not_the_same_clause_elsewhere() -> None:
    def under(*titles: str) -> Plan:
        tops = [clause(f"c{at}", "一", title) for at, title in enumerate(titles)]
        return Plan(
            Source(""), clauses=tuple(c for top in tops for c in (top, clause(f"{top.id}g", "1", "工作目标", top.id)))
        )

    changes = diff_plans(under("人才行动", "金融保障"), under("人才行动", "文化生态")).changes
    assert [(change.kind, change.old, change.new) for change in changes] == [
        ("dropped", "c1", None),
        ("dropped", "c1g", None),
        ("added", None, "c1"),
        ("added", None, "c1g"),
    ]


def test_a_clause_under_another_heading_has_been_moved() -> None:
    new = replace(PLAN, clauses=(*CLAUSES[:2], replace(CLAUSES[2], parent="c1")))
    assert sentences(PLAN, new) == ["条款“（一）工作目标”由“二 开放合作”移到“一 总体要求”。"]


def test_title_number_issuer_and_period_are_compared() -> None:
    new = replace(
        PLAN, title="某市三年行动计划", document_number="某科〔2020〕1号", issuer="市科技局", period=(2020, 2022)
    )
    assert [(change.kind, change.before, change.after) for change in diff_plans(PLAN, new).changes] == [
        ("title", "某市行动计划", "某市三年行动计划"),
        ("number", "", "某科〔2020〕1号"),
        ("issuer", "", "市科技局"),
        ("period", "2019—2021年", "2020—2022年"),
    ]


def test_names_that_come_and_go_are_told() -> None:
    assert sentences(PLAN, replace(PLAN, names=(Name("珠江人才计划", "programme", NOWHERE),))) == [
        "不再提到“广聚英才计划”。",
        "新提到“珠江人才计划”。",
    ]


def test_same_gives_the_new_id_of_what_lives_on() -> None:
    new = replace(PLAN, targets=(target("t8", "发明专利", 2021, 5), replace(PLAN.targets[0], id="t9", value=80)))
    assert {old: new for old, new in diff_plans(PLAN, new).same.items() if old != new} == {"t1": "t9"}
    assert "t2" not in diff_plans(PLAN, new).same


def test_changes_of_one_kind_can_be_asked_for() -> None:
    new = replace(PLAN, title="别的计划", targets=PLAN.targets[:1])
    assert [change.old for change in diff_plans(PLAN, new).of("target")] == ["t2"]


def test_five_thousand_items_are_paired_without_comparing_all_with_all() -> None:
    old = with_targets(*(target(f"a{n}", f"{chr(0x4E00 + n)}类合作基地", 2021, n) for n in range(5000)))
    new = with_targets(*(target(f"b{n}", f"{chr(0x4E00 + n)}类合作基地数", 2021, n) for n in range(5000)))
    assert diff_plans(old, new).same == {"c1": "c1", "c2": "c2", "c3": "c3", "p1": "p1"} | {
        f"a{n}": f"b{n}" for n in range(5000)
    } | {id: id for t in PLAN.tasks for id in (t.id, *(duty.id for duty in t.duties))}


WORDS = st.sampled_from(["合作", "合作基地", "国际合作基地", "国际基地", "人才", "人才团队", "工作目标", ""])
YEARS = st.sampled_from([None, 2020, 2021])
UNITS = st.sampled_from("家个")
OFFICES = st.sampled_from(["市科技局", "市财政局", "各区政府"])
ROLES: st.SearchStrategy[Role] = st.sampled_from(["lead", "support", "responsible"])


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    clauses: list[Clause] = []
    for at in range(draw(st.integers(0, 5))):
        parent = draw(st.sampled_from([None, *(c.id for c in clauses)]))
        clauses.append(clause(f"c{at}", draw(st.sampled_from("一二三")), draw(WORDS), parent))
    ids = st.sampled_from([None, *(c.id for c in clauses)])
    targets = [
        target(f"t{at}", draw(WORDS), draw(YEARS), draw(st.integers(1, 3)), clause=draw(ids), unit=draw(UNITS),
               comparator=draw(st.sampled_from(["eq", "ge"])))
        for at in range(draw(st.integers(0, 6)))
    ]  # fmt: skip
    tasks = [
        task(f"k{at}", draw(WORDS), *draw(st.lists(OFFICES, max_size=3)), clause=draw(ids), role=draw(ROLES))
        for at in range(draw(st.integers(0, 4)))
    ]
    provisions = [
        Provision(f"p{at}", draw(ids), draw(WORDS), "le", draw(st.integers(1, 3)), "%", NOWHERE)
        for at in range(draw(st.integers(0, 4)))
    ]
    return Plan(
        Source(""), clauses=tuple(clauses), targets=tuple(targets), tasks=tuple(tasks), provisions=tuple(provisions)
    )


OPPOSITE = {"added": "dropped", "dropped": "added", "raised": "lowered", "lowered": "raised"}
Row = tuple[str, str, str, str, str, str]


def forth(changes: Sequence[Change]) -> list[Row]:
    return sorted((c.what, c.kind, c.old or "", c.new or "", c.before, c.after) for c in changes)


def back(changes: Sequence[Change]) -> list[Row]:
    return sorted((c.what, OPPOSITE.get(c.kind, c.kind), c.new or "", c.old or "", c.after, c.before) for c in changes)


@settings(max_examples=300)
@given(plans())
def test_no_plan_differs_from_itself(plan: Plan) -> None:
    diff = diff_plans(plan, plan)
    assert (diff.changes, diff.same) == ((), {id: id for id in ids_of(plan)})


@settings(max_examples=300)
@given(plans(), plans())
def test_swapping_the_plans_mirrors_the_changes(old: Plan, new: Plan) -> None:
    there, again = diff_plans(old, new), diff_plans(new, old)
    assert forth(there.changes) == back(again.changes)
    assert there.same == {a: b for b, a in again.same.items()}


@given(plans(), plans())
def test_every_item_is_the_same_or_dropped_and_the_same_or_added(old: Plan, new: Plan) -> None:
    diff = diff_plans(old, new)
    gone = [c.old or "" for c in diff.changes if c.kind == "dropped"]
    come = [c.new or "" for c in diff.changes if c.kind == "added"]
    assert sorted(gone + list(diff.same)) == sorted(ids_of(old))
    assert sorted(come + list(diff.same.values())) == sorted(ids_of(new))


def ids_of(plan: Plan) -> list[str]:
    held = [duty.id for one in plan.tasks for duty in one.duties]
    kinds = (plan.clauses, plan.targets, plan.tasks, plan.provisions)
    return [str(item.id) for items in kinds for item in items] + held
