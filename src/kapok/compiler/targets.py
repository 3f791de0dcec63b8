"""Fifth stage: which numbers the plan sets out to reach, for what, by when.

Each number is looked at once, in reading order. A row of :data:`REFUSALS` that fits says why it is no
target; else the first row of :data:`READINGS` that fits says how it is one.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal, NamedTuple

from kapok.compiler.data.verbs import ANNUAL, CUMULATIVE, DESCRIBES, GROW, MADE_UP, MEASURE_ENDS, REACHED, STRIVE
from kapok.compiler.model import Comparator, Kind
from kapok.compiler.phrases import Phrase
from kapok.compiler.places import Place, Places
from kapok.compiler.quantities import Quantity
from kapok.compiler.years import YearMark, due_before, marks_between


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
    year_from: str  # "sentence", "paragraph", "clause", "period" or ""
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
        match = None
        for match in ANNUAL.finditer(self.sentence_before):
            pass
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


_ORGANISED = (
    "企业",
    "项目",
    "单位",
    "园区",
    "产业",
    "集群",
    "基地",
    "镇",
    "县",
    "村",
    "品牌",
    "产品",
    "市场",
    "机构",
    "农场",
    "大户",
    "城市",
    "医院",
    "学校",
    "锅炉",
    "机组",
    "用户",
    "人才",
    "乡",
    "区",
    "技术",
    "贷款",
)
_MONEY_GOAL = re.compile(
    r"(?:产值|收入|投资|总量|规模|增加值|营收|销售额|交易额|零售额|总额|进出口|贸易额|GDP|生产总值|利润|税收|利税|减税|降费|税费|余额|贷款|融资|资金|成交额|市值|产业|经济|营业额|到位|外资|出口|消费|基金|保费|效益|经费|支出|资金|进资)[^,;。]{0,14}$"
)
_COST = re.compile(
    r"(?:总投资|估算投资|概算|预算|投资估算|计划投资|共需|需要?资金|所需|造价|拟投资|需投入|建设资金|所需资金|需资金)(?:资金)?(?:为|约|共|大约|共计)*$"
)


def _quoted(case: Case) -> bool:
    """Inside 《》, or inside a short quotation: a name, not a number of the plan's."""
    flow, at = case.flow, case.quantity.start
    opening = max(flow.rfind(mark, max(0, at - 60), at) for mark in "“《‘")
    if opening < 0:
        return False
    closing = min((i for mark in "”》’" if (i := flow.find(mark, opening, at + 80)) >= 0), default=-1)
    return closing > at and (flow[opening] == "《" or closing - opening <= 24)


def _dated(case: Case) -> bool:
    return case.quantity.unit in ("年", "月", "日", "时", "岁", "届", "学年", "周") and not (
        case.quantity.unit in ("年", "岁", "周") and _measured_time(case)
    )


def _measured_time(case: Case) -> bool:
    return case.before is not None and bool(
        re.search(r"(?:寿命|年限|年龄|时长|时间|学龄|天数)$", case.before.words(case.flow))
    )


def _threshold(case: Case) -> bool:
    """年销售额5000万元以上的企业80家: the first number says which are counted."""
    q, post = case.quantity, case.post
    if re.match(r"的[,;]", case.flow[q.right : q.right + 2]):
        return True  # 达到90%以上的,给予…: who qualifies
    if case.after is not None and (
        case.followed and q.unit in _SPECIFIES or not q.is_money and _CAPACITY.search(case.pre)
    ):
        return True
    if case.make and not q.is_money and not q.comparator == "gt":
        return False
    if q.is_ratio:
        return False
    entity = re.match(rf"(?:的|及以上的?)?(?:[一-龥“”]{{0,12}}?)(?:{'|'.join(_ORGANISED)})", post)
    if not entity:
        return False
    if q.is_time:
        return post.startswith("的") and not case.make
    measured = (
        q.is_money
        or q.unit
        in (
            "毫米",
            "厘米",
            "米",
            "千克",
            "公斤",
            "微米",
            "亩",
            "平方米",
            "吨",
            "公顷",
            "千瓦",
            "兆瓦",
            "年",
            "蒸吨",
            "载重吨",
            "总吨",
            "人",
            "万",
        )
        or not q.unit
        and q.value >= 10**4
    )
    return (
        measured
        and (q.said or post.startswith("的") or q.is_money)
        and (q.is_money or post.startswith("的") or not case.make)
    )


