import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner, Result

from kapok.accounts.actions import create_person
from kapok.accounts.models import Person
from kapok.accounts.roles import ADMINISTRATOR
from kapok.journal.queries import about
from kapok.site.cli import main
from tests.accounts.cast import AT

pytestmark = pytest.mark.django_db
Kapok = Callable[..., Result]
WHO = ("--username", "zhao", "--name", "赵磊")


@pytest.fixture
def kapok(settings: Any) -> Kapok:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return lambda *arguments, said="": CliRunner().invoke(main, ["admin", *arguments], input=said)


def test_an_empty_installation_gets_its_administrator_once(kapok: Kapok) -> None:
    done = kapok("create", *WHO, said="correct-horse-42\ncorrect-horse-42\n")
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "已建管理员 赵磊（zhao）。登录后请开启验证码登录。")
    assert [m.role for m in Person.objects.get().mandates.all()] == [ADMINISTRATOR.key]
    again = kapok("create", "--username", "second", "--name", "别人")
    assert (again.exit_code, again.stderr) == (2, "这里已经有人员账户，不能再这样建管理员。请由现有的管理员授权。\n")
    assert Person.objects.count() == 1


def test_a_password_may_come_from_standard_input(kapok: Kapok) -> None:
    assert kapok("create", *WHO, "--password-stdin", said="correct-horse-42\n").exit_code == 0
    assert Person.objects.get().check_password("correct-horse-42")


@pytest.fixture
def zhao(kapok: Kapok) -> Person:
    kapok("create", *WHO, "--password-stdin", said="correct-horse-42\n")
    return Person.objects.get()


def test_a_locked_out_administrator_gets_a_new_password_that_has_to_be_changed(kapok: Kapok, zhao: Person) -> None:
    zhao.is_active = False
    zhao.save()
    Authenticator.objects.create(user=zhao, type="totp", data={})
    done = kapok("reset", "ZHAO", "--codes", "--why", "手机丢了")
    told = re.fullmatch(r"赵磊（zhao） 的初始密码：(\S+)　只显示这一次，登录时要先改掉它。\n", done.output)
    assert told
    person = Person.objects.get()
    assert (person.check_password(told[1]), person.is_active, person.must_change_password) == (True, True, True)
    assert Authenticator.objects.count() == 0
    assert [(row.who, row.what, row.why) for row in about("accounts.person", "zhao")][1:] == [
        ("kapok admin", "reset-password", "手机丢了"),
        ("kapok admin", "remove-second-factor", "手机丢了"),
        ("kapok admin", "switch-on", "手机丢了"),
    ]
    assert kapok("reset", "zhao", "--codes").exit_code == 0  # nothing is there to be removed any more


def test_administrators_are_listed_and_appointed(kapok: Kapok, zhao: Person) -> None:
    create_person(username="sun", name="孙丽", password="correct-horse-42", by="测试", at=AT)
    assert kapok("list").output == "zhao　赵磊\n"
    assert kapok("appoint", "sun").output == "孙丽（sun） 从今天起是管理员。\n"
    assert kapok("list").output == "sun　孙丽\nzhao　赵磊\n"
    again = kapok("appoint", "sun")
    assert (again.exit_code, again.stderr) == (
        2, "孙丽（sun）在这段时间已经有同样的授权。请先终止那一项，或改正日期。\n",
    )  # fmt: skip


def test_an_installation_without_an_administrator_is_told_what_to_do(kapok: Kapok) -> None:
    done = kapok("list")
    assert (done.exit_code, done.stderr[:16]) == (2, "今天没有一位能登录的管理员。请用")


@pytest.mark.parametrize("act", ["reset", "appoint"])
def test_somebody_who_is_not_there_is_a_sentence(kapok: Kapok, act: str) -> None:
    for name in ((), ("nobody",)):
        done = kapok(act, *name)
        assert (done.exit_code, done.stderr[:9]) == (2, f"没有登录名为“{(*name, '')[0]}”的人"[:9])


def test_a_name_is_needed_to_make_somebody(kapok: Kapok) -> None:
    assert kapok("create", "zhao").stderr == "没有给出 --name。用法见 kapok admin --help。\n"


def test_a_weak_password_is_refused_and_nobody_is_made(kapok: Kapok) -> None:
    done = kapok("create", *WHO, "--password-stdin", said="1234\n")
    assert (done.exit_code, done.stderr[:8], Person.objects.count()) == (2, "这个密码不能用：", 0)
