import pytest
from django.test import Client

from kapok.plans.models import Plan
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
