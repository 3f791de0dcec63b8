"""Days and numbers as people read them, in the language of the page."""

import datetime
from decimal import Decimal

from django.utils.dateformat import format as dated
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def day_words(day: datetime.date) -> str:
    """2020年9月30日 or 30 September 2020."""
    return dated(day, pgettext("Django date format", "Y年n月j日"))


def moment_words(moment: datetime.datetime) -> str:
    """2020年9月30日 09:05, in the city's time."""
    here = moment.astimezone(get_current_timezone())
    return f"{day_words(here)} {here:%H:%M}"


def years_words(first: int | None, last: int | None) -> str:
    """2019—2021年, 2021年, or nothing where no year is known."""
    if first and last and first != last:
        return _("{first}—{last}年").format(first=first, last=last)
    return year_words(last or first) if last or first else ""


def year_words(year: int | None) -> str:
    """2021年 or 2021."""
    return _("{year}年").format(year=year)


def grouped(number: Decimal) -> str:
    """All digits, in groups of three, without zeros that say nothing.

    >>> grouped(Decimal("85000.00")), grouped(Decimal("3.10"))
    ('85,000', '3.1')
    """
    plain = f"{number:,f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
