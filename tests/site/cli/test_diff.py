"""``kapok diff`` as a person or a script calls it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from kapok.compiler import compile_plan, to_dict
from kapok.site.cli import main

OLD = """某市行动计划
一、开放合作
到2025年，创新平台达到60家，留学归国人员达到8.5万人。
结交各国伙伴。（责任单位：市科技局、财政局）
二、保障措施
完善制度。（责任单位：市教育局）
"""
NEW = (
    OLD.replace("60家", "80家")
    .replace("市科技局、财政局", "市科技局")
    .replace("留学归国人员达到8.5万人", "发明专利达到5件")
)


def kapok(*arguments: str | Path, given: str | None = None, columns: int = 80) -> Result:
    runner = CliRunner(env={"COLUMNS": str(columns)})
    return runner.invoke(main, [str(argument) for argument in arguments], input=given, prog_name="kapok")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "旧.txt"
    path.write_text(OLD, encoding="utf-8")
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    path = tmp_path / "新.txt"
    path.write_text(NEW, encoding="utf-8")
    return path


def lines(result: Result) -> list[str]:
    return [line.strip() for line in result.stdout.splitlines() if line.strip()]


def test_changes_are_told_by_meaning_under_their_clause(old: Path, new: Path) -> None:
    result = kapok("diff", old, new)
    assert (result.exit_code, result.stderr) == (0, "")
    assert lines(result) == [
        "旧.txt → 新.txt：4 处不同",
        "目标值 3　责任 1",
        "目标值",
        "一 开放合作",
        "- 删去目标：“留学归国人员”2025年8.5万人。",
        "↑ “创新平台”2025年的目标由60家提高到80家。",
        "+ 新增目标：“发明专利”2025年5件。",
        "责任",
        "一 开放合作",
        f"- 任务“{compile_plan(OLD).tasks[0].title}”不再由市财政局（责任）。",
    ]


def test_files_of_one_name_are_told_apart_by_their_folders(old: Path, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    other = tmp_path / "b" / old.name
    other.write_text(NEW, encoding="utf-8")
    assert lines(kapok("diff", old, other, columns=200))[0] == f"{old} → {other}：4 处不同"


def test_offices_that_leave_one_task_are_told_in_one_line(old: Path, tmp_path: Path) -> None:
    fewer = tmp_path / "少.txt"
    fewer.write_text(OLD.replace("市科技局、财政局", "市科技局、财政局、商务局、公安局"), encoding="utf-8")
    title = compile_plan(OLD).tasks[0].title
    there, back = lines(kapok("diff", old, fewer)), lines(kapok("diff", fewer, old))
    assert there[-1] == f"+ 任务“{title}”新增市商务局（责任）、市公安局（责任）。"
    assert back[-1] == f"- 任务“{title}”不再由市商务局（责任）、市公安局（责任）。"


def test_versions_that_mean_the_same_are_said_to(old: Path, tmp_path: Path) -> None:
    spaced = tmp_path / "换行.txt"
    spaced.write_text(OLD.replace("。\n", "。\n\n"), encoding="utf-8")
    result = kapok("diff", old, spaced, columns=200)
    assert (result.exit_code, lines(result)) == (0, ["旧.txt 与 换行.txt 意思相同，没有发现不同。"])


def test_json_names_both_versions_their_changes_and_what_lives_on(old: Path, new: Path) -> None:
    found = json.loads(kapok("diff", old, new, "--format", "json").stdout)
    assert (found["format"], found["old"]["name"], found["new"]["name"]) == ("kapok.diff/1", "旧.txt", "新.txt")
    raised = [change for change in found["changes"] if change["kind"] == "raised"]
    assert raised == [
        {
            "kind": "raised",
            "what": "target",
            "old": "t1",
            "new": "t1",
            "before": "60家",
            "after": "80家",
            "clause": "一 开放合作",
            "message": "“创新平台”2025年的目标由60家提高到80家。",
        }
    ]
    assert found["same"]["t1"] == "t1"


def test_compiled_plans_are_compared_like_their_texts(old: Path, new: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "旧.json"
    compiled.write_text(json.dumps(to_dict(compile_plan(OLD)), ensure_ascii=False), encoding="utf-8")
    assert lines(kapok("diff", compiled, new))[1:] == lines(kapok("diff", old, new))[1:]


def test_one_side_may_be_standard_input(new: Path) -> None:
    assert lines(kapok("diff", "-", new, given=OLD))[1] == "目标值 3　责任 1"


def test_both_sides_cannot_be_standard_input() -> None:
    result = kapok("diff", "-", "-", given=OLD)
    assert (result.exit_code, result.stderr) == (2, "标准输入只有一份，OLD 和 NEW 不能都是 -。\n")


def test_a_version_that_cannot_be_read_is_told(old: Path, tmp_path: Path) -> None:
    result = kapok("diff", old, tmp_path / "没有.txt")
    assert (result.exit_code, result.stderr) == (2, f"{tmp_path}/没有.txt：没有这个文件，请检查路径。\n")


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(old: Path, tmp_path: Path, columns: int) -> None:
    long = tmp_path / "长.txt"
    long.write_text(OLD.replace("创新平台", "很长的名称" * 30), encoding="utf-8")
    shown = kapok("diff", old, long, columns=columns).stdout.splitlines()
    assert (len(shown) > 5, max(cell_len(line) for line in shown) <= columns) == (True, True)
