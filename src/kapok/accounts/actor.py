"""Who is acting in a request: a person, under one mandate, or nobody in particular."""

import datetime
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest

from kapok.accounts.models import Mandate, Office, Person
from kapok.accounts.queries import mandates_in_force
from kapok.accounts.roles import PUBLIC, Role
from kapok.web.requests import DatedRequest

CHOSEN = "mandate"  # where the session keeps the choice
KEPT = "_kapok_actor"


@dataclass(frozen=True, slots=True)
class Actor:
    """Without a mandate a person has the public's rights and no others."""

    person: Person | None = None
    mandate: Mandate | None = None
    offered: tuple[Mandate, ...] = ()

    @property
    def role(self) -> Role:
        return self.mandate.as_role if self.mandate else PUBLIC

    @property
    def office(self) -> Office | None:
        return self.mandate.office if self.mandate else None

    @property
    def who(self) -> str:
        """As the journal writes it."""
        return str(self.person) if self.person else PUBLIC.key

    @property
    def under(self) -> str:
        """The mandate as the journal writes it."""
        return str(self.mandate) if self.mandate else ""


ANYBODY = Actor()


def signature(by: Actor | str) -> dict[str, str]:
    """Who did something and under which mandate, as the journal takes it; a command signs with its name alone."""
    return {"who": by, "mandate": ""} if isinstance(by, str) else {"who": by.who, "mandate": by.under}


def acting(request: HttpRequest) -> Actor:
    """The actor of a request. One mandate is taken by itself; of several the chosen one, if still in force."""
    known: Actor | None = getattr(request, KEPT, None)
    if known is None:
        known = _actor(request)
        setattr(request, KEPT, known)
    return known


def _actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return ANYBODY
    offered = tuple(mandates_in_force(request.user, cast(DatedRequest, request).as_of))
    wanted = [offered[0]] if len(offered) == 1 else [m for m in offered if m.pk == request.session.get(CHOSEN)]
    return Actor(request.user, wanted[0] if wanted else None, offered)


def choose(request: HttpRequest, mandate: int) -> bool:
    """Acts under one of the offered mandates from now on; ``False`` where it is not among them."""
    if mandate not in {offered.pk for offered in acting(request).offered}:
        return False
    request.session[CHOSEN] = mandate
    return True


def present(actor: Actor, as_of: datetime.date) -> bool:
    """Whether an actor's mandate holds on a day. Nobody in particular is always there."""
    return actor.mandate is None or actor.mandate.in_force(as_of)
