"""Numbers with their units, ranges and comparators, wherever they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kapok.compiler.data.units import AFTER_HAN, AMOUNTS, COUNTS, MONEY, PER, RATIOS, TIMES
from kapok.compiler.model import Comparator
from kapok.kernel.numerals import numeral


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?!\d)(?:\.\d{1,8})?"
_HAN_DIGITS = "一二两三四五六七八九"
_HAN = rf"(?<![{_HAN_DIGITS}十百千万亿零点])[{_HAN_DIGITS}十百千万亿]{{1,12}}(?:零[{_HAN_DIGITS}十百千]{{1,6}}){{0,3}}(?:点[零{_HAN_DIGITS}]{{1,6}})?[万亿]?"
_UNIT = rf"(?:(?:{_any(RATIOS + MONEY + TIMES + COUNTS + AMOUNTS)})(?:\((?:次|套|部|人|座|个|处|件|项|户|所|家|户次|场)\))?(?:/(?:{_any(PER)})(?:·[年月日次])?)?)"
_JOIN = r"(?:-{1,2}|~|至|到)"
_REMARK = (
    r"\((?:含[^()]{0,4}|按[^()\n]{2,24}|干重|湿重|不含[^()\n]{1,12}|[A-Za-z/]{1,8})\)"  # of the measure, before 以上
)
_POST = rf"(?:{_REMARK})?(?:期?(?:及|或)?以[上下内]|之内|左右|上下|(?<=[天日月年时钟周])内)"
_NUMBER = rf"""
    (?P<fraction>(?P<whole>[{_HAN_DIGITS}十百千万]{{1,6}}|\d{{1,6}})分之(?P<part>{_HAN}|{_DIGITS})(?:{_JOIN}(?P<whole2>[{_HAN_DIGITS}十百千万]{{1,6}})分之(?P<part2>{_HAN}|{_DIGITS}))?)
  | (?P<stroke>(?<=[到占的])\d{{1,2}}/\d{{1,2}}(?![\d/年月]))
  | (?P<fan>翻(?P<fans>[一两二三四]|\d)?番)
  | (?P<low>{_DIGITS})(?P<scale>(?:[十百千万亿](?![瓦米克伏])){{0,3}})(?P<more>[多余来几]?)(?P<scale2>(?<=[多余来几])[十百千万亿]{{1,3}})?
    (?:(?P<lowunit>{_any(RATIOS)}|{_any(MONEY)}|年|个月|天|[个家项名人])?{_JOIN}(?P<high>{_DIGITS})(?P<hscale>[十百千万亿]{{0,3}})[多余]?)?
    (?P<unit>{_UNIT}|:\d{{1,6}}(?:\.\d{{1,4}})?(?![\d:]))?
  | (?P<han>{_HAN})(?P<hmore>[多余来几]?)(?P<hscale2>(?<=[多余来几])[万亿]+)?(?:{_JOIN}(?P<hanhigh>{_HAN}))?(?P<hunit>{_any(AFTER_HAN)})
