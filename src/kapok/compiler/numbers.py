"""The numbers of a text, one after another: each a target, a rule, or left with the reason why neither."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kapok.compiler.cases import Case, FlowTarget, Row
from kapok.compiler.data.verbs import MEASURE_ENDS
from kapok.compiler.due import YearReader
from kapok.compiler.duties import DutyLine
from kapok.compiler.flow import Flow
from kapok.compiler.headings import Heading
from kapok.compiler.kinds import comparator_of, kind_of, slices, stated_of
from kapok.compiler.lists import CONJUNCTION, completed, distributed
from kapok.compiler.metadata import Metadata
from kapok.compiler.phrases import Phrase, make_before, phrase_after, phrase_before
from kapok.compiler.places import Places, stretch
from kapok.compiler.provisions import FlowProvision, provision_of, rule_comparator, rule_row
from kapok.compiler.quantities import Quantity, quantities
from kapok.compiler.readings import TOPIC_JOINS, also_fits, read_target
from kapok.compiler.years import YearMark, marks_between, year_marks
from kapok.kernel.spans import Runs


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the numbers of a text came to. ``refused`` holds the runs that are neither, with the reason."""

    targets: tuple[FlowTarget, ...]
    provisions: tuple[FlowProvision, ...]
    refused: tuple[tuple[int, int, str], ...]


_FAR_AWAY = 300  # characters from a number in which the words of its name are looked for
_BARE = ("、", "和", "与", "及", "以及", "/")


def read_numbers(
    flow: Flow,
    headings: tuple[Heading, ...],
    lines: tuple[DutyLine, ...],
    said: Metadata,
    taken: Sequence[tuple[int, int]] = (),
    prose: Mapping[tuple[int, int], tuple[int, int]] | None = None,
) -> Numbers:
    """Read every number of a flow outside the runs in ``taken`` (tables that were read cell by cell).

    ``prose`` holds cells of tables of tasks, each with the run of the deadline in its row.
    """
    return _Reader(flow, headings, lines, said, sorted(taken), prose or {}).read()


