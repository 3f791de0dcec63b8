"""How an expected item is compared with a compiled one, for the small cases and for the whole plans.

An expectation names only the fields that it cares about. A list stands for several fair readings.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Item = Mapping[str, Any]
Quality = Callable[[Item, Item], float]

ALIKE = 0.8  # share of character pairs by which two noun phrases are the same one
SLACK = 60  # characters by which a span may be longer than the words that an answer quotes
BLANKS = re.compile(r"\s+")
MARKS = re.compile(r"[\s,，、。；;：:（）()“”【】\"'《》]")
SAME_UNIT = {
    "％": "%",
    "個": "个",
    "項": "项",
    "戶": "户",
    "畝": "亩",
    "噸": "吨",
    "億元": "亿元",
    "百分点": "个百分点",
}
BRACKETS = str.maketrans("（）", "()")
SCALES = {"万": 10_000.0, "萬": 10_000.0, "亿": 100_000_000.0, "億": 100_000_000.0, "千": 1_000.0}


def squeezed(words: str) -> str:
    return BLANKS.sub("", words)


def pairs_of(words: str) -> list[str]:
    bare = MARKS.sub("", words)
    return [bare[i : i + 2] for i in range(len(bare) - 1)] or [bare]


def likeness(one: str, other: str) -> float:
    """Dice overlap of the character pairs of two phrases, 1.0 for the same phrase."""
    mine, rest = pairs_of(one), pairs_of(other)
    size, hits = len(mine) + len(rest), 0
    for pair in mine:
        if pair in rest:
            rest.remove(pair)
            hits += 1
    return 2 * hits / size if MARKS.sub("", one) and MARKS.sub("", other) else 0.0


def readings(expected: Any) -> list[Any]:
    """The fair readings of a field; the word "none" stands for null, which TOML has no word for."""
    given = expected if isinstance(expected, list) else [expected]
    return [None if reading == "none" else reading for reading in given]


def amount(value: float, unit: str) -> tuple[float, str]:
    """A value with the scale words at the head of its unit multiplied out: 6 万千瓦 is 60000000 瓦."""
    unit = SAME_UNIT.get(squeezed(unit), squeezed(unit)).translate(BRACKETS)
    while unit[:1] in SCALES:
        value, unit = value * SCALES[unit[0]], unit[1:]
    return round(float(value), 6), unit


def same_phrase(found: Any, reading: Any) -> bool:
    return found == reading or (bool(found) and bool(reading) and likeness(str(found), str(reading)) >= ALIKE)


def same_value(found: Any, reading: Any) -> bool:
    if found is None or reading is None:
        return found is reading
    return abs(float(found) - float(reading)) < 1e-5


def same_words(found: Any, reading: Any) -> bool:
    return squeezed(str(found)) == squeezed(str(reading))


def bare_number(number: str | None) -> str:
    """A heading's number without the mark behind it and with narrow brackets."""
    return squeezed(number or "").strip("、.．。*").translate(BRACKETS)


def same_number(found: Any, reading: Any) -> bool:
    return bare_number(found) == bare_number(reading)


SAME: dict[str, Callable[[Any, Any], bool]] = {
    "indicator": same_phrase,
    "subject": same_phrase,
    "value": same_value,
    "value_high": same_value,
    "line": same_words,
    "title": same_words,
    "number": same_number,
}


def agrees(found: Item, expected: Item) -> bool:
    """Whether a compiled item agrees with an expectation in every field that the expectation names."""
    fields = {key: value for key, value in expected.items() if key != "optional"}
    if "value" in fields and "unit" in fields:
        wanted_value, units = fields.pop("value"), readings(fields.pop("unit"))
        if amount(found["value"], found["unit"]) not in [amount(wanted_value, unit) for unit in units]:
            return False
    return all(
        any(SAME.get(key, lambda a, b: bool(a == b))(found.get(key), reading) for reading in readings(wanted))
        for key, wanted in fields.items()
    )


def differences(found: Sequence[Item], expected: Sequence[Item]) -> list[str]:
    """What is missing and what is too much, as lines for a person; empty where all agrees."""
    free, lines = list(found), []
    for wanted in sorted(expected, key=lambda item: bool(item.get("optional"))):
        match = next((item for item in free if agrees(item, wanted)), None)
        if match is not None:
            free.remove(match)
        elif not wanted.get("optional"):
            lines.append(f"missing {dict(wanted)}")
    return lines + [f"too much {dict(item)}" for item in free]


