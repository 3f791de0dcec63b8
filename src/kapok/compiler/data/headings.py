"""How parts of an official text are numbered, and the headings that stand without a number."""

import re
from typing import NamedTuple

CHINESE = r"[一二三四五六七八九十百零〇]{1,4}"


class HeadingStyle(NamedTuple):
    """One way of numbering. ``rank``: a lower one holds a higher one. ``inline``: may begin in mid-line."""

    name: str
    example: str
    pattern: str  # group "n" is the numeral, the whole match the number with its marks
    rank: int
    inline: bool = True


HEADING_STYLES = (
    HeadingStyle(
        "part",
        "第一编 总则",
        rf"第(?P<n>{CHINESE}|\d{{1,2}})(?:编|篇|部分)(?![一-龥]{{0,6}}(?:规定|计划|通知))",
        0,
        False,
    ),
    HeadingStyle("chapter", "第一章 总则", rf"第(?P<n>{CHINESE}|\d{{1,2}})章", 1),
    HeadingStyle("section", "第一节 目标", rf"第(?P<n>{CHINESE}|\d{{1,2}})节", 2),
    HeadingStyle(
        "article", "第一条 为了…", rf"第(?P<n>{CHINESE}|\d{{1,3}})条(?!例|规定|[一二三四五六七八九十\d之、和的])", 4
    ),
    HeadingStyle(
        "han",
        "一、总体要求",
        rf"(?P<n>{CHINESE}|[壹贰叁肆伍陆柒捌玖拾])(?:、|\.(?!\d))(?![一二三四五六七八九十]{{1,2}}、)",
        3,
    ),
    HeadingStyle("han-bracket", "（一）指导思想", rf"[(〔](?P<n>{CHINESE})[)〕][、.]?", 5),
    HeadingStyle("digit", "1.推进…", r"(?P<n>\d{1,3})\*?[.、]", 6),
    HeadingStyle("digit-bracket", "（1）推进…", r"[(〔](?P<n>\d{1,2})[)〕][、.]?", 7),
    HeadingStyle("digit-half", "1)推进…", r"(?P<n>\d{1,2})\)[、.]?", 7),
    HeadingStyle("circle-han", "㈠推进…", r"(?P<n>[㈠-㈩])", 5),
    HeadingStyle("circle", "①推进…", r"(?P<n>[①-⑳㉑-㉟])", 8),
)

STANDALONE = re.compile(r"(?:序言|序|前言|引言|导言|总则|附则|结语|结束语|后记|编制说明)")
# What parts of a plan are usually called; where line breaks were lost, such a title ends where it is complete.
USUAL = re.compile(
    r"(?:总体要求|总体思路|总体目标|指导思想|基本原则|工作原则|主要原则|工作目标|发展目标|主要目标|行动目标|目标任务|任务目标|工作任务|主要任务|重点任务|工作内容|主要内容|重点工作|工作重点|实施步骤|工作步骤|工作安排|进度安排|时间安排|工作要求|有关要求|保障措施|工作措施|主要措施|政策措施|组织实施|组织领导|组织保障|工作保障|发展基础|发展环境|发展现状|面临形势|现实基础|工作机制|职责分工|监督考核|附则|实施范围|适用范围|支持对象|支持范围|申报条件|申报程序|资金来源|资金保障)(?![和与及、的,机制体系]|$)"
)
CONTENTS = re.compile(r"目[ ]*[录次]")
LEADERS = re.compile(r"(?:\.{3,}|…+|·{3,})-?\d*$|[一-龥)](?:\t|\.{2,}|…)+\d{1,3}$")
CIRCLES = (
    {chr(0x3220 + i): i + 1 for i in range(10)}
    | {chr(0x2460 + i): i + 1 for i in range(20)}
    | {chr(0x3251 + i): i + 21 for i in range(15)}
)
