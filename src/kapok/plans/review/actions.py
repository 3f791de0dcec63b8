"""Writes of drafts: importing, correcting, reading anew, adopting, deleting. Each is one transaction.

A correction is written twice in that transaction: as a row of the draft, which the draft's state is computed from, and
in the journal.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

import kapok
from kapok import compiler
from kapok.accounts.actor import Actor, signature
from kapok.accounts.models import Office
from kapok.compiler import model
from kapok.journal.actions import record
from kapok.kernel.spans import Span
from kapok.plans.actions import ImportRefusedError, adopt_plan, refuse_unfit
from kapok.plans.models import Correction, Draft, Original, Plan, Stage
from kapok.plans.review import queries
from kapok.plans.review.carrying_over import carry_over
from kapok.plans.review.edits import EditError
from kapok.plans.review.items import PLAN, compiled_from, office_key
from kapok.plans.review.quoting import sentence_at
from kapok.plans.review.state import Changes, State, inverse
from kapok.plans.storing import OfficeFacts, first_line

LONGEST_NAME = 255
Edit = Callable[[State], Changes]


@dataclass(frozen=True)
class Upload:
    """A file as it came; without ``content`` a text that was pasted, or a plan that was compiled elsewhere."""

    name: str
    media_type: str
    sha256: str
    content: bytes


class OvertakenError(Exception):
    """Somebody else changed, since the page was opened, what was to be changed: ``theirs``. Nothing was stored."""

    def __init__(self, theirs: Sequence[Correction]) -> None:
        super().__init__(_("您看着的时候，{who}改了同一项。您的改动还没有存。").format(who=theirs[-1].who))
        self.theirs = theirs


@transaction.atomic
def import_draft(
    *,
    plan: model.Plan | Mapping[str, Any],
    by: Actor | str,
    at: datetime.datetime,
    office: Office | None = None,
    upload: Upload | None = None,
    amends: str = "",
    known: Mapping[str, str] | None = None,
) -> Draft:
    """A compiled plan as a draft to be reviewed. ``amends`` is the slug of the plan that it is a new version of.

    ``known`` are keys of offices by the names that plans use: a name that is just one office's is matched to it.
    """
    compiled = plan if isinstance(plan, model.Plan) else compiler.from_dict(dict(plan))
    refuse_unfit(compiled)
    written = compiler.to_dict(compiled, explain=True)
    title = (compiled.title or first_line(compiled.text))[:400]
    draft = Draft.objects.create(
        office=office, title=title, amends=amends, jurisdiction=compiled.jurisdiction or "", created=at,
        created_by=signature(by)["who"],
    )  # fmt: skip
    if upload:
        Original.objects.create(draft=draft, size=len(upload.content), **_columns(upload))
    _open_stage(draft, written, queries.in_force_state(amends, at.date()), by, at, adopted=True)
    _match_known(draft, known or {}, at)
    after = {"title": title, "sha256": upload and upload.sha256, "amends": amends, "office": office and office.key}
    record(moment=at, **signature(by), what="import", about=about(draft), after=after)
    return draft


def _columns(upload: Upload) -> dict[str, Any]:
    name = upload.name if len(upload.name) <= LONGEST_NAME else upload.name[-LONGEST_NAME:]
    return {"name": name, "media_type": upload.media_type, "sha256": upload.sha256, "content": upload.content}


def about(draft: Draft) -> tuple[str, str]:
    """What the journal calls a draft."""
    return "plans.draft", str(draft.pk)


def _open_stage(
    draft: Draft, written: dict[str, Any], old: State | None, by: Actor | str, at: datetime.datetime, *, adopted: bool
) -> None:
    """A new reading; what stood before, if anything, is carried over into it as its first correction."""
    carried = carry_over(old, written, adopted=adopted) if old else None
    number = draft.stages.count() + 1
    base = carried.base if carried else written
    stage = Stage.objects.create(draft=draft, number=number, compiler=kapok.__version__, compiled=base)
    if carried and carried.changes:
        _write(stage, base["text"], "carry", carried.changes, by, at)


def _match_known(draft: Draft, known: Mapping[str, str], at: datetime.datetime) -> None:
    state = queries.state(draft)
    names = (item for item in state.items.values() if item["what"] == "office" and not item["office"])
    wanted = {office_key(i["name"]): i | {"office": known[i["name"]]} for i in names if i["name"] in known}
    if changes := state.changed(wanted):
        _write(queries.stage(draft), state.text, "match", changes, "kapok", at)


@transaction.atomic
def recompile(*, draft: Draft, plan: model.Plan, by: Actor | str, at: datetime.datetime) -> Draft:
    """Reads a draft's file anew, with a newer compiler: ids and corrections are kept, what changed is open again."""
    locked = _locked(draft)
    refuse_unfit(plan)
    _open_stage(locked, compiler.to_dict(plan, explain=True), queries.state(locked), by, at, adopted=False)
    record(moment=at, **signature(by), what="recompile", about=about(draft), after={"compiler": kapok.__version__})
    return locked


@transaction.atomic
def correct(
    *, draft: Draft, act: str, edit: Edit, by: Actor | str, at: datetime.datetime, seen: int, why: str = ""
) -> Correction | None:
    """Changes a draft's items as ``edit`` says; ``None`` where that changes nothing.

    ``seen`` is the number of the last correction that its author knew. Raises :class:`OvertakenError` where somebody
    has changed one of the same items since, and :class:`EditError` where it cannot be done.
    """
    locked = _locked(draft)
    held = queries.writable(locked)
    changes = edit(held.state)
    if not changes:
        return None
    theirs = [c for c in held.corrections if c.number > seen and c.changes.keys() & changes.keys()]
    if theirs:
        raise OvertakenError(theirs)
    return _noted(held, act, changes, by, at, why)


