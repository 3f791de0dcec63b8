"""A request as Kapok's views get it: it says which day it is for."""

import datetime
from typing import cast

from django.http import HttpRequest


class DatedRequest(HttpRequest):
    """A request with its day. No view reads the clock."""

    as_of: datetime.date
    as_of_is_set: bool


def told(request: HttpRequest, *, as_of: datetime.date, is_set: bool) -> DatedRequest:
    """The same request, told its day and whether an operator fixed it."""
    dated = cast(DatedRequest, request)
    dated.as_of, dated.as_of_is_set = as_of, is_set
    return dated
