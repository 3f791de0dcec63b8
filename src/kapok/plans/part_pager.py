"""From part to part of a long plan, by plain links."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from kapok.plans.parts import Part
from kapok.web.paging import changed


@dataclass(frozen=True)
class PartPager:
    """What the pager component takes."""

    asked: QueryDict
    part: Part
    is_below: bool = False  # the second one of a page

    @property
    def label(self) -> str:
        return _("翻到别的部分（页尾）") if self.is_below else _("翻到别的部分")

    @property
    def words(self) -> str:
        return _("第 {number} 部分，共 {count} 部分").format(number=self.part.number, count=self.part.total)

    def read_in(self, script: str) -> str:
        """The address of the same part in a script."""
        part = str(self.part.number) if self.part.total > 1 else ""
        return f"{changed(self.asked, script=script, part=part, at='')}#text"

    @property
    def source(self) -> str:
        return self.read_in("source")

    @property
    def hans(self) -> str:
        return self.read_in("hans")

    @property
    def hant(self) -> str:
        return self.read_in("hant")

    @property
    def previous(self) -> str:
        return self._address(self.part.number - 1) if self.part.number > 1 else ""

    @property
    def next(self) -> str:
        return self._address(self.part.number + 1) if self.part.number < self.part.total else ""

    def _address(self, number: int) -> str:
        return changed(self.asked, part=str(number), at="")
