"""How a number is a target: the rows that are asked in turn, the first that fits wins."""

import re

from kapok.compiler.cases import Case, Row
from kapok.compiler.data.verbs import GROW, MEASURE_ENDS, STRIVE
from kapok.compiler.refusals import REFUSALS

_MONEY_GOAL = re.compile(
    r"(?:产值|收入|投资|总量|规模|增加值|营收|销售额|交易额|零售额|总额|进出口|贸易额|GDP|生产总值|利润|税收|利税|减税|降费|税费|余额|贷款|融资|资金|成交额|市值|产业|经济|营业额|到位|外资|出口|消费|基金|保费|效益|经费|支出|资金|进资)[^,;。]{0,14}$"
)


def _aimed(case: Case) -> bool:
    """Whether something says that a number is to be reached: a goal clause, a year, a yearly rate, a neighbour."""
    return (
        case.place.goal
        or case.said_year
        or case.annual
        or case.in_paragraph
        or _goes_on(case)
        or bool(STRIVE.search(case.stretch_before))
    )


def _goes_on(case: Case) -> bool:
    """Whether a target stands just before, in the same sentence."""
    return case.previous is not None and bool(case.previous.pattern) and case.previous.start >= case.place.sentence


def _linked(case: Case) -> bool:
    return (
        case.before is not None
        and bool(case.before.link)
        and not case.before.grow
        and not (case.after and case.make and not case.quantity.is_ratio)
        or _measured(case)
    )


def _grown(case: Case) -> bool:
    return (
        case.before is not None
        and bool(case.before.grow)
        and not (case.after and not case.quantity.is_ratio and case.post != "")
    )


def _share(case: Case) -> bool:
    return (
        case.quantity.is_ratio
        and case.before is not None
        and not case.before.link
        and not case.before.grow
        and MEASURE_ENDS.search(case.before.words(case.flow)) is not None
    )


def _share_of(case: Case) -> bool:
    """90%以上的学校…, 实现…100%: a share with its noun behind it, or before it without a rate in its name."""
    return (
        case.quantity.is_ratio
        and (case.after is not None or case.before is not None)
        and (_aimed(case) or bool(case.make))
    )


_DONE_TO = re.compile(r"(?:实施|进行|开展|安装|配备|更新|提供|接种|完成|改造)")


def _made_after(case: Case) -> bool:
    people = case.quantity.unit in ("名", "人", "人次", "户")
    served = case.pre.endswith(("为", "对", "面向", "与", "给")) and (
        people or _DONE_TO.search(case.flow, case.quantity.right, case.place.stretch.end) is not None
    )
    served = served or case.pre.endswith(("将", "把")) and re.search(r"纳入|列入|打造|建成|培育", case.post) is not None
    return (bool(case.make) or served) and case.after is not None and not case.quantity.is_money and not _measured(case)


def _measured(case: Case) -> bool:
    """家庭用户带宽实现100Mbps以上灵活选择: the measure before 实现 is what the number is of."""
    return (
        case.make == "实现"
        and case.before is not None
        and not case.quantity.is_ratio
        and MEASURE_ENDS.search(case.before.words(case.flow)) is not None
    )


def _counted_after(case: Case) -> bool:
    return (
        case.after is not None
        and not case.quantity.is_ratio
        and not case.quantity.is_money
        and not case.quantity.han
        and (case.place.goal or case.said_year or case.annual or _goes_on(case))
    )


def _made_before(case: Case) -> bool:
    return case.before is not None and bool(case.before.head) and (case.post == "" or case.post[0] == ",")


def _plain(case: Case) -> bool:
    return (
        case.before is not None
        and case.post == ""
        and (not case.quantity.han or case.quantity.value >= 10)
        and _aimed(case)
    )


_EXISTING = re.compile(
    r"(?:现有|共有|涉及|目前|已|包括|约有|分布|总人口|辖|拥有|其中|位于|合计|距离|面积|为|有|由|在|从|对|按|达到|每|不足|低于|超过|以上|以下|之内|近|对象|范围|条件|要求|标准|的)"
)


def _plain_work(case: Case) -> bool:
    """硬化通村公路186公里: a stretch of nothing but a work and its amount."""
    q, words = case.quantity, case.stretch_before
    if q.is_ratio or q.is_money or q.is_time or q.han or q.said or not q.unit or q.unit in ("倍", "次", "分", "级"):
        return False
    return (
        case.before is not None
        and case.post == ""
        and 4 <= len(words) <= 18
        and not _EXISTING.search(words)
        and re.fullmatch(r"[一-龥()“”、]+", words) is not None
        and not case.place.stretch.bracketed
    )


