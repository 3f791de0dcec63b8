"""The way into pages of drafts: deny first. Who may not read a draft does not learn that there is one."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from kapok.accounts.actor import Actor, acting
from kapok.accounts.policy import READ, may
from kapok.plans.models import Draft
from kapok.plans.review import queries
from kapok.web.requests import DatedRequest


def draft_for(request: HttpRequest, number: int, act: str = READ) -> Draft:
    """The draft of an address, for somebody who may read it, and may do ``act`` to it."""
    actor, as_of = acting(request), cast(DatedRequest, request).as_of
    draft = queries.draft(number)
    if draft is None or not may(actor, READ, draft, as_of):
        raise Http404(_("没有编号为 {n} 的草稿，或者您不能看它。").format(n=number))
    if not may(actor, act, draft, as_of):
        raise PermissionDenied
    return draft


def demand(request: HttpRequest, act: str, thing: object) -> Actor:
    """Who acts, if they may do that; what nobody but officials may know of is not there for others."""
    actor = acting(request)
    if not may(actor, act, thing, cast(DatedRequest, request).as_of):
        if actor.mandate is None:
            raise Http404
        raise PermissionDenied
    return actor
