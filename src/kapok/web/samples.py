"""Invented contents for the style page: one of everything, the longest names included."""

import datetime
from typing import Any

from kapok.web.parts import (
    Crumb,
    Figure,
    Ladder,
    LadderCell,
    LadderFigure,
    LadderRow,
    LadderSource,
    LadderYear,
    Paragraph,
    Segment,
    Timeline,
)
from kapok.web.statuses import STATUSES
from kapok.web.timeline import Moment, timeline

LONGEST_OFFICE = "市人民政府推进粤港澳大湾区科技创新与产业协同发展领导小组办公室"


def samples() -> dict[str, Any]:
    """One value for each component."""
    return {
        "crumbs": [Crumb("计划", "#"), Crumb("示例计划")],
        "office": LONGEST_OFFICE,
        "ladder": _ladder(),
        "timeline": _timeline(),
        "paragraphs": _paragraphs(),
    }


LONGEST_INDICATOR = "名字很长的示例指标：高新技术企业研究开发费用加计扣除政策受惠企业占比"


def _figure(key: str, written: str, exact: str, status: str, year: str) -> LadderCell:
    source = LadderSource(key, "#s1", "（一）", f"示例指标{written}", "达到 · 到期日的水平")
    return LadderCell([LadderFigure(Figure(written, exact), STATUSES[status], year, [source])])


def _ladder() -> Ladder:
    years = [LadderYear("2019年"), LadderYear("2020年", is_present=True), LadderYear("2021年")]
    first = [
        _figure("s11", "8万人", "80,000人", "done", "2019年"),
        _figure("s12", "8.5万人", "85,000人", "watch", "2020年"),
        LadderCell(),
    ]
    second = [
        _figure("s21", "40%", "40%", "behind", "2019年"),
        _figure("s22", "50%", "50%", "on-track", "2020年"),
        _figure("s23", "≥ 60%", "60%", "not-due", "2021年"),
    ]
    return Ladder(years, [LadderRow("示例指标一", "累计 · 约束性", first), LadderRow(LONGEST_INDICATOR, "", second)])


def _timeline() -> Timeline:
    """A year behind, a year on the way, and one after a gap."""
    moments = [
        Moment(datetime.date(2019, 12, 31), "2019年", "#main", ["3 个目标值", "相关任务 9 项"], STATUSES["no-data"]),
        Moment(datetime.date(2020, 12, 31), "2020年", "#main", ["1,200 个目标值"], STATUSES["not-due"]),
        Moment(datetime.date(2025, 6, 30), "2025年6月30日", "#main", ["1 个目标值"], STATUSES["not-due"]),
    ]
    return timeline("示例时间轴", moments, datetime.date(2020, 9, 30))


def _paragraphs() -> list[Paragraph]:
    marked = [
        Segment("到2021年，"),
        Segment("示例指标达到60%以上", ("s1",), "#row-s23", "mark-target", "s23"),
        Segment("；责任单位："),
        Segment("市示例局", ("s2",), "#offices", "mark-duty", "s2"),
        Segment("；每项补助"),
        Segment("不超过50万元", ("s3",), "#provisions", "mark-provision", "s3"),
        Segment("。"),
    ]
    return [Paragraph([Segment("（一）示例条款")], 1, ("s0",)), Paragraph(marked)]
