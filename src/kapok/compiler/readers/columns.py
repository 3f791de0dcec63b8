"""What the columns of a table of tasks or indicators hold, told by the words at their head."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kapok.compiler.readers.layout import GridCell
from kapok.compiler.readers.refusals import refused

_MOST_HEAD_ROWS = 3
_LOOKED_AT = 30  # rows in which a head is looked for
_LONGEST_HEAD = 20  # characters
_FEWEST = 2  # columns that must be understood before a row is a head


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column may hold: its name for programs, its Chinese name, the heads that say so, one of them."""

    name: str
    chinese: str
    pattern: re.Pattern[str]
    example: str


def _row(name: str, chinese: str, pattern: str, example: str) -> Meaning:
    return Meaning(name, chinese, re.compile(pattern), example)


# The first row that fits decides: 牵头责任单位 leads.
MEANINGS: tuple[Meaning, ...] = (
    _row("number", "序号", r"^(?:序号|编号|项次|No\.?|№)$", "序号"),
    _row("lead", "牵头单位", r"牵头|主办|[主首]要责任|第一责任", "牵头责任单位"),
    _row("support", "配合单位", r"配合|协办|参与|协同|协助", "配合部门"),
    _row("responsible", "责任单位", r"责任|负责|承办|承担|实施(?:单位|主体)|落实(?:单位|部门)|主管|^部门$", "责任部门"),
    _row("deadline", "完成时限", r"时限|时间|期限|进度|节点|何时", "完成时限"),
    _row("nature", "属性", r"属性|约束性|指标(?:类型|性质)|^类型$|^性质$", "指标属性"),
    _row("unit", "计量单位", r"^(?:计量|指标)?单位$|^量纲$", "单位"),
    _row("growth", "增幅", r"增长|增速|增幅|递增", "年均增长"),
    _row("cumulative", "累计值", r"累计", "2025年累计"),
    _row("base", "基期值", r"基期|基数|基准|现状|(?:实际|完成)(?:值|数)", "2022年基期值"),
    _row("year", "目标值", r"(?:19|20)\d\d年?", "2025年目标"),
    _row("deliverable", "成果", r"成果|成效|交付|完成标志", "预期成果"),
    _row("note", "备注", r"^(?:备注|说明|附注)$", "备注"),
    _row("indicator", "指标", r"指标", "指标名称"),
    _row("value", "目标值", r"目标", "目标值"),
    _row("class", "类别", r"类别|领域|分类|方面|板块", "领域"),
    _row("task", "任务", r"任务|工作|内容|举措|措施|事项|项目|要点", "工作任务"),
)
_NAMES = {meaning.name: meaning for meaning in MEANINGS}
_YEAR = re.compile(r"((?:19|20)\d\d)")
_WITH_YEAR = frozenset({"year", "base"})
_OF_VALUES = frozenset({"year", "base", "value", "growth", "cumulative"})


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its first and last row, and the words above each column."""

    first: int
    last: int
    words: Mapping[int, str]

    def guess(self) -> dict[int, str]:
        """What each column holds, as far as its head says.

        >>> Head(0, 0, {0: "工作任务", 1: "2025年", 2: "其他"}).guess()
        {0: 'task', 1: 'year:2025'}
        """
        found = ((column, meaning_of(words)) for column, words in self.words.items())
        return {column: meaning for column, meaning in found if meaning is not None}


def meaning_of(words: str) -> str | None:
    """What a column holds by the words at its head; the lowest of several heads counts first.

    >>> meaning_of("责任单位\\n牵头单位"), meaning_of("2025年目标"), meaning_of("2022年基期值"), meaning_of("其他")
    ('lead', 'year:2025', 'base:2022', None)
    """
    lines = [re.sub(r"\s|[（(].*?[）)]", "", line) for line in reversed(words.split("\n"))]
    for line in filter(None, lines):
        for meaning in MEANINGS:
            if meaning.pattern.search(line):
                year = _YEAR.search(words)
                return f"{meaning.name}:{year[1]}" if meaning.name in _WITH_YEAR and year else meaning.name
    return None


def head_of(cells: Sequence[GridCell]) -> Head | None:
    """The head of a table: the row in which the most columns are understood; ``None`` where none is.

    >>> head_of([GridCell(0, 0, "序号"), GridCell(0, 1, "工作任务"), GridCell(1, 0, "1")]).words
    {0: '序号', 1: '工作任务'}
    """
    counts: dict[int, set[str]] = {}
    for cell in cells:
        meaning = meaning_of(cell.text) if len(cell.text) <= _LONGEST_HEAD else None
        if meaning is not None and cell.row < _LOOKED_AT:
            counts.setdefault(cell.row, set()).add(meaning)
    best = max(counts, key=lambda row: (len(counts[row]), -row), default=None)
    if best is None or len(counts[best]) < _FEWEST:
        return None
    first = min((cell.row for cell in cells if cell.row <= best < cell.row + cell.rows), default=best)
    last = max(cell.row + cell.rows - 1 for cell in cells if cell.row == best)
    if _is_all_head([cell.text for cell in cells if cell.row == last + 1 and cell.text]):
        last += 1
    last = min(last, first + _MOST_HEAD_ROWS - 1)
    return Head(first, last, _words(cells, first, last))


def _is_all_head(words: Sequence[str]) -> bool:
    """Whether a row goes on with the head above it: 牵头, 配合 under 责任单位."""
    return len(words) >= _FEWEST and all(len(text) <= _LONGEST_HEAD and meaning_of(text) for text in words)


def _words(cells: Iterable[GridCell], first: int, last: int) -> dict[int, str]:
    """The words above each column, from the top of the head down."""
    words: dict[int, str] = {}
    for cell in cells:
        if first <= cell.row <= last and cell.text:
            for column in range(cell.column, cell.column + cell.columns):
                words[column] = f"{words[column]}\n{cell.text}" if column in words else cell.text
    return words


def told(columns: Mapping[str, str], head: Head | None, name: str) -> dict[int, str]:
    """What the caller says the columns hold. A column is named by its letter or by its head.

    Raises ``CompileError`` (``no-column``, ``column-meaning``).
    """
    words = {} if head is None else {text: column for column, text in head.words.items()}
    found: dict[int, str] = {}
    for key, meaning in columns.items():
        base, _, year = meaning.partition(":")
        if base not in _NAMES or (year and not (base in _WITH_YEAR and _YEAR.fullmatch(year))):
            known = "、".join(f"{row.name}（{row.chinese}）" for row in MEANINGS)
            raise refused("column-meaning", name, meaning=meaning, known=known)
        found[_place(key, words, name)] = meaning
    return found


def _place(key: str, words: Mapping[str, int], name: str) -> int:
    if key in words:
        return words[key]
    if re.fullmatch(r"[A-Za-z]{1,3}", key):
        place = 0
        for letter in key.upper():
            place = place * 26 + ord(letter) - ord("A") + 1
        return place - 1
    known = "、".join(text.replace("\n", "/") for text in words) or "没有认出"
    raise refused("no-column", name, column=key, known=known)


def letter(column: int) -> str:
    """A column's letter in a spreadsheet.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def settled(guess: Mapping[int, str]) -> dict[int, str]:
    """A guess without the columns of values: of those the compiler reads more than a year from their heads."""
    return {column: meaning for column, meaning in guess.items() if meaning.partition(":")[0] not in _OF_VALUES}


def shown(guess: Mapping[int, str], head: Head) -> str:
    """A guess in words: A列“序号”＝序号（number）、…"""
    return "、".join(_shown(column, meaning, head.words[column]) for column, meaning in sorted(guess.items()))


def _shown(column: int, meaning: str, words: str) -> str:
    chinese = _NAMES[meaning.partition(":")[0]].chinese
    return f"{letter(column)}列“{words.replace(chr(10), '/')}”＝{chinese}（{meaning}）"
