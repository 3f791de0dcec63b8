import datetime

import pytest
from django.utils import translation

from kapok.web.parts import Timeline
from kapok.web.timeline import Moment, timeline

YEARS = (2019, 2020, 2021)


def at(year: int, month: int, day: int) -> Timeline:
    moments = [Moment(datetime.date(n, 12, 31), str(n), "#", ["1"]) for n in reversed(YEARS)]
    with translation.override("zh-hans"):
        return timeline("示例", moments, datetime.date(year, month, day))


@pytest.mark.parametrize(
    ("day", "gone", "following"),
    [
        ((2018, 6, 30), [0, 0, 0], [False, False, False]),
        ((2019, 7, 1), [50, 0, 0], [True, False, False]),
        ((2020, 9, 30), [100, 75, 0], [False, True, False]),
        ((2020, 12, 31), [100, 100, 0], [False, True, False]),
        ((2021, 1, 1), [100, 100, 0], [False, False, True]),
        ((2026, 11, 24), [100, 100, 100], [False, False, False]),
    ],
)
def test_the_present_day_stands_on_the_way_to_what_is_next(
    day: tuple[int, int, int], gone: list[int], following: list[bool]
) -> None:
    found = at(*day)
    assert [point.word for point in found.points] == ["2019", "2020", "2021"]
    assert [point.gone for point in found.points] == gone
    assert [point.is_next for point in found.points] == following


@pytest.mark.parametrize(("year", "early", "late"), [(2017, True, False), (2020, False, False), (2022, False, True)])
def test_before_and_after_everything_the_present_day_stands_alone(year: int, early: bool, late: bool) -> None:
    found = at(year, 9, 30)
    assert (found.is_early, found.is_late) == (early, late)
    assert found.today == f"今天 {year}年9月30日"


def test_years_without_anything_are_a_gap() -> None:
    days = [datetime.date(2019, 12, 31), datetime.date(2025, 12, 31), datetime.date(2026, 3, 31)]
    found = timeline("示例", [Moment(day, str(day), "#", []) for day in days], datetime.date(2020, 1, 1))
    assert [point.is_after_gap for point in found.points] == [False, True, False]


def test_several_points_of_one_day_take_no_time() -> None:
    day = datetime.date(2020, 12, 31)
    found = timeline("示例", [Moment(day, "a", "#", []), Moment(day, "b", "#", [])], datetime.date(2020, 6, 30))
    assert [point.is_next for point in found.points] == [True, False]


def test_without_anything_due_there_is_nothing_to_draw() -> None:
    found = timeline("示例", [], datetime.date(2020, 6, 30))
    assert (found.points, found.is_early, found.is_late) == ([], False, False)
