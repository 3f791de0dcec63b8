"""What people do to their own accounts goes into the journal too: signing in, a new password, one-time codes.

allauth tells of one-time codes only after they are stored; the rows themselves tell within the transaction.
"""

from typing import Any

from allauth.account.signals import password_changed
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from kapok.accounts.models import Person
from kapok.journal.actions import record


@transaction.atomic
def _note(request: HttpRequest, person: Person, what: str, after: dict[str, Any] | None = None) -> None:
    moment = request.moment  # type: ignore[attr-defined]
    record(moment=moment, who=str(person), what=what, about=("accounts.person", person.username), after=after)


@receiver(user_logged_in)
def signed_in(*, request: HttpRequest, user: Person, **_: Any) -> None:
    _note(request, user, "sign-in")


@receiver(password_changed)
def password(*, request: HttpRequest, user: Person, **_: Any) -> None:
    """A password that its owner has chosen is known to nobody else, and need not be changed again."""
    user.must_change_password = False
    user.save(update_fields=["must_change_password"])
    _note(request, user, "change-password")


def _is_ones_own(person: Person) -> bool:
    """Whether somebody changes how they sign in themselves. What is done to them has its row by who does it."""
    request = context.request
    return request is not None and request.user in (person, AnonymousUser())


@receiver(post_save, sender=Authenticator)
def factor_added(*, instance: Authenticator, created: bool, **_: Any) -> None:
    if created and _is_ones_own(instance.user):
        _note(context.request, instance.user, "add-second-factor", {"type": instance.type})


@receiver(post_delete, sender=Authenticator)
def factor_removed(*, instance: Authenticator, **_: Any) -> None:
    if _is_ones_own(instance.user):
        _note(context.request, instance.user, "remove-second-factor", {"type": instance.type})
