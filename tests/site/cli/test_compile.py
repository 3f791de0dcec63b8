"""``kapok compile`` as a person or a script calls it."""

import json
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from rich.cells import cell_len

from kapok import __version__
from kapok.compiler import compile_plan, to_dict
from kapok.compiler.model import Confidence, Plan, Reading
from kapok.kernel.problems import Problem
from kapok.kernel.spans import Span
from kapok.site.cli import COMMANDS, loading, main
from kapok.site.packs import pack_of

TEXT = "某市行动计划\n一、开放合作\n到2025年，创新平台达到60家。结交各国伙伴。（责任单位：市科技局、财政局）\n"
WARNED = to_dict(replace(compile_plan(TEXT), warnings=(Problem("clause-gap", "缺少第二条。", Span(7, 12)),)))


def kapok(*arguments: str | Path, given: str | bytes | None = None, columns: int = 80) -> Result:
    """Run the command line; ``given`` is standard input."""
    runner = CliRunner(env={"COLUMNS": str(columns)})
    return runner.invoke(main, [str(argument) for argument in arguments], input=given, prog_name="kapok")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "计划.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def words(result: Result) -> list[str]:
    """The lines on the screen, with runs of space made one."""
    return [" ".join(line.split()) for line in result.stdout.splitlines() if line.strip()]


def test_a_plan_is_shown_as_tables(plan: Path) -> None:
    result = kapok("compile", plan)
    assert (result.exit_code, result.stderr) == (0, "")
    shown = words(result)
    assert shown[0] == "某市行动计划"
    headings = [line for line in shown if line in {"条款", "目标值", "任务"} or line.startswith("单位与责任")]
    assert list(dict.fromkeys(headings)) == ["条款", "目标值", "任务", "单位与责任（数字是上表中的任务）"]
    assert {"创新平台 60家", "市科技局 1", "市财政局 1"} <= set(shown)


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(columns: int, tmp_path: Path) -> None:
    pack = pack_of("440100")
    assert pack
    long = tmp_path / "长.txt"
    long.write_text(
        pack.plan.text + f"\n（五）{'很长的标题' * 40}。\n到2021年，{'很长的' * 30}指标达到3个。\n", encoding="utf-8"
    )
    result = kapok("compile", long, "--jurisdiction", "440100", "--explain", columns=columns)
    widths = [cell_len(line) for line in result.stdout.splitlines()]
    assert (result.exit_code, max(widths) <= columns, len(widths) > 60) == (0, True, True)


def test_there_are_no_colours_and_no_trailing_spaces_where_there_is_no_terminal(plan: Path) -> None:
    result = kapok("compile", plan)
    assert "\x1b" not in result.stdout
    assert [line for line in result.stdout.splitlines() if line != line.rstrip()] == []


def test_full_names_of_offices_are_shown_where_there_is_room(plan: Path) -> None:
    wide, narrow = (kapok("compile", plan, "--jurisdiction", "440100", columns=columns) for columns in (120, 80))
    assert "市科技局 广州市科学技术局 1" in words(wide)
    assert "市科技局 1" in words(narrow)


def test_targets_stand_in_a_column_for_each_year() -> None:
    text = "到2020年，创新团队达到4个，留学归国人员累计8.5万人。到2021年，创新团队达到6个，留学归国人员累计9万人。"
    shown = words(kapok("compile", "-", given=text))
    assert {"指标 2020年 2021年", "创新团队 4个 6个", "留学归国人员 累计8.5万人 累计9万人"} <= set(shown)


def test_targets_of_many_years_stand_in_a_line_for_each() -> None:
    text = "".join(f"到{year}年，技术合同成交额达到{year}亿元。" for year in range(2020, 2030))
    shown = words(kapok("compile", "-", given=text))
    assert "指标 年份 目标值" in shown
    assert {"技术合同成交额 2020年 2020亿元", "2029年 2029亿元"} <= set(shown)


def test_json_is_the_plan_format(plan: Path) -> None:
    result = kapok("compile", plan, "--format", "json")
    expected = to_dict(compile_plan(TEXT, name="计划.txt"))
    assert json.loads(result.stdout)["targets"] == expected["targets"]
    assert json.loads(result.stdout)["format"] == "kapok.plan/1"