_SPECIFIES = ("千伏", "毫米", "厘米", "马力", "兆", "寸", "岁", "立方", "克拉", "米", "千伏安")
_CAPACITY = re.compile(
    r"(?:年产|日产|年处理|日处理|日供水|年加工|年出栏|年吞吐|装机容量?|建筑面积|占地|库容|单体|单个|总投资|投资|产值|营收|规模|营业收入|主营业务收入|产值过|运力|运力规模|注册资本|能力)(?:超过?|过|达)?$"
)


_MADE_UP_HAN = re.compile(
    r"件(?:民生)?(?:实事|大事)|[项个大](?:重点|专项)?(?:改革|行动|工程|任务|措施|机制|制度|体系|重点|计划|专项|能力|关系|环节|举措|工作|清单|统一|坚持|原则|目标|突破|转变|保障|服务|建设|优势|领域|方向)"
)


def _made_up(case: Case) -> bool:
    q = case.quantity
    ahead = case.flow[q.end - len(q.unit) : q.end + 6] if q.unit else case.flow[q.end : q.end + 6]
    if re.match(r"(?:个)?(?:方面|环节|层次|维度|阶段)", ahead) or q.han and _MADE_UP_HAN.match(ahead):
        return True
    return MADE_UP.match(ahead) is not None and case.make in ("", "达到", "达") and not q.said


def _describes(case: Case) -> bool:
    """聚焦33条…, 山区26县: a number straight behind a word that only points at things."""
    if case.make or case.quantity.is_ratio or case.quantity.said or not case.after:
        return False
    if case.pre == "" and case.previous is not None and case.previous.start >= case.place.stretch.start:
        return False  # …和500个数字化车间: goes on with what stands before
    head = case.flow[max(case.place.stretch.start, case.quantity.left - 8) : case.quantity.left]
    return DESCRIBES.search(head) is not None and (case.before is None or not case.before.link)


def _inside(case: Case) -> bool:
    """公交站点500米覆盖率达到100%, 15分钟健身圈实现全覆盖: a distance or time that is part of a name."""
    q = case.quantity
    if q.unit not in ("米", "公里", "千米", "分钟", "小时") or q.said or case.after is None or case.make:
        return False
    return (
        case.followed
        or "全覆盖" in case.flow[q.right : case.place.stretch.end]
        or re.match(r"[一-龥]{0,6}圈", case.post) is not None
    )


def _reached(case: Case) -> bool:
    """What has been reached already."""
    if case.year is not None and case.said_year and case.written is not None and case.year.year < case.written:
        return True
    if (
        case.before_goals
        and case.before is not None
        and case.before.link in ("为", "有", "达", "达到", "约为", "达到了")
    ):
        return True
    if (
        re.search(r"(?:提前|超额|圆满|顺利)完成", case.flow[case.place.sentence : case.place.sentence_end])
        and case.quantity.right < case.place.sentence_end
    ):
        return not case.place.goal
    said = REACHED.search(case.sentence_before[-80:])
    if not said or case.place.goal and case.said_year:
        return False
    return not (
        case.said_year
        and case.year is not None
        and case.quantity.left - len(case.sentence_before[-80:]) + said.start() < case.year.start
    )


def _costs(case: Case) -> bool:
    return (
        case.quantity.is_money
        and _COST.search(case.stretch_before) is not None
        and "达到" not in case.stretch_before
        and "完成" not in case.stretch_before
    )


def _ruled(case: Case) -> bool:
    """An amount, share or term of a rule, not of a goal."""
    from kapok.compiler.provisions import ruled

    return ruled(case)


_BASE_PAIR = re.compile(r"[^,。;]{0,10}?(?:提高|提升|增加|增长|扩大|上升|下降|降低|减少|缩短|压缩|发展|压减|降|增)")
_BASE_WORD = re.compile(r"(?:比|较)(?:[^,。;、]{0,14}年(?:底|末)?(?:的|为)?)?$|(?:由|从)[^,。;、由从]{0,24}$")


def _base(case: Case) -> bool:
    """由2020年的14.7%下降到12%: the first number is where things stand, not where they go."""
    q = case.quantity
    head = case.flow[case.place.stretch.start : q.left]
    return _BASE_WORD.search(head) is not None and _BASE_PAIR.match(case.flow, q.right) is not None


