"""Settings under which a page can be tested without collecting static files first, on a day that never changes."""

import datetime
from pathlib import Path
from typing import Any

DAY = datetime.date(2020, 9, 30)


def plain(settings: Any, folder: Path) -> None:
    """Static files from where they are written; today is 30 September 2020."""
    settings.STATIC_ROOT = folder
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.KAPOK_AS_OF = DAY
