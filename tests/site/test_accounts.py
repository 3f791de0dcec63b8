import json
from pathlib import Path
from typing import Any

import pytest

from kapok.accounts.actions import create_person
from kapok.accounts.actor import Actor
from kapok.accounts.kinds import KINDS
from kapok.accounts.models import Mandate, Office, Person
from kapok.accounts.queries import members
from kapok.journal.queries import verify
from kapok.site import accounts
from kapok.site.packs import KINDS as PACK_KINDS
from tests.accounts.cast import AT, DAY, PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def test_the_demo_has_an_account_for_each_role(tmp_path: Path) -> None:
    assert accounts.create(tmp_path, AT)
    found = [(m.person.username, m.role, str(m.office)) for m in Mandate.objects.all()]
    assert found == [
        ("leading-group", "leading_group_office", "市科技局"),
        ("reporter", "office_reporter", "市发展改革委"),
        ("auditor", "auditor", "市科技局"),
        ("administrator", "administrator", "None"),
    ]
    passwords = json.loads((tmp_path / "demo_accounts.json").read_text("utf-8"))
    assert all(Person.objects.get(username=name).check_password(password) for name, password in passwords.items())
    assert (tmp_path / "demo_accounts.json").stat().st_mode & 0o777 == 0o600
    assert [line.split("密码 ")[-1] for line in accounts.told(tmp_path)][1:] == list(passwords.values())
    assert verify() is None


def test_a_second_start_makes_nobody_and_two_data_folders_share_no_password(tmp_path: Path) -> None:
    assert [accounts.create(tmp_path, AT), accounts.create(tmp_path, AT)] == [True, False]
    first = list(accounts.told(tmp_path))
    assert (Person.objects.count(), Office.objects.count() > 20) == (4, True)
    Mandate.objects.all().delete()
    Person.objects.all().delete()
    assert accounts.create(tmp_path, AT)
    assert set(first[1:]) & set(list(accounts.told(tmp_path))[1:]) == set()


def test_the_demo_has_the_packs_group_with_its_members(tmp_path: Path) -> None:
    accounts.create(tmp_path, AT)
    group = Office.objects.get(kind="group")
    found = [office.name for office in members(group, DAY)]
    assert (group.name, len(found), found[0]) == ("各区政府", 11, "荔湾区政府")


def test_the_kinds_of_a_pack_are_those_that_the_screens_have_words_for() -> None:
    assert list(KINDS) == list(PACK_KINDS)


def test_where_there_are_people_no_demo_account_is_made(tmp_path: Path) -> None:
    create_person(username="wang", name="王敏", password=PASSWORD, by=Actor(), at=AT)
    assert not accounts.create(tmp_path, AT)
    assert list(accounts.told(tmp_path)) == []