class _Reader:
    def __init__(
        self,
        whole: Flow,
        headings: tuple[Heading, ...],
        lines: tuple[DutyLine, ...],
        said: Metadata,
        taken: list[tuple[int, int]],
        prose: Mapping[tuple[int, int], tuple[int, int]],
    ) -> None:
        self.flow = flow = whole.text
        self.written = whole.written
        self.said = said
        self.places = Places(flow, headings)
        self.marks = year_marks(flow, said.year, said.period)
        self.years = YearReader(flow, self.places, self.marks, said.period, prose)
        shut = [
            *taken,
            *((line.start, line.end) for line in lines if not line.by_office),
            *((h.start, h.title_start) for h in headings),
        ]
        shut += [run for run in (said.title, said.number) if run]
        shut += [(mark.start, mark.end) for mark in self.marks]
        self.shut = Runs(shut)
        aims = [mark.year for mark in self.marks if self._is_aim(mark)]
        self._last_aim = max(aims, default=0)
        self._starts: list[int] = []
        self.targets: list[FlowTarget] = []
        self.provisions: list[FlowProvision] = []
        self.refused: list[tuple[int, int, str]] = []
        self.ghost: FlowTarget | None = None  # the last thing reached already: what is to come may leave out its name
        self.passed: dict[int, int] = {}  # a number that only says which or whence → where a name before it ends

    def read(self) -> Numbers:
        found = [q for q in quantities(self.flow) if not self.shut.hold(q.start)]
        self._starts = [q.start for q in found]
        for group in _groups(self.flow, found):
            self._read_group(group, found)
        return Numbers(tuple(slices(self.targets)), tuple(self.provisions), tuple(self.refused))

    def _read_group(self, group: tuple[Quantity, ...], found: list[Quantity]) -> None:
        case = self._case(group[0], group, found)
        row, name = read_target(case)
        if row is None:
            self._pass(case, name)
            if name in ("rule", "date", "bare", "") and self._read_rules(group, found):
                return
            if (
                name == "threshold"
                and not (
                    case.said_year
                    or case.place.goal
                    or self.flow[case.quantity.right : case.quantity.right + 1] == "的"
                    and case.quantity.is_money
                )
                and self._read_rules(group, found)
            ):
                return
            self.refused += [(q.left, q.right, name) for q in group]
            return
        self._add(case, row, group)

    def _pass(self, case: Case, name: str) -> None:
        """Remember a threshold or a base: the number behind it has its name before it too."""
        q = case.quantity
        if name == "made-up":
            self.passed[q.start] = q.left
        elif (
            name in ("threshold", "inside")
            or name == "date"
            and q.unit in ("岁", "年", "个月", "学年", "", "个", "种", "类")
        ):
            self.passed[q.start] = q.right
        elif name == "reached" and case.before is not None:
            words = re.sub(r".*(?:现有|已有|共有|现|已)", "", case.before.words(self.flow))
            self.ghost = FlowTarget(
                q.left, q.right, words, None, None, q.value, None, q.unit, "eq", "level", "must", None, "", ""
            )
        elif name == "base":
            word = max(self.flow.rfind(mark, case.place.stretch.start, q.left) for mark in "由从比较")
            self.passed[q.start] = word

    def _read_rules(self, group: tuple[Quantity, ...], found: list[Quantity]) -> bool:
        """Rules of a group: amounts by grade share the words before the first."""
        any_read = False
        first = self._case(group[0], group, found)
        shared = rule_row(first)
        capped = rule_comparator(first)
        for q in group:
            case = self._case(q, group, found)
            row = rule_row(case) or shared
            if row is None or case.place.background:
                self.refused.append((q.left, q.right, "rule"))
                continue
            found_rule = provision_of(
                case, row, capped if _said_before(group[0]) and not q.said else rule_comparator(case)
            )
            self.provisions.append(
                replace(found_rule, instead_of=tuple(f"target {name}" for name in also_fits(case, None)))
            )
            any_read = True
        return any_read

    def _case(self, q: Quantity, group: tuple[Quantity, ...], found: list[Quantity]) -> Case:
        place = self.places.at(q.left, q.right)
        left, right = self._bounds(q, group, found, place.stretch.start, place.stretch.end)
        make, _ = make_before(self.flow, left, q.left)
        year, year_from = self.years.year_of(q, place)
        latest = max(
            (t for t in (self.ghost, self.targets[-1] if self.targets else None) if t),
            key=lambda t: t.start,
            default=None,
        )
        previous = latest if latest and latest.start >= place.paragraph else None
        return Case(
            self.flow, q, place, left, right,
            self._before_number(left, q), phrase_after(self.flow, group[-1].right, right),
            make, year, year_from, group, previous, previous is not None and bool(previous.pattern), self.said.year,
            self._comes_before_goals(year, year_from), self._followed(group, found, place.stretch.end),
        )  # fmt: skip

    def _followed(self, group: tuple[Quantity, ...], found: list[Quantity], end: int) -> bool:
        """Whether another number stands in the same stretch, behind words."""
        index = bisect_left(self._starts, group[-1].start) + 1
        return (
            index < len(found)
            and group[-1].right < found[index].left < end
            and self.flow[group[-1].right] not in "、和及"
        )

    def _comes_before_goals(self, year: YearMark | None, year_from: str) -> bool:
        """Whether a year is said plainly while the text aims at later ones (2020年…为1.1万张。到2025年,…)."""
        if year is None or year_from != "sentence" or self.said.year is not None or self._is_aim(year):
            return False
        return self._last_aim > year.year

    def _is_aim(self, mark: YearMark) -> bool:
        return mark.use == "due" and (
            self.flow[mark.start] in "到至" or self.flow[mark.start - 1 : mark.start] in ("到", "至")
        )

    def _before_number(self, left: int, q: Quantity) -> Phrase | None:
        """The phrase before a number; a comparator between them (突破, 不低于) joins them too."""
        base = next(
            (self.passed[at] for at in range(left, q.start) if at in self.passed and self.passed[at] <= at), None
        )
        counted = not (q.is_ratio or q.is_money)
        phrase = phrase_before(self.flow, left, q.left, counted)
        if base is not None:
            whole = phrase_before(self.flow, left, base)
            return (
                replace(whole, link=phrase.link if phrase else "", grow=phrase.grow if phrase else "")
                if whole
                else None
            )
        if phrase is None and self.flow.startswith("占", left) and q.left - left >= 4:
            return Phrase(left, q.left - self.flow.startswith("的", q.left - 1), False, link="占")
        if phrase is None:
            return self._topic(left, q)
        if phrase.link or q.left == q.start:
            return phrase
        return replace(phrase, link=self.flow[q.left : q.start])

    def _topic(self, left: int, q: Quantity) -> Phrase | None:
        """新能源公交车比例,2023年达到60%: a measure named before a comma."""
        if self.flow[left - 1 : left] != "," or not TOPIC_JOINS.fullmatch(self.flow, left, q.left):
            return None
        start = stretch(self.flow, left - 1, left - 1).start
        words = self.flow[start : left - 1]
        if not (3 <= len(words) <= 26 and MEASURE_ENDS.search(words)) or re.search(r"\d", words):
            return None
        return Phrase(start, left - 1, False, link="达到")

    def _bounds(
        self, q: Quantity, group: tuple[Quantity, ...], found: list[Quantity], start: int, end: int
    ) -> tuple[int, int]:
        """What may belong to a number: from the number before it in its stretch to the one behind."""
        index = bisect_left(self._starts, group[0].start)
        left = start
        while index > 0 and found[index - 1].start in self.passed and found[index - 1].left >= start:
            index -= 1
        if index > 0 and found[index - 1].right > start:
            left = self._behind(found[index - 1].right, q.left)
        last = bisect_left(self._starts, group[-1].start) + 1
        while last < len(found) and found[last].left < end and _is_threshold(self.flow, found[last]):
            last += 1
        right = end
        if last < len(found) and found[last].left < end:
            right = self._before(group[-1].right, found[last].left)
        return left, right

    def _behind(self, start: int, end: int) -> int:
        """Where the words of the next number begin behind a number that has its noun behind it."""
        between = self.flow[start:end]
        if between[:1] in ("、", ","):
            return start + 1
        return start + max((m.end() for m in CONJUNCTION.finditer(between)), default=0)

    def _before(self, start: int, end: int) -> int:
        """Where the noun behind a number ends when another number follows in the stretch."""
        between = self.flow[start:end]
        if between[:1] in ("、", ","):
            return start
        bracket = between.find("(")
        if bracket >= 0 and ")" not in between:
            return start + bracket
        trimmed = re.sub(r"(?:、|和|与|及|以及)(?:新增|新建|建成|至少|约|各)?$", "", between)
        if trimmed != between:
            return start + len(trimmed)
        cut = max((m.start() for m in CONJUNCTION.finditer(between)), default=-1)
        return start + cut if cut >= 0 else end

    def _add(self, case: Case, row: Row, group: tuple[Quantity, ...]) -> None:
        phrase = self._phrase(case, row)
        names = self._names(case, row, phrase, len(group))
        years = self._years(case, len(group), len(names))
        start = min(case.quantity.left, phrase.start if phrase else case.quantity.left)
        end = max(group[-1].right, phrase.end if phrase and phrase.behind else group[-1].right)
        count = max(len(names), len(group))
        leading = group[0]
        for index in range(count):
            q = group[min(index, len(group) - 1)]
            if not q.said and leading.said and leading.left < leading.start:
                q = replace(q, comparator=leading.comparator, said=True)
            name = names[min(index, len(names) - 1)]
            name = self._as_written(name, case)
            self.targets.append(
                self._target(
                    case,
                    row,
                    phrase,
                    q,
                    name,
                    years[min(index, len(years) - 1)],
                    (start, end) if count == 1 else _run(phrase, q, start, end),
                )
            )
        if case.year is not None and case.year_from != "period":
            self.years.carried[case.place.paragraph] = case.year

    def _as_written(self, name: str, case: Case) -> str:
        """A name put together from words of the flow, in the script and marks of the source."""
        start = max(case.place.paragraph, case.quantity.left - _FAR_AWAY)
        end = min(case.place.sentence_end, case.quantity.right + _FAR_AWAY)
        window, at, written = self.flow[start:end], 0, []
        while at < len(name):
            length = next((n for n in range(len(name) - at, 0, -1) if name[at : at + n] in window), 0)
            if not length:
                written.append(name[at])
                at += 1
                continue
            place = start + window.index(name[at : at + length])
            written.append(self.written[place : place + length])
            at += length
        return "".join(written)

    def _target(
        self,
        case: Case,
        row: Row,
        phrase: Phrase | None,
        q: Quantity,
        name: str,
        year: YearMark | None,
        run: tuple[int, int],
    ) -> FlowTarget:
        own = replace_quantity(case, q)
        unit = _unit_as_written(q.unit, self.written[q.start : q.end])
        mark = case.year
        sliced = (
            mark is not None
            and case.year_from in ("sentence", "heading")
            and mark.from_year is None
            and self.flow[mark.start : mark.start + 1] not in "到至截"
            and self.flow[mark.start - 1 : mark.start] not in ("到", "至")
        )
        return FlowTarget(
            run[0], run[1], name, year.year if year else None, year.from_year if year else None, q.value, q.high, unit,
            comparator_of(own), kind_of(case, phrase, row), stated_of(case), case.place.heading, row.name, _circumstance(case),
            instead_of=also_fits(own, row), sliced=sliced,
        )  # fmt: skip

    def _phrase(self, case: Case, row: Row) -> Phrase | None:
        if row.name in ("make-after", "count-after"):
            return case.after
        if row.name == "share-of" and (case.before is None or case.make and case.after):
            return case.after
        return case.before

    def _names(self, case: Case, row: Row, phrase: Phrase | None, count: int) -> tuple[str, ...]:
        if phrase is None:
            grown = case.quantity.is_ratio and "增长" in case.pre
            same = [
                t.indicator
                for t in self.targets[-20:]
                if t.unit == case.quantity.unit or grown and t.start >= case.place.sentence
            ]
            if count > 1 and "分别" in case.pre:
                said = (
                    same
                    if len(same) >= count
                    else [t.indicator for t in self.targets[-20:] if t.start >= case.place.sentence]
                )
                return (
                    tuple(said[-count:]) if len(said) >= count else (case.previous.indicator if case.previous else "",)
                )
            return (case.previous.indicator,) if case.previous else ("",)
        shared = re.search(
            r"分别|各(?=$|\d)|依次", self.flow[phrase.end : case.quantity.start] if not phrase.behind else ""
        )
        if not phrase.behind and (count > 1 or shared):
            names = distributed(case, phrase)
            if count in (1, len(names)) and (count > 1 or shared):
                return names
        words = phrase.words(self.flow)
        if not phrase.behind and case.quantity.is_ratio and row.name == "share-of" and case.after and not case.make:
            words += self.flow[case.after.start : case.after.end]
        return (words if phrase.behind else completed(case, words, self._outer(case)),)

    def _outer(self, case: Case) -> FlowTarget | None:
        return self.targets[-1] if self.targets and self.targets[-1].start >= case.place.sentence else None

    def _years(self, case: Case, count: int, names: int) -> list[YearMark | None]:
        """2019-2021年分别达到40、50、60家: one year for each value."""
        mark = case.year
        if mark is None or count < 2 or names > 1:
            return [mark]
        if mark.from_year is not None and mark.year - mark.from_year + 1 == count:
            return [replace(mark, year=mark.from_year + i, from_year=None) for i in range(count)]
        listed = [
            m
            for m in marks_between(self.marks, case.place.sentence, case.quantity.left)
            if m.use == "due" and m.from_year is None
        ]
        return list(listed[-count:]) if len(listed) >= count and "分别" in case.sentence_before else [mark]


