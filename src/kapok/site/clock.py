"""The only reader of the clock. Everything else is told which day it is."""

import datetime

from django.conf import settings


def today() -> datetime.date:
    """The day that all pages and computations are for: ``KAPOK_AS_OF`` where set, else today in the city's time."""
    fixed: datetime.date | None = settings.KAPOK_AS_OF
    return fixed or datetime.datetime.now(datetime.UTC).astimezone(settings.CITY_TIME).date()
