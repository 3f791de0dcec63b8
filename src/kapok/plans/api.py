"""The read API: what is published, by lasting ids. The whole board comes in one answer; everything else in pages."""

import datetime
from typing import Annotated, Any, Literal, cast

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field

from kapok.plans import extent
from kapok.plans.board import published
from kapok.plans.groups import groups
from kapok.plans.queries import in_force
from kapok.plans.queries import versions as of_plan
from kapok.plans.relations import elsewhere, relations
from kapok.plans.search import count, search
from kapok.plans.whole import as_values, rows, whole_board
from kapok.web.answers import Problem, tagged
from kapok.web.requests import DatedRequest

router = Router(tags=["plans"])
Kind = Literal["clauses", "indicators", "targets", "tasks", "duties", "provisions", "offices"]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
Limit = Annotated[int, Query(ge=1, le=500)]
Slug = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]{1,80}$")]


class PlanOut(Schema):
    slug: str
    title: str
    title_en: str
    version: int
    refines: str
    published_date: datetime.date
    document_number: str
    issuer: str
    jurisdiction: str
    first_year: int | None
    last_year: int | None
    is_sample: bool


class DueYearOut(Schema):
    """What falls due at the end of a year."""

    year: int
    day: datetime.date
    targets: int
    tasks: int


class DueOut(Schema):
    """All targets and tasks of a plan; and by year, where a year is given. What two sentences say alike counts once."""

    plan: str
    targets: int
    tasks: int
    years: list[DueYearOut]


class PlanPage(Schema):
    total: int
    items: list[PlanOut]


class VersionOut(Schema):
    version: int
    title: str
    published_date: datetime.date


class VersionPage(Schema):
    total: int
    items: list[VersionOut]


class Same(Schema):
    """An indicator of the plan, and a target of another plan's indicator that counts the same."""

    indicator: str
    plan: str
    target: str
    name: str


class RelationsOut(Schema):
    above: str | None
    below: list[str]
    same: list[Same]


class MemberOut(Schema):
    """An office of a group; ``office`` is the key under which the plan also names it by itself."""

    name: str
    office: str | None


class GroupOut(Schema):
    office: str
    members: list[MemberOut]


class Items(Schema):
    """Items of one kind in the order of the text; spans are [start, end) in code points of the plan's text."""

    total: int
    items: list[dict[str, Any]]


class Found(Schema):
    """A sentence that holds the words, and the lasting id of what stands in it ("" for the plan itself)."""

    plan: str
    clause_number: str | None
    clause_title: str | None
    id: str
    sentence: str


class FoundPage(Schema):
    total: int
    items: list[Found]


@router.get("/plans", response=PlanPage, summary="Published plans")
def plans(request: HttpRequest, offset: Offset = 0, limit: Limit = 50) -> Any:
    standing = in_force(as_of(request)).defer("text").order_by("-first_year", "title", "pk")
    return {"total": standing.count(), "items": list(standing[offset : offset + limit])}


@router.get("/plans/{slug}", response={200: PlanOut, 404: Problem}, summary="One plan")
def plan(request: HttpRequest, slug: Slug) -> Any:
    found = published(slug, as_of(request))
    return tagged(request, PlanOut.from_orm(found).model_dump(mode="json")) if found else _missing(slug)


@router.get("/plans/{slug}/text", response={200: dict[str, str], 404: Problem}, summary="A plan's text as published")
def text(request: HttpRequest, slug: Slug) -> Any:
    found = published(slug, as_of(request))
    return tagged(request, {"text": found.text}) if found else _missing(slug)


@router.get(
    "/plans/{slug}/due",
    response={200: DueOut, 404: Problem},
    summary="What falls due when: targets, and the tasks of their sections",
)
def due(request: HttpRequest, slug: Slug) -> Any:
    found = published(slug, as_of(request))
    if found is None:
        return _missing(slug)
    held = extent.due([found.pk])[found.pk]
    years = [{"year": y.year, "day": y.day.isoformat(), "targets": y.targets, "tasks": y.tasks} for y in held.years]
    return tagged(request, {"plan": found.slug, "targets": held.targets, "tasks": held.tasks, "years": years})


@router.get(
    "/plans/{slug}/versions", response={200: VersionPage, 404: Problem}, summary="Published versions, the newest first"
)
def versions(request: HttpRequest, slug: Slug) -> Any:
    day = as_of(request)
    items = [plan for plan in of_plan(slug) if plan.withdrawn_date is None and plan.published_date <= day]
    return {"total": len(items), "items": items} if items else _missing(slug)


@router.get(
    "/plans/{slug}/relations",
    response={200: RelationsOut, 404: Problem},
    summary="The plan that this one works out, those that work it out, and equal indicators of other plans",
)
def related(request: HttpRequest, slug: Slug) -> Any:
    found = published(slug, as_of(request))
    if found is None:
        return _missing(slug)
    held = relations(found, as_of(request))
    same = [
        {"indicator": key, "plan": other.slug, "target": other.target, "name": other.indicator}
        for key, others in elsewhere(slug, as_of(request)).items()
        for other in others
    ]
    return tagged(
        request, {"above": held.above and held.above.slug, "below": [b.slug for b in held.below], "same": same}
    )


@router.get(
    "/plans/{slug}/groups",
    response={200: list[GroupOut], 404: Problem},
    summary="Groups of offices that the plan names, with who belongs to them on the day",
)
def grouped(request: HttpRequest, slug: Slug) -> Any:
    found = published(slug, as_of(request))
    if found is None:
        return _missing(slug)
    rows = [
        {
            "office": group.named.key,
            "members": [{"name": m.office.name, "office": m.named and m.named.key} for m in group.members],
        }
        for group in groups(found, as_of(request))
    ]
    return tagged(request, rows)


@router.get(
    "/plans/{slug}/board", response={200: dict[str, Any], 404: Problem}, summary="All tasks and indicators, nested"
)
def board(request: HttpRequest, slug: Slug) -> Any:
    found = published(slug, as_of(request))
    return tagged(request, {"plan": found.slug, **whole_board(found)}) if found else _missing(slug)


@router.get("/plans/{slug}/{kind}", response={200: Items, 404: Problem}, summary="Items of one kind")
def items(request: HttpRequest, slug: Slug, kind: Kind, offset: Offset = 0, limit: Limit = 50) -> Any:
    found = published(slug, as_of(request))
    if found is None:
        return _missing(slug)
    standing = rows(found, kind)
    page = as_values(kind, standing[offset : offset + limit])
    return tagged(request, {"total": standing.count(), "items": page})


@router.get("/search", response=FoundPage, summary="Sentences that hold all words of two characters or more")
def find(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=200)],
    offset: Offset = 0,
    limit: Limit = 50,
) -> Any:
    query = q.replace("\0", "")
    day = as_of(request)
    hits = search(query, day, limit=limit, offset=offset)
    return {
        "total": count(query, day),
        "items": [
            {
                "plan": hit.slug,
                "clause_number": hit.clause_number,
                "clause_title": hit.clause_title,
                "id": hit.key,
                "sentence": hit.sentence,
            }
            for hit in hits
        ],
    }


def as_of(request: HttpRequest) -> datetime.date:
    """The day that is asked for."""
    return cast(DatedRequest, request).as_of


def _missing(slug: str) -> Status[dict[str, str]]:
    return Status(404, {"detail": _("没有网址名为“{slug}”的已公布计划。").format(slug=slug)})
