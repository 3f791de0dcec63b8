"""Forms for the fields of each kind of item: as people write them, in; as ``kapok.plan/1`` has them, out."""

import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kapok.compiler.flow import simplify
from kapok.kernel.numerals import NUMERAL, numeral
from kapok.kernel.spans import Span
from kapok.plans.numbers import written
from kapok.plans.review.items import Item
from kapok.plans.review.quoting import LONGEST, NotFoundError, locate
from kapok.plans.review.state import State
from kapok.plans.review.telling import CHOICES, FIELD_NAMES

LABELS: Mapping[str, Any] = FIELD_NAMES  # lazy words, for which Django has a type of its own
YEARS = (1949, 2200)
LARGEST, DECIMALS = 10**15, 8
NUMBER_HINT = gettext_lazy("85000 或 8.5万")


class Number(forms.Field):
    """A number as plans write it. Its value is a :class:`~decimal.Decimal`, or ``None`` where none is given."""

    widget = forms.TextInput(attrs={"maxlength": 40})

    def to_python(self, value: Any) -> Any:
        words = "".join(unicodedata.normalize("NFKC", simplify(str(value or ""))).split())
        if not words:
            return None
        sign, digits = (-1, words[1:]) if words[0] in "-−" else (1, words)
        try:
            return fitting(sign * (numeral(digits) if NUMERAL.fullmatch(digits) else Decimal("NaN")))
        except (ValueError, ArithmeticError) as error:
            raise forms.ValidationError(
                _("读不懂“{words}”这个数。请写成 85000 或 8.5万 这样。").format(words=str(value)[:20])
            ) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except forms.ValidationError:
            return True


def fitting(number: Decimal) -> Decimal:
    """A number that can be stored; :class:`ValueError` for one that cannot."""
    if not number.is_finite() or abs(number) >= LARGEST or -int(number.as_tuple().exponent) > DECIMALS:
        raise ValueError(number)
    return number


class Quote(forms.CharField):
    """Words copied from the text."""

    widget = forms.Textarea(attrs={"rows": 2})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return "".join(str(initial or "").split()) != "".join(str(data or "").split())


def _text(field: str, *, required: bool = True, hint: Any = "", longest: int = 400) -> forms.CharField:
    return forms.CharField(label=LABELS[field], required=required, help_text=hint, max_length=longest)


def _year(field: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=LABELS[field], required=False, min_value=YEARS[0], max_value=YEARS[1],
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("年份要写成四位数字，例如 2021。")},
    )  # fmt: skip


def _choice(field: str, *, required: bool = True) -> forms.ChoiceField:
    none = [] if required else [("", gettext_lazy("没有说"))]
    return forms.ChoiceField(label=LABELS[field], required=required, choices=[*none, *CHOICES[field].items()])


class ItemForm(forms.Form):
    """The fields of an item beside its text. ``near`` tells several places of the same words apart."""

    quote = Quote(label=LABELS["span"], required=True, help_text=gettext_lazy("从原文照抄；空格和全角半角不要紧。"))

    def __init__(self, state: State, item: Item, *args: Any, near: int | None = None, **options: Any) -> None:
        self.state, self.item = state, item
        span = item.get("span")
        self.near = near if near is not None else (span[0] if span else None)
        options["initial"] = {**_shown(item, state), **options.get("initial", {})}
        super().__init__(*args, **options)
        if "quote" in self.fields:  # inherited fields come first, but the words are written last
            self.order_fields([*(name for name in self.fields if name != "quote"), "quote"])

    def clean_quote(self) -> Span | None:
        words = self.cleaned_data["quote"]
        span = self.item.get("span")
        if span and "quote" not in self.changed_data:
            return Span(*span)
        if len(words) > LONGEST:
            raise forms.ValidationError(_("引文最多 {n} 个字。请只抄说到这件事的那一句。").format(n=LONGEST))
        try:
            return locate(self.state.text, words, near=self.near)
        except NotFoundError as error:
            raise forms.ValidationError(str(error)) from error

    def changed_values(self) -> dict[str, Any]:
        """Only what was changed, as an item has it."""
        changed = {"span" if name == "quote" else name for name in self.changed_data}
        return {name: value for name, value in self.values().items() if name in changed}

    def values(self) -> dict[str, Any]:
        """What the form says, as an item has it."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "quote"}
        for field in ("value", "value_high"):
            if given.get(field) is not None:
                given[field] = float(given[field])
        if "binding" in given:
            given["binding"] = given["binding"] or None
        span = self.cleaned_data.get("quote")
        return given if span is None else {**given, "span": list(span)}


def _shown(item: Item, state: State) -> dict[str, Any]:
    """An item's fields as its form writes them."""
    span = item.get("span")
    quote = Span(*span).of(state.text) if span else ""
    shown = {name: "" if value is None else value for name, value in item.items()}
    for field in ("value", "value_high"):
        if item.get(field) is not None:
            shown[field] = written(Decimal(str(item[field])), quote)
    return shown | {"quote": quote}


