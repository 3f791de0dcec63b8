"""A list that is found by words and turned by pages; its state is in its address."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from kapok.web.paging import Pager

LONGEST = 200


class Listing:
    """What an address asks of a list: words to find, and whether what is over is shown instead (``?over=1``)."""

    def __init__(self, asked: QueryDict) -> None:
        self.asked = asked
        self.words = asked.get("q", "").replace("\x00", "").strip()[:LONGEST]
        self.is_over = asked.get("over") == "1"
        self.pager = Pager(asked, 0)

    @property
    def is_filtered(self) -> bool:
        return bool(self.words) or self.is_over

    def rows(self, found: QuerySet[Any]) -> list[Any]:
        """One page of what was found."""
        self.pager = Pager(self.asked, found.count())
        return list(found[self.pager.offset : self.pager.offset + self.pager.size])
