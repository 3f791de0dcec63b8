"""Why a number is no target: the rows that are asked before any reading."""

import re

from kapok.compiler.cases import Case, Row
from kapok.compiler.data.verbs import DESCRIBES, MADE_UP, REACHED
from kapok.compiler.provisions import ruled

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


_ACTION = re.compile(r"[^,。;\n]{0,8}(?:行动|工程|计划|专项)(?![一-龥])")
_OPENED = re.compile(r"(?:实施|启动|开展|推进|落实)[^,。;]{0,16}$")


def _action(case: Case) -> bool:
    """启动三年旱粮单产增一成行动: the name of an action, whatever growth it speaks of."""
    q = case.quantity
    return q.han and _OPENED.search(case.stretch_before) is not None and _ACTION.match(case.flow, q.right) is not None


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
    return _conditional(case) or _capacity(case) or _qualifying(case)


def _conditional(case: Case) -> bool:
    """达到90%以上的,给予…: who qualifies; 产值过10亿元的30家, 1万名老人以上的街(镇)各建有…: which are counted."""
    end = case.group[-1].right
    if re.match(r"的[,;]|的(?=\d)", case.flow[end : end + 3]) or _CONDITION.match(case.flow, end):
        return True
    return not case.quantity.is_ratio and _WHO.match(case.flow, end) is not None


def _capacity(case: Case) -> bool:
    """年产5000吨竹笋罐头生产线两条, 10千伏线路120公里: a size that is part of a name."""
    q = case.quantity
    sized = case.followed and q.unit in _SPECIFIES
    return case.after is not None and (sized or not q.is_money and _CAPACITY.search(case.pre) is not None)


def _qualifying(case: Case) -> bool:
    """5000万元以上的企业, 500亩以上基地: a measure with 以上 before those who have it."""
    q, post = case.quantity, case.post
    if q.is_ratio or case.make and not q.is_money and q.comparator != "gt" or not _HOLDER.match(post):
        return False
    of_those = post.startswith("的")
    if q.is_time:
        return of_those and not case.make
    measured = q.is_money or q.unit in _SIZES or not q.unit and q.value >= 10**4
    return measured and (q.is_money or of_those or q.said and not case.make)


_SIZES = ("毫米", "厘米", "米", "千克", "公斤", "微米", "亩", "平方米", "吨", "公顷", "千瓦", "兆瓦", "年", "蒸吨", "蒸吨/小时", "载重吨", "总吨", "人", "万")  # fmt: skip
_HOLDER = re.compile(rf"(?:的|及以上的?)?(?:[一-龥“”]{{0,12}}?)(?:{'|'.join(_ORGANISED)})")
_CONDITION = re.compile(r"[^,。;\n]{0,24}的,(?:[^。;\n]{0,10})(?:给予|奖励|补助|补贴|按|一次性|再|分别|每|可)")
_WHO = re.compile(r"[一-龥“”、]{0,14}(?<![%])以上的[一-龥()]{1,14}?(?:各|都|均|每个?)(?:建|有|设|配)")
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


_TAKEN_UP = re.compile(r"纳入|列入|打造|建成|培育")


def _describes(case: Case) -> bool:
    """聚焦33条…, 山区26县: a number straight behind a word that only points at things."""
    if case.make or case.quantity.is_ratio or case.quantity.said or not case.after:
        return False
    if case.pre == "" and case.previous is not None and case.previous.start >= case.place.stretch.start:
        return False  # …和500个数字化车间: goes on with what stands before
    if case.pre.endswith(("为", "对", "给")) and case.after is not None:
        return False
    if case.pre.endswith(("将", "把")) and _TAKEN_UP.search(case.flow[case.quantity.right : case.place.stretch.end]):
        return False
    head = case.flow[max(case.place.stretch.start, case.quantity.left - 8) : case.quantity.left]
    return DESCRIBES.search(head) is not None and (case.before is None or not case.before.link)


_SCOPE = re.compile(
    r"(?:率|比例|比重|占比|浓度|总量|之比|面积|收入)(?:分别|均|全部|平均|总体)?(?:达到?|提高到|控制在|保持在|超过|为|稳定在|不低于|下降|增长)"
)


def _inside(case: Case) -> bool:
    """公交站点500米覆盖率达到100%, 15分钟健身圈实现全覆盖, 26县居民收入…之比达到0.75: part of a name."""
    q = case.quantity
    if (
        case.followed
        and not case.make
        and not q.said
        and not q.is_ratio
        and _SCOPE.search(case.flow[q.right : case.place.stretch.end])
    ):
        return True
    if q.unit not in ("米", "公里", "千米", "分钟", "小时") or q.said or case.after is None or case.make:
        return False
    return (
        case.followed
        or "全覆盖" in case.flow[q.right : case.place.stretch.end]
        or re.match(r"[一-龥]{0,6}圈", case.post) is not None
    )


_DONE = re.compile(r"(?:提前|超额|圆满|顺利)完成")


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
    near = slice(
        max(case.place.sentence, case.quantity.left - 200), min(case.place.sentence_end, case.quantity.right + 200)
    )
    if _DONE.search(case.flow[near]):
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
    Row("action", "启动三年旱粮单产增一成行动", _action),
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
