"""The noun phrase that a number belongs to, before it or behind it."""

import re
from dataclasses import dataclass

from kapok.compiler.data.verbs import AMBIGUOUS, GROW, LINK, MAKE, MEASURE_ENDS


def _longest(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


_YEAR = r"(?:(?:到|至|截至|截止)?(?:(?:19|20)\d\d(?:[-~至]+(?:19|20)\d\d)?年(?:度)?(?:\d{1,2}月)?(?:底|末|年底|年末)?前?|“?十[一二三四五六]?五”?(?:规划)?(?:期间|时期|期末|末期|末)?|[一二三四五六七八九十\d]{1,2}年(?:内|左右|时间))(?:以?前)?)"
_BASE = rf"(?:(?:比|较|与|同|以|相比|相较于?|在)(?:上年|去年|上一年|同期|往年|基期|“?十[一二三四五]?五”?(?:时期|期)?末?|{_YEAR})(?:底|末|同期|水平)?(?:相比|的?基础上)?|{_YEAR}的|(?:由|从){_YEAR}[^,。;]{{0,16}})"
_ADVERB = r"(?:原则上|分别|均|都|各自|各|总体上?|基本|平均|稳步|稳定|力争|争取|确保|努力|预计|计划|要|将|须|应|能够?|再|也|全部|全面|持续|进一步|逐步|逐年|每年|每年度|年均|年平均|累计|(?:(?<!\d)[一二三四五六七八九十\d]{1,2}年)?(?:合计|总计|累计)|共计?|共|实际|明显|显著|大幅|有效|至少|约|不断|左右|(?<![更创高革翻刷])新|先后|成功|分批|陆续|重点|统筹|深入|扎实|加快|积极|大力|着力|高标准|高质量|高水平|科学|合理|同步|滚动|“?十[一二三四五]?五”?期间|其中|并|且|以|需|可|还|在全[省市县区国](?:范围内?)?|全[省市县区]共?)"
_TAIL = re.compile(
    rf"(?:(?P<link>{_longest(LINK)}|(?:达到|占|不低于|不超过)[一-龥]{{2,14}}的)|(?P<grow>{_longest(GROW)})|(?P<base>{_BASE})|(?P<year>{_YEAR})|(?P<adverb>{_ADVERB})|[了:“])$"
)
_MAKE = re.compile(_longest(MAKE))
_MAKE_END = re.compile(rf"(?:{_longest(MAKE)})(?:了|出|好)?(?:一批|各类|各级)?$")
_COUNTED = re.compile(
    r"(?:(?:建设(?!用地)|改造|推广|整治|治理|修复|营造|更新|设置|投放|完成|实现|组织|推进|推动|支持|服务(?!业|站|点|中心|机构|平台|队)|建(?![筑材档言议成])|培训(?!机构|基地|中心|点)|发展|帮扶|配置|种植|获得|拥有|制定|申报|增加|引导|促进|扩大|发放|落实)(?!率|面积|项目|任务|总|量|工程(?!师|技术|研究)))+"
)
_BRINGS = re.compile(
    r"出栏|存栏|产出|筹集|筹措|募集|销售|新增|净增|打通|修建|削减|减少|压减|新办|新设|新建|建成|配套|检查|抽检|培训|改造|完成|开展|引育|转移|消化|开发|治理|整治|修复|安置|发放|投放|接待|吸纳|带动"
)
_NOMINAL = ("造林", "培训", "绿化", "招生", "存栏", "出栏", "服务", "检查", "监测")
_VERB_ONLY = re.compile(rf"(?:{_ADVERB}|再|又|{_longest(tuple(verb for verb in MAKE if verb not in _NOMINAL))})+")
_AMBIGUOUS = re.compile(_longest(AMBIGUOUS))
_ADVERBS_END = re.compile(rf"(?:{_ADVERB}|{_YEAR})+$")
_LEAD = re.compile(
    rf"(?:(?:第?[一二三四五六七八九十]+是(?:要)?|全[省市县区镇国](?:共|累计|计划|力争|预计)?(?=新增|新建|建成|培育|引进|打造|新|建设|完成|实现|改造)|其中|同时|并且?|且|此外|另外|以及|及(?!格|时)|和(?!谐|美|平|睦)|还要|具体为|即|确保|力争|争取|努力|预计|计划|要|将|把|使|让|令|对|为|向|以|到时|届时|基本|全面|加快|逐步|逐年|每年度?|年均|年平均|平均每年|累计|共计?|总计|新(?=建成|培育|认定|引进|改建|开工|办|设|开|发展|创建|组建|申报|获批)|推动|推进|促进|推行|带动|引导|鼓励|支持|组织|实现|完成|确保|保持|持续|进一步|深入|扎实|稳步|积极|大力|着力|重点|统筹|按计划|分批|在[一-龥]{{1,10}}?(?:方面|领域|范围内|基础上|中)|通过[一-龥]{{2,20}}?,|{_YEAR}|全部|(?:注册|登记|建成|投产|出厂)的|有效|努力|不断|切实|、|[-·●•◆■]+|:)|(?:{_longest(tuple(v for v in MAKE if v not in AMBIGUOUS))})(?=.{{2}}))+"
)
# Verbs in mid-phrase before which nothing of the indicator can stand; 建设 and its like are also nouns.
_MID_VERB = re.compile(
    r"(?:引导推动|推广应用|新建或改造提升|改造提升|建设改造|建成投用|建成(?!区)|新建|改建|扩建|共建|打造|培育|引进|引育|招引|新增|净增|创建|组建|设立|创办|开办|举办|培训|选派|认定|评选|遴选|实施|完成|实现|形成|发展|建设|建立|推广|改造|支持|服务|配备|配置|安装|集聚|吸引|获批|布局|淘汰|压减|治理|修复|整治|开展|组织|帮助|推动|促进|带动|拥有|突破|达到|打通|开通|开行|选聘|招聘|储备|谋划|签约|落地|投放|发放|种植|栽植|营造|使(?!用)|令)"
)
_NOUN_AFTER_VERB = re.compile(
    r"(?:或|的|率|数|量|额|面积|投资|投入|经费|规模|比例|占比|人员|人才|工作|水平|里程|总|收入|资金|任务|强度|密度|项目数|主体|单位数|程度|能力|成果|产业|机构|指数|型|类|用地|费用|标准)"
)
_AFTER_STOP = re.compile(
    r"(?:开展|实施|参与|参加|通过|达到|进入|纳入|实现|入选|完成|接受|投入使用|投用|投产|投运|建成|落地|开工|竣工|用于|获得|获评|获批|取得|并(?!购|网|联)|其中|分别|均|都|全部|率先|上云|上平台|提供|发展成为|成为|升级|接入|覆盖|享受|使用|列入|转型|突破|超过|增长|不低于|力争|,|、?(?:每年|累计|年均|力争)|就业|从事|上市(?!公司|企业|后备)|持证|脱贫|增收|到[一-龥]{2,8}(?:工作|创业|就业))(?![者员率型性类点站制])"
)
# A relative clause before the noun: 200名能够突破关键技术…的领军人才.
_RELATIVE = re.compile(
    r"(?:能够?|可以|具有|拥有|从事|掌握|符合|达到|具备|在|对|适应|熟悉|热爱|懂|会|有|引领|代表|处于|位于|来自|面向|善于|精通|勇于|敢于|通过)"
)
_ENTITY = re.compile(r"[一-龥“《A-Za-z\d+\-·/&]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase in the flow, and what was found between it and its number."""

    start: int
    end: int
    behind: bool
    link: str = ""
    grow: str = ""
    make: str = ""
    head: str = ""  # verb that opens the phrase: 培育…企业6000家
    extra: str = ""  # words put before, restored from a neighbour
    tail: str = ""  # words put behind

    def words(self, flow: str) -> str:
        return f"{self.extra}{flow[self.start : self.end]}{self.tail}"


@dataclass(frozen=True, slots=True)
class Joint:
    """What stands between a phrase and the number behind it, taken apart from the right."""

    end: int
    link: str = ""
    grow: str = ""
    adverbs: str = ""
    based: bool = False


def joint(flow: str, left: int, right: int) -> Joint:
    """Take away links, growth verbs, bases, years and adverbs from the end of a run."""
    link = grow = adverbs = ""
    based = False
    at = right
    while at > left:
        match = _TAIL.search(flow, max(left, at - 30), at)
        if not match or match.end() != at:
            break
        if match["grow"] and link.endswith(("到", "至", "在", "达", "为", "过", "于")):
            break  # 增长率控制在: the growth is the indicator
        link = link or match["link"] or ""
        grow = grow or match["grow"] or ""
        adverbs += match["adverb"] or ""
        based = based or match["base"] is not None
        at = match.start()
    return Joint(at, link, grow, adverbs, based)


def make_before(flow: str, left: int, right: int) -> tuple[str, int]:
    """The verb of making that ends a run, adverbs left aside, and where it begins; "" when there is none."""
    at = right
    adverbs = _ADVERBS_END.search(flow, max(left, right - 16), right)
    match = _MAKE_END.search(flow, max(left, right - 12), right)
    if not match and adverbs:
        at = adverbs.start()
        match = _MAKE_END.search(flow, max(left, at - 12), at)
    return (match.group(), match.start()) if match else ("", right)


def phrase_before(flow: str, left: int, right: int, counted: bool = False) -> Phrase | None:
    """The indicator that ends before a number: 森林覆盖率达到…, 培育龙头企业…

    ``counted``: the number counts things, so a verb like 建设 at the head is no part of their name.
    """
    joined = joint(flow, left, right)
    end = joined.end
    start, head = _lead(flow, left, end)
    start, head = _after_mid_verb(flow, start, end, head)
    inner = _BRINGS.search(flow, start, end) if not head else None
    head = inner.group() if inner else head
    verb = _COUNTED.match(flow, start, end) if counted and not joined.grow else None
    if verb and end - verb.end() >= 2:
        start, head = verb.end(), head or verb.group()
    while start < end and flow[start] in "、的,和及与:;。“ \t-":
        start += flow[start] != "“" or flow.find("”", start, end) < 0
        if start < end and flow[start] == "“":
            break
    while end > start and flow[end - 1] in "、的,和及与: 以按":
        end -= 1
    if end - start < 2 and not (joined.link or joined.grow):
        return None
    if end <= start or _VERB_ONLY.fullmatch(flow, start, end):
        return None
    return Phrase(start, end, False, joined.link, joined.grow, "", head)


def _lead(flow: str, left: int, end: int) -> tuple[int, str]:
    match = _LEAD.match(flow, left, end)
    if match and flow.startswith("区", match.end()) and match.group().endswith("建成"):
        match = None  # 建成区绿地率
    if match and end - match.end() < 2:
        match = None
    start = match.end() if match else left
    verbs = _MAKE.findall(match.group()) if match else []
    opening = _AMBIGUOUS.match(flow, start, end)
    return start, opening.group() if opening and end - opening.end() >= 2 else verbs[-1] if verbs else ""


_ALSO_NOUNS = ("签约", "建设", "发展", "服务", "支持", "改造", "推广", "治理", "修复", "整治", "组织", "培训")


def _after_mid_verb(flow: str, start: int, end: int, head: str) -> tuple[int, str]:
    """Behind the last verb of making inside a phrase, unless it is part of a noun there."""
    for match in reversed(list(_MID_VERB.finditer(flow, start, end))):
        if match.group() == "拥有" and flow.startswith("每", start):
            continue  # 每万人拥有…
        if "占" in flow[match.end() : end] and MEASURE_ENDS.search(flow[start:end]):
            continue  # 绿色建筑面积占新建建筑面积比例 is one name
        behind = flow[match.end() : end]
        joined = _NOUN_AFTER_VERB.match(behind) is not None or behind[:1] in ("、", "和", "与", "及")
        measured = MEASURE_ENDS.search(behind) is not None and (len(behind) < 5 or match.group() in _ALSO_NOUNS)
        if len(behind) >= 3 and match.start() > start and not joined and not measured:
            return match.end(), match.group()
    return start, head


def phrase_after(flow: str, start: int, right: int) -> Phrase | None:
    """The indicator that follows a number: 60家…基地."""
    at = start
    while at < right and flow[at] in "的以上左":
        if flow[at] == "的":
            at += 1
        elif flow.startswith(("以上", "左右"), at):
            at += 2
        else:
            break
    if at >= right or not _ENTITY.match(flow, at) or flow.startswith(("全部", "均", "都", "全面"), at):
        return None
    end = right
    stop = _AFTER_STOP.search(flow, at + 2, right)
    if stop and not (_RELATIVE.match(flow, at) and "的" in flow[stop.end() : right - 2]):
        end = stop.start()
    while end > at and flow[end - 1] in "、的,和及与以等:在将已":
        end -= 1
    if end - at >= 4 and flow.startswith("建设", end - 2):
        end -= 2
    return Phrase(at, end, True) if end - at >= 2 else None
