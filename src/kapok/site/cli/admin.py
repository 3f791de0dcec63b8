"""``kapok admin``: the first administrator of an empty installation, and the way back in for one who is locked out."""

import sys
from typing import Any

import click

from kapok.site.cli.helptext import Command
from kapok.site.cli.installed import installed
from kapok.site.cli.refusal import Refusal

ACTS = ("create", "list", "reset", "appoint")
BY = "kapok admin"


@click.command("admin", cls=Command)
@click.argument("act", metavar="|".join(ACTS), type=click.Choice(ACTS))
@click.argument("who", metavar="[NAME]", required=False)
@click.option("--username", metavar="NAME", help="登录名；与直接写 NAME 相同。")
@click.option("--name", metavar="NAME", help="姓名，create 用。")
@click.option("--password-stdin", is_flag=True, help="create 从标准输入读密码，不在屏幕上问。")
@click.option("--codes", is_flag=True, help="reset 时也去掉验证码登录（手机丢了时用）。")
@click.option("--why", metavar="WORDS", help="理由，记入操作日志；不写时记“在服务器上用命令办理”。")
def command(act: str, who: str | None, username: str | None, **given: Any) -> None:
    """建第一位管理员，或让进不去的管理员重新进来。

    create 为空的安装建第一位管理员，已经有人员账户时拒绝；密码在屏幕上问两遍。

    list 列出今天的管理员。

    reset NAME 重设密码并启用账户，显示新的初始密码，本人登录时要先改掉它。

    appoint NAME 从今天起给一个已有的人管理员的授权。

    能在服务器上运行这条命令的人，本来就能读写数据库；每一步都记入操作日志。
    """
    installed()
    from kapok.accounts.actions import RefusedError

    try:
        DOES[act](username or who or "", given)
    except RefusedError as error:
        raise Refusal(str(error)) from error


def _create(username: str, given: dict[str, Any]) -> None:
    from kapok.accounts import queries
    from kapok.accounts.actions import create_administrator
    from kapok.site import clock

    for option, value in (("--username", username), ("--name", given["name"])):
        if not value:
            raise Refusal(f"没有给出 {option}。用法见 kapok admin --help。")
    who = {"username": username, "name": given["name"], "by": BY, "at": clock.now()}
    if not queries.is_empty():  # before a password is asked for that nobody will use
        create_administrator(**who, password="")
    asked: dict[str, Any] = {"hide_input": True, "confirmation_prompt": "再写一遍"}
    password = sys.stdin.readline().rstrip("\r\n") if given["password_stdin"] else click.prompt("密码", **asked)
    create_administrator(**who, password=password)
    click.echo(f"已建管理员 {given['name']}（{username}）。登录后请开启验证码登录。")


def _list(_username: str, _given: dict[str, Any]) -> None:
    from kapok.accounts import queries
    from kapok.site import clock

    found = list(queries.administrators(clock.today()))
    for person in found:
        click.echo(f"{person.username}　{person.name}")
    if not found:
        raise Refusal("今天没有一位能登录的管理员。请用 kapok admin appoint 登录名 给一个人授权。")


def _reset(username: str, given: dict[str, Any]) -> None:
    from allauth.mfa.utils import is_mfa_enabled
    from django.db import transaction

    from kapok.accounts import actions, passwords
    from kapok.site import clock

    person, told = _person(username), _told(given)
    first = passwords.by_chance()
    with transaction.atomic():
        actions.reset_password(person=person, password=first, **told)
        if given["codes"] and is_mfa_enabled(person):
            actions.remove_second_factor(person=person, **told)
        if not person.is_active:
            actions.switch_person(person=person, on=True, as_of=clock.today(), **told)
    click.echo(f"{person} 的初始密码：{first}　只显示这一次，登录时要先改掉它。")


def _appoint(username: str, given: dict[str, Any]) -> None:
    from kapok.accounts import actions
    from kapok.accounts.roles import ADMINISTRATOR
    from kapok.site import clock

    person = _person(username)
    actions.give_mandate(person=person, role=ADMINISTRATOR, office=None, starts=clock.today(), **_told(given))
    click.echo(f"{person} 从今天起是管理员。")


def _person(username: str) -> Any:
    from kapok.accounts.models import Person

    found = Person.objects.filter(username=username.strip().lower()).first()
    if found is None:
        raise Refusal(f"没有登录名为“{username}”的人。请核对登录名；管理员见 kapok admin list。")
    return found


def _told(given: dict[str, Any]) -> dict[str, Any]:
    """What each act is told: who, when, why."""
    from kapok.site import clock

    return {"by": BY, "at": clock.now(), "why": given["why"] or "在服务器上用命令办理"}


DOES = {"create": _create, "list": _list, "reset": _reset, "appoint": _appoint}