"""
_QUANTITY = re.compile(
    rf"(?=[\d翻一二两三四五六七八九十百千万亿])(?<![\d.A-Za-z第表图栏件/])(?<!\d,)(?<!\d:)(?:{_NUMBER})(?P<post>{_POST})?",
    re.VERBOSE,
)
_ADJACENT: tuple[tuple[str, Comparator], ...] = (
    (r"(?:不(?:得|应|能|可)?(?:低于|少于|小于)|不下于|至少|最低|最少|≥|>=|大于等于|大于或等于|高于或等于|起步)", "ge"),
    (
        r"(?:不(?:得|应|能|可)?(?:超过|高于|大于|多于|超)|至多|最高|最高可?达?|最多|最高不超过|≤|<=|小于等于|小于或等于|上限为?)",
        "le",
    ),
    (r"(?:超过|突破|高于|大于|多于|超出|超|逾|>)", "gt"),
    (r"(?:低于|小于|少于|不足|<)", "lt"),
    (r"(?:大约|大概|约|接近|近)", "approx"),
)
_BETWEEN = r"(?:为|达到?|在|于|到|给予|予以|补助|奖励|可达|可|分别|均|各|的|是|:)?"
_PRE = re.compile("|".join(f"(?P<c{i}>{words}{_BETWEEN})$" for i, (words, _) in enumerate(_ADJACENT)))
_POSTS: dict[str, Comparator] = {
    "以上": "ge",
    "以下": "le",
    "以内": "le",
    "之内": "le",
    "内": "le",
    "左右": "approx",
    "上下": "approx",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the flow. ``start``/``end`` hold number and unit, ``left``/``right`` the comparator's words too."""

    start: int
    end: int
    left: int
    right: int
    value: Decimal
    high: Decimal | None
    unit: str
    comparator: Comparator
    said: bool = False  # a comparator was written
    han: bool = False  # written in characters
    growth: bool = False  # 翻番 is a growth whatever the verb

    @property
    def is_money(self) -> bool:
        return self.unit.split("/")[0] in MONEY

    @property
    def is_ratio(self) -> bool:
        return self.unit in RATIOS

    @property
    def is_time(self) -> bool:
        return self.unit in TIMES


def quantities(flow: str) -> tuple[Quantity, ...]:
    """Every quantity of a flow, in reading order; a list closed by one comparator shares it.

    >>> [(str(q.value), q.unit, q.comparator) for q in quantities("分别达到55%、70%以上,企业2.5万户左右")]
    [('55', '%', 'ge'), ('70', '%', 'ge'), ('25000', '户', 'approx')]
    """
    return tuple(_shared(flow, [q for match in _QUANTITY.finditer(flow) if (q := _quantity(flow, match)) is not None]))


def _quantity(flow: str, match: re.Match[str]) -> Quantity | None:
    read = (
        _stroke(match)
        if match["stroke"]
        else _fraction(match)
        if match["fraction"]
        else _fans(match)
        if match["fan"]
        else _digits(flow, match)
        if match["low"]
        else _han(match)
    )
    if read is None:
        return None
    value, high, unit = read
    before = _PRE.search(flow, max(0, match.start() - 8), match.start())
    comparator: Comparator = "eq"
    left = match.start()
    if before:
        index = next(i for i in range(len(_ADJACENT)) if before[f"c{i}"])
        comparator, left = _ADJACENT[index][1], before.start()
    post = match["post"] or ""
    end = match.end() - len(post)
    if match["low"] and match["more"] in ("多", "余") and comparator == "eq":
        comparator = "gt"
    if post:
        stated = _POSTS[re.sub(r"^\([^()]*\)", "", post).removeprefix("期").removeprefix("及").removeprefix("或")]
        comparator = (
            stated if comparator in ("eq", "approx") or stated != "ge" or post.startswith(("及", "或")) else comparator
        )
    return Quantity(
        match.start(),
        end,
        left,
        match.end(),
        value,
        high,
        unit,
        comparator,
        bool(before or post),
        bool(match["han"]),
        bool(match["fan"]),
    )


_Read = tuple[Decimal, Decimal | None, str]


def _fraction(match: re.Match[str]) -> _Read | None:
    whole, part = numeral(match["whole"]), numeral(match["part"])
    if not whole:
        return None
    hundredth = match["whole"] == "百"
    unit = "‰" if match["whole"] == "千" else "%"
    factor = Decimal(1) if hundredth or unit == "‰" else 100 / whole
    high = numeral(match["part2"]) * factor if match["part2"] else None
    value = part if factor == 1 else round(part * factor, 6)
    return value, high, unit


def _stroke(match: re.Match[str]) -> _Read | None:
    part, whole = match["stroke"].split("/")
    return (round(Decimal(part) * 100 / Decimal(whole), 6), None, "%") if int(whole) > int(part) else None