def _unit_as_written(unit: str, words: str) -> str:
    """The unit with the strokes and brackets that the source has: 元／人, 套（户）."""
    for narrow, wide in (("/", "／"), ("(", "（"), (")", "）")):
        unit = unit.replace(narrow, wide) if wide in words else unit
    return unit


def _said_before(q: Quantity) -> bool:
    """Whether the comparator stands before the number, so that a list behind it shares it."""
    return q.said and q.left < q.start


def _is_threshold(flow: str, q: Quantity) -> bool:
    """Whether a number inside a noun says which are counted: 1000项5000万元以上技术改造项目."""
    inner = q.right > q.end and flow[q.left - 1 : q.left] in ("个", "所", "家", "座", "名", "处", "项")
    if inner and flow[q.left - 2 : q.left - 1].isdigit():
        return True  # 有1个100平方米以上的…站点
    return (
        q.unit == "岁"
        or (q.is_money or q.unit in ("亩", "平方米", "吨", "千瓦", "公顷"))
        and (q.right > q.end or flow[q.right : q.right + 1] in ("级", "的"))
    )


def replace_quantity(case: Case, q: Quantity) -> Case:
    return replace(case, quantity=q) if q is not case.quantity else case


def _run(phrase: Phrase | None, q: Quantity, start: int, end: int) -> tuple[int, int]:
    return (start, q.right) if phrase is None or not phrase.behind else (q.left, end)


def _circumstance(case: Case) -> str:
    where = "goal" if case.place.goal else "task"
    return f"{where}/{case.year_from or 'no-year'}"


def _groups(flow: str, found: list[Quantity]) -> Iterator[tuple[Quantity, ...]]:
    """Numbers with nothing but a joining mark between them: 55%、70%以上."""
    group: list[Quantity] = []
    for q in found:
        bare = group and flow[group[-1].right : q.left] in _BARE
        if bare and (
            q.unit == group[-1].unit or not group[-1].unit or "分别" in flow[max(0, group[0].left - 8) : group[0].left]
        ):
            group.append(q)
            continue
        if group:
            yield _one_unit(group)
        group = [q]
    if group:
        yield _one_unit(group)


def _one_unit(group: list[Quantity]) -> tuple[Quantity, ...]:
    unit = group[-1].unit
    return tuple(q if q.unit else replace(q, unit=unit) for q in group) if len(group) > 1 else tuple(group)
