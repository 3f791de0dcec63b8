"""City packs: what is true of one city only, read from data files and checked as they are read.

A pack is a folder with ``pack.toml`` (who the city is and which plan it runs), ``offices.toml`` (its
offices under the short names that plans use) and the plan's text. Nothing in it is executed.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

LANGUAGES = ("zh-hans", "zh-hant", "en")
KINDS = {
    "government": "政府部门",
    "national_vertical": "国家垂直管理单位",
    "party": "党委部门",
    "court": "法院",
    "district": "区政府",
    "peoples_organisation": "群团组织",
    "group": "一类单位",
}


class PackError(Exception):
    """A pack that cannot be used: one sentence that names the file and what to change."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office as the pack knows it. ``valid_from`` and ``valid_to`` are ``None`` where nobody knows them."""

    id: str
    short: str
    kind: str
    full_name: str | None
    full_name_confirmed: bool
    name_en: str | None
    name_en_is_ours: bool
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()  # of a group: short names
    code: str | None = None  # GB/T 2260, of a district
    source: str | None = None
    later_name: str | None = None
    in_plan: bool = False
    valid_from: date | None = None
    valid_to: date | None = None

    def in_force(self, as_of: date | None) -> bool:
        """Whether the office is known to be there on a day; an unknown bound excludes nothing."""
        if as_of is None:
            return True
        return (self.valid_from is None or self.valid_from <= as_of) and (
            self.valid_to is None or as_of < self.valid_to
        )


@dataclass(frozen=True, slots=True)
class PlanText:
    """The plan that a pack brings. A ``sample`` must be shown with its ``notice``."""

    name: str
    text: str
    title: str
    title_en: str
    sample: bool
    notice: str
    document_number: str | None
    issuer: str | None
    issued: date | None
    period: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class DraftText:
    """A text of the pack's authors that a demonstration leaves to be reviewed."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A city: its code of GB/T 2260, its name by language, its offices, and its plan."""

    code: str
    names: Mapping[str, str]
    offices: tuple[Office, ...]
    plan: PlanText
    draft: DraftText | None = None

    def full_names(self, as_of: date | None = None) -> dict[str, str]:
        """The full name of each short name and alias, as ``kapok.compiler`` wants it."""
        known = [office for office in self.offices if office.full_name and office.in_force(as_of)]
        return {short: o.full_name for o in known if o.full_name for short in (o.short, *o.aliases)}


def packs() -> tuple[Pack, ...]:
    """All packs of this installation, in the order of their folders' names."""
    return tuple(_installed().values())


def pack_of(jurisdiction: str) -> Pack | None:
    """The pack of a code of GB/T 2260, or ``None``.

    >>> pack_of("440100").names["en"]
    'Guangzhou'
    """
    return _installed().get(jurisdiction)


def offices(jurisdiction: str, as_of: date | None = None) -> dict[str, str]:
    """Short names of offices to full ones, for a code of GB/T 2260; empty where no pack has it.

    >>> offices("440100")["市财政局"]
    '广州市财政局'
    """
    pack = pack_of(jurisdiction)
    return pack.full_names(as_of) if pack else {}


@cache
def _installed() -> dict[str, Pack]:
    folders = sorted((f for f in files("kapok.cities").iterdir() if f.is_dir()), key=lambda folder: folder.name)
    found = [read_pack(folder) for folder in folders if folder.joinpath("pack.toml").is_file()]
    return {pack.code: pack for pack in found}


def read_pack(folder: Traversable) -> Pack:
    """Read and check a pack. Raises :class:`PackError` with one sentence for the first fault."""
    pack = _toml(folder, "pack.toml")
    table = _toml(folder, "offices.toml")
    code = _text(pack, "code", "pack.toml")
    if not (code.isdecimal() and len(code) == 6):
        raise PackError(f"pack.toml 的 code 要写六位行政区划代码，不能是“{code}”。")
    names = pack.get("name", {})
    missing = [language for language in LANGUAGES if not isinstance(names.get(language), str)]
    if missing:
        raise PackError(f"pack.toml 的 [name] 缺少 {'、'.join(missing)}，三种语言的名称都要写。")
    ours = bool(table.get("name_en_is_ours", False))
    found = tuple(_office(row, at, ours) for at, row in enumerate(table.get("office", []), 1))
    for fault in _faults(found):
        raise PackError(f"offices.toml：{fault}")
    return Pack(code, names, found, _plan(folder, pack.get("plan", {})), _draft(folder, pack.get("draft")))


