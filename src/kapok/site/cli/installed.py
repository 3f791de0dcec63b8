"""What a command needs that works on this installation's database."""

import os

from kapok.site.cli.refusal import Refusal
from kapok.site.environment import SettingError


def installed() -> None:
    """Starts Django with this installation's settings, and refuses where the tables are not there or not current."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kapok.site.settings")
    import django
    from django.db import DatabaseError

    try:
        django.setup()
        from kapok.site import preparation

        behind = preparation.is_behind()
    except SettingError as error:
        raise Refusal(str(error)) from error
    except DatabaseError as error:
        raise Refusal(f"数据库连不上（{error}）。请检查 KAPOK_DATA 或 KAPOK_DATABASE_URL。") from error
    if behind:
        raise Refusal("数据库还没有建好，或不是最新的。请先运行 kapok manage migrate。")