_STEERING = re.compile(
    r"(?:组成|领导小组|工作专班|专项工作组|工作组|办公室|集中办公|实施范围|适用范围|涉及|辖|地处|位于|排名|后\d+位|前\d+位)"
)


def _steering(case: Case) -> bool:
    """How a plan is organised, where it holds, how a place ranks: no numbers to reach."""
    words = case.flow[case.place.stretch.start : case.place.stretch.end]
    return (
        _STEERING.search(words) is not None
        and not case.quantity.is_ratio
        and not case.quantity.is_money
        and not (case.before and case.before.link)
    )


REFUSALS: tuple[Row, ...] = (
    Row("name", "实施“321”行动", _quoted),
    Row("base", "由2020年的14.7%下降到12%", _base),
    Row("threshold", "年销售额5000万元以上的企业80家", _threshold),
    Row("date", "3月底前", _dated),
    Row("inside", "公交站点500米覆盖率达到100%", _inside),
    Row("made-up", "三大平台、十二类模块", _made_up),
    Row("describes", "聚焦33条重点产业链", _describes),
    Row("background", "“十三五”时期累计建成12个", lambda case: case.place.background),
    Row("cost", "共需资金约2亿元", _costs),
    Row("rule", "给予最高100万元奖励", _ruled),
    Row("reached", "2018年已达62%", _reached),
    Row("steering", "由15个部门组成的领导小组", _steering),
    Row(
        "bare",
        "主要指标见表1",
        lambda case: (
            not case.quantity.unit
            and not case.quantity.said
            and not (case.before and (case.before.link or case.before.grow))
            and case.quantity.value < 10**4
        ),
    ),
    Row(
        "per-unit",
        "每新增1家企业，给予5万元",
        lambda case: (
            re.search(r"每(?:新增|增加|培育|引进|建成|认定|完成|减少|提高|招引|新认定|吸纳|招用)?$", case.pre)
            is not None
        ),
    ),
    Row(
        "frequency",
        "每年开展1次评估",
        lambda case: case.quantity.unit in ("次", "场次", "期") and case.annual and case.quantity.value <= 4,
    ),
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
    )