def _toml(folder: Traversable, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PackError(f"城市资料包 {folder.name} 里没有 {name}，请补上这个文件。") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"城市资料包 {folder.name} 的 {name} 不是合格的 TOML（{error}），请改正。") from None


def _text(row: Mapping[str, Any], key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise PackError(f"{where} 缺少 {key}，请补上。")
    return value


def _office(row: Mapping[str, Any], at: int, ours: bool) -> Office:
    where = f"offices.toml 第 {at} 个单位"
    if unknown := row.keys() - OFFICE_KEYS:
        raise PackError(f"{where}有不认识的项 {'、'.join(sorted(unknown))}，请删去或改名。")
    for key in ("from", "to"):
        if key in row and type(row[key]) is not date:
            raise PackError(f"{where}的 {key} 要写日期，例如 2019-01-01；不知道就不要写。")
    return Office(
        id=_text(row, "id", where),
        short=_text(row, "short", where),
        kind=_text(row, "kind", where),
        full_name=row.get("full_name"),
        full_name_confirmed=row.get("full_name_confirmed", False),
        name_en=row.get("name_en"),
        name_en_is_ours=ours,
        aliases=tuple(row.get("aliases", ())),
        members=tuple(row.get("members", ())),
        code=row.get("code"),
        source=row.get("source"),
        later_name=row.get("later_name"),
        in_plan=row.get("in_plan", False),
        valid_from=row.get("from"),
        valid_to=row.get("to"),
    )


OFFICE_KEYS = {field.name for field in fields(Office)} - {"valid_from", "valid_to", "name_en_is_ours"} | {"from", "to"}


def _faults(found: tuple[Office, ...]) -> Iterator[str]:
    """What no single row shows: two offices of one name at a time, members that are not there, unknown kinds."""
    shorts = {office.short for office in found}
    for office in found:
        if office.kind not in KINDS:
            yield f"{office.short}的 kind 不能是“{office.kind}”，只能是 {'、'.join(KINDS)}。"
        if absent := [member for member in office.members if member not in shorts]:
            yield f"{office.short}的成员 {'、'.join(absent)} 没有列为单位，请补上或改名。"
        if office.full_name_confirmed and not (office.full_name and office.source):
            yield f"{office.short}的全称标为已确认，但没有写 full_name 和 source。"
    names = [(name, office) for office in found for name in (office.short, *office.aliases)]
    seen: dict[str, Office] = {}
    for name, office in names:
        other = seen.setdefault(name, office)
        if other is not office and _overlap(other, office):
            yield f"{name}同时是两个单位的名称，请用 from 和 to 分开它们。"


def _overlap(a: Office, b: Office) -> bool:
    """Whether two offices are in force on a common day; unknown bounds reach for ever."""
    starts = max(a.valid_from or date.min, b.valid_from or date.min)
    return starts < min(a.valid_to or date.max, b.valid_to or date.max)


def _words(folder: Traversable, row: Mapping[str, Any], part: str) -> tuple[str, str]:
    """The name of a part's text, and the text."""
    name = _text(row, "file", f"pack.toml 的 [{part}]")
    try:
        return name, folder.joinpath(name).read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        raise PackError(
            f"城市资料包 {folder.name} 的计划文本 {name} 不在或不是 UTF-8，请检查 pack.toml 的 [{part}]。"
        ) from None


def _draft(folder: Traversable, row: Mapping[str, Any] | None) -> DraftText | None:
    return DraftText(*_words(folder, row, "draft")) if row else None


def _plan(folder: Traversable, row: Mapping[str, Any]) -> PlanText:
    name, text = _words(folder, row, "plan")
    sample, notice = bool(row.get("sample", False)), row.get("notice", "")
    if sample and notice not in text.partition("\n")[0]:
        raise PackError(f"{name} 是示例，第一行要写明“{notice}”。")
    period = row.get("period")
    return PlanText(
        name,
        text,
        _text(row, "title", "pack.toml 的 [plan]"),
        row.get("title_en", ""),
        sample,
        notice,
        row.get("document_number"),
        row.get("issuer"),
        row.get("issued"),
        (period[0], period[1]) if period else None,
    )