@transaction.atomic
def undo(*, draft: Draft, number: int, by: Actor | str, at: datetime.datetime) -> Correction:
    """Takes a correction back, by another one. What was changed again since has to be undone first."""
    locked = _locked(draft)
    held = queries.held(locked)
    made = {correction.number: correction for correction in held.corrections}
    wanted = made.get(number)
    if wanted is None or wanted.act == "carry":
        raise EditError(_("没有第 {n} 步可以撤销。请刷新后再看。").format(n=number))
    if any(correction.undoes == number for correction in made.values()):
        raise EditError(_("第 {n} 步已经撤销过了。").format(n=number))
    if any(held.state.items.get(key) != after for key, (_before, after) in wanted.changes.items()):
        raise EditError(_("第 {n} 步之后又改过同一项。请先撤销后来的改动。").format(n=number))
    return _noted(held, "undo", inverse(wanted.changes), by, at, "", undoes=number)


def _locked(draft: Draft) -> Draft:
    """The draft, for one writer at a time. What is adopted or gone is not written any more."""
    locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None:
        raise EditError(_("这份草稿已经删除。"))
    if locked.plan_id is not None:
        raise EditError(_("这份草稿已经采用为计划，不能再改。要改，请先撤回，或导入新的一版。"))
    return locked


def _noted(
    held: queries.Held,
    act: str,
    changes: Changes,
    by: Actor | str,
    at: datetime.datetime,
    why: str,
    undoes: int | None = None,
) -> Correction:
    written = _write(held.stage, held.state.text, act, changes, by, at, why, undoes)
    before, after = ({key: pair[side] for key, pair in changes.items()} for side in (0, 1))
    record(moment=at, **signature(by), what=act, about=about(held.draft), why=why, before=before, after=after)
    return written


def _write(
    stage: Stage,
    text: str,
    act: str,
    changes: Changes,
    by: Actor | str,
    at: datetime.datetime,
    why: str = "",
    undoes: int | None = None,
) -> Correction:
    return Correction.objects.create(
        stage=stage, number=queries.last_number(stage.draft_id) + 1, moment=at, act=act, why=why, undoes=undoes,
        changes=changes, quote=_quote(text, changes), **signature(by),
    )  # fmt: skip


def _quote(text: str, changes: Changes) -> str:
    """The sentences that a correction is about; none where it brings a whole draft along."""
    spans = {tuple(item["span"]) for pair in changes.values() for item in pair if item and item.get("span")}
    sentences = dict.fromkeys(sentence_at(text, Span(*span)) for span in sorted(spans))
    return "\n".join(sentence.of(text) for sentence in sentences) if len(sentences) <= 8 else ""


@transaction.atomic
def adopt(
    *,
    draft: Draft,
    slug: str,
    by: Actor | str,
    at: datetime.datetime,
    on: datetime.date,
    seen: int,
    refines: str = "",
    why: str = "",
) -> Plan:
    """Makes a draft a plan, or the next version of one, published on the day ``on``.

    ``seen`` is the last correction that who adopts has seen: they adopt what they saw, or are told what came since.
    """
    locked = _locked(draft)
    theirs = [correction for correction in queries.corrections(locked) if correction.number > seen]
    if theirs:
        raise OvertakenError(theirs)
    taken = Plan.objects.filter(slug=slug).exists()
    if taken and slug != locked.amends:
        raise ImportRefusedError(_("网址名“{slug}”已经有一份计划。请另取一个。").format(slug=slug))
    state = queries.state(locked)
    plan = adopt_plan(
        plan=compiled_from(state.base, state.items), slug=slug, by=by, at=at, on=on, why=why, refines=refines,
        title_en=state.items[PLAN]["title_en"], offices=_facts(state),
    )  # fmt: skip
    locked.plan = plan
    locked.save(update_fields=["plan"])
    return plan


def _facts(state: State) -> dict[str, OfficeFacts]:
    """What is known of each name: the office that a person, or the list of offices, says it is."""
    names = {item["name"]: item["office"] for item in state.items.values() if item["what"] == "office"}
    offices = {office.key: office for office in Office.objects.filter(key__in=set(names.values()))}
    matched = ((name, offices.get(key)) for name, key in names.items())
    return {name: OfficeFacts(office.name_en, bool(office.full_name), office) for name, office in matched if office}


@transaction.atomic
def reopen(*, draft: Draft, by: Actor | str, at: datetime.datetime) -> None:
    """After its plan was withdrawn, a draft can be corrected and adopted again."""
    plan = draft.plan
    if plan is None or plan.withdrawn_date is None:
        raise EditError(_("这份草稿的计划还在公布之中。要改，请先撤回。"))
    draft.plan, draft.amends = None, plan.slug  # its address is its own again: what is adopted next is the next version
    draft.save(update_fields=["plan", "amends"])
    record(
        moment=at, **signature(by), what="reopen", about=about(draft), before={"plan": f"{plan.slug}/{plan.version}"}
    )


@transaction.atomic
def delete(*, draft: Draft, by: Actor | str, at: datetime.datetime, why: str) -> None:
    """Removes a draft with its file and its corrections; the journal keeps that there was one."""
    if not why.strip():
        raise EditError(_("删除草稿要写明理由。请补上，再试一次。"))
    locked = _locked(draft)
    before = {"title": locked.title, "corrections": queries.last_number(locked.pk)}
    record(moment=at, **signature(by), what="delete", about=about(locked), why=why, before=before)
    locked.delete()