def test_explained_json_says_how_each_item_was_read(plan: Path) -> None:
    plain, explained = (
        json.loads(kapok("compile", plan, "--format", "json", *more).stdout) for more in ((), ("--explain",))
    )
    assert [
        set(with_) - set(without) for with_, without in zip(explained["targets"], plain["targets"], strict=True)
    ] == [{"reading"}]


def test_explained_tables_name_the_pattern_of_each_item(plan: Path) -> None:
    reading = compile_plan(TEXT).targets[0].reading
    assert reading
    shown = words(kapok("compile", plan, "--explain", columns=200))
    row = shown[shown.index("怎样读出目标值") + 3]
    assert row.startswith(f"t1 创新平台 2025年 60家 {reading.pattern}")


def test_an_explanation_names_the_reading_that_was_not_chosen(tmp_path: Path) -> None:
    known = compile_plan(TEXT)
    unsure = replace(known.targets[0], reading=Reading("link", "goal", ("规定",)), confidence=Confidence(0.973, 120))
    explained = tmp_path / "计划.json"
    explained.write_text(json.dumps(to_dict(replace(known, targets=(unsure,)), explain=True)), encoding="utf-8")
    shown = words(kapok("compile", explained, "--explain", columns=200))
    start = shown.index("怎样读出目标值")
    assert (shown[start + 1], shown[start + 3]) == (
        "目标值 读法 情形 没有读作 置信度",
        "t1 创新平台 2025年 60家 link goal 规定 0.97 (120例)",
    )


def test_several_plans_on_the_screen_are_one_line_of_json_each(plan: Path) -> None:
    lines = kapok("compile", plan, plan, "--format", "json").stdout.splitlines()
    assert [json.loads(line)["source"]["name"] for line in lines] == ["计划.txt", "计划.txt"]


def test_standard_input_is_read_in_place_of_a_file() -> None:
    result = kapok("compile", "-", "--format", "json", given=TEXT)
    assert [target["indicator"] for target in json.loads(result.stdout)["targets"]] == ["创新平台"]


def test_an_encoding_can_be_named() -> None:
    result = kapok(
        "compile", "-", "--format", "json", "--encoding", "big5", given="到2025年，創新平台達到60家。".encode("big5")
    )
    assert json.loads(result.stdout)["text"] == "到2025年，創新平台達到60家。"


