from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kapok.site import packs
from kapok.site.packs import Office, PackError, pack_of, read_pack

PACK = """code = "999900"
[name]
zh-hans = "某市"
zh-hant = "某市"
en = "Somewhere"
[plan]
file = "plan.txt"
title = "某市行动计划"
"""
OFFICES = """[[office]]
id = "A"
short = "市科技局"
kind = "government"
full_name = "某市科学技术局"
"""


def written(folder: Path, pack: str = PACK, offices: str = OFFICES, plan: str = "某市行动计划\n") -> Path:
    (folder / "pack.toml").write_text(pack, encoding="utf-8")
    (folder / "offices.toml").write_text(offices, encoding="utf-8")
    (folder / "plan.txt").write_text(plan, encoding="utf-8")
    return folder


def fault(folder: Path) -> str:
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    return str(caught.value).replace(folder.name, "包")


def test_a_pack_is_found_by_its_code() -> None:
    pack = pack_of("440100")
    assert pack
    assert dict(pack.names) == {"zh-hans": "广州市", "zh-hant": "廣州市", "en": "Guangzhou"}


def test_a_code_without_a_pack_has_no_offices() -> None:
    assert (pack_of("110000"), packs.offices("110000")) == (None, {})


def test_every_pack_has_its_own_code() -> None:
    assert [pack.code for pack in packs.packs()] == ["440100"]


def test_short_names_and_aliases_give_full_names() -> None:
    known = packs.offices("440100")
    assert (known["市财政局"], known["市人社局"]) == ("广州市财政局", "广州市人力资源和社会保障局")


def test_a_group_has_no_full_name() -> None:
    assert "各区政府" not in packs.offices("440100")


def test_the_plan_of_guangzhou_names_23_offices_and_a_group() -> None:
    pack = pack_of("440100")
    assert pack
    kinds = Counter(office.kind for office in pack.offices if office.in_plan)
    assert kinds == {
        "government": 13,
        "national_vertical": 1,
        "party": 3,
        "peoples_organisation": 2,
        "court": 1,
        "district": 3,
        "group": 1,
    }


def test_the_group_of_districts_has_eleven_members_each_with_its_code() -> None:
    pack = pack_of("440100")
    assert pack
    group = next(office for office in pack.offices if office.kind == "group")
    codes = [office.code for office in pack.offices if office.short in group.members]
    assert codes == [f"4401{n}" for n in ("03", "04", "05", "06", "11", "12", "13", "14", "15", "17", "18")]


def test_a_full_name_is_confirmed_only_with_its_source() -> None:
    pack = pack_of("440100")
    assert pack
    assert all(bool(office.source) == office.full_name_confirmed for office in pack.offices)
    assert sum(office.full_name_confirmed for office in pack.offices) == 8


def test_english_names_are_marked_as_translations_of_ours() -> None:
    pack = pack_of("440100")
    assert pack
    assert all(office.name_en and office.name_en_is_ours for office in pack.offices)


def test_the_plan_of_a_pack_says_that_it_is_a_sample() -> None:
    pack = pack_of("440100")
    assert pack
    assert (pack.plan.sample, pack.plan.notice in pack.plan.text.splitlines()[0]) == (True, True)


OFFICE = Office("A", "市科技局", "government", "某市科学技术局", False, None, False)


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "as_of", "there"),
    [
        (None, None, date(2019, 1, 1), True),
        (date(2019, 1, 1), None, date(2019, 1, 1), True),
        (date(2019, 1, 2), None, date(2019, 1, 1), False),
        (None, date(2019, 1, 1), date(2018, 12, 31), True),
        (None, date(2019, 1, 1), date(2019, 1, 1), False),
        (date(2019, 1, 2), date(2019, 1, 3), None, True),
    ],
)
def test_an_office_is_in_force_from_a_day_to_the_day_before_another(
    valid_from: date | None, valid_to: date | None, as_of: date | None, there: bool
) -> None:
    assert replace(OFFICE, valid_from=valid_from, valid_to=valid_to).in_force(as_of) is there


