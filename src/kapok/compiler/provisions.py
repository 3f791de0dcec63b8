"""Numeric rules that are no goals: shares, caps, floors, rates, amounts, terms, days, staffing."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kapok.compiler.cases import Case
from kapok.compiler.data.verbs import MEASURE_ENDS
from kapok.compiler.model import Comparator


@dataclass(frozen=True, slots=True)
class FlowProvision:
    """A numeric rule in the flow."""

    start: int
    end: int
    subject: str
    comparator: Comparator
    value: Decimal
    unit: str
    heading: int | None
    pattern: str
    instead_of: tuple[str, ...] = ()


class RuleRow(NamedTuple):
    """When a number is part of a rule: of which sort, with which words before it and behind it."""

    name: str
    example: str
    sort: str  # money, ratio, time, count
    before: re.Pattern[str]
    after: re.Pattern[str] = re.compile("")


_ANY = re.compile("")
_GIVE = r"(?:给予|奖励|奖补|补助|补贴|资助|补偿|扶持|一次性|贴息|津贴|奖金|慰问金|资金支持|予以|奖|补|兑现|配套支持|最高可?获|享受)"
_RULES: tuple[RuleRow, ...] = (
    RuleRow("amount", "一次性奖补100万元", "money", re.compile(rf"{_GIVE}[^。]{{0,40}}$")),
    RuleRow("amount-behind", "100万元的一次性补助", "money", _ANY, re.compile(r"的?(?:[一-龥]{0,8})(?:奖励|奖补|补助|补贴|资助|补偿|扶持|贴息|津贴|奖金|支持|经费|资金(?!规模))")),
    RuleRow("cap", "最高3000万元", "money", re.compile(r"(?:最高|不超过|不得超过|上限|封顶|限额|额度|至多|最多|不低于|不少于)[^,。;]{0,16}$")),
    RuleRow("rate", "每平方米68.6元", "money", re.compile(r"(?:每(?!年)(?:[一-龥]{1,6}?)|标准[为是]?|单价|价格|收费|管理费|服务费|手续费|配套费|费用|费为|费每[年月人天次]?|按|罚款|缴纳|保证金|定额|标准提高到|标准由[^,。]*到|提高至|提高到|可提高至)[^,。;]{0,10}$")),
    RuleRow("loan", "贷款额度可提高至500万元", "money", re.compile(r"(?:贷款|授信|担保|信用|保险|保额|融资需求|融资额|借款|信贷)[^。]{0,24}$")),
    RuleRow("qualifies", "固定资产投资额超过5亿元的项目", "money", re.compile(r"对[^,。;]{0,40}$")),
    RuleRow("benefit", "救助比例由70%提高到75%", "ratio", re.compile(r"(?:(?:救助|报销|补助|补贴|支付|赔付|缴费|保障|分配|奖励|分成|返还|预留|首付|自付|结算|保证金|资助|贴息|减免|优惠|担保|分担|补偿)[^,。;]{0,4}(?:比例|标准|额度|水平)|(?:救助|报销|补助|补贴|赔付|贴息|减免|补偿)[^,。;]{0,4}率)[^,。;]*$")),
    RuleRow("charge", "担保费率不超过0.8%", "ratio", re.compile(r"(?:利率|费率|税率|率上限|容忍度|保证金|利息|赔付|权重|分值|首付|税负|手续费|服务费|管理费|附加费|租金)[^,。;]{0,16}$")),
    RuleRow("share-behind", "地方财政贡献的70%给予企业奖励", "ratio", _ANY, re.compile(r"(?:以内|以上)?(?:的?比例|的标准)?(?:对[一-龥]{1,8}?)?(?:一次性)?(?:给予|予以|进行)?(?:企业|个人|单位|团队)?(?:的)?(?:给予|予以|奖励|补贴|补助|奖补|资助|返还|贴息|计提|提取|留归|拨缴|安排|用于)")),
    RuleRow("share", "按不少于70%的比例奖励", "ratio", re.compile(r"(?:按照?|不超过|不得超过|不得高于|不低于|不少于|不高于|给予|补贴|补助|奖励|奖补|贴息|资助|返还|计提|提取|留成|分成|承担|分担|分摊|补偿|优惠|减按|减征|减半|下浮|上浮|折扣|预付|出资|持股|占股|配套|奖|补|至少|最高)[^,。;]{0,30}$"),
            re.compile(r"(?:以内|以上|以下)?(?:\(|的|给予|予以|进行|执行|确定|奖励|补助|补贴|比例|计提|提取|,|。|;|\)|、|$|贴息|标准|承担|收取|征收|核定|安排|计算|左右|提成|支付|返还|减|用于|作为|返|资助|奖补|配套)")),
    RuleRow("matching", "按1∶1比例配套", "count", re.compile(r"(?:给予|按照?|以|按不低于|按照不低于|不低于)$"), re.compile(r"(?:的)?(?:比例|标准|给予配|配)")),
    RuleRow("cap-per", "小学每班不超过45人", "count", re.compile(r"每(?!年)[一-龥]{1,6}(?:不超过|不得超过|不少于|不低于|至少|最多|控制在)$")),
    RuleRow("weight", "日常监测占60%", "ratio", re.compile(r"(?:权重|考核|评分|评价|测评|得分|监测|打分|总分|指标)[^。]{0,80}(?:占|为|按)$")),
    RuleRow("ban", "禁止生产厚度低于0.01毫米的地膜", "count", re.compile(r"(?:禁止|不得|严禁)[^。;]{0,24}$")),
    RuleRow("norm", "按每百户30平方米标准配建", "count", re.compile(r"按[^,。;]{0,12}$"), re.compile(r"(?:的)?(?:标准|比例|配建|配置|设置)")),
    RuleRow("limit", "补贴面积不超过1000平方米", "count", re.compile(r"(?:补贴|补助|奖励|支持|资助|租赁|单个|每[个家人户场次])[^,。;]{0,12}(?:不超过|最高|最多|不低于|至少|以内)$|(?:最高|最多)(?:不超过)?$|(?:须|必须|应当?)(?:不[高低大小少超][于过]|达到|控制在)$")),
    RuleRow("staff-floor", "学校应配备心理教师不少于1名", "count", re.compile(r"(?:配备|配齐|聘用)[^,。;]{1,14}(?:不少于|不低于|至少)$")),
    RuleRow("size", "路基宽不小于6.5米", "count", re.compile(r"(?:宽度?|高度?|厚度?|深度?|直径|间距|净宽|坡度|路基|路面)(?:应|须)?(?:为|不小于|不低于|不少于|不超过|不大于|达到?)?$")),
    RuleRow("deadline", "10个工作日内答复", "time", _ANY, re.compile(r"(?:之内|以内|内)|(?:答复|办结|回复|反馈|审核)")),
    RuleRow("term", "贴息期不超过3年", "time", re.compile(r"(?:期限?|时限|年限|不超过|不得超过|不少于|不低于|最长|最短|期|延长|缩短|压缩|减至|限|满|达到?|为|可在|在|于|之日起|连续|提前|收到|受理|完成|后|时间|控制|给予|有效|服务|至少|免|缓|享受|每[一-龥]{1,6}|超过|[一-龥])[^,。;]{0,14}$"),
            re.compile(r"(?:以内|以上|之内|内|期|的|后|前|。|,|;|、|\)|$|免|给予|奖励|每年|还款|偿还|房租|租|[一-龥]{2}期|以下|左右|有效|贴息|租金|补助|不得)")),
    RuleRow("staff", "每园配备2名辅导员", "count", re.compile(r"(?:(?:每(?!年)|各)[^,。;]{1,24}(?:配备|配齐|设置?|安排|不少于|不低于|至少|核定|选派|明确|建有|聘)|(?:配备|配齐|设立?|聘用|核定编制|定编)(?:不少于|至少|不低于)?|由(?:不少于|至少)?|为|应配备[^,。;]{1,8}(?:不少于|不低于|至少))[^,。;]{0,12}$"), re.compile(r"(?:以上)?(?:的)?(?:专职|兼职|专兼职|专业|辅导|工作|管理|[一-龥]{0,10}(?:员|师|人员|干部|教师|民警|医生|编制|助理|顾问|专家|代表|人))")),
)  # fmt: skip

_SORT_OF_NONE = ""


def _sort(case: Case) -> str:
    q = case.quantity
    return "money" if q.is_money else "ratio" if q.is_ratio or q.unit == "倍" else "time" if q.is_time else "count"


_GOAL_WORDS = re.compile(
    r"(?:率|比重|占比|增长|提高|产值|收入|强度|面|达标|总额|总量|规模|增加值|下降|降低)[^,。;给按补奖贴]{0,12}$"
)


_LASTING = re.compile(r"(?:时间|时长|周期|时限|天数|时)(?:压缩|缩短|控制|减少|降低)?(?:到|至|在|不超过|为|达到?)?$")
_BY = re.compile(
    r"(?:按(?!期|时|月|年|需|质|规定)照?|(?:不低于|不超过|不少于|不高于)[^,。;]{2,20}的$|提取|计提|给予|补贴|补助|奖励|贴息|资助|返还)[^,。;]*$"
)


_GIVEN_BEHIND = re.compile(
    r"(?:的?比例)?(?:对[一-龥]{1,8}?)?(?:进行)?(?:企业|个人|单位|团队)?(?:的)?(?:给予|返还|奖励|补贴|补助|奖补|资助|予以|贴息|标准|计提|提取|留归|拨缴)"
)


class Verdict(NamedTuple):
    """Whether a number with the words of a rule around it belongs to one; the first verdict that applies is taken."""

    name: str
    example: str
    applies: Callable[[Case, RuleRow], bool]
    ruled: Callable[[Case, RuleRow], bool]


def _always(_case: Case, _row: RuleRow) -> bool:
    return True


def _never(_case: Case, _row: RuleRow) -> bool:
    return False


def _undated(case: Case, _row: RuleRow) -> bool:
    return not case.said_year


def _lasting_goal(case: Case, _row: RuleRow) -> bool:
    """平均办理时间压缩至3天, where a year or a goal stands before it."""
    if not (case.said_year or case.place.goal):
        return False
    measured = case.before is not None and MEASURE_ENDS.search(case.before.words(case.flow)) is not None
    return measured or _LASTING.search(case.stretch_before) is not None


def _brought(case: Case, row: RuleRow) -> bool:
    """每年不少于40名, 新增贷款不少于2000万元: a floor under something to be brought about."""
    if row.name in ("limit", "staff") and case.annual and case.quantity.comparator == "ge":
        return True
    heads = ("新增", "引进", "发放", "投放", "完成", "实现", "吸引")
    return row.name in ("cap", "limit") and case.before is not None and case.before.head in heads


def _given(case: Case, row: RuleRow) -> bool:
    """按…的70%, 70%给予企业奖励: a share that somebody gives or takes."""
    end = case.group[-1].right if case.group else case.quantity.right
    return row.sort == "ratio" and (_GIVEN_BEHIND.match(case.flow, end) or _BY.search(case.stretch_before)) is not None


def _highest(case: Case, row: RuleRow) -> bool:
    words = case.stretch_before + case.flow[case.quantity.left : case.quantity.start]
    return row.name == "cap" and _HIGHEST.search(words) is not None


_FLOOR = re.compile(r"(?:不低于|不少于|不超过|不高于)[^,。;]{2,24}的$")
_MUST_NOT = re.compile(r"不得(?:高于|超过|低于|少于)[^,。;]*$")
_HIGHEST = re.compile(r"(?:最高|限额|封顶|额度|上限)[^,。;]{0,8}$")
_VERDICTS = (
    Verdict("must-not", "不得高于3%", lambda case, _row: _MUST_NOT.search(case.stretch_before) is not None, _always),
    Verdict("goal", "到2025年,利率降至4%", lambda case, row: case.place.goal and not row.name.startswith("amount"), _never),
    Verdict("lasting", "办理时间压缩至3天", lambda _case, row: row.sort == "time", lambda case, row: not _lasting_goal(case, row)),
    Verdict("raised", "补助标准增加30元", lambda case, row: row.name == "rate" and case.before is not None and bool(case.before.grow) and "到" not in case.pre[-3:], _never),
    Verdict("brought", "每年招聘不少于40名", _brought, _never),
    Verdict("floor", "到2015年,收入线不低于人均可支配收入的60%", lambda case, row: row.sort == "ratio" and case.said_year and case.before is not None and _FLOOR.search(case.stretch_before) is not None, _never),
    Verdict("given", "地方财政贡献的70%给予企业奖励", _given, _always),
    Verdict("highest", "年度报销限额最高10万元", _highest, _always),
    Verdict("amount", "给予100万元奖励", lambda _case, row: row.name.startswith("amount"), lambda case, _row: not (case.said_year and _GOAL_WORDS.search(case.stretch_before))),
    Verdict("share", "其中留成部分的50%", lambda _case, row: row.name == "share", lambda case, _row: not case.said_year and _GOAL_WORDS.search(case.stretch_before) is None),
    Verdict("undated", "每平方米68.6元", _always, _undated),
)  # fmt: skip


def ruled(case: Case) -> bool:
    """Whether the words around a number make it part of a rule rather than of a goal."""
    row = rule_row(case)
    return row is not None and next(v for v in _VERDICTS if v.applies(case, row)).ruled(case, row)


def rule_row(case: Case) -> RuleRow | None:
    """The first row whose words stand around a number."""
    sort = _sort(case)
    window = case.flow[max(case.place.sentence, case.quantity.left - 60) : case.quantity.start]
    end = case.group[-1].end if case.group else case.quantity.end
    after = case.flow[end : end + 14]
    if (
        sort == "time"
        and case.quantity.unit in ("年", "月", "日", "届", "岁", "时", "周", "学年")
        and not _is_term(case)
    ):
        return None
    for row in _RULES:
        if (
            row.name == "deadline"
            and case.quantity.unit == "年"
            and not re.match(r"内(?:可|予以|给予|返|不|免|未|累计|按|连续)", after)
        ):
            continue
        if row.sort == sort and row.before.search(window) and row.after.match(after):
            return row
    return None


def _is_term(case: Case) -> bool:
    """3年 as a stretch of time, not 2021年 as a date nor 三年行动 as a name."""
    q = case.quantity
    if q.value > 99 or q.unit in ("届", "时", "岁", "月"):
        return False
    before, after = case.flow[max(0, q.left - 6) : q.left], case.flow[q.end : q.end + 3]
    if re.search(r"连续$", before) and re.match(
        r"(?:的|每年)?(?:给予|奖励|补助|补贴|资助|支持|免|减|享受)", case.flow[q.end : q.end + 6]
    ):
        return True
    if re.search(r"(?:个|通过|经过|用|未来|今后|近|连续|力争|利用|第|历时)$", before):
        return False
    if before.endswith("(") and re.match(r"\)", after):
        return False  # 国务院昨天(1日)印发
    if q.unit == "日":
        return bool(q.said or after.startswith("内")) and not before.endswith("月")
    if re.match(r"(?:行动|计划|规划|来|多来|多|前|制|一|任务|实施|活动|攻坚|滚动|发展|级|底|末|倍)", after):
        return False
    return q.unit != "年" or bool(
        q.said
        or re.match(
            r"(?:期|[一-龥]{2}期|内|以|的|后|免|给予|奖励|每年|还款|偿还|租金|房租|有效|,|。|;|、|\)|贴|租|不)", after
        )
    )


_SUBJECT_STOP = re.compile(r"[,。;:!?\n\t]")


def provision_of(case: Case, row: RuleRow, comparator: Comparator) -> FlowProvision:
    """The rule that a number states, with the words before it as its subject."""
    q = case.quantity
    stretch = case.flow[case.place.stretch.start : q.left]
    subject = re.sub(r"(?:按照?|给予|最高|不超过|不低于|不少于|一次性|予以|可|为|的|到|至)+$", "", stretch)
    if len(subject) < 2:
        stop = max(case.place.stretch.start - 1, case.place.sentence)
        previous = case.flow[max(case.place.sentence, stop - 80) : stop]
        subject = _SUBJECT_STOP.split(previous)[-1]
    return FlowProvision(q.left, q.right, subject[-40:], comparator, q.value, q.unit, case.place.heading, row.name)


_REACH: tuple[tuple[str, Comparator], ...] = (
    ("不低于", "ge"), ("不少于", "ge"), ("不得高于", "le"), ("至少", "ge"), ("最低", "ge"), ("不超过", "le"), ("不得超过", "le"), ("不高于", "le"), ("最高", "le"), ("最长", "le"), ("上限", "le"), ("最多", "le"), ("封顶", "le"),
)  # fmt: skip


def rule_comparator(case: Case) -> Comparator:
    """A cap or floor reaches over the words between: 不超过项目投资额30%."""
    q = case.quantity
    if q.said:
        return q.comparator
    words = re.sub(
        r"最[低高](?=价|标准|收费|限价|工资|生活)", "", case.flow[max(case.place.stretch.start, q.left - 24) : q.left]
    )
    found = max(((words.rfind(word), comparator) for word, comparator in _REACH if word in words), default=None)
    if found is None or re.search(r"\d", words[found[0] :]):
        return q.comparator
    return found[1]
