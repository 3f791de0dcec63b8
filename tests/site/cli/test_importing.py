import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kapok.accounts.actions import add_office
from kapok.compiler import compile_plan, to_dict
from kapok.journal.models import Entry
from kapok.plans.models import Draft, Plan
from kapok.site.cli import main
from tests.accounts.cast import AT
from tests.plans.invented import TEXT

pytestmark = pytest.mark.django_db
Kapok = Callable[..., Result]


@pytest.fixture
def kapok(settings: Any) -> Kapok:
    settings.KAPOK_AS_OF = datetime.date(2020, 9, 30)
    return lambda *arguments: CliRunner().invoke(main, ["import", *arguments])


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "计划.txt"
    path.write_text(TEXT, "utf-8")
    return str(path)


def test_a_file_becomes_a_draft_and_the_command_says_where_to_review_it(kapok: Kapok, file: str) -> None:
    done = kapok(file)
    draft = Draft.objects.get()
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.output.startswith(f"草稿 {draft.pk}：云山市建设创新名城三年行动计划（2019—2021年），有 ")
    assert f"/drafts/{draft.pk}/" in done.output
    assert (draft.created_by, draft.original.name) == ("kapok import", "计划.txt")


def test_each_file_may_fail_alone(kapok: Kapok, file: str, tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    done = kapok(str(tmp_path / "空.txt"), file, str(tmp_path / "没有.txt"))
    assert (done.exit_code, Draft.objects.count(), len(done.stderr.splitlines())) == (2, 1, 2)
    assert "空.txt：文件是空的" in done.stderr


def test_a_compiled_plan_is_taken_as_it_is(kapok: Kapok, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(to_dict(compile_plan(TEXT))), "utf-8")
    assert (kapok(str(path)).exit_code, Draft.objects.count()) == (0, 1)


def test_offices_and_versions_are_named_by_their_keys(kapok: Kapok, file: str) -> None:
    office = add_office(key="kjj", name="市科技局", by="测试", at=AT)
    assert kapok(file, "--adopt", "yunshan").exit_code == 0
    assert kapok(file, "--office", "kjj", "--amends", "yunshan", "--again").exit_code == 0
    draft = Draft.objects.latest("pk")
    assert (draft.office, draft.amends) == (office, "yunshan")


def test_the_same_file_again_is_told(kapok: Kapok, file: str) -> None:
    kapok(file)
    done = kapok(file)
    assert (done.exit_code, Draft.objects.count()) == (2, 1)
    assert "同一份文件已经是草稿" in done.stderr


def test_a_script_adopts_at_once(kapok: Kapok, file: str) -> None:
    done = kapok(file, "--adopt", "yunshan", "--on", "2020-10-01")
    assert done.exit_code == 0
    plan = Plan.objects.get()
    assert (plan.slug, plan.version, str(plan.published_date)) == ("yunshan", 1, "2020-10-01")
    assert done.output == f"已采用为第 1 版：{plan.title}，公布日期 2020-10-01。网址：/plans/yunshan/\n"
    assert Entry.objects.filter(what="adopt").get().who == "kapok import"


def test_where_it_cannot_be_adopted_nothing_is_stored(kapok: Kapok, file: str) -> None:
    kapok(file, "--adopt", "yunshan")
    done = kapok(file, "--adopt", "yunshan", "--again")
    assert (done.exit_code, done.stderr) == (2, "网址名“yunshan”已经有一份计划。请另取一个。什么都没有保存。\n")
    assert (Draft.objects.count(), Plan.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--jurisdiction", "abc"), "--jurisdiction 要写六位行政区划代码，例如 440100，不能是“abc”。"),
        (("--office", "kjj"), "没有代号为 kjj 的单位，或它今天已经撤销。请核对单位代号。"),
        (("--amends", "nowhere"), "没有网址名为“nowhere”的已公布计划，不能导入它的新一版。请核对网址名。"),
        (("--on", "2020-10-01"), "--on 要和 --adopt 一起用。"),
        (("--adopt", "x", "--on", "明天"), "--on 要写成 2026-01-15 这样的日期，不能是“明天”。"),
        (("--adopt", "云山"), "--adopt 要写网址名，只用字母、数字、连字符和下划线，不能是“云山”。"),
        (("另一份.txt", "--adopt", "x"), "--adopt 只能有一个 FILE，请一份一份地采用。"),
    ],
)
def test_what_cannot_be_is_one_sentence(kapok: Kapok, file: str, arguments: tuple[str, ...], sentence: str) -> None:
    done = kapok(file, *arguments)
    assert (done.exit_code, done.stderr, Draft.objects.count()) == (2, f"{sentence}\n", 0)