def test_columns_of_a_spreadsheet_can_be_told(tmp_path: Path) -> None:
    book = Workbook()
    rows = [("甲", "乙", "丙"), ("办好社区食堂", "市民政局", "市商务局"), ("改造老旧住宅", "市教育局", "市公安局")]
    for row in rows:
        book.worksheets[0].append(row)
    book.save(tmp_path / "分解表.xlsx")
    result = kapok("compile", tmp_path / "分解表.xlsx", "--columns", "A=task，B=lead,C=support", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [
        [(duty["office"], duty["role"]) for duty in task["duties"]] for task in json.loads(result.stdout)["tasks"]
    ] == [[("市民政局", "lead"), ("市商务局", "support")], [("市教育局", "lead"), ("市公安局", "support")]]


@pytest.mark.parametrize("suffix", ["json", "xlsx", "txt"])
def test_the_suffix_of_the_output_says_the_format(plan: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"结果.{suffix}"
    result = kapok("compile", plan, "-o", out)
    begins = {"json": b'{\n  "format": "kapok.plan/1"', "xlsx": b"PK", "txt": "某市行动计划\n".encode()}[suffix]
    assert (result.exit_code, result.stdout, out.read_bytes()[: len(begins)]) == (0, "", begins)


def test_a_workbook_holds_the_targets(plan: Path, tmp_path: Path) -> None:
    kapok("compile", plan, "-o", tmp_path / "结果.xlsx")
    page = load_workbook(BytesIO((tmp_path / "结果.xlsx").read_bytes()))["目标值"]
    assert [(row[1].value, row[3].value, row[5].value) for row in page.iter_rows(min_row=2)] == [("创新平台", 2025, 60)]


def test_an_unknown_suffix_is_asked_about(plan: Path, tmp_path: Path) -> None:
    result = kapok("compile", plan, "-o", tmp_path / "结果.pdf")
    sentence = f"从 {tmp_path}/结果.pdf 看不出要什么格式，请加 --format，或让文件名以 .txt、.json 或 .xlsx 结尾。\n"
    assert (result.exit_code, result.stderr) == (2, sentence)


def test_a_workbook_needs_a_file(plan: Path) -> None:
    result = kapok("compile", plan, "--format", "xlsx")
    assert (result.exit_code, result.stderr) == (2, "xlsx 不能显示在屏幕上，请用 -o 写出文件名，例如 -o 计划.xlsx。\n")


def test_several_inputs_go_into_a_folder_that_is_made(plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一.txt"
    other.write_text(TEXT, encoding="utf-8")
    result = kapok("compile", plan, other, "-o", tmp_path / "结果" / "全部")
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "结果" / "全部").iterdir()) == ["另一.json", "计划.json"]


def test_inputs_of_one_stem_do_not_overwrite_one_another(tmp_path: Path) -> None:
    paths = [tmp_path / folder / name for folder in "ab" for name in ("p.txt", "p.md")]
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    assert kapok("compile", *paths, "-o", tmp_path / "out").exit_code == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["p.md-2.json", "p.md.json", "p.txt-2.json", "p.txt.json"]


def test_one_input_goes_into_a_folder_that_is_there(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert kapok("compile", plan, "-o", tmp_path / "out").exit_code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["计划.json"]


def test_an_output_never_overwrites_an_input(plan: Path, tmp_path: Path) -> None:
    result = kapok("compile", plan, "-o", tmp_path, "--format", "table")
    assert (result.exit_code, result.stderr) == (2, f"结果会盖掉输入的 {plan}，请换一个 -o。\n")
    assert plan.read_text(encoding="utf-8") == TEXT


def test_a_folder_cannot_be_made_of_a_file(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    result = kapok("compile", plan, plan, "-o", tmp_path / "out")
    sentence = f"几个输入的结果要放进文件夹，但 {tmp_path}/out 不能作文件夹，请换一个 -o。\n"
    assert (result.exit_code, result.stderr) == (2, sentence)


def test_an_output_that_cannot_be_written_leaves_nothing_behind(plan: Path, tmp_path: Path) -> None:
    result = kapok("compile", plan, "-o", tmp_path / "没有" / "结果.json")
    sentence = f"{tmp_path}/没有/结果.json 写不进去：上级文件夹不存在，请换一个 -o。\n"
    assert (result.exit_code, result.stderr, (tmp_path / "没有").exists()) == (2, sentence, False)


def test_a_result_that_cannot_be_put_in_place_leaves_no_draft(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "计划.json").mkdir(parents=True)
    result = kapok("compile", plan, "-o", tmp_path / "out")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["计划.json"]


def test_one_bad_file_does_not_stop_the_others(plan: Path, tmp_path: Path) -> None:
    result = kapok("compile", tmp_path / "没有.txt", plan, "--format", "json")
    assert (result.exit_code, result.stderr) == (2, f"{tmp_path}/没有.txt：没有这个文件，请检查路径。\n")
    assert [json.loads(line)["title"] for line in result.stdout.splitlines()] == ["某市行动计划"]


def test_a_file_that_is_too_big_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "大.txt").open("wb") as file:
        file.truncate(3 * 1024**3)  # a sparse file: it takes no room
    result = kapok("compile", tmp_path / "大.txt")
    sentence = "大.txt：文件有 3072 MB，超过了 50 MB 的上限。请删去图片和附件、或把文件分成几份，再交来。\n"
    assert (result.exit_code, result.stderr) == (2, f"{tmp_path}/{sentence}")


def test_a_file_that_may_not_be_read_is_told_so(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    result = kapok("compile", plan)
    assert (result.exit_code, result.stderr) == (2, f"{plan}：文件打不开，没有权限，请检查后再试。\n")


def test_a_fault_of_the_program_in_one_file_does_not_stop_the_others(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(data: bytes, *_: object) -> Plan:
        if data == b"x":
            raise ZeroDivisionError
        return compile_plan(TEXT)

    monkeypatch.setattr(loading, "_compile", stumble)
    result = kapok("compile", "-", plan, "--format", "json", given="x")
    place = f"test_compile.py 第{stumble.__code__.co_firstlineno + 2}行，ZeroDivisionError"
    sentence = f"标准输入：编译时程序出错（{place}），请把这句话和文件报给开发者。\n"
    assert (result.exit_code, result.stderr, len(result.stdout.splitlines())) == (2, sentence, 1)


def test_a_folder_is_no_input(tmp_path: Path) -> None:
    result = kapok("compile", tmp_path)
    sentence = f"{tmp_path}：这是文件夹，请写出其中的文件，例如 {tmp_path}/*.docx。\n"
    assert (result.exit_code, result.stderr) == (2, sentence)


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    """A compiled plan with a warning."""
    path = tmp_path / "有警告.json"
    path.write_text(json.dumps(WARNED, ensure_ascii=False), encoding="utf-8")
    return path


def test_warnings_count_under_strict_only(plan: Path, warned: Path) -> None:
    calls = [(plan, "--strict"), (warned, "--strict"), (warned,), (plan, warned, "--strict")]
    assert [kapok("compile", *call).exit_code for call in calls] == [0, 1, 0, 1]


def test_warnings_are_shown_with_their_place(warned: Path) -> None:
    assert "第2行 缺少第二条。" in words(kapok("compile", warned))


def test_sentences_that_yielded_nothing_are_shown_with_their_place(tmp_path: Path) -> None:
    known = compile_plan(TEXT)
    path = tmp_path / "计划.json"
    uncovered = replace(known, uncovered=(Span(0, 6),))
    path.write_text(json.dumps(to_dict(uncovered), ensure_ascii=False), encoding="utf-8")
    shown = words(kapok("compile", path))
    assert shown[-4:] == [
        "未读出的句子（有数字或单位，没有读出内容）",
        "位置 句子",
        shown[-2],
        "第1行 某市行动计划",
    ]


def test_a_plan_of_nothing_says_so() -> None:
    assert words(kapok("compile", "-", given="木棉花开。"))[0] == "标准输入"


def test_binding_targets_are_marked(tmp_path: Path) -> None:
    known = compile_plan(TEXT)
    path = tmp_path / "计划.json"
    binding = replace(known, targets=(replace(known.targets[0], binding="binding", from_year=2023),))
    path.write_text(json.dumps(to_dict(binding), ensure_ascii=False), encoding="utf-8")
    assert "创新平台（约束性） 2023年起 60家" in words(kapok("compile", path))


def test_a_device_is_written_to_and_stays_a_device(plan: Path) -> None:
    result = kapok("compile", plan, "-o", "/dev/null", "--format", "json")
    assert (result.exit_code, Path("/dev/null").is_char_device()) == (0, True)


def test_a_failed_input_weighs_more_than_a_warning(warned: Path, tmp_path: Path) -> None:
    assert kapok("compile", warned, tmp_path / "没有.txt", "--strict").exit_code == 2


def test_a_compiled_plan_is_shown_as_it_was(plan: Path, tmp_path: Path) -> None:
    kapok("compile", plan, "-o", tmp_path / "结果.json")
    assert kapok("compile", tmp_path / "结果.json").stdout == kapok("compile", plan).stdout


def test_a_broken_compiled_plan_is_told_so(tmp_path: Path) -> None:
    broken = tmp_path / "坏.json"
    broken.write_text('{"format": "kapok.plan/1", "text": 1}', encoding="utf-8")
    result = kapok("compile", broken)
    assert (result.exit_code, len(result.stderr.splitlines()), result.stderr.startswith("坏.json：")) == (2, 1, True)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["compile"], "没有给出 FILE...。用法见 kapok compile --help。"),
        (
            ["compile", "x", "--formt", "json"],
            "没有 --formt 这个选项。是不是想写 --format？用法见 kapok compile --help。",
        ),
        (["compile", "x", "--format", "pdf"], "--format 只能是 table、json、xlsx。用法见 kapok compile --help。"),
        (["compile", "x", "-o"], "选项 -o 后面要写一个值。用法见 kapok compile --help。"),
        (["compile", "x", "--columns", "C"], "--columns 读不懂“C”：请写成 列=含义，用逗号隔开，例如 C=task,D=lead。"),
        (["compile", "x", "--jurisdiction", "44"], "--jurisdiction 要写六位行政区划代码，例如 440100，不能是“44”。"),
        (
            ["compil"],
            "没有 compil 这个命令；有 compile、diff、pack、import、corrections、admin、journal、demo、manage。用法见 kapok --help。",
        ),
        (["diff", "a"], "没有给出 NEW。用法见 kapok diff --help。"),
        (["diff", "a", "b", "c"], "多写了 c。用法见 kapok diff --help。"),
        (["--nothing"], "没有 --nothing 这个选项。用法见 kapok --help。"),
    ],
)
def test_what_cannot_be_understood_is_said_in_one_sentence(arguments: list[str], sentence: str) -> None:
    result = kapok(*arguments)
    assert (result.exit_code, result.stderr, result.stdout) == (2, sentence + "\n", "")


def test_a_place_without_a_table_of_offices_is_mentioned(plan: Path) -> None:
    result = kapok("compile", plan, "--jurisdiction", "110000")
    assert (result.exit_code, result.stderr) == (0, "没有 110000 的单位表：单位只写原文中的简称。\n")


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300) | st.text("到2025年，建成平台0家责任单位：市（）一、\n\x1b[2J", max_size=80).map(str.encode)
)
def test_any_input_gives_a_plan_or_a_sentence(data: bytes) -> None:
    result = kapok("compile", "-", given=data)
    assert (result.exit_code, result.stderr.count("\n")) in ((0, 0), (2, 1))
    assert "\x1b" not in result.stdout


