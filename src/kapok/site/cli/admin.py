"""``kapok admin create``: the first person of an empty installation."""

import sys

import click

from kapok.site.cli.helptext import Command
from kapok.site.cli.installed import installed
from kapok.site.cli.refusal import Refusal


@click.command("admin", cls=Command)
@click.argument("act", metavar="create", type=click.Choice(["create"]))
@click.option("--username", metavar="NAME", required=True, help="登录名。")
@click.option("--name", metavar="NAME", required=True, help="姓名。")
@click.option("--password-stdin", is_flag=True, help="从标准输入读密码，不在屏幕上问。")
def command(act: str, username: str, name: str, *, password_stdin: bool) -> None:  # noqa: ARG001  (the only act so far)
    """为空的安装建第一位管理员。已经有人员账户时拒绝。

    密码在屏幕上问两遍，不会显示，也不写在命令里。
    """
    installed()
    from kapok.accounts import queries
    from kapok.accounts.actions import RefusedError, create_administrator
    from kapok.site import clock

    try:
        if not queries.is_empty():  # before a password is asked for that nobody will use
            create_administrator(username=username, name=name, password="", by="kapok admin", at=clock.now())
        password = _read() if password_stdin else click.prompt("密码", hide_input=True, confirmation_prompt="再写一遍")
        create_administrator(username=username, name=name, password=password, by="kapok admin", at=clock.now())
    except RefusedError as error:
        raise Refusal(str(error)) from error
    click.echo(f"已建管理员 {name}（{username}）。登录后请开启验证码登录。")


def _read() -> str:
    return sys.stdin.readline().rstrip("\r\n")
