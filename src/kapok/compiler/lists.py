"""Names that a list shares out: 水稻、油菜机械化率分别…, and phrases that need a neighbour's noun."""

import re

from kapok.compiler.cases import Case, FlowTarget
from kapok.compiler.data.verbs import MEASURE_ENDS
from kapok.compiler.phrases import Phrase

_SUM_UP = re.compile(r"分别|各自?(?=\d|[一二三四五六七八九十]|达|新|建)|依次")


# Parts the names of a list. Not inside a word: 普及率, 和谐社区, 参与.
CONJUNCTION = re.compile(
    r"、|(?<![中饱温总缓])和(?!谐|美|平|睦)|(?<![参给])与(?!会)|以及|(?<![普涉惠波顾])及(?!其|格|时)"
)


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
    parts = [part for part in CONJUNCTION.split(words) if part]
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