class Places:
    """Finds quotations in a text whatever the white space; each find of the same words takes the next place."""

    def __init__(self, text: str) -> None:
        self.offsets = [at for at, character in enumerate(text) if not character.isspace()]
        self.flat = "".join(text[at] for at in self.offsets)
        self.next: dict[str, int] = {}

    def find(self, quote: str) -> tuple[int, int]:
        flat = squeezed(quote)
        at = self.flat.find(flat, self.next.get(flat, 0)) if flat else -1
        if at < 0:
            raise ValueError(f"the text does not hold the quoted words: {quote}")
        self.next[flat] = at + len(flat)
        return self.offsets[at], self.offsets[at + len(flat) - 1] + 1


def lies_on(span: Sequence[int], place: tuple[int, int]) -> bool:
    start, end = span
    return start < place[1] and place[0] < end and end - start <= place[1] - place[0] + SLACK


def target_quality(found: Item, wanted: Item) -> float:
    right = found["year"] in readings(wanted["year"]) and amount(found["value"], found["unit"]) == amount(
        wanted["value"], wanted["unit"]
    )
    high = same_value(found["value_high"], wanted.get("value_high")) or wanted.get("value_high") is not None
    near = max(likeness(found["indicator"], reading) for reading in readings(wanted["indicator"]))
    return near if right and high and lies_on(found["span"], wanted["at"]) and near >= 0.5 else 0.0


def duty_quality(found: Item, wanted: Item) -> float:
    same = squeezed(found["office"]) in readings(wanted["office"]) and found["role"] == wanted["role"]
    return float(same and lies_on(found["span"], wanted["at"]))


def clause_quality(found: Item, wanted: Item) -> float:
    short, long = sorted((MARKS.sub("", found["title"]), MARKS.sub("", wanted["title"])), key=len)
    same = likeness(short, long) >= ALIKE or (len(short) >= 4 and long.startswith(short))
    return float(same_number(found["number"], wanted["number"]) and same)


def provision_quality(found: Item, wanted: Item) -> float:
    same = amount(found["value"], found["unit"]) == amount(wanted["value"], wanted["unit"])
    return float(same and found["comparator"] == wanted["comparator"] and lies_on(found["span"], wanted["at"]))


QUALITY: dict[str, Quality] = {
    "clauses": clause_quality,
    "targets": target_quality,
    "duties": duty_quality,
    "provisions": provision_quality,
}


@dataclass
class Score:
    """Matched, missed and false finds of one kind of item; optional answers count on neither side."""

    right: list[tuple[Item, Item]]
    missed: list[Item]
    extra: list[Item]

    @property
    def f1(self) -> float:
        wrong = len(self.missed) + len(self.extra)
        return 2 * len(self.right) / (2 * len(self.right) + wrong) if self.right or wrong else 1.0


def score(found: Sequence[Item], wanted: Sequence[Item], quality: Quality) -> Score:
    """Pairs each answer with the free item that fits it best."""
    free, result = list(found), Score([], [], [])
    for answer in wanted:
        best = max(free, key=lambda item: quality(item, answer), default=None)
        if best is not None and quality(best, answer):
            free.remove(best)
            if not answer.get("optional"):
                result.right.append((best, answer))
        elif not answer.get("optional"):
            result.missed.append(answer)
    result.extra = free
    return result


def answers(gold: Mapping[str, Any], text: str) -> dict[str, list[Item]]:
    """The answers of a plan by kind, each with the place of the words that it quotes."""
    kinds: dict[str, list[Item]] = {"clauses": gold["clauses"]}
    for kind in ("targets", "provisions"):
        places = Places(text)
        kinds[kind] = [{"value_high": None, **item, "at": places.find(item["quote"])} for item in gold[kind]]
    places = Places(text)
    lines = [(line, places.find(line["line"])) for line in gold["duties"]]
    kinds["duties"] = [
        {**office, "at": at, "optional": line.get("optional", False)}
        for line, at in lines
        for office in line["offices"]
    ]
    return kinds


def found_items(plan: Mapping[str, Any]) -> dict[str, list[Item]]:
    """The compiled items of a plan by kind; a duty carries the words of its line."""
    duties = [{**duty, "line": plan["text"][slice(*duty["line"])]} for task in plan["tasks"] for duty in task["duties"]]
    return {**{kind: plan[kind] for kind in ("clauses", "targets", "provisions")}, "duties": duties}