def _grown(case: Case) -> bool:
    return (
        case.before is not None
        and bool(case.before.grow)
        and not (case.after and not case.quantity.is_ratio and not case.post == "")
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


def _made_after(case: Case) -> bool:
    served = case.quantity.unit in ("名", "人", "人次", "户") and case.pre.endswith(("为", "对", "面向", "与"))
    return (bool(case.make) or served) and case.after is not None and not case.quantity.is_money


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
    grown = case.quantity.is_ratio and bool(_GROWN.search(case.pre))
    beside = case.pre.strip("、和及与") == "" and case.previous.start >= case.place.stretch.start
    reached = (
        case.previous.kind == "growth"
        and _REACHES.search(case.pre + case.flow[case.quantity.left : case.quantity.start]) is not None
    )
    return (same or grown or beside or reached) and _only_joins(case)


_REACHES = re.compile(r"(?:达到?|突破|超过|控制在|提高到|增加到|降到|降至|不低于|力争)$")


_GROWN = re.compile(rf"(?:{'|'.join(GROW)})(?:到|至)?$")
_JOINS = re.compile(
    r"(?:、|和|及|与|,|:|-|[到至]?(?:19|20)\d\d年(?:底|末)?|“?十[一二三四五六]?五”?(?:末|期末|期间)?|比|较|上年|同比|分别|累计|再|新|又|力争|确保|达到|达|增加到|提高到|突破|超过|控制在|保持在|稳定在|降至|降到|建设|建成|新建|完成|改造|培育|新增|打造|实现|引进|认定|培训|冲刺|增速|增长|增幅|年均|提高|提升|下降|降低|增加|减少|上升|为|不低于|不少于|以内|的|其中|要|建|育|增|[了])*"
)


TOPIC_JOINS = re.compile(
    r"(?:[到至]?(?:19|20)\d\d年(?:底|末)?|分别|力争|确保|要|均|、)*(?:达到?|提高到|增加到|突破|超过|控制在|降至|降到|保持在|稳定在|为|不低于)"
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


def kind_of(case: Case, phrase: Phrase | None, row: Row) -> Kind:
    """annual, growth, cumulative or level, by the words around the number."""
    words = case.stretch_before
    if row.name == "carried" and _GROWN.search(case.pre) and not re.search(r"[到至]$", case.pre):
        return "growth"
    if case.quantity.growth or row.name in ("growth", "growth-behind"):
        return (
            "annual"
            if case.annual
            and phrase is not None
            and phrase.grow in ("新增", "净增", "增加")
            and not case.quantity.is_ratio
            else "growth"
        )
    if case.quantity.unit == "个百分点":
        return "growth"
    if case.annual and case.quantity.is_ratio and phrase is not None and MEASURE_ENDS.search(phrase.words(case.flow)):
        return "level"  # a rate is no yearly amount
    if case.annual or re.search(r"当年|年度(?!内)", words):
        return "annual"
    if re.search(r"(?:新增|净增)[^,;。]*$", words):
        return "growth"
    if CUMULATIVE.search(words):
        return "cumulative"
    return "level"


def stated_of(case: Case) -> Literal["must", "strive"]:
    return "strive" if STRIVE.search(re.split(r"[;。]", case.sentence_before)[-1]) else "must"


_SUM_UP = re.compile(r"分别|各自?(?=\d|[一二三四五六七八九十]|达|新|建)|依次")
_PART_SEPARATORS = re.compile(r"、|和(?!谐|美|平)|与|以及|及(?!其|格|时)")
_TAILS = re.compile(
    r"(?:的?(?:排放总量|排放量|覆盖率|普及率|合格率|达标率|利用率|综合利用率|处理率|参保率|入学率|流通率|机械化率|城镇化率|数字化率|增加值|拥有率|拥有量|通达率|完成率|比重|占比|比例|总产值|产值|总产量|产量|面积|数量|总量|规模|收入|浓度|强度|能力|增速|增长率|人数|户数))$"
)
_LEVELS = re.compile(r"(?P<parts>[一-龥]{1,2}(?:、[一-龥]{1,2})+?)(?:[两二三四五]级)(?P<noun>[一-龥]{2,})")


def distributed(case: Case, phrase: Phrase) -> tuple[str, ...]:
    """The names of a list that shares one 分别 or 各, with the words that they share put back.

    水稻、油菜机械化率 gives 水稻机械化率 and 油菜机械化率.
    """
    words = case.flow[phrase.start : phrase.end]
    levels = _LEVELS.fullmatch(words)
    if levels:
        return tuple(f"{part}级{levels['noun']}" for part in levels["parts"].split("、"))
    parts = [part for part in _PART_SEPARATORS.split(words) if part]
    if len(parts) < 2:
        return (words,)
    tail = _shared_tail(parts)
    if tail:
        return (*(part if MEASURE_ENDS.search(part) else part + tail for part in parts[:-1]), parts[-1])
    first, last = parts[0], parts[-1]
    if len(first) > len(last) + 2 and len(last) <= 5:
        head = first[: len(first) - len(last)]
        return (first, *(head + part for part in parts[1:]))
    return tuple(parts)


def _own_length(others: list[str], last: str) -> int:
    """How much of the last name is its own: as the others end (省级、市级示范社), else as long as most of them."""
    endings = {part[-1] for part in others}
    if len(endings) == 1 and (at := last.find(endings.pop())) > 0:
        return at + 1
    lengths = [len(part) for part in others]
    if max(lengths) - min(lengths) > 1:
        return len(last)
    return max(set(lengths), key=lambda n: (lengths.count(n), n))


def _shared_tail(parts: list[str]) -> str:
    """What the last name of a list has that the others lack: 机械化率 in 水稻、油菜机械化率."""
    last, before = parts[-1], parts[-2]
    if "的" in last:
        return last[last.index("的") :]
    tail = last[_own_length(parts[:-1], last) :]
    tail = tail if len(tail) >= 2 and len(before) >= 2 else ""
    named = _TAILS.search(last)
    if not tail and named and len(named.group()) < len(last):
        tail = named.group()
    return "" if any(part.endswith(tail[-2:]) for part in parts[:-1]) else tail


_MODIFIER = re.compile(
    r"(?:县城|主城|平原|山区|区|市|县|镇|乡|村|省级|国家级|市级|类|型|性|式|城区|新增|新建|改造|以上|农村|城镇|城市|乡镇|级|期|部|侧)(?:\([^()]*\))?$"
)


def completed(case: Case, words: str, outer: FlowTarget | None) -> str:
    """A phrase that needs its neighbour's noun: (其中旧城区7座) behind 公厕70座, 县(市)达到30% behind …入园率达到50%."""
    if outer is None or not _MODIFIER.search(words) or len(words) > 12 or outer.unit != case.quantity.unit:
        return words
    if case.place.stretch.bracketed or case.quantity.is_ratio:
        own = re.sub(
            r"^(?:全[省市县区国]|市区|市本级|[一-龥]{0,3}(?:县|区|市)\([^()]*\)|城镇|农村|城区)", "", outer.indicator
        )
        return words if words.endswith(own[-2:]) else words + own
    return words


def slices(targets: list[FlowTarget]) -> Iterator[FlowTarget]:
    """Yearly slices of a total (2015年,建设10座; 2016年,建设7座 of 17座) are annual."""
    totals: dict[tuple[str, str], Decimal] = {}
    parts: dict[tuple[str, str], Decimal] = {}
    for target in targets:
        key = (target.indicator, target.unit)
        if target.sliced:
            parts[key] = parts.get(key, Decimal(0)) + target.value
        else:
            totals[key] = max(totals.get(key, Decimal(0)), target.value)
    for target in targets:
        key = (target.indicator, target.unit)
        whole = totals.get(key)
        is_slice = (
            target.sliced
            and target.kind == "level"
            and whole is not None
            and parts[key] == whole
            and target.value < whole
        )
        yield replace(target, kind="annual") if is_slice else target


_YEAR_BEHIND = re.compile(r"\((?:到)?((?:19|20)\d\d)年[^()]{0,6}\)")


@dataclass(slots=True)
class YearReader:
    """Finds the year in which a number is due, and how it was inherited."""

    flow: str
    places: Places
    marks: tuple[YearMark, ...]
    period: tuple[int, int] | None
    carried: dict[int, YearMark] = field(default_factory=dict)  # paragraph → year its last target had

    def year_of(self, quantity: Quantity, place: Place) -> tuple[YearMark | None, str]:
        mark = self._in_sentence(quantity, place)
        if mark is not None:
            return mark, "sentence"
        if place.paragraph in self.carried:
            return self.carried[place.paragraph], "paragraph"
        if place.goal:
            mark = self._of_paragraph(place) or self._of_clause(place)
            if mark is not None:
                return mark, "clause"
        return self._of_heading(place)

    def _in_sentence(self, quantity: Quantity, place: Place) -> YearMark | None:
        for mark in due_before(self.marks, place.sentence, quantity.left):
            if not mark.bracketed or mark.start >= place.stretch.start:
                return mark
        behind = _YEAR_BEHIND.match(self.flow, quantity.right)
        return next(iter(marks_between(self.marks, quantity.right, behind.end())), None) if behind else None

    def _of_paragraph(self, place: Place) -> YearMark | None:
        return next(iter(m for m in due_before(self.marks, place.paragraph, place.sentence) if not m.bracketed), None)

    def _of_clause(self, place: Place) -> YearMark | None:
        """The lead-in of the clause, of a heading above it, or those headings' own words."""
        index = place.heading
        end = place.sentence
        while index is not None:
            heading = self.places.headings[index]
            mark = next(
                iter(
                    m for m in due_before(self.marks, heading.start, end) if not m.bracketed or m.start < heading.body
                ),
                None,
            )
            if mark is not None:
                return mark
            end = heading.start
            index = heading.parent
            if index is not None:
                first_child = next((h.start for h in self.places.headings if h.parent == index), end)
                end = min(end, first_child)
        return None

    def _of_heading(self, place: Place) -> tuple[YearMark | None, str]:
        index = place.heading
        while index is not None:
            heading = self.places.headings[index]
            for mark in due_before(self.marks, heading.start, heading.body):
                return mark, "heading"
            index = heading.parent
        if self.period and (self.period[0] == self.period[1] or place.goal and self.period[1] - self.period[0] <= 10):
            return YearMark(0, 0, self.period[1], None, "due", "period"), "period"
        return None, ""


def comparator_of(case: Case) -> Comparator:
    """The comparator, with 至少 and its like reaching from the head of the stretch over the list behind it."""
    quantity = case.quantity
    if quantity.said:
        return quantity.comparator
    for words, comparator in (("至少", "ge"), ("不少于", "ge"), ("不低于", "ge"), ("不超过", "le"), ("不高于", "le")):
        at = case.stretch_before.rfind(words)
        if at >= 0 and "," not in case.stretch_before[at:]:
            return comparator  # type: ignore[return-value]
    return quantity.comparator


GROW_TO = re.compile(rf"(?:{'|'.join(GROW)})$")
