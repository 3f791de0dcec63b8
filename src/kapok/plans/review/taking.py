"""Taking in a file or a text: its name made harmless, its plan compiled. What cannot be taken is one sentence."""

import datetime
import hashlib
import json
import logging
import unicodedata
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from kapok.compiler import CompileError, compile_bytes, from_dict
from kapok.compiler.model import Plan
from kapok.compiler.readers.refusals import MEGABYTE, MOST_BYTES, refused
from kapok.plans.actions import ImportRefusedError
from kapok.plans.models import COMPARATORS, KINDS, ROLES, Draft
from kapok.plans.review.actions import LONGEST_NAME, Upload
from kapok.plans.review.cities import full_names

logger = logging.getLogger(__name__)
SUFFIXES = (".docx", ".pdf", ".txt", ".md", ".html", ".xlsx", ".ofd", ".json")
MOST_MEGABYTES = MOST_BYTES // MEGABYTE
JSON_TYPE = "application/json"
COMPILED = b'"kapok.plan/'  # stands near the beginning of every compiled plan
HEAD = 200


class Taken(NamedTuple):
    """A plan with the file that it was read from."""

    plan: Plan
    upload: Upload


class RefusedError(Exception):
    """What cannot be taken in. ``str(error)`` says why, which file, and what to do."""


def clean_name(name: str) -> str:
    """A file's own name: no folders, no characters that steer the screen or turn the direction of writing.

    >>> clean_name("../../etc/计划\\u202excod.docx")
    '计划xcod.docx'
    """
    own = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(character for character in own if unicodedata.category(character)[0] != "C").strip()
    return shown if shown.strip(".") else _("未命名")


def refuse_name(name: str) -> None:
    """Refuses a name that no column holds and no person reads."""
    if len(name) > LONGEST_NAME:
        raise RefusedError(
            _("{name}…：文件名有 {n} 个字，太长了。请改短到 {most} 个字以内，再交来。").format(
                name=clean_name(name)[:20], n=len(name), most=LONGEST_NAME
            )
        )


def take(data: bytes, name: str, *, jurisdiction: str, as_of: datetime.date) -> Taken:
    """The plan in a file. Raises :class:`RefusedError`; nothing is stored here."""
    refuse_name(name)
    called = clean_name(name)
    try:
        plan = _read(data, called, jurisdiction, as_of)
    except (CompileError, ImportRefusedError) as error:
        raise RefusedError(str(error)) from error
    except RefusedError:
        raise
    except Exception as error:
        logger.exception("compiling %s", called)
        words = _("{name}：读这份文件时程序出错了（{fault}）。什么都没有保存。请把文件和这句话报给管理员。")
        raise RefusedError(words.format(name=called, fault=type(error).__name__)) from error
    if not plan.text.strip():
        raise RefusedError(_("{name}：里面没有文字。请确认选对了文件，再交来。").format(name=called))
    media_type = JSON_TYPE if is_compiled(data) else plan.source.media_type
    return Taken(plan, Upload(called, media_type, hashlib.sha256(data).hexdigest(), data))


def is_compiled(data: bytes) -> bool:
    """Whether this is a plan that was compiled before, as JSON."""
    return data.lstrip()[:1] == b"{" and COMPILED in data[:HEAD]


def _read(data: bytes, name: str, jurisdiction: str, as_of: datetime.date) -> Plan:
    if is_compiled(data):
        return _compiled(data, name)
    known = full_names(jurisdiction, as_of)
    return compile_bytes(data, name, jurisdiction=jurisdiction or None, offices=known or None)


def _compiled(data: bytes, name: str) -> Plan:
    if len(data) > MOST_BYTES:
        raise refused("too-big", name, size=len(data) // MEGABYTE)
    try:
        found: Any = json.loads(data)
        plan = from_dict(found)
        _refuse_unsound(plan, name)
    except CompileError as error:
        raise CompileError(error.cause, error.next_step, name=name, code=error.code) from error
    except (ValueError, TypeError, RecursionError, AttributeError) as error:
        raise RefusedError(
            _("{name}：像是编译好的计划，但内容不合 kapok.plan/1 格式。请重新编译原文件，再交来。").format(name=name)
        ) from error
    return plan


def _refuse_unsound(plan: Plan, name: str) -> None:
    """What was compiled elsewhere may point beyond the text, or use words that no table takes."""
    duties = [duty for task in plan.tasks for duty in task.duties]
    items: list[Any] = [*plan.clauses, *plan.targets, *plan.tasks, *plan.provisions, *duties]
    numbers: list[Any] = [*plan.targets, *plan.provisions]
    spans = [*(item.span for item in items), *(w.span for w in plan.warnings), *plan.uncovered]
    ids = [item.id for item in items]
    sound = (
        all(0 <= span.start <= span.end <= len(plan.text) for span in spans)
        and len(set(ids)) == len(ids)
        and {item.comparator for item in numbers} <= set(COMPARATORS)
        and {target.kind for target in plan.targets} <= set(KINDS)
        and {duty.role for duty in duties} <= set(ROLES)
    )
    if not sound:
        raise ValueError(name)


def twin(upload: Upload) -> Draft | None:
    """An open draft of the very same file."""
    same = Draft.objects.filter(original__sha256=upload.sha256, plan=None)
    return same.first()
