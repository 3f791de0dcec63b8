"""What a document says of itself: title, number, issuer, the years it covers, the year it was written."""

import re
from dataclasses import dataclass

_KIND = r"(?:行动计划|工作计划|实施计划|计划|实施方案|工作方案|行动方案|方案|实施意见|指导意见|意见|规划纲要|规划|若干措施|政策措施|措施|若干政策|政策|办法|工作要点|要点|通知|决定|纲要|细则|规定|任务清单|任务分解表|分工表|行动|清单|建议|报告|条例)"
_TITLE_LINE = re.compile(rf"[^\n。;!?]{{4,90}}{_KIND}(?:\([^()\n]{{1,40}}\))?(?:的(?:通知|意见|决定|实施意见))?")
_FLAT_TITLE = re.compile(
    rf"(?:[一-龥]{{1,8}}〔\d{{4}}〕\d+号)?([^\n。,;:]{{4,60}}?{_KIND}(?:\([^()\n]{{1,40}}\))?)(?=[^\n]*?(?:为|一、|第一|各))"
)
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、]|第[一二三四五六七八九十\d]+[章节条])"
)
_QUOTED = re.compile(rf"《([^《》\n]{{4,80}}{_KIND}(?:\([^()\n]{{1,40}}\))?)》")
_NUMBER = re.compile(r"[一-龥]{1,10}(?:\([一-龥]\))?[〔\[(【](?:19|20)\d\d[〕\])】](?:第)?\d{1,4}号")
_SPAN_YEARS = re.compile(r"(20\d\d|19\d\d)年?(?:[-~至到、]|--)(20\d\d|19\d\d)年?")
_ONE_YEAR = re.compile(r"(20\d\d|19\d\d)年(?:度)?")
_DATE = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_HAN_DATE = re.compile(
    r"(二[〇○零0ОO]?[〇○零0ОO一二三四五六七八九]{2})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_ISSUER = re.compile(
    r"(?:^|\n)((?:中共)?[一-龥]{2,24}(?:人民政府办公厅|人民政府办公室|人民政府|管委会办公室|管理委员会办公室|管理委员会|管委会|委员会办公室|委员会|委办公厅|委办公室|办公厅|办公室|领导小组办公室|领导小组|厅|局|市委|省委|县委|区委))(?=\n)"
)
_ISSUER_IN_TITLE = re.compile(
    r"^((?:中共)?[一-龥、]{2,40}?(?:办公厅|办公室|人民政府|委员会|管委会|厅|局|市委|省委|县委|区委|领导小组|国务院|部))(?:印发)?关于"
)
FIVE_YEAR_PLANS = {"九": (1996, 2000), "十": (2001, 2005), "十一": (2006, 2010), "十二": (2011, 2015), "十三": (2016, 2020), "十四": (2021, 2025),
                   "十五": (2026, 2030), "十六": (2031, 2035)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found; ``year`` is the year the document was written, from its date, number or period."""

    title: tuple[int, int] | None
    number: tuple[int, int] | None
    issuer: tuple[int, int] | None
    period: tuple[int, int] | None
    year: int | None


def metadata(flow: str) -> Metadata:
    """Read the head and the foot of a document."""
    head = flow[:3000]
    number = _own_number(head)
    title = _title(head)
    words = flow[title[0] : title[1]] if title else ""
    period = _period(words) or _period_of_notice(head)
    return Metadata(title, number, _issuer(flow, head), period, _year(flow, head, number, period))


def _own_number(head: str) -> tuple[int, int] | None:
    """A document number that is not a citation: not behind a title in 《》."""
    for match in _NUMBER.finditer(head):
        before = head[max(0, match.start() - 2) : match.start()]
        if "》" not in before and "号" not in before[-1:]:
            glued = re.search(r".*(?:通知|意见|办法|方案|措施|规划|计划|决定|的)(?=[一-龥]{2})", match.group())
            return match.start() + (glued.end() if glued else 0), match.end()
    return None


def _title(head: str) -> tuple[int, int] | None:
    """The plan's own title: the one that a notice prints, else the first line that is one."""
    found = _title_line(head)
    below = re.compile(r"\n+(\([^()\n]{4,24}\))(?=\n)").match(head, found[1]) if found else None
    return (
        (found[0], below.end(1))
        if found and below and re.search(r"\d{4}", below[1]) and "号" not in below[1]
        else found
    )


def _title_line(head: str) -> tuple[int, int] | None:
    notice = re.search(r"印发[^\n。]{0,30}《([^《》\n]{4,80})》", head) or re.search(
        r"印发([^\n。《》〈〉]{4,80}?)的通知", head
    )
    for match in re.finditer(r"[^\n]+", head):
        line = match.group()
        if notice and line == notice[1]:
            return match.span()
    if notice:
        return notice.span(1)
    for match in re.finditer(r"[^\n]+", head):
        line = match.group().strip("#* ")
        if len(line) > 100:
            flat = _FLAT_TITLE.match(line)
            if flat:
                start = match.start() + match.group().index(line)
                return start + flat.start(1), start + flat.end(1)
        if _NUMBERED.match(line):
            continue
        found = _TITLE_LINE.match(line)
        if found and len(line) <= 100 and not re.search(r"[。;〈\t]|^各|现印发|如下|^为", line):
            start = match.start() + match.group().index(line)
            return start, start + len(line)
    quoted = _QUOTED.search(head[:200])
    return quoted.span(1) if quoted else None


def _period(words: str) -> tuple[int, int] | None:
    years = _SPAN_YEARS.search(words)
    if years and int(years[1]) < int(years[2]) <= int(years[1]) + 20:
        return int(years[1]), int(years[2])
    counted = re.search(r"第(十[一二三四五六]?|九)个五年", words)
    if counted and counted[1] in FIVE_YEAR_PLANS:
        return FIVE_YEAR_PLANS[counted[1]]
    five = re.search(r"“?(?<!十)(十[一二三四五六]?|九)五”?", words)
    if five and five[1] in FIVE_YEAR_PLANS and ("规划" in words or "计划" in words or "方案" in words):
        return FIVE_YEAR_PLANS[five[1]]
    one = _ONE_YEAR.search(words)
    return (int(one[1]), int(one[1])) if one else None


def _period_of_notice(head: str) -> tuple[int, int] | None:
    """The years of the plan that a notice prints; those of a plan that is only cited are not this one's."""
    for quoted in re.finditer(r"印发[^\n。《]{0,10}《([^《》\n]{4,80})》", head[:1200]):
        years = _SPAN_YEARS.search(quoted[1])
        if years and int(years[1]) < int(years[2]):
            return int(years[1]), int(years[2])
    return None


def _issuer(flow: str, head: str) -> tuple[int, int] | None:
    for match in re.finditer(r"[^\n]+", head):
        found = _ISSUER_IN_TITLE.match(match.group())
        if found:
            return match.start() + found.start(1), match.start() + found.end(1)
    for text, offset in ((head, 0), (flow[-600:], max(0, len(flow) - 600))):
        found = _ISSUER.search(text)
        if found:
            return offset + found.start(1), offset + found.end(1)
    return None


def _year(flow: str, head: str, number: tuple[int, int] | None, period: tuple[int, int] | None) -> int | None:
    for text in (head[:1500], flow[-400:]):
        date = re.search(r"(?:^|\n|[一-龥])((?:19|20)\d\d)年\d{1,2}月\d{1,2}日(?=\n|$|\)|平|[一-龥]{4,})", text)
        if date and not re.search(r"(?:自|从|到|至|截至|于)$", text[: date.start(1)]):
            return int(date[1])
    begun = re.search(r"(?:从|自)?((?:19|20)\d\d)年(?:起|开始)", head)
    if begun:
        return int(begun[1])
    if number:
        stated = re.search(r"(?:19|20)\d\d", flow[number[0] : number[1]])
        return int(stated.group()) if stated else None
    return period[0] if period else None
