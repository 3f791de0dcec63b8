"""Who there is. All that is in force from a day to a day: ``starts`` is its first day, ``ends`` the first day after it.

Where nobody knows a day it is empty, and excludes nothing.
"""

import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from kapok.accounts.roles import GIVEN, ROLES, WITHOUT_OFFICE, Role


class Dated(models.Model):
    """Something that is in force from a day to a day."""

    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def in_force(self, as_of: datetime.date) -> bool:
        """Whether it is there on a day."""
        return (self.starts is None or self.starts <= as_of) and not self.is_over(as_of)

    def is_over(self, as_of: datetime.date) -> bool:
        """Whether it was there once and is no more."""
        return self.ends is not None and self.ends <= as_of


def in_force(as_of: datetime.date, prefix: str = "") -> Q:
    """The same question for the database."""
    begun = Q(**{f"{prefix}starts": None}) | Q(**{f"{prefix}starts__lte": as_of})
    return begun & (Q(**{f"{prefix}ends": None}) | Q(**{f"{prefix}ends__gt": as_of}))


def dated(name: str) -> models.CheckConstraint:
    """Nothing ends before it starts."""
    return models.CheckConstraint(
        condition=Q(starts=None) | Q(ends=None) | Q(ends__gt=F("starts")), name=f"accounts_{name}_days"
    )


class Office(Dated):
    """A government or party body. One that is merged or renamed ends on a day, and says what came after it."""

    MERGED, RENAMED = "merged", "renamed"
    GROUP = "group"  # the kind of an office that stands for several

    key = models.SlugField(unique=True, max_length=40)
    name = models.CharField(max_length=120)
    full_name = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")
    succession = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [
            dated("office"),
            models.CheckConstraint(
                condition=Q(successor=None, succession="")
                | Q(successor__isnull=False, succession__in=("merged", "renamed"), ends__isnull=False),
                name="accounts_office_succession",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def facts(self) -> dict[str, Any]:
        """All that an administrator may change, as the journal writes it."""
        told = {name: getattr(self, name) for name in ("name", "full_name", "name_en", "kind", "starts", "ends")}
        return told | {"successor": self.successor and self.successor.key, "succession": self.succession}


class Membership(Dated):
    """An office belongs to a group (各区政府) from a day to a day."""

    group = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="memberships")
    member = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="groups")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            dated("membership"),
            models.CheckConstraint(condition=~Q(group=F("member")), name="accounts_membership_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.group} · {self.member}"


class Organisation(Dated):
    """Everybody else: an institution, firm, bank or association."""

    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    credit_code = models.CharField(max_length=18, blank=True)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            dated("organisation"),
            models.UniqueConstraint(
                fields=["credit_code"], condition=~Q(credit_code=""), name="accounts_organisation_credit_code"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def facts(self) -> dict[str, Any]:
        """All that an administrator may change, as the journal writes it."""
        return {name: getattr(self, name) for name in ("name", "name_en", "credit_code", "starts", "ends")}


class People(BaseUserManager["Person"]):
    """Signing-in names are kept in small letters, so that there is one way to write each."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username=(username or "").lower())


class Person(AbstractBaseUser):
    """Somebody who can sign in. What they may do comes from their mandates alone."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)  # somebody else knows it

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = People()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(username=Lower("username")), name="accounts_person_username")
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.username}）"

    def facts(self) -> dict[str, Any]:
        """All that an administrator may change, as the journal writes it; of a password only whose it is."""
        return {name: getattr(self, name) for name in ("name", "email", "is_active", "must_change_password")}


class Mandate(Dated):
    """A person acts for an office in a role, from a day to a day."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField(max_length=40)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            dated("mandate"),
            models.CheckConstraint(condition=Q(role__in=GIVEN), name="accounts_mandate_role"),
            models.CheckConstraint(
                condition=Q(office__isnull=False) | Q(role__in=WITHOUT_OFFICE), name="accounts_mandate_office"
            ),
        ]

    def __str__(self) -> str:
        """As the journal writes it, in one language for good."""
        return f"{self.office.name if self.office else '—'} · {self.role} · {self.pk}"

    def holds(self, as_of: datetime.date) -> bool:
        """Whether somebody may act under it on a day: it is in force, and the office that it is for is there."""
        return self.in_force(as_of) and (self.office is None or self.office.in_force(as_of))

    def facts(self) -> dict[str, Any]:
        """The whole of it, as the journal writes it."""
        of = {"person": self.person.username, "role": self.role, "office": self.office and self.office.key}
        return of | {"starts": self.starts, "ends": self.ends}

    @property
    def as_role(self) -> Role:
        return ROLES[self.role]
