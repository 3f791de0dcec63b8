"""``kapok manage``: Django's management commands for this installation."""

import os

import click

from kapok.site.cli.installed import no_database
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
        raise Refusal(no_database(error)) from error
