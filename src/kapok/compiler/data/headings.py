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
    HeadingStyle("part", "第一编 总则", rf"第(?P<n>{CHINESE}|\d{{1,2}})(?:编|篇|部分)(?![一-龥]{{0,6}}(?:规定|计划|通知))", 0, False),
    HeadingStyle("chapter", "第一章 总则", rf"第(?P<n>{CHINESE}|\d{{1,2}})章", 1),
    HeadingStyle("section", "第一节 目标", rf"第(?P<n>{CHINESE}|\d{{1,2}})节", 2),
    HeadingStyle("article", "第一条 为了…", rf"第(?P<n>{CHINESE}|\d{{1,3}})条(?!例|规定|[一二三四五六七八九十\d之、和的])", 4),
    HeadingStyle("han", "一、总体要求", rf"(?P<n>{CHINESE}|[壹贰叁肆伍陆柒捌玖拾])(?:、|\.(?!\d))", 3),
    HeadingStyle("han-bracket", "（一）指导思想", rf"[(〔](?P<n>{CHINESE})[)〕][、.]?", 5),
    HeadingStyle("digit", "1.推进…", r"(?P<n>\d{1,2})\*?(?:[.、](?!\d)|\.(?=\d{4}年)|、(?=\d))", 6),
    HeadingStyle("digit-bracket", "（1）推进…", r"[(〔](?P<n>\d{1,2})[)〕][、.]?", 7),
    HeadingStyle("digit-half", "1)推进…", r"(?P<n>\d{1,2})\)[、.]?", 7),
    HeadingStyle("circle", "①推进…", r"(?P<n>[①-⑳㉑-㉟])", 8),
)

STANDALONE = re.compile(r"(?:序言|序|前言|引言|导言|总则|附则|结语|结束语|后记|编制说明)")
CONTENTS = re.compile(r"目[ ]*[录次]")
LEADERS = re.compile(r"(?:\.{3,}|…+|·{3,})-?\d*$|[一-龥)](?:\t|\.{2,}|…)+\d{1,3}$")
BOX = re.compile(r"专栏[一二三四五六七八九十\d]*")
ANNEX = re.compile(r"附[件表录][一二三四五六七八九十\d]*(?::|\.|\n|$|、|[一-龥(])")
DASH = re.compile(r"[-·●■◆▪•◇□]{1,3}")
CIRCLES = {chr(0x2460 + i): i + 1 for i in range(20)} | {chr(0x3251 + i): i + 21 for i in range(15)}
