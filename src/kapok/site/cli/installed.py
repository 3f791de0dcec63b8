"""What a command needs that works on this installation's database."""

import os

from kapok.site import environment
from kapok.site.cli.refusal import Refusal
from kapok.site.environment import SettingError


def no_database(error: Exception) -> str:
    """Why a database cannot be used, and what to do."""
    data = environment.read("KAPOK_DATA")
    if not environment.read("KAPOK_DATABASE_URL") and not data.is_dir():
        return f"数据文件夹 {data} 不存在。请先建好它，或者用 KAPOK_DATA 指明另一个文件夹，再运行一次。"
    return (
        f"数据库用不了（{error}）。请检查 KAPOK_DATA 或 KAPOK_DATABASE_URL；还没有建库的，先运行 kapok manage migrate。"
    )


def installed() -> None:
    """Starts Django with this installation's settings, and refuses where the tables are not there or not current."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kapok.site.settings")
    import django
    from django.db import DatabaseError
    from django.utils import translation

    try:
        django.setup()
        from kapok.site import preparation

        behind = preparation.is_behind()
        translation.activate("zh-hans")  # refusals of actions too: the command line speaks one language
    except SettingError as error:
        raise Refusal(str(error)) from error
    except DatabaseError as error:
        raise Refusal(no_database(error)) from error
    if behind:
        raise Refusal("数据库还没有建好，或不是最新的。请先运行 kapok manage migrate。")
