"""A number with all that the rows may ask about it, and the target that it may become."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from kapok.compiler.data.verbs import ANNUAL
from kapok.compiler.model import Comparator, Kind
from kapok.compiler.phrases import Phrase
from kapok.compiler.places import Place
from kapok.compiler.quantities import Quantity
from kapok.compiler.years import YearMark


@dataclass(frozen=True, slots=True)
class FlowTarget:
    """A target in the flow."""

    start: int
    end: int
    indicator: str
    year: int | None
    from_year: int | None
    value: Decimal
    high: Decimal | None
    unit: str
    comparator: Comparator
    kind: Kind
    stated: Literal["must", "strive"]
    heading: int | None
    pattern: str
    circumstance: str
    binding: Literal["binding", "expected"] | None = None
    instead_of: tuple[str, ...] = ()
    sliced: bool = False  # said of one year alone: 2027年,建设10座


@dataclass(slots=True)
class Case:
    """A number with all that the rows may ask about it."""

    flow: str
    quantity: Quantity
    place: Place
    left: int  # where what may belong to the number begins: behind the number before it in the stretch
    right: int  # and where it ends
    before: Phrase | None
    after: Phrase | None
    make: str  # the verb of making directly before the number
    year: YearMark | None
    year_from: str  # "sentence", "row", "paragraph", "clause", "heading", "period" or ""
    group: tuple[Quantity, ...] = ()
    previous: FlowTarget | None = None
    in_paragraph: bool = False  # a target stands earlier in the paragraph
    written: int | None = None
    before_goals: bool = False  # said plainly of a year while the text aims at later ones
    followed: bool = False  # another number stands behind it in the same stretch

    @property
    def pre(self) -> str:
        return self.flow[self.left : self.quantity.left]

    @property
    def post(self) -> str:
        words = (
            self.flow[self.group[-1].right : self.right] if self.group else self.flow[self.quantity.right : self.right]
        )
        return "" if words.startswith(("(", "全部", "均", "都")) else words

    @property
    def stretch_before(self) -> str:
        return self.flow[self.place.stretch.start : self.quantity.left]

    @property
    def sentence_before(self) -> str:
        return self.flow[max(self.place.sentence, self.quantity.left - 300) : self.quantity.left]

    @property
    def said_year(self) -> bool:
        return self.year_from == "sentence"

    @property
    def annual(self) -> bool:
        match = next(reversed(list(ANNUAL.finditer(self.sentence_before))), None)
        return (
            match is not None
            and ";" not in self.sentence_before[match.end() :]
            and not re.match(
                r"(?:浓度|值|气温|降|增长|递增|下降|增速|增幅|提高|提升|降低|减少|增加值)",
                self.sentence_before[match.end() :],
            )
        )


class Row(NamedTuple):
    """A reading of a number: its name, the words it is for, and when it fits."""

    name: str
    example: str
    fits: Callable[[Case], bool]
