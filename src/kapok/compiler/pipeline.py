"""The stages in their order, and the way back from the flow to the source."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kapok.compiler.cases import FlowTarget
from kapok.compiler.cells import CellTarget, cell_duties, cell_targets, prose_cells
from kapok.compiler.confidence import judged
from kapok.compiler.coverage import uncovered
from kapok.compiler.duties import DutyLine, cell_line, duty_lines
from kapok.compiler.flow import Flow, flow_of, script_table, simplify
from kapok.compiler.glued import GluedTable, glued_tables
from kapok.compiler.grids import Grid, grids
from kapok.compiler.headings import Heading, clause_ends, is_flattened
from kapok.compiler.metadata import metadata
from kapok.compiler.model import Clause, Duty, Plan, Provision, Reading, Source, Target, Task
from kapok.compiler.names import names
from kapok.compiler.numbers import read_numbers
from kapok.compiler.outline import outline
from kapok.compiler.provisions import FlowProvision
from kapok.compiler.readers import read
from kapok.compiler.tasks import FlowTask, flow_tasks, sentences
from kapok.compiler.warnings import warnings
from kapok.kernel.spans import Span

Offices = Mapping[str, str]


def compile_plan(text: str, *, name: str = "", jurisdiction: str | None = None, offices: Offices | None = None) -> Plan:
    """Compile a plan's text.

    ``jurisdiction`` is a code of GB/T 2260 that is passed on; ``offices`` gives the full name of a
    short one (市财政局: 广州市财政局). Any text gives a plan; a text without a plan gives an empty one.

    >>> plan = compile_plan("到2025年，建成创新平台10个。（责任单位：市科技局、财政局）")
    >>> [(t.indicator, t.year, t.value, t.unit) for t in plan.targets]
    [('创新平台', 2025, 10.0, '个')]
    >>> [duty.office for task in plan.tasks for duty in task.duties]
    ['市科技局', '市财政局']
    """
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    source = Source(clean, name, "text/plain", hashlib.sha256(clean.encode("utf-8", "surrogatepass")).hexdigest())
    return compile_source(source, jurisdiction=jurisdiction, offices=offices)


def compile_bytes(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    jurisdiction: str | None = None,
    offices: Offices | None = None,
) -> Plan:
    """Read a file and compile it. Raises :class:`CompileError` with a sentence when it cannot be read."""
    return compile_source(
        read(data, name, encoding=encoding, columns=columns), jurisdiction=jurisdiction, offices=offices
    )


def compile_source(source: Source, *, jurisdiction: str | None = None, offices: Offices | None = None) -> Plan:
    """Compile what a reader got out of a file."""
    return _Compilation(source, flow_of(source.text), offices or {}).plan(jurisdiction)


@dataclass(slots=True)
class _Compilation:
    """One run: the source, its flow, and the names of offices that the caller knows."""

    source: Source
    flow: Flow
    offices: Offices

    def plan(self, jurisdiction: str | None) -> Plan:
        flow = self.flow.text
        said = metadata(flow)
        tables = list(grids(simplify(self.source.text), self.source.tables, said.year))
        glued = list(glued_tables(flow, said.year))
        shut = [
            *(self._flow_run(Span(grid.start, grid.end)) for grid in tables),
            *((table.start, table.end) for table in glued),
        ]
        title_start = said.title[0] if said.title else -1
        runs = (self._flow_run(span) for span, _ in self.source.headings)
        styled = tuple(run for run in runs if run[0] != title_start)
        headings = outline(flow, styled, shut, frozenset(self.flow.starts))
        lines = duty_lines(flow, headings, tuple(self._cell_lines(tables)), shut)
        tasks = flow_tasks(flow, headings, lines, said.title[1] if said.title else 0)
        prose = self._prose(tables)
        numbers = read_numbers(self.flow, headings, lines, said, list(_without(shut, prose)), prose)
        targets = (*numbers.targets, *self._cell_targets(tables, glued, headings))
        plan = Plan(
            source=self.source,
            title=(self._words(said.title) or "").replace("\n", "") or None,
            document_number=self._words(said.number),
            issuer=self._words(said.issuer),
            jurisdiction=jurisdiction,
            period=said.period,
            clauses=tuple(self._clauses(headings)),
            targets=tuple(self._targets(targets)),
            tasks=tuple(self._tasks(tasks, headings)),
            provisions=tuple(self._provisions(numbers.provisions)),
            names=tuple(names(self.source.text, self.flow)),
            warnings=tuple(warnings(self.source, self.flow, headings, lines, is_flattened(flow))),
        )
        yielded = [
            *((t.start, t.end) for t in targets),
            *((p.start, p.end) for p in numbers.provisions),
            *((line.start, line.end) for line in lines),
        ]
        return judged(
            replace(
                plan,
                uncovered=tuple(uncovered(self.flow, numbers.refused, yielded, said.title[1] if said.title else 0)),
            )
        )

    def _prose(self, tables: list[Grid]) -> dict[tuple[int, int], tuple[int, int]]:
        """The cells that hold prose, each with the run of its row's deadline; an empty run where none is given."""
        return {
            self._flow_run(Span(cell.start, cell.end)): self._flow_run(Span(due.start, due.end)) if due else (0, 0)
            for grid in tables
            for cell, due in prose_cells(grid)
        }

    def _cell_lines(self, tables: list[Grid]) -> Iterator[DutyLine]:
        for grid in tables:
            for cell in cell_duties(grid):
                yield cell_line(
                    self.flow.text,
                    *self._flow_run(Span(cell.start, cell.end)),
                    cell.role,
                    self._flow_run(Span(*cell.task)),
                )

    def _cell_targets(
        self, tables: list[Grid], glued: list[GluedTable], headings: tuple[Heading, ...]
    ) -> Iterator[FlowTarget]:
        for grid in tables:
            for cell in cell_targets(grid):
                start, end = self._flow_run(Span(cell.start, cell.end))
                yield _cell_target(cell, start, end, self._as_written(cell), headings, "table")
        for table in glued:
            for cell in table.targets:
                written = self.flow.written[cell.name_start : cell.name_end]
                if "／" in self.flow.written[cell.start : cell.end]:
                    cell = replace(cell, unit=cell.unit.replace("/", "／"))
                yield _cell_target(cell, cell.start, cell.end, written, headings, "table-glued")

    def _as_written(self, cell: CellTarget) -> str:
        """The indicator's cell in the script of the source."""
        words = "".join(self.source.text[cell.name_start : cell.name_end].split())
        at = simplify(words).find(simplify(cell.indicator))
        return words[at : at + len(cell.indicator)] if at >= 0 else cell.indicator

    def _words(self, run: tuple[int, int] | None) -> str | None:
        return self.flow.source_span(*run).of(self.source.text) if run else None

    def _flow_run(self, span: Span) -> tuple[int, int]:
        return self.flow.flow_offset(span.start), self.flow.flow_offset(span.end)

    def _clauses(self, headings: tuple[Heading, ...]) -> Iterator[Clause]:
        for index, (heading, end) in enumerate(zip(headings, clause_ends(headings, len(self.flow.text)), strict=True)):
            title = self.flow.source_span(heading.title_start, heading.title_start + len(heading.title))
            number = (
                self.flow.source_span(heading.start, heading.start + len(heading.number))
                if heading.number
                else Span(0, 0)
            )
            yield Clause(
                id=f"c{index + 1}",
                parent=f"c{heading.parent + 1}" if heading.parent is not None else None,
                level=heading.level,
                number=number.of(self.source.text).strip(),
                title=title.of(self.source.text).strip(),
                span=self._trimmed(heading.start, end),
                reading=Reading(heading.style.name, "line" if heading.at_line_start else "inline"),
            )

    def _trimmed(self, start: int, end: int) -> Span:
        text = self.flow.text
        while end > start and text[end - 1] in "\n\t ":
            end -= 1
        return self.flow.source_span(start, end)

    def _targets(self, found: tuple[FlowTarget, ...]) -> Iterator[Target]:
        for index, t in enumerate(sorted(found, key=lambda t: (t.start, t.end))):
            yield Target(
                id=f"t{index + 1}", clause=_clause_id(t.heading), indicator=t.indicator, year=t.year, from_year=t.from_year,
                value=float(t.value), value_high=float(t.high) if t.high is not None else None, unit=t.unit,
                comparator=t.comparator, kind=t.kind, binding=t.binding, stated=t.stated,
                span=self.flow.source_span(t.start, t.end), reading=Reading(t.pattern, t.circumstance, t.instead_of),
            )  # fmt: skip

    def _provisions(self, found: tuple[FlowProvision, ...]) -> Iterator[Provision]:
        for index, p in enumerate(sorted(found, key=lambda p: (p.start, p.end))):
            yield Provision(
                id=f"p{index + 1}", clause=_clause_id(p.heading), subject=p.subject, comparator=p.comparator,
                value=float(p.value), unit=p.unit, span=self.flow.source_span(p.start, p.end), reading=Reading(p.pattern, "", p.instead_of),
            )  # fmt: skip

    def _tasks(self, found: tuple[FlowTask, ...], headings: tuple[Heading, ...]) -> Iterator[Task]:
        count = 0
        for index, task in enumerate(found):
            duties = []
            for line in task.lines:
                for position in range(len(line.duties)):
                    count += 1
                    duties.append(self._duty(line, position, f"d{count}"))
            said = tuple(self.flow.source_span(*run) for run in sentences(self.flow.text, task, headings))
            title = self.flow.source_span(*task.title).of(self.source.text).strip()
            yield Task(
                f"k{index + 1}",
                _clause_id(task.heading),
                title,
                self._trimmed(task.start, task.end),
                said,
                tuple(duties),
            )

    def _duty(self, line: DutyLine, position: int, id: str) -> Duty:
        said = line.duties[position]
        mention = said.mention
        span = self.flow.source_span(mention.start, mention.end)
        office = (
            mention.prefix
            + self.flow.written[mention.start : mention.end].replace("\n", "").translate(script_table())
            + mention.missing
        )
        nobody_leads = all(duty.role == "responsible" for duty in line.duties)
        return Duty(
            id=id, office=office, full_name=self.offices.get(office), role=said.role,
            inferred_lead=nobody_leads and position == 0 and len(line.duties) > 1, group=mention.group,
            line=self.flow.source_span(line.start, line.end), span=span,
            reading=Reading(line.pattern, "prefix-restored" if mention.prefix else "as-written"),
        )  # fmt: skip


def _without(shut: list[tuple[int, int]], cells: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs that nothing is read from, less the cells in them that hold prose."""
    prose = sorted(cells)
    for start, end in shut:
        for open_start, open_end in prose[bisect_left(prose, (start, start)) : bisect_left(prose, (end, end))]:
            yield start, open_start
            start = open_end
        yield start, end


def _cell_target(
    cell: CellTarget, start: int, end: int, indicator: str, headings: tuple[Heading, ...], pattern: str
) -> FlowTarget:
    heading = max((i for i, h in enumerate(headings) if h.start <= start), default=None)
    return FlowTarget(
        start, end, indicator, cell.year, cell.from_year, cell.value, cell.high, cell.unit,
        cell.comparator, cell.kind, "must", heading, pattern, "cell", cell.binding,
    )  # fmt: skip


def _clause_id(heading: int | None) -> str | None:
    return f"c{heading + 1}" if heading is not None else None
