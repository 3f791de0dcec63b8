"""What is stored of a draft: the file, what the compiler read in it, and what people corrected since.

A draft as it stands is computed: its last stage's items with the corrections of that stage laid over them in their
order (:mod:`kapok.plans.review.state`). So nothing that anybody did is ever overwritten, and each step can be undone.
"""

from typing import Any, ClassVar

from django.db import models

from kapok.accounts.models import Office
from kapok.plans.models.plan import Plan


class Draft(models.Model):
    """A document on its way to becoming a plan, or the next version of the plan whose slug ``amends`` holds."""

    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="drafts")
    title = models.CharField(max_length=400)
    amends = models.SlugField(max_length=80, blank=True)
    jurisdiction = models.CharField(max_length=6, blank=True)
    created_by = models.CharField(max_length=200)
    created = models.DateTimeField()
    plan = models.OneToOneField(Plan, null=True, on_delete=models.PROTECT, related_name="draft")

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.title


class Original(models.Model):
    """The file as it came. It may hold tracked deletions and names, so it is for officials only."""

    draft = models.OneToOneField(Draft, primary_key=True, on_delete=models.CASCADE, related_name="original")
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.name


class Stage(models.Model):
    """What one compiler read in a draft's file, as ``kapok.plan/1`` with lasting ids. A newer compiler adds a stage."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="stages")
    number = models.PositiveIntegerField()
    compiler = models.CharField(max_length=40)
    compiled = models.JSONField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["draft", "number"], name="plans_stage_number")]

    def __str__(self) -> str:
        return f"{self.draft_id}.{self.number}"


class Correction(models.Model):
    """One act of a person on a draft's items, numbered through the whole draft.

    ``changes`` is ``{key: [before, after]}``, with null for what is not there. ``quote`` is the sentence that it is
    about, so that corrections can be read, and given to the compiler's tests, without their draft.
    """

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="corrections")
    number = models.PositiveIntegerField()
    moment = models.DateTimeField()
    who = models.CharField(max_length=200)
    mandate = models.CharField(max_length=400, blank=True)
    act = models.CharField(max_length=16)
    why = models.TextField(blank=True)
    quote = models.TextField(blank=True)
    undoes = models.PositiveIntegerField(null=True)
    changes: Any = models.JSONField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["stage", "number"], name="plans_correction_number")]

    def __str__(self) -> str:
        return f"{self.stage_id}.{self.number} {self.act}"
