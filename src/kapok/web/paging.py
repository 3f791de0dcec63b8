"""Long lists, a page at a time, by plain links that keep what else the address says."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

PAGE = 50  # rows


@dataclass(frozen=True)
class Pager:
    """The page of a list of ``total`` rows that an address asks for; a page beyond the end is the last."""

    asked: QueryDict
    total: int
    size: int = PAGE

    @property
    def number(self) -> int:
        """Which page, from 1."""
        wanted = self.asked.get("page", "1")
        chosen = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else 1
        return max(1, min(chosen, self.last))

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    @property
    def label(self) -> str:
        return _("翻页")

    @property
    def words(self) -> str:
        """第 1–50 条，共 5,000 条"""
        first, last = min(self.offset + 1, self.total), min(self.offset + self.size, self.total)
        return _("第 {first}–{last} 条，共 {total} 条").format(
            first=f"{first:,}", last=f"{last:,}", total=f"{self.total:,}"
        )

    @property
    def previous(self) -> str:
        """The address of the page before; "" on the first."""
        return self._address(self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        """The address of the page after; "" on the last."""
        return self._address(self.number + 1) if self.number < self.last else ""

    def _address(self, page: int) -> str:
        return changed(self.asked, page="" if page == 1 else str(page))


def changed(asked: QueryDict, **values: str) -> str:
    """The same address with some of its parts changed; "" takes a part away.

    >>> changed(QueryDict("q=a&page=2"), page="")
    '?q=a'
    """
    copy = asked.copy()
    for name, value in values.items():
        copy.pop(name, None)
        if value:
            copy[name] = value
    return f"?{copy.urlencode()}"
