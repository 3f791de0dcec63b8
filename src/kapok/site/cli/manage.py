"""``kapok manage``: Django's management commands for this installation."""

import os

import click

from kapok.site.cli.refusal import Refusal
from kapok.site.environment import SettingError


@click.command(
    "manage",
    add_help_option=False,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """网站的管理命令；不带参数时列出全部。"""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kapok.site.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(["kapok manage", *(arguments or ("help",))])
    except SettingError as error:
        raise Refusal(str(error)) from error
    except OperationalError as error:
        raise Refusal(_no_database(error)) from error


def _no_database(error: Exception) -> str:
    from kapok.site import environment

    data = environment.read("KAPOK_DATA")
    if not environment.read("KAPOK_DATABASE_URL") and not data.is_dir():
        return f"数据文件夹 {data} 不存在。请先建好它，或者用 KAPOK_DATA 指明另一个文件夹，再运行一次。"
    return (
        f"数据库用不了（{error}）。请检查 KAPOK_DATA 或 KAPOK_DATABASE_URL；还没有建库的，先运行 kapok manage migrate。"
    )
