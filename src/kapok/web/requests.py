"""A request as Kapok's views get it: it says which day it is for."""

import datetime
from typing import cast

from django.http import HttpRequest


class DatedRequest(HttpRequest):
    """A request with its day and its moment. No view reads the clock."""

    as_of: datetime.date
    as_of_is_set: bool
    moment: datetime.datetime


def told(request: HttpRequest, *, as_of: datetime.date, is_set: bool, moment: datetime.datetime) -> DatedRequest:
    """The same request, told its day, whether an operator fixed it, and the moment for what records acts."""
    dated = cast(DatedRequest, request)
    dated.as_of, dated.as_of_is_set, dated.moment = as_of, is_set, moment
    return dated
