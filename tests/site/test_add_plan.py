import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from kapok.plans.models import Plan

pytestmark = pytest.mark.django_db
TEXT = "云山市创新计划\n一、目标\n到2021年，建成创新平台10个。\n（责任单位：市科技局、财政局）\n"


def add(*arguments: object) -> str:
    out = io.StringIO()
    call_command("add_plan", *map(str, arguments), stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "Cloud Hill 2021.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_file_becomes_a_page(plan_file: Path, client: Client) -> None:
    assert add(plan_file, "--publish") == "已公布：云山市创新计划，网址 /plans/cloud-hill-2021/"
    assert "创新平台" in client.get("/plans/cloud-hill-2021/").content.decode()


def test_a_title_that_is_given_is_taken(plan_file: Path) -> None:
    assert (
        add(plan_file, "--publish", "--title", "三年计划", "--slug", "three") == "已公布：三年计划，网址 /plans/three/"
    )


def test_without_being_told_nothing_is_published(plan_file: Path, client: Client) -> None:
    assert add(plan_file) == "已存入，尚未公布：云山市创新计划。公布请再运行一次，加上 --publish。"
    assert client.get("/plans/cloud-hill-2021/").status_code == 404
    assert add(plan_file, "--publish").startswith("已公布")
    assert Plan.objects.count() == 1


def test_a_chinese_file_name_gives_an_address_of_its_contents(tmp_path: Path) -> None:
    path = tmp_path / "计划.txt"
    path.write_text(TEXT, "utf-8")
    add(path)
    assert [plan.slug[:5] for plan in Plan.objects.all()] == ["plan-"]


def test_the_offices_of_a_city_that_we_know_have_their_full_names(plan_file: Path) -> None:
    add(plan_file, "--jurisdiction", "440100")
    (plan,) = Plan.objects.all()
    assert [office.full_name for office in plan.offices.all()] == ["广州市科学技术局", "广州市财政局"]


@pytest.mark.parametrize("arguments", [["absent.txt"], ["plan.doc"], ["empty.txt"], ["good.txt", "--slug", "a/b"]])
def test_what_cannot_be_added_is_refused_in_one_sentence_and_leaves_nothing(
    tmp_path: Path, arguments: list[str]
) -> None:
    (tmp_path / "plan.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text(TEXT, "utf-8")
    with pytest.raises(CommandError) as refused:
        add(tmp_path / arguments[0], *arguments[1:])
    assert str(refused.value).endswith(("。", "。）"))
    assert "\n" not in str(refused.value)
    assert Plan.objects.count() == 0
