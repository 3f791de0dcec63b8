"""The read API of drafts, for who may read them: a signed-in official gets what the pages would show."""

import datetime
from typing import Annotated, Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Router, Schema, Status

from kapok.accounts.actor import acting
from kapok.accounts.policy import READ, may
from kapok.plans.models import Draft
from kapok.plans.review import queries
from kapok.plans.review.items import compiled_from
from kapok.web.answers import Problem, tagged
from kapok.web.requests import DatedRequest

router = Router(tags=["drafts"])
Number = Annotated[int, Path(ge=1, le=2**62)]


class DraftOut(Schema):
    """A draft in a list; ``amends`` is the plan that it is a new version of, ``plan`` what it was adopted as."""

    number: int
    title: str
    office: str | None
    amends: str
    plan: str | None
    created: datetime.datetime


class DraftPage(Schema):
    total: int
    items: list[DraftOut]


@router.get("/drafts", response=DraftPage, summary="Drafts that the caller may read")
def drafts(request: HttpRequest) -> Any:
    actor, as_of = acting(request), cast(DatedRequest, request).as_of
    items = [_listed(draft) for draft in queries.drafts() if may(actor, READ, draft, as_of)]
    return {"total": len(items), "items": items}


def _listed(draft: Draft) -> dict[str, Any]:
    return {
        "number": draft.pk,
        "title": draft.title,
        "office": draft.office and draft.office.key,
        "amends": draft.amends,
        "plan": draft.plan and draft.plan.slug,
        "created": draft.created,
    }


@router.get(
    "/drafts/{number}",
    response={200: dict[str, Any], 404: Problem},
    summary="A draft as it stands (kapok.plan/1), with the status of each item and the steps that led there",
)
def draft(request: HttpRequest, number: Number) -> HttpResponse | Status[dict[str, str]]:
    found = queries.draft(number)
    if found is None or not may(acting(request), READ, found, cast(DatedRequest, request).as_of):
        return Status(404, {"detail": _("没有编号为 {n} 的草稿，或者您不能看它。").format(n=number)})
    state = queries.state(found)
    steps = [
        {"number": c.number, "moment": c.moment.isoformat(), "act": c.act, "undoes": c.undoes, "changes": c.changes}
        for c in queries.corrections(found)
    ]
    statuses = {key: item["status"] for key, item in state.items.items()}
    return tagged(request, {"plan": compiled_from(state.base, state.items), "statuses": statuses, "steps": steps})