def test_a_document_cannot_steer_the_terminal() -> None:
    result = kapok("compile", "-", given="一、标题\x1b[2J\x07\u202e\n到2025年，创新平台达到60家。")
    assert [character for character in "\x1b\x07\u202e" if character in result.stdout] == []
    assert [line[:7] for line in words(result) if line.startswith("一 ")] == ["一 标题[2J"]


IN_A_PROCESS = """
import sys
from kapok.site.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert not end.code
print([name for name in ("django", "kapok.web", "kapok.plans", *HEAVY) if name in sys.modules])
"""


def loaded(heavy: tuple[str, ...], *arguments: str) -> str:
    """Which packages of the web, or of a list, a call of the command line has loaded."""
    code = IN_A_PROCESS.replace("HEAVY", repr(heavy))
    call = [sys.executable, "-c", code, *arguments]
    return subprocess.run(call, capture_output=True, text=True, check=True).stdout.splitlines()[-1]


def test_neither_command_loads_the_web_framework(plan: Path) -> None:
    path = str(plan)
    assert [loaded((), "compile", path), loaded((), "diff", path, path)] == ["[]", "[]"]


def test_help_loads_neither_compiler_nor_readers() -> None:
    heavy = ("kapok.compiler", "opencc", "openpyxl", "pdfplumber", "docx", "rich.table")
    assert [loaded(heavy, "compile", "--help"), loaded(heavy, "--help"), loaded(heavy, "--version")] == ["[]"] * 3


def test_a_text_loads_no_reader_of_other_formats(plan: Path) -> None:
    assert loaded(("openpyxl", "pdfplumber", "docx"), "compile", str(plan)) == "[]"


def test_the_version_is_said() -> None:
    assert kapok("--version").stdout == f"kapok {__version__}\n"


def test_the_name_alone_shows_the_help() -> None:
    assert (kapok().exit_code, kapok().stdout) == (0, kapok("--help").stdout)


def test_help_lists_every_command() -> None:
    shown = words(kapok("--help"))
    assert [line.split()[0] for line in shown[shown.index("命令:") + 1 :]] == list(COMMANDS)


def test_help_of_compile_has_an_example_of_every_option() -> None:
    shown = kapok("compile", "--help").stdout
    examples = shown[shown.index("例：") : shown.index("结束码")]
    used = {word for word in examples.split() if word.startswith("-") and word != "-"}
    assert used == {"-o", "--format", "--columns", "--jurisdiction", "--strict"}


@pytest.mark.parametrize("command", ["compile", "diff"])
def test_no_line_of_the_help_is_wider_than_a_terminal(command: str) -> None:
    assert max(cell_len(line) for line in kapok(command, "--help").stdout.splitlines()) <= 80
