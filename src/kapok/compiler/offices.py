"""The names in a list of offices: split apart, and the words that they share put back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kapok.compiler.data.offices import ENDS, GROUPS, LEVELS, PARTY_STEMS, PROVINCES, STEMS

_STEM = re.compile("|".join(sorted(STEMS, key=len, reverse=True)))
_LEVEL = re.compile("|".join(LEVELS))
_END = re.compile(f"(?:{'|'.join(sorted(ENDS, key=len, reverse=True))})$")
_GROUP = re.compile(f"(?:{'|'.join(sorted(GROUPS, key=len, reverse=True))})")
_PLACE = re.compile(f"(?:{'|'.join(PROVINCES)})(?:省|市)?")
_ADMIN_ONLY = re.compile(
    r"(?:县级市|自治县|自治州|开发区|高新区|功能区|管理区|园区|新区|街道办?|镇街|镇|乡|区|县|州|市|旗|盟|[(〔\[、)〕\]])+(?:级)?(?:人民)?(?:政府|管委会|党委|党工委|办事处|管理委员会)?(?:[(〔][^()〔〕]*[)〕])?"
)
_ADMIN_GROUP = re.compile(
    r"(?:各有关|各相关|各|有关|相关|全市各|全省各)(?:地级以上|设区的?|地级)?[市州县区旗盟乡镇]{1,2}(?:[(〔\[][^)〕\]]*[)〕\]])?"
)
_AND_GROUP = re.compile(r"等(?=(?:[省市区县州][级直]?)?(?:有关|相关)(?:部门|单位))")
_ALSO = re.compile(r"(?:等部门和单位|等有关部门和单位|等有关(?:部门|单位)|等相关(?:部门|单位)|等部门|等单位|等)$")
_NOTE = re.compile(r"[(〔\[][^()〔〕\[\]]*[)〕\]]$")
_CARRIED_OUT = re.compile(r"(?<=[局厅委办部会院府司团社])(?:落实|推进|实施|组织|抓好落实|完成|办理|承办)$")
_SEPARATORS = "、,; \t"
_ADJOINING = re.compile(
    rf"(?<=[局厅委办部会院联社心])\n?(?=(?:[省市区县州](?:{'|'.join(sorted(STEMS, key=len, reverse=True))})|[省市区县州]委[组宣统政网编]|各[省市区县镇乡有相]))"
)  # a blank between names was lost
_CONNECTIVES = re.compile(
    r"(?<=[局厅委办部会院心司团府社联县区市镇乡道行门位署])(?:等部门|等单位)?(?:和|及|以及|与|会同|同)(?=[市省区县州团各相有中国国财科教公人住农商文应自生交水发工税统审税气乡卫退信外广])"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An office as mentioned: ``start`` and ``end`` in the flow, ``prefix`` what it shares with its neighbours."""

    prefix: str
    words: str
    start: int
    end: int
    missing: str = ""  # what a cut name lacks at its end
    note: str = ""  # what stands in brackets behind the name: 牵头

    @property
    def name(self) -> str:
        return self.prefix + self.words + self.missing

    @property
    def group(self) -> bool:
        return is_group(self.name)


def mentions(flow: str, start: int, end: int, level: str = "") -> tuple[Mention, ...]:
    """The offices named in a run of the flow that holds nothing else.

    ``level`` is what the first name takes where it has no level of its own.
    """
    found, party = [], False
    for first, last in _merged(flow, list(_tokens(flow, start, end))):
        note = "" if is_group(flow[first:last]) else "".join(_NOTE.findall(flow[first:last]))
        if looks_like_office(note[1:-1]):
            note = ""  # 区农业农村局(乡村振兴局): one body with two names
        last -= len(note)
        words = flow[first:last].replace("\n", "")
        joined = flow[first - 1 : first] in "、和及与" and first > start
        prefix = shared_prefix(words, level, party) if joined or _STEM.match(words) else ""
        found.append(Mention(prefix, words, first, last, note=note))
        own = level_of(words)
        if own and not is_group(words) and not _is_government(words):
            level, party = own, words.startswith(own + "委") and len(words) > len(own) + 2
        elif not prefix:
            party = False
    return tuple(_with_shared_ends(found))


