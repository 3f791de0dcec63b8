from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kapok.accounts.models import Person
from kapok.accounts.roles import ADMINISTRATOR
from kapok.site.cli import main

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


def test_a_weak_password_is_refused_and_nobody_is_made(kapok: Kapok) -> None:
    done = kapok("create", *WHO, "--password-stdin", said="1234\n")
    assert (done.exit_code, done.stderr[:8], Person.objects.count()) == (2, "这个密码不能用：", 0)
