"""A target's number as its plan writes it, and all its digits."""

import unicodedata
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kapok.kernel.numerals import NUMERAL, numeral
from kapok.plans.models import Provision, Target
from kapok.plans.reading import Reading
from kapok.plans.scripts import converted
from kapok.web.parts import Figure
from kapok.web.words import grouped

SIGNS = {"eq": "", "ge": "≥ ", "gt": "＞ ", "le": "≤ ", "lt": "＜ ", "approx": "≈ "}
COMPARATOR_WORDS: dict[str, str | Promise] = {
    "eq": _("达到"),
    "ge": _("不低于"),
    "gt": _("超过"),
    "le": _("不超过"),
    "lt": _("低于"),
    "approx": _("大约"),
}
KIND_WORDS: dict[str, str | Promise] = {
    "level": _("到期日的水平"),
    "cumulative": _("累计"),
    "annual": _("当年"),
    "growth": _("增长"),
}
BINDING_WORDS: dict[str, str | Promise] = {"binding": _("约束性"), "expected": _("预期性")}


def written(value: Decimal, quote: str) -> str:
    """The numeral of ``quote`` that stands for ``value``, as it stands there; else the value in plain digits.

    >>> written(Decimal(85000), "留学归国人员8.5万人")
    '8.5万'
    """
    plain = unicodedata.normalize("NFKC", quote)
    for match in NUMERAL.finditer(converted(plain, "hans")):
        try:
            found = numeral(match.group())
        except ValueError:
            continue
        if found == value:
            return plain[match.start() : match.end()]
    return short(value)


def short(value: Decimal) -> str:
    """A value in 万 or 亿 where that loses nothing.

    >>> short(Decimal(350000000)), short(Decimal(1234)), short(Decimal("3.10000000"))
    ('3.5亿', '1,234', '3.1')
    """
    for scale, word in ((10**8, "亿"), (10**4, "万")):
        if value >= scale and value % (scale // 1000) == 0:
            return f"{grouped(value / scale)}{word}"
    return grouped(value)


def figure(item: Target | Provision, unit: str, reading: Reading) -> Figure:
    """A target or a provision as a figure: as its plan writes it (≥ 8.5万人), and with all digits on demand
    (≥ 85,000人). An English page has it the other way round: its readers count no 万."""
    high = getattr(item, "value_high", None)
    values, quote = [item.value] if high is None else [item.value, high], reading.words(item.span)
    sign, unit = SIGNS[item.comparator], reading.name(unit)
    as_written = f"{sign}{reading.show('—'.join(written(value, quote) for value in values))}{unit}"
    exact = f"{sign}{'—'.join(grouped(value) for value in values)}{unit}"
    return Figure(exact, as_written) if reading.in_english else Figure(as_written, exact)