def test_full_names_are_those_of_the_day_asked_for(tmp_path: Path) -> None:
    renamed = OFFICES + 'to = 2024-01-01\n[[office]]\nid = "B"\nshort = "市科技局"\nkind = "government"\n'
    renamed += 'full_name = "某市科技创新局"\nfrom = 2024-01-01\n'
    pack = read_pack(written(tmp_path, offices=renamed))
    names = [pack.full_names(day)["市科技局"] for day in (date(2023, 12, 31), date(2024, 1, 1))]
    assert names == ["某市科学技术局", "某市科技创新局"]


@pytest.mark.parametrize(
    ("pack", "offices", "plan", "sentence"),
    [
        ("code = 1", OFFICES, "", "pack.toml 缺少 code，请补上。"),
        (PACK.replace("999900", "9999"), OFFICES, "", "pack.toml 的 code 要写六位行政区划代码，不能是“9999”。"),
        (PACK.replace('en = "Somewhere"\n', ""), OFFICES, "", "pack.toml 的 [name] 缺少 en，三种语言的名称都要写。"),
        (PACK, OFFICES + "size = 3", "", "offices.toml 第 1 个单位有不认识的项 size，请删去或改名。"),
        (
            PACK,
            OFFICES + 'from = "2019"',
            "",
            "offices.toml 第 1 个单位的 from 要写日期，例如 2019-01-01；不知道就不要写。",
        ),
        (PACK, OFFICES.replace("short", "code"), "", "offices.toml 第 1 个单位 缺少 short，请补上。"),
        (
            PACK,
            OFFICES.replace("government", "bureau"),
            "",
            f"offices.toml：市科技局的 kind 不能是“bureau”，只能是 {'、'.join(packs.KINDS)}。",
        ),
        (PACK, OFFICES + 'members = ["甲区"]', "", "offices.toml：市科技局的成员 甲区 没有列为单位，请补上或改名。"),
        (
            PACK,
            OFFICES + "full_name_confirmed = true",
            "",
            "offices.toml：市科技局的全称标为已确认，但没有写 full_name 和 source。",
        ),
        (PACK, OFFICES * 2, "", "offices.toml：市科技局同时是两个单位的名称，请用 from 和 to 分开它们。"),
        (
            PACK + 'sample = true\nnotice = "示例"',
            OFFICES,
            "某市行动计划\n示例",
            "plan.txt 是示例，第一行要写明“示例”。",
        ),
        (
            PACK.replace("plan.txt", "x.txt"),
            OFFICES,
            "",
            "城市资料包 包 的计划文本 x.txt 不在或不是 UTF-8，请检查 pack.toml 的 [plan]。",
        ),
        (
            f'{PACK}\n[draft]\nfile = "x.txt"\n',
            OFFICES,
            "某市行动计划\n",
            "城市资料包 包 的计划文本 x.txt 不在或不是 UTF-8，请检查 pack.toml 的 [draft]。",
        ),
    ],
)
def test_a_faulty_pack_is_refused_with_a_sentence(
    tmp_path: Path, pack: str, offices: str, plan: str, sentence: str
) -> None:
    assert fault(written(tmp_path, pack, offices, plan)) == sentence


def test_a_pack_without_its_table_of_offices_is_refused(tmp_path: Path) -> None:
    (written(tmp_path) / "offices.toml").unlink()
    assert fault(tmp_path) == "城市资料包 包 里没有 offices.toml，请补上这个文件。"


def test_a_table_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    assert fault(written(tmp_path, offices="[[")).startswith("城市资料包 包 的 offices.toml 不是合格的 TOML（")


def test_a_pack_may_do_without_dates_and_period(tmp_path: Path) -> None:
    plan = read_pack(written(tmp_path)).plan
    assert (plan.period, plan.issued, plan.sample) == (None, None, False)