def _with_shared_ends(found: list[Mention]) -> Iterator[Mention]:
    """临汾、侯马、洪洞经济开发区管委会: places that share the end of the last name."""
    tail = ""
    completed = []
    for mention in reversed(found):
        bare = (
            2 <= len(mention.words) <= 3 and not mention.prefix and not _END.search(mention.words) and not mention.group
        )
        if bare and tail:
            mention = replace(mention, missing=tail)
        else:
            shared = _SHARED_END.search(mention.words)
            tail = shared.group() if shared and 2 <= shared.start() <= 3 else ""
        completed.append(mention)
    return reversed(completed)


_SHARED_END = re.compile(
    r"(?:(?:经济|高新|经济技术|高新技术|工业|产业)?(?:开发区|园区|新区|高新区)(?:管委会|管理委员会)?|[区县市镇](?:人民)?政府)$"
)


def _tokens(flow: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The runs between separators that stand outside brackets, without the words that close a list."""
    depth, first = 0, start
    cuts = {
        m.start(): m.end()
        for pattern in (_CONNECTIVES, _ADJOINING, _AND_GROUP)
        for m in pattern.finditer(flow, start, end)
    }
    at = start
    while at < end:
        depth += (flow[at] in "(〔[") - (flow[at] in ")〕]")
        if depth <= 0 and flow[at] in _SEPARATORS:
            yield from _trimmed(flow, first, at)
            first = at + 1
        elif depth <= 0 and at in cuts and at > first:
            yield from _trimmed(flow, first, at)
            first = at = cuts[at]
            continue
        at += 1
    yield from _trimmed(flow, first, end)


def _trimmed(flow: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and flow[start] in " .。:-*\n":
        start += 1
    while end > start and flow[end - 1] in " .。:*\n":
        end -= 1
    tail = _ALSO.search(flow, start, end) if end - start > 1 else None
    if tail:
        end = tail.start()
    verb = _CARRIED_OUT.search(flow, start, end)
    if verb:
        end = verb.start()
    if end > start:
        yield start, end


def _merged(flow: str, tokens: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """各市、县(市、区)政府 is one name though it holds a separator."""
    at = 0
    while at < len(tokens):
        first, last = tokens[at]
        if (
            at + 1 < len(tokens)
            and flow[first:last].endswith("党委")
            and flow[slice(*tokens[at + 1])] in ("政府", "人民政府")
        ):
            at += 1
            last = tokens[at][1]
        elif _ADMIN_GROUP.fullmatch(flow, first, last):
            while at + 1 < len(tokens) and _ADMIN_ONLY.fullmatch(flow, *tokens[at + 1]):
                at += 1
                last = tokens[at][1]
        yield first, last
        at += 1


def is_group(name: str) -> bool:
    """Whether a name stands for several offices: 各区政府, 有关部门."""
    return bool(_GROUP.match(name)) or name.endswith(
        ("有关部门", "相关部门", "有关单位", "相关单位", "各部门", "成员单位", "各单位")
    )


def _is_government(words: str) -> bool:
    return words.endswith(("政府", "管委会", "办事处", "街道", "镇", "乡"))


def level_of(words: str) -> str:
    """The level or place that opens a name (市, 省, 广州市, 自治区), "" when it has none.

    >>> level_of("市科技局"), level_of("市场监管局"), level_of("广州市财政局"), level_of("市市场监管局")
    ('市', '', '广州市', '市')
    """
    stem = _STEM.match(words)
    if stem and not _doubled(words, stem):
        return ""
    found = _STEM.search(words, 1)
    while found:
        head = words[: found.start()]
        if head.endswith("州") and len(head) > 1 and not head.endswith("自治州"):
            return ""  # 云州海关 stands in a place, it has no level to share
        if head.endswith(LEVELS) or head.endswith("委") and head[:-1].endswith(LEVELS):
            return head.removesuffix("委") if len(head) > 1 else head
        found = _STEM.search(words, found.start() + 1)
    level = _LEVEL.match(words)
    return level.group() if level and len(words) > len(level.group()) + 1 else ""


def _doubled(words: str, stem: re.Match[str]) -> bool:
    """区域合作 and 市场监管 begin with a level word by chance; 市政园林局 may, 市政府办 does not."""
    return stem.group() == "市政" and words[2:3] in ("府", "协", "务", "法", "数")


def shared_prefix(words: str, level: str, party: bool = False) -> str:
    """What a name shares with its neighbours: their level, where it has none of its own, else "".

    >>> shared_prefix("财政局", "市"), shared_prefix("南沙区政府", "市"), shared_prefix("宣传部", "市", True)
    ('市', '', '市委')
    """
    placed = _PLACE.match(words) is not None and not _STEM.match(words)
    if not level or is_group(words) or level_of(words) or placed or not _takes_level(words):
        return ""
    if words.startswith(PARTY_STEMS) and (party or words.endswith("部")):
        return f"{level}委"
    return level


def _takes_level(words: str) -> bool:
    """A department's name without a level: it begins with what departments are called, or holds no place.

    南昌铁路局 begins with a place that no list holds, so its stem in the middle keeps it as it is.
    """
    if words.endswith(
        ("企业", "单位", "机构", "运营商", "公司", "银行", "支行", "分行", "学校", "大学", "学院", "政府", "管委会")
    ) and not _COMPANY.match(words):
        return False
    stem = _STEM.match(words)
    if stem:
        return len(words) - stem.end() <= 8
    return (
        _PLAIN_OFFICE.fullmatch(words) is not None
        and _STEM.search(words) is None
        and not re.search(r".{2}(?:区|县|镇|乡)", words)
    )


_COMPANY = re.compile(
    r"(?:邮政|供电|水务|城投|交投|燃气|公交|担保|铁塔|烟草|电力|自来水|供销|农业担保|投资|再担保|粮食)[一-龥]{0,4}(?:公司|集团)"
)
_PLAIN_OFFICE = re.compile(
    r"(?!中国|国家|国网|武警|驻|团|人行|人民银行|银保监|证监|外汇|各|其他|电网|解放军|省|市|县|区|镇|乡)[一-龥]{2,8}(?:局|委|办|中心|站|总队|支队|大队|所|院|联|社|会|馆|部|办公室|集团)"
)


def looks_like_office(words: str) -> bool:
    """Whether words alone would be read as the name of an office, with no marker to say so."""
    bare = _NOTE.sub("", words)
    if is_group(bare) and _END.search(bare):
        return len(bare) <= 30
    if not 2 <= len(bare) <= 30 or re.search(r"[。!?:“”《》%]|\d{2,}", bare):
        return False
    if bare.startswith(("各", "有关", "相关")) and len(bare) <= 16:
        return bool(_END.search(bare))
    return bool(_END.search(bare)) and bool(
        level_of(bare)
        or _STEM.match(bare)
        or _PLACE.match(bare)
        or _STEM.search(bare)
        or bare.endswith(
            (
                "公司",
                "集团",
                "政府",
                "管委会",
                "支行",
                "分行",
                "领导小组",
                "专班",
                "工作组",
                "委员会",
                "办事处",
                "街道",
                "大学",
                "学院",
                "研究院",
                "中心",
            )
        )
        or (
            len(bare) <= 7
            and bare.endswith(("局", "厅", "委", "办", "镇", "乡", "处", "科", "室", "站", "中心", "支队", "大队"))
        )
    )