def _money(case: Case) -> bool:
    if not case.quantity.is_money:
        return False
    named = _MONEY_GOAL.search(case.stretch_before)
    brought = case.before is not None and case.before.head in (
        "引进",
        "完成",
        "实现",
        "发放",
        "新增",
        "投放",
        "吸引",
        "带动",
        "撬动",
        "争取",
        "利用",
        "到位",
        "落实",
        "募集",
        "销售",
        "筹集",
        "筹措",
        "盘活",
        "节约",
        "减轻",
    )
    return (
        bool(named and brought)
        or _aimed(case)
        and bool(named or brought or case.before and case.before.link in ("达到", "突破", "超过"))
    )


def _carried(case: Case) -> bool:
    """A value without a name of its own, behind one that has a name: 2025年达到30%, 比2020年提高4个百分点."""
    if case.before is not None or case.after is not None or case.previous is None or case.quantity.is_time:
        return False
    same = case.previous.unit == case.quantity.unit
    grown = case.quantity.is_ratio and bool(GROWN.search(case.pre))
    beside = case.pre.strip("、和及与") == "" and case.previous.start >= case.place.stretch.start
    reached = (
        case.previous.kind == "growth"
        and _REACHES.search(case.pre + case.flow[case.quantity.left : case.quantity.start]) is not None
    )
    return (same or grown or beside or reached) and _only_joins(case)


_REACHES = re.compile(r"(?:达到?|突破|超过|控制在|提高到|增加到|降到|降至|不低于|力争)$")


GROWN = re.compile(rf"(?:{'|'.join(GROW)})(?:到|至)?$")


_JOINS = re.compile(
    r"(?:、|和|及|与|,|:|-|[到至]?(?:19|20)\d\d年(?:底|末)?(?:以?前)?|“?十[一二三四五六]?五”?(?:末|期末|期间)?|比|较|上年|同比|分别|累计|再|新|又|力争|确保|达到|达|增加到|提高到|突破|超过|控制在|保持在|稳定在|降至|降到|建设|建成|新建|完成|改造|培育|新增|打造|实现|引进|认定|培训|冲刺|增速|增长|增幅|年均|提高|提升|下降|降低|增加|减少|上升|为|不低于|不少于|以内|的|其中|要|建|育|增|[了])*"
)


TOPIC_JOINS = re.compile(
    r"(?:[到至]?(?:19|20)\d\d年(?:底|末)?(?:以?前)?|分别|力争|确保|要|均|、)*(?:达到?|提高到|增加到|突破|超过|控制在|降至|降到|保持在|稳定在|为|不低于)"
)


def _only_joins(case: Case) -> bool:
    return _JOINS.fullmatch(case.pre) is not None


READINGS: tuple[Row, ...] = (
    Row(
        "growth-behind",
        "粮食单产以年均2%的速度增长",
        lambda c: (
            c.quantity.is_ratio
            and c.before is not None
            and re.match(
                r"(?:左右)?的(?:速度|幅度|速率)?(?:增长|递增|提高|下降|递减)",
                c.flow[c.quantity.right : c.quantity.right + 10],
            )
            is not None
        ),
    ),
    Row(
        "growth",
        "产值年均增长6.5%以上",
        lambda c: _grown(c) and (_aimed(c) or c.quantity.is_ratio or c.quantity.growth),
    ),
    Row("link", "生鲜农产品冷链流通率超过35%", lambda c: _linked(c) and (not c.quantity.is_money or _aimed(c))),
    Row("share", "快递村村通覆盖率100%", _share),
    Row("money", "网络零售额1800亿元", _money),
    Row("make-after", "建成17座垃圾转运站", _made_after),
    Row("share-of", "实现90%以上的行政村通快递", _share_of),
    Row("count-after", "20家行业型平台", _counted_after),
    Row("make-before", "培育“皖企登云”企业6000家以上", lambda c: _made_before(c) and not c.quantity.is_money),
    Row("plain", "绿色园区30个", lambda c: _plain(c) and not c.quantity.is_money),
    Row("carried", "2025年达到30%", _carried),
    Row("plain-work", "硬化通村公路186公里", _plain_work),
)


_BEHIND = {"make-after", "count-after"}


def read_target(case: Case) -> tuple[Row | None, str]:
    """The reading that fits a number, or the refusal that does; ("", None) when nothing fits."""
    for row in REFUSALS:
        if row.fits(case):
            return None, row.name
    for row in READINGS:
        if row.fits(case):
            return row, row.name
    return None, ""


def also_fits(case: Case, chosen: Row | None) -> tuple[str, ...]:
    """The other readings of a number that would have fitted: the rows stand in order, the first wins."""
    return tuple(row.name for row in READINGS if row is not chosen and row.fits(case))
