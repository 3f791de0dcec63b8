"""The one table of the journal. Neither Django nor the database will change or remove a row of it."""

import json
from typing import Any, ClassVar, NoReturn

from django.db import models

from kapok.journal.chain import digest, instant


class AppendOnlyError(Exception):
    """Somebody tried to change or remove what is written."""


def _refuse() -> NoReturn:
    raise AppendOnlyError("日志只能追加：写下的行不能改，也不能删。要更正，请再记一行。")


class Rows(models.QuerySet["Entry"]):
    """Rows can be read. :func:`kapok.journal.actions.record` is the way to write one."""

    def update(self, **_fields: Any) -> NoReturn:
        _refuse()

    def delete(self) -> NoReturn:
        _refuse()

    def bulk_create(self, *_args: Any, **_options: Any) -> NoReturn:
        _refuse()

    def bulk_update(self, *_args: Any, **_options: Any) -> NoReturn:
        _refuse()


class Entry(models.Model):
    """One act. ``before`` and ``after`` are canonical JSON, kept as text so that no database rewrites a number."""

    number = models.PositiveBigIntegerField(primary_key=True)
    moment = models.DateTimeField()
    who = models.CharField(max_length=200)
    mandate = models.CharField(max_length=400, blank=True)
    what = models.CharField(max_length=80)
    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    before = models.TextField()
    after = models.TextField()
    previous = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)

    objects = Rows.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [models.Index(fields=["kind", "key"], name="journal_about")]

    def __str__(self) -> str:
        return f"{self.number} {self.what} {self.kind} {self.key}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            _refuse()
        super().save(*args, **options | {"force_insert": True})

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        _refuse()

    def values(self) -> tuple[Any, Any]:
        """What was before and after, read from what is kept."""
        return json.loads(self.before), json.loads(self.after)

    def facts(self) -> dict[str, Any]:
        """All that the checksum is made of."""
        names = ("number", "who", "mandate", "what", "kind", "key", "why", "before", "after", "previous")
        return {name: getattr(self, name) for name in names} | {"moment": instant(self.moment)}

    def digest(self, **changed: Any) -> str:
        """The checksum that this row should have."""
        return digest(self.facts() | changed)
