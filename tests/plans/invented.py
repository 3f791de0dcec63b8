"""A small invented plan, compiled by hand: what pages are tested with, whatever the compiler learns."""

from dataclasses import replace

from kapok.compiler.model import Clause, Duty, Name, Plan, Provision, Source, Target, Task
from kapok.kernel.problems import Problem
from kapok.kernel.spans import Span

TEXT = """云山市建设创新名城三年行动计划（2019—2021年）
云科字〔2019〕8号
一、发展目标
（一）到2019年，留学归国人员达到8万人；到2020年，达到8.5万人；到2021年，达到9万人。
（二）到2021年，建成国际合作基地60家以上，技术合同成交额累计突破1200亿元。
二、重点任务
（一）建设开放实验室
向社会开放实验室和仪器。每个实验室补助不超过50万元。实施“星火引才计划”。
（责任单位：市科技局、财政局，各区政府）
（二）引进人才
简化来华工作手续，缩短到5个工作日。
（牵头单位：市人力资源社会保障局；配合单位：市公安局）
（三）另有3个专项由有关单位研究。
"""


class Reader:
    """Finds spans by quotation, each after the one before."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def span(self, quote: str) -> Span:
        start = self.text.index(quote, self.at)
        self.at = start
        return Span(start, start + len(quote))


def target(key: str, clause: str, indicator: str, year: int, value: float, unit: str, span: Span) -> Target:
    return Target(key, clause, indicator, year, None, value, None, unit, "eq", "level", None, "must", span)


def duty(key: str, office: str, role: str, span: Span, line: Span, *, group: bool = False) -> Duty:
    full = {"市科技局": "云山市科学技术局", "市财政局": "云山市财政局"}.get(office)
    return Duty(key, office, full, role, False, group, line, span)  # type: ignore[arg-type]


def clauses(read: Reader) -> tuple[Clause, ...]:
    rows = [
        ("c1", None, 1, "一、", "发展目标"),
        ("c2", "c1", 2, "（一）", "到2019年，留学归国人员达到8万人"),
        ("c3", "c1", 2, "（二）", "到2021年，建成国际合作基地60家以上，技术合同成交额累计突破1200亿元"),
        ("c4", None, 1, "二、", "重点任务"),
        ("c5", "c4", 2, "（一）", "建设开放实验室"),
        ("c6", "c4", 2, "（二）", "引进人才"),
        ("c7", "c4", 2, "（三）", "另有3个专项由有关单位研究"),
    ]
    return tuple(Clause(*row, span=read.span(row[3] + row[4])) for row in rows)


def targets(read: Reader) -> tuple[Target, ...]:
    people, bases = "留学归国人员", "国际合作基地"
    return (
        target("t1", "c2", people, 2019, 80_000, "人", read.span("留学归国人员达到8万人")),
        target("t2", "c2", people, 2020, 85_000, "人", read.span("达到8.5万人")),
        target("t3", "c2", people, 2021, 90_000, "人", read.span("达到9万人")),
        replace(target("t4", "c3", bases, 2021, 60, "家", read.span("国际合作基地60家以上")), comparator="ge"),
        replace(
            target("t5", "c3", "技术合同成交额", 2021, 120e9, "元", read.span("技术合同成交额累计突破1200亿元")),
            comparator="gt",
            kind="cumulative",
            binding="expected",
            stated="strive",
        ),
    )


def tasks(read: Reader) -> tuple[Task, ...]:
    first = read.span("责任单位：市科技局、财政局，各区政府")
    second = read.span("牵头单位：市人力资源社会保障局；配合单位：市公安局")
    read.at = 0
    laboratories = (
        duty("d1", "市科技局", "responsible", read.span("市科技局"), first),
        duty("d2", "市财政局", "responsible", read.span("财政局"), first),
        duty("d3", "各区政府", "responsible", read.span("各区政府"), first, group=True),
    )
    talent = (
        duty("d4", "市人力资源社会保障局", "lead", read.span("市人力资源社会保障局"), second),
        duty("d5", "市公安局", "support", read.span("市公安局"), second),
    )
    read.at = 0
    one = read.span("向社会开放实验室和仪器。每个实验室补助不超过50万元。实施“星火引才计划”。")
    two = read.span("简化来华工作手续，缩短到5个工作日。")
    return (
        Task("k1", "c5", "建设开放实验室", Span(one.start, first.end + 1), (one,), laboratories),
        Task("k2", "c6", "引进人才", Span(two.start, second.end + 1), (two,), talent),
    )


def invented() -> Plan:
    """The plan: seven clauses, five targets, two tasks with five duties, two provisions, a name, a doubt."""
    read = Reader(TEXT)
    cap = Provision("p1", "c5", "每个实验室补助", "le", 500_000, "元", Reader(TEXT).span("不超过50万元"))
    term = Provision("p2", "c6", "来华工作手续", "eq", 5, "工作日", Reader(TEXT).span("缩短到5个工作日"))
    group = Reader(TEXT).span("各区政府")
    return Plan(
        source=Source(TEXT, "plan.txt", "text/plain", "0" * 64),
        title="云山市建设创新名城三年行动计划（2019—2021年）",
        document_number="云科字〔2019〕8号",
        issuer="云山市科学技术局",
        jurisdiction="990100",
        period=(2019, 2021),
        clauses=clauses(read),
        targets=targets(Reader(TEXT)),
        tasks=tasks(Reader(TEXT)),
        provisions=(cap, term),
        names=(Name("星火引才计划", "programme", Reader(TEXT).span("星火引才计划")),),
        warnings=(Problem("group", "“各区政府”是一组单位，原文没有逐家写出。", group),),
        uncovered=(Reader(TEXT).span("另有3个专项由有关单位研究。"),),
    )
