import datetime
from typing import Any

from kapok.site import clock


def test_a_fixed_day_is_today(settings: Any) -> None:
    settings.KAPOK_AS_OF = datetime.date(2020, 9, 30)
    assert clock.today() == datetime.date(2020, 9, 30)


def test_otherwise_today_is_the_day_in_the_city(settings: Any) -> None:
    settings.KAPOK_AS_OF = None
    before = datetime.datetime.now(settings.CITY_TIME).date()  # noqa: TID251  (the clock itself is under test)
    found = clock.today()
    after = datetime.datetime.now(settings.CITY_TIME).date()  # noqa: TID251
    assert before <= found <= after
