"""The words that people read for the values of a plan: one table for terminal, sheet, page and diff."""

from math import isclose

from kapok.compiler.model import Clause, Target

COMPARATORS = {"eq": "", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "约"}
KINDS = {"level": "", "cumulative": "累计", "annual": "当年", "growth": "增"}
KIND_NAMES = {"level": "存量或比率", "cumulative": "累计", "annual": "当年或每年", "growth": "增量或增幅"}
ROLES = {"lead": "牵头", "support": "配合", "responsible": "责任"}
BINDING = {"binding": "约束性", "expected": "预期性", None: ""}
STATED = {"must": "", "strive": "力争"}
NAME_KINDS = {
    "programme": "计划与工程",
    "platform": "平台",
    "event": "活动",
    "law": "法规与政策",
    "policy": "法规与政策",
    "project": "项目",
}
SCALES = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"))
DECIMALS = 3  # 8.5万 is read at a glance, 1.23456万 is not


def number(value: float) -> str:
    """A number as a plan would write it: large round ones with 万 or 亿, others with all their digits.

    >>> number(85000), number(12345), number(3.1), number(60)
    ('8.5万', '12345', '3.1', '60')
    """
    for scale, word in SCALES:
        scaled = value / scale
        if abs(scaled) >= 1 and isclose(round(scaled, DECIMALS), scaled, rel_tol=1e-12):
            return f"{scaled:.{DECIMALS}f}".rstrip("0").rstrip(".") + word
    return f"{value:.6f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def amount(value: float, unit: str, comparator: str = "eq", high: float | None = None) -> str:
    """A value with its comparator and unit.

    >>> amount(60, "家"), amount(70, "%", "ge"), amount(1, "个", high=3)
    ('60家', '≥70%', '1—3个')
    """
    shown = number(value) if high is None else f"{number(value)}—{number(high)}"
    return f"{COMPARATORS[comparator]}{shown}{unit}"


def target_amount(target: Target) -> str:
    """What a target asks for, without its indicator and year: ``累计≥8.5万人``."""
    words = amount(target.value, target.unit, target.comparator, target.value_high)
    every_year = target.kind == "annual" and (target.year is None or target.from_year)
    return f"{STATED[target.stated]}{'每年' if every_year else KINDS[target.kind]}{words}"


def years(target: Target) -> str:
    """The year that a target is due in, or the range that it covers.

    >>> from kapok.kernel.spans import Span
    >>> t = Target("t1", None, "基地", 2021, 2019, 60, None, "家", "eq", "level", None, "must", Span(0, 1))
    >>> years(t)
    '2019—2021年'
    """
    if target.year is None:
        return "未定年份"
    return f"{target.from_year}—{target.year}年" if target.from_year else f"{target.year}年"


def clause_label(clause: Clause) -> str:
    """A clause's number and title, with a space where the number has no bracket of its own.

    >>> from kapok.kernel.spans import Span
    >>> clause_label(Clause("c1", None, 1, "一", "总体要求", Span(0, 1)))
    '一 总体要求'
    """
    return f"{clause.number}{'' if clause.number.endswith(('）', ')')) else ' '}{clause.title}".strip()
