"""``kapok pack`` on good, doubtful and faulty packs."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import kapok.cities
from kapok.site.cli import main

PACK = """code = "999900"
[name]
zh-hans = "木棉市"
zh-hant = "木棉市"
en = "Kapok City"
[plan]
file = "plan.txt"
title = "木棉市行动计划"
"""
OFFICE = """[[office]]
id = "A"
short = "市科技局"
kind = "government"
in_plan = true
"""
OTHER = OFFICE.replace("市科技局", "市教育局").replace('"A"', '"B"')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pack.toml").write_text(PACK, encoding="utf-8")
    (tmp_path / "offices.toml").write_text(OFFICE, encoding="utf-8")
    (tmp_path / "plan.txt").write_text("到2025年，创新平台达到60家。（责任单位：市科技局）", encoding="utf-8")
    return tmp_path


def pack(*folders: Path) -> Result:
    return CliRunner().invoke(main, ["pack", *map(str, folders)], prog_name="kapok")


def test_a_good_pack_is_summed_up(folder: Path) -> None:
    result = pack(folder)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "木棉市（999900）：1 个单位；计划有 1 个目标值、1 行责任。\n"


def test_the_packs_that_come_with_kapok_are_good() -> None:
    folders = [path.parent for path in Path(kapok.cities.__path__[0]).glob("*/pack.toml")]
    result = pack(*folders)
    assert (len(folders) > 0, result.exit_code, result.stderr) == (True, 0, "")


@pytest.mark.parametrize(
    ("offices", "sentence"),
    [
        (OTHER.replace("in_plan = true", ""), "计划里有 市科技局，但 offices.toml 里没有，请补上。"),
        (OFFICE + OTHER, "offices.toml 说计划里有 市教育局（in_plan），但计划里没有，请核对。"),
        (OFFICE.replace("in_plan = true", ""), "计划里有 市科技局，请在 offices.toml 里给它加上 in_plan = true。"),
    ],
)
def test_a_plan_that_disagrees_with_the_table_is_told(folder: Path, offices: str, sentence: str) -> None:
    (folder / "offices.toml").write_text(offices, encoding="utf-8")
    result = pack(folder)
    assert (result.exit_code, result.stderr) == (1, sentence + "\n")


def test_a_faulty_pack_does_not_hide_a_good_one(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = tmp_path_factory.mktemp("空")
    result = pack(empty, folder)
    sentence = f"城市资料包 {empty.name} 里没有 pack.toml，请补上这个文件。\n"
    assert (result.exit_code, result.stderr, len(result.stdout.splitlines())) == (2, sentence, 1)