def _fans(match: re.Match[str]) -> _Read:
    """翻一番 is a growth of 1 倍, 翻两番 of 3."""
    return 2 ** numeral(match["fans"] or "一") - 1, None, "倍"


def _digits(flow: str, match: re.Match[str]) -> _Read | None:
    after = flow[match.end() : match.end() + 1]
    unit = match["unit"] or ""
    if not unit and after and (after in "号版届环线级强" or after.isascii() and (after.isalpha() or after in "./")):
        return None
    if unit in ("G", "T", "M", "P") and after and after not in "。,;、)以的\n":
        return None  # 5G网络 is a name
    if unit.isascii() and unit.isalpha() and after.isascii() and after.isalpha():
        return None
    scale = match["scale"] + (match["scale2"] or "")
    if match["high"]:
        hscale = match["hscale"] or ""
        low = numeral(match["low"] + (scale or hscale))
        return low, numeral(match["high"] + hscale), unit
    return _units_of(numeral(match["low"] + scale), unit)


def _units_of(value: Decimal, unit: str) -> _Read | None:
    if unit.startswith(":") and len(unit) == 3 and 5 <= value <= 24:
        return None  # 23:30 is a time of day
    if unit.startswith(":"):
        return value, None, ""  # 2:1 has the value 2 and no unit
    if unit in ("万", "亿"):
        return value * (10**4 if unit == "万" else 10**8), None, ""
    if unit == "成":
        return value * 10, None, "%"
    return value, None, unit


def _han(match: re.Match[str]) -> _Read | None:
    """五家, 三十座; not 一批 or 一个, which only introduce, nor 百家 or 亿元以上, which are words for many."""
    least = re.search(
        r"(?:至少|不少于|不低于|确保)[^,。;]{0,6}$", match.string[max(0, match.start() - 12) : match.start()]
    )
    if match["han"] == "一" and match["hunit"] not in ("倍", "成") and not least or match["han"][0] in "百千万亿":
        return None
    try:
        value = numeral(match["han"] + (match["hscale2"] or ""))
        high = numeral(match["hanhigh"]) if match["hanhigh"] else None
    except ValueError:
        return None
    if match["hunit"] == "成":
        return value * 10, high * 10 if high else None, "%"
    return value, high, match["hunit"]


def _shared(flow: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Where 以上 closes a list of bare numbers (55%、70%以上) it covers the list; so does a first 至少."""
    read: list[Quantity] = []
    closing: Quantity | None = None  # the number behind, where its comparator closes a list
    for quantity in reversed(found):
        joined = closing is not None and flow[quantity.right : closing.left] in ("、", "和", "与", "及", "以及")
        if closing is not None and joined and not quantity.said and quantity.unit == closing.unit:
            quantity = replace(quantity, comparator=closing.comparator)
            closing = replace(quantity, right=quantity.end)
        else:
            closing = quantity if quantity.right > quantity.end else None
        read.append(quantity)
    return reversed(read)


def in_unit_cell(cell: str) -> tuple[int, str]:
    """Scale and unit of a table's unit cell.

    >>> in_unit_cell("万立方米"), in_unit_cell("亿元"), in_unit_cell("%")
    ((10000, '立方米'), (100000000, '元'), (1, '%'))
    """
    scale, unit = 1, cell
    while len(unit) > 1 and unit[0] in "十百千万亿" and not unit.startswith(("千瓦", "千米", "千克", "千伏", "百分点")):
        scale *= int(numeral(unit[0]))
        unit = unit[1:]
    return scale, "" if unit in ("-", "—", "/", "无") else unit


UNIT_CELL = re.compile(
    rf"1?/[1十百千]?[万亿]|[十百千万亿]*{_UNIT}|[十百千万亿]+|无量纲|-|(?:{_any(COUNTS + AMOUNTS)})(?:/|、)(?:{_any(COUNTS + AMOUNTS)})"
)
