"""The only reader of the clock. Everything else is told which day it is."""

import datetime

from django.conf import settings


def now() -> datetime.datetime:
    """The moment, for what records when something was really done: a fixed day does not change it."""
    return datetime.datetime.now(datetime.UTC)


def today() -> datetime.date:
    """The day that all pages and computations are for: ``KAPOK_AS_OF`` where set, else today in the city's time."""
    fixed: datetime.date | None = settings.KAPOK_AS_OF
    return fixed or now().astimezone(settings.CITY_TIME).date()
