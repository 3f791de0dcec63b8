"""Programmes, platforms and boxes that a plan names."""

import re
from collections.abc import Iterator

from kapok.compiler.flow import Flow
from kapok.compiler.model import Name

_PROGRAMME = re.compile(r"“([^“”\n]{2,24}?(?:计划|工程|行动|专项|项目|政策|制度|机制|基金|体系|品牌|绿卡))”")
_UNQUOTED = re.compile(
    r"(?:实施|启动|推进|深入实施|组织实施|落实)([一-龥A-Za-z\d+]{2,16}(?:计划|工程|行动))(?=[,。、;]|和)"
)
_BOX = re.compile(r"(?:^|(?<=\n))(专栏[一二三四五六七八九十\d]*[^\n]{0,40})")


def names(text: str, flow: Flow) -> Iterator[Name]:
    """Named programmes and boxes, each at its first mention."""
    seen: set[str] = set()
    for pattern, kind in ((_PROGRAMME, "programme"), (_UNQUOTED, "programme"), (_BOX, "box")):
        for match in pattern.finditer(flow.text):
            if match[1] not in seen:
                seen.add(match[1])
                span = flow.source_span(*match.span(1))
                yield Name(span.of(text), kind, span)