class TargetForm(ItemForm):
    indicator = _text("indicator", longest=200)
    year = _year("year")
    comparator = _choice("comparator")
    value = Number(label=LABELS["value"], help_text=NUMBER_HINT)
    unit = _text("unit", required=False, longest=40)
    value_high = Number(label=LABELS["value_high"], required=False)
    kind = _choice("kind")
    from_year = _year("from_year")
    stated = _choice("stated")
    binding = _choice("binding", required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        low, high, first, last = (given.get(name) for name in ("value", "value_high", "from_year", "year"))
        if low is not None and high is not None and high <= low:
            self.add_error("value_high", _("上限要大于数值。没有上限就空着。"))
        if first and last and first > last:
            self.add_error("from_year", _("起始年份不能晚于年份。"))
        return given


class ProvisionForm(ItemForm):
    subject = _text("subject")
    comparator = _choice("comparator")
    value = Number(label=LABELS["value"], help_text=NUMBER_HINT)
    unit = _text("unit", required=False, longest=40)


class TaskForm(ItemForm):
    title = _text("title")


class ClauseForm(ItemForm):
    number = _text("number", required=False, longest=40)
    title = _text("title", required=False)


class DutyForm(ItemForm):
    office = _text("office", longest=200)
    role = _choice("role")
    task = _text("task", longest=40, hint=gettext_lazy("任务的编号，例如 k3。"))
    group = forms.BooleanField(label=LABELS["group"], required=False, help_text=gettext_lazy("例如“各区政府”。"))

    def clean_task(self) -> str:
        key: str = self.cleaned_data["task"]
        item = self.state.items.get(key)
        if item is None or item["what"] != "task":
            raise forms.ValidationError(_("没有编号为 {key} 的任务。请查看列表里任务的编号。").format(key=key))
        return key


class NewDutyForm(DutyForm):
    task = _text(
        "task", longest=40, required=False, hint=gettext_lazy("任务的编号，例如 k3；空着就把所在的条款作为一项新任务。")
    )

    def clean_task(self) -> str:
        return super().clean_task() if self.cleaned_data["task"] else ""


class PlanForm(ItemForm):
    quote = None  # type: ignore[assignment]
    title = _text("title")
    title_en = _text("title_en", required=False)
    document_number = _text("document_number", required=False, longest=80)
    issuer = _text("issuer", required=False, longest=200)
    jurisdiction = _text("jurisdiction", required=False, longest=6, hint=gettext_lazy("六位代码，例如 440100。"))
    first_year = _year("first_year")
    last_year = _year("last_year")

    def clean(self) -> dict[str, Any]:
        first, last = (self.cleaned_data.get(name) for name in ("first_year", "last_year"))
        if (first is None) != (last is None) or (first and last and first > last):
            self.add_error("last_year", _("两个年份要么都写、先小后大，要么都空着。"))
        return self.cleaned_data


FORMS: Mapping[str, type[ItemForm]] = {
    "target": TargetForm,
    "task": TaskForm,
    "duty": DutyForm,
    "provision": ProvisionForm,
    "clause": ClauseForm,
    "plan": PlanForm,
}
ADDED: Mapping[str, type[ItemForm]] = {"target": TargetForm, "duty": NewDutyForm, "provision": ProvisionForm}
