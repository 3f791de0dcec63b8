"""Years that a text names, what each is for, and how far each reaches."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kapok.compiler.metadata import FIVE_YEAR_PLANS
from kapok.kernel.numerals import numeral

Use = Literal["due", "base", "start", "past", "open"]

_YEAR = r"(?:19|20)\d\d"
_HAN_YEAR = r"二[〇○零OoО0][〇○零OoО0一二三四五六七八九]{2}"
_N = r"(?:[一二两三四五六七八九十]{1,2}|\d{1,2})"
_RANGE = rf"(?P<from>{_YEAR})年?(?:-{{1,2}}|~|至|到)(?P<to>{_YEAR}|\d\d)年"
_SINGLE = rf"(?P<year>{_YEAR}|{_HAN_YEAR})年(?:度)?(?:(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})日|底|末)?|底|末|年底|年末)?前?"
_LISTED = rf"(?P<listed>{_YEAR})(?=年?(?:、{_YEAR}年?)*(?:、|和|及){_YEAR}年)"
_FIVE = r"“?(?<!十)(?P<five>十[一二三四五六]?|九)五”?(?:规划)?(?P<five_end>期间|时期|期末|末期|末年?|收官|中期|前期|初|以来|结束)?"
_WITHIN = rf"(?<!可在)(?<!应在)(?<!须在)(?<![可应须后])(?<!后的)(?<!起的)(?<!之日起)(?P<within_word>用|通过|经过|力争|未来|今后|争取|在)?(?:(?P<n_low>{_N})(?:-|至|到))?(?P<n>{_N})年(?:内(?!予以|给予|返|可|免|不|缴|还|退|兑|申请|分期|有效|保持|享受|未|连续|按)|之内|左右的?时间|左右|时间|的?努力|的时间)|(?P<ahead>(?:今后|未来)(?P<n_ahead>{_N})年)"
_THIS = r"(?P<this>当年|本年度?|今年|(?<![\d一二三四五六七八九十])年内|全年|(?<![\d明上去])年底)"
_MARK = re.compile(
    rf"(?=[\d二“十九用通经力未争在一两三四五六七八今当本年全])(?:(?P<range>{_RANGE})|(?P<single>{_SINGLE})|(?P<list>{_LISTED})|(?P<fiveyear>{_FIVE})|(?P<within>{_WITHIN})|(?P<current>{_THIS}))"
)
_BASE_BEFORE = re.compile(
    r"(?:比|较|与|以|同|相比|相较于?|相对于?|对比|基于|高于|低于|超过)(?:[一-龥]{0,4}的)?“?$|(?:在|由|从)$"
)
_BASE_AFTER = re.compile(
    r"(?:以前|之前)?(?:注册|登记|出生|投产|出厂|购置|入学|毕业|建成|竣工|开工)的|(?:的?(?:基础上?|基数|水平|基准)|相比|(?:末|底|年底|年末)?的(?:[\d.]+|[一-龥]{1,3})倍|相当|(?:末|底)?为(?:基|准))|[^,。;]{0,12}?(?:的|为)基(?:础|数|准)"
)
_FROM_TO = re.compile(
    r"[^,。;]{0,14}?(?:的|年的|为)?[\d.]+[%‰一-龥]{1,6}?(?:提高|提升|增加|增长|上升|下降|降|扩大|发展)"
)
_START_AFTER = re.compile(r"(?:起|开始|以来|以后|后|启动)")
_CITED = re.compile(
    r"(?:不变价|可比价|价格|中央一号|[一-龥]{0,6}(?:政府)?工作报告|版|第?[〔\[(]|号|[一-龥]{0,8}会议|修订|修正|印发|发布的|制定的)"
)


@dataclass(frozen=True, slots=True)
class YearMark:
    """A year named in the flow. ``use`` is ``due`` where a value may be due then."""

    start: int
    end: int
    year: int
    from_year: int | None
    use: Use
    pattern: str
    bracketed: bool = False


def year_marks(flow: str, written: int | None, period: tuple[int, int] | None = None) -> tuple[YearMark, ...]:
    """Every year that a flow names; ``written`` is the year of the document, for 今年 and 五年内.

    Where N年内 is just as long as the plan's ``period``, it ends with the period.

    >>> [(m.year, m.from_year, m.use) for m in year_marks("到2025年底,比2020年增加;“十五五”期间;2026-2028年;3年内", 2024)]
    [(2025, None, 'due'), (2020, None, 'base'), (2030, 2026, 'due'), (2028, 2026, 'due'), (2027, None, 'due')]
    """
    return tuple(mark for match in _MARK.finditer(flow) if (mark := _mark(flow, match, written, period)) is not None)


def _mark(flow: str, match: re.Match[str], written: int | None, period: tuple[int, int] | None) -> YearMark | None:
    read = _read(match, written, period)
    if read is None:
        return None
    year, from_year, pattern = read
    start, end = match.span()
    return YearMark(
        start, end, year, from_year, _use(flow, start, end, pattern), pattern, flow[start - 1 : start] in ("(", "〔")
    )


def _read(
    match: re.Match[str], written: int | None, period: tuple[int, int] | None
) -> tuple[int, int | None, str] | None:
    if match["range"]:
        first = int(match["from"])
        last = int(match["to"]) if len(match["to"]) == 4 else first // 100 * 100 + int(match["to"])
        return (last, first, "year-range") if first <= last <= first + 30 else None
    if match["single"]:
        words = match["year"]
        return (int(words) if words.isdigit() else _han_year(words)), None, "year"
    if match["list"]:
        return int(match["listed"]), None, "year-listed"
    if match["fiveyear"]:
        return _five_year(match)
    if written is None:
        return 0, None, "open"  # a stretch of years from nobody knows when
    if match["within"]:
        count = int(numeral(match["n"] or match["n_ahead"]))
        whole = period is not None and period[1] - period[0] + 1 == count
        return period[1] if period is not None and whole else written + count, None, "years-within"
    return written, None, "this-year"


def _han_year(words: str) -> int:
    digits = {"〇": 0, "○": 0, "零": 0, "O": 0, "o": 0, "О": 0, "0": 0}
    return int("".join(str(digits[c]) if c in digits else str(int(numeral(c))) for c in words))


def _five_year(match: re.Match[str]) -> tuple[int, int | None, str] | None:
    if not match.group().startswith("“") and not match["five_end"]:
        return None
    years = FIVE_YEAR_PLANS.get(match["five"])
    if years is None or match["five_end"] in ("以来", "初", "前期"):
        return None
    whole = match["five_end"] in (None, "期间", "时期")
    return years[1], years[0] if whole else None, "five-year"


def _use(flow: str, start: int, end: int, pattern: str) -> Use:
    if pattern == "open":
        return "open"
    before = flow[max(0, start - 10) : start]
    if pattern != "this-year" and _BASE_BEFORE.search(before) and not _is_due_anyway(flow, before, end):
        return "base"
    if _BASE_AFTER.match(flow, end):
        return "base"
    if (
        _START_AFTER.match(flow, end)
        or pattern == "year"
        and before.endswith("自")
        and not flow[end : end + 1].startswith("至")
    ):
        return "start"
    if _CITED.match(flow, end):
        return "past"
    return "due"


def _is_due_anyway(flow: str, before: str, end: int) -> bool:
    """在2025年底前 names a day to be met, 在2020年基础上 a base; 从2020年的45%提高到 a base."""
    if before.endswith(("由", "从")):
        return not _FROM_TO.match(flow, end)
    return before.endswith("在") and not _BASE_AFTER.match(flow, end)


def marks_between(marks: tuple[YearMark, ...], start: int, end: int) -> tuple[YearMark, ...]:
    """The years named wholly between two places."""
    first = bisect_left(marks, start, key=lambda mark: mark.start)
    last = bisect_right(marks, end, lo=first, key=lambda mark: mark.end)
    return marks[first:last]


def due_before(marks: tuple[YearMark, ...], start: int, at: int) -> Iterator[YearMark]:
    """Due years named between ``start`` and ``at``, the nearest first."""
    last = bisect_right(marks, at, key=lambda mark: mark.end)
    while last > 0 and marks[last - 1].start >= start:
        last -= 1
        if marks[last].use == "due":
            yield marks[last]
