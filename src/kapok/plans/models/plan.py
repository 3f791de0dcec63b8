"""What is stored of an adopted plan. Spans are ``[start, end)`` in code points of ``Plan.text``.

``key`` is an item's lasting name within its plan (``c7``, ``t3``, ``d9``): addresses are made of it, and a later
version of the plan gives the same name to what is still the same item.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kapok.accounts.models import Office
from kapok.kernel.spans import Span

COMPARATORS = ("eq", "ge", "gt", "le", "lt", "approx")
KINDS = ("level", "cumulative", "annual", "growth")
ROLES = ("lead", "support", "responsible")


def one_of(field: str, values: tuple[str, ...]) -> models.CheckConstraint:
    """The database itself refuses a word that the format does not know."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": values}), name=f"plans_%(class)s_{field}")


class Plan(models.Model):
    """One version of a published text. On a day the version published last is in force, unless it was withdrawn.

    ``refines`` is the slug of the plan that this one works out, as a district's does a city's.
    """

    slug = models.SlugField(max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=400)
    title_en = models.CharField(max_length=400, blank=True)
    document_number = models.CharField(max_length=80, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    jurisdiction = models.CharField(max_length=6, blank=True)
    first_year = models.PositiveSmallIntegerField(null=True)
    last_year = models.PositiveSmallIntegerField(null=True)
    text = models.TextField()
    source_name = models.CharField(max_length=255, blank=True)
    media_type = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    is_sample = models.BooleanField(default=False)
    refines = models.SlugField(max_length=80, blank=True)
    published_date = models.DateField()
    withdrawn_date = models.DateField(null=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["slug", "version"], name="plans_plan_version")]

    def __str__(self) -> str:
        return self.title


class Item(models.Model):
    """Something that stands in a plan's text."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="%(class)ss")
    key = models.CharField(max_length=16)
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "key"], name="plans_%(class)s_key"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="plans_%(class)s_span"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Clause(Item):
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")
    level = models.PositiveSmallIntegerField()
    number = models.TextField(blank=True)
    title = models.TextField(blank=True)


class Indicator(models.Model):
    """What is counted: one row of the target ladder. Targets of the same words and unit belong together,
    but what is said of a year alone, and what is said of growth, is a row of its own."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="indicators")
    key = models.CharField(max_length=16)
    position = models.PositiveIntegerField()
    name = models.TextField()
    unit = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "key"], name="plans_indicator_key")]
        indexes: ClassVar = [models.Index(fields=["plan", "position"], name="plans_indicator_order")]

    def __str__(self) -> str:
        return self.name


class Target(Item):
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    clause = models.ForeignKey(Clause, null=True, on_delete=models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField(null=True)
    from_year = models.PositiveSmallIntegerField(null=True)
    value = models.DecimalField(max_digits=26, decimal_places=8)
    value_high = models.DecimalField(max_digits=26, decimal_places=8, null=True)
    comparator = models.CharField(max_length=6)
    kind = models.CharField(max_length=10)
    binding = models.CharField(max_length=8, blank=True)
    stated = models.CharField(max_length=6)
    confidence = models.FloatField(null=True)

    class Meta(Item.Meta):
        constraints: ClassVar = [
            *Item.Meta.constraints,
            one_of("comparator", COMPARATORS),
            one_of("kind", KINDS),
        ]
        indexes: ClassVar = [models.Index(fields=["plan", "year"], name="plans_target_year")]


class Task(Item):
    clause = models.ForeignKey(Clause, null=True, on_delete=models.CASCADE, related_name="tasks")
    title = models.TextField()
    sentences = models.JSONField(default=list)

    class Meta(Item.Meta):
        indexes: ClassVar = [models.Index(fields=["plan", "position"], name="plans_task_order")]


class NamedOffice(models.Model):
    """An office as a plan names it, with what the importer was told of it; ``office`` is who that is."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="offices")
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="named")
    key = models.CharField(max_length=16)
    position = models.PositiveIntegerField()
    name = models.TextField()
    full_name = models.TextField(blank=True)
    full_name_confirmed = models.BooleanField(default=False)
    name_en = models.TextField(blank=True)
    is_group = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "key"], name="plans_namedoffice_key")]

    def __str__(self) -> str:
        return self.name


class Duty(Item):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="duties")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="duties")
    office = models.ForeignKey(NamedOffice, on_delete=models.CASCADE, related_name="duties")
    role = models.CharField(max_length=11)
    inferred_lead = models.BooleanField(default=False)
    line_start = models.PositiveIntegerField()
    line_end = models.PositiveIntegerField()

    class Meta(Item.Meta):
        constraints: ClassVar = [*Item.Meta.constraints, one_of("role", ROLES)]


class Provision(Item):
    clause = models.ForeignKey(Clause, null=True, on_delete=models.CASCADE, related_name="provisions")
    subject = models.TextField()
    comparator = models.CharField(max_length=6)
    value = models.DecimalField(max_digits=26, decimal_places=8)
    unit = models.TextField(blank=True)

    class Meta(Item.Meta):
        constraints: ClassVar = [*Item.Meta.constraints, one_of("comparator", COMPARATORS)]


class Name(Item):
    name = models.TextField()
    kind = models.TextField()


class Doubt(Item):
    """What the compiler mended or could not settle, with its sentence."""

    code = models.TextField()
    message = models.TextField()


class Uncovered(Item):
    """A sentence with a number or an office that yielded nothing."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="uncovered")


class Passage(models.Model):
    """A sentence of a plan as search finds it. The database keeps its index of ``pairs`` up to date by itself."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="passages")
    clause = models.ForeignKey(Clause, null=True, on_delete=models.CASCADE, related_name="passages")
    key = models.CharField(max_length=16, blank=True)
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    words = models.TextField()
    pairs = models.TextField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "position"], name="plans_passage_position")]
        indexes: ClassVar = [models.Index(fields=["plan", "start"], name="plans_passage_start")]

    def __str__(self) -> str:
        return self.words


class SameIndicator(models.Model):
    """An indicator of one plan that is the same as one of another: by slug and key, so that it outlasts versions."""

    slug = models.SlugField(max_length=80)
    key = models.CharField(max_length=16)
    other_slug = models.SlugField(max_length=80)
    other_key = models.CharField(max_length=16)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slug", "key", "other_slug", "other_key"], name="plans_sameindicator_once")
        ]

    def __str__(self) -> str:
        return f"{self.slug}#{self.key} = {self.other_slug}#{self.other_key}"
