import pytest
from django.test import Client

from kapok.compiler import compile_plan
from kapok.plans.models import Draft, Plan
from kapok.plans.review.actions import adopt, import_draft
from kapok.site import sample
from kapok.site.packs import packs
from tests.accounts.cast import AT, DAY

pytestmark = pytest.mark.django_db


def test_the_sample_is_published_and_says_that_it_is_one(client: Client) -> None:
    assert not sample.is_loaded(DAY)
    sample.load(AT)
    assert sample.is_loaded(DAY)
    page = client.get("/plans/guangzhou-2019/").content.decode()
    assert "由 Kapok 编写，不是政府文件原文。" in page


def test_loading_again_takes_the_older_sample_s_place() -> None:
    sample.load(AT)
    first = Plan.objects.get()
    sample.load(AT)
    assert Plan.objects.get().pk != first.pk


def test_an_english_reader_gets_english_names_of_every_office() -> None:
    sample.load(AT)
    assert [office.name for office in Plan.objects.get().offices.all() if not office.name_en] == []


def test_each_city_has_an_address_of_its_own() -> None:
    slugs = [sample.slug_of(pack) for pack in packs()]
    assert "guangzhou-2019" in slugs
    assert len(set(slugs)) == len(slugs)


def test_a_text_waits_to_be_reviewed_and_is_left_once() -> None:
    assert "待核对的草稿：南沙区落实科技创新强市三年行动计划实施方案" in sample.load(AT)
    assert Draft.objects.get().original.name == "draft.txt"
    assert "待核对的草稿" not in sample.load(AT)
    assert Draft.objects.count() == 1


def test_a_version_that_somebody_adopted_is_not_replaced_by_the_sample() -> None:
    sample.load(AT)
    draft = import_draft(
        plan=compile_plan("一、目标\n到2021年，建成基地9家。\n"), by="李华", at=AT, amends="guangzhou-2019"
    )
    adopt(draft=draft, slug="guangzhou-2019", by="李华", at=AT, on=DAY, seen=9)
    sample.load(AT)
    assert sorted(Plan.objects.values_list("version", "is_sample")) == [(1, True), (2, False)]
