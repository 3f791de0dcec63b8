"""Forms about drafts."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kapok.accounts.models import Office
from kapok.accounts.queries import offices_in_force
from kapok.plans.queries import in_force
from kapok.plans.review.cities import cities

MOST_PASTED = 500_000  # characters


class ImportForm(forms.Form):
    """What a draft is read as. The files themselves are looked at one by one, since each may fail alone."""

    jurisdiction = forms.ChoiceField(
        label=_("城市"), required=False, help_text=_("选了城市，就用它的单位表补上单位的全称。")
    )
    office = forms.ModelChoiceField(
        Office.objects.none(), label=_("归哪个单位"), required=False, to_field_name="key",
        help_text=_("这个单位的填报人也看得到这份草稿。"),
    )  # fmt: skip
    amends = forms.ChoiceField(
        label=_("是不是已有计划的新一版"), required=False,
        help_text=_("选了计划，没有改动的条目就沿用已核对的结果，只核对有变化的。"),
    )  # fmt: skip
    pasted = forms.CharField(
        label=_("或者粘贴文字"), required=False, max_length=MOST_PASTED, strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    again = forms.BooleanField(label=_("同一份文件已有草稿时，也再建一份"), required=False)

    def __init__(self, *args: Any, as_of: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        language = get_language() or "zh-hans"
        known = [(city.code, city.names.get(language, city.code)) for city in cities()]
        self.fields["jurisdiction"].choices = [*known, ("", _("其他城市"))]  # type: ignore[attr-defined]
        plans = in_force(as_of).order_by("title").values_list("slug", "title")
        self.fields["amends"].choices = [("", _("不是，是一份新的计划")), *plans]  # type: ignore[attr-defined]
        offices = self.fields["office"]
        offices.queryset = offices_in_force(as_of).order_by("name")  # type: ignore[attr-defined]
        offices.empty_label = _("不归哪个单位")  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why something that cannot simply be undone is done."""

    why = forms.CharField(label=_("理由"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
