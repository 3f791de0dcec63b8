"""Forms of administration. What is asked for is short, in one column, and each change asks why."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kapok.accounts.kinds import KINDS
from kapok.accounts.models import Office
from kapok.accounts.roles import GIVEN, ROLES

KEY_HINT = _("在网址和日志里用，定了就不再改。字母、数字、- 和 _。")


def days(label: str | Promise, hint: str | Promise = "", *, required: bool = True) -> forms.DateField:
    """A day, chosen from the browser's calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=hint, required=required, widget=widget)  # type: ignore[arg-type]


class Reasoned(forms.Form):
    """Asks why, and remembers what the thing was when the form was opened."""

    why = forms.CharField(label=_("理由"), max_length=500, help_text=_("会记入操作日志，例如：依据哪份文件。"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields([name for name in self.fields if name != "why"] + ["why"])


class OfficeNames(Reasoned):
    name = forms.CharField(label=_("名称"), max_length=120, help_text=_("计划里用的简称，例如：市科技局。"))
    full_name = forms.CharField(label=_("全称"), max_length=200, required=False)
    name_en = forms.CharField(label=_("英文名称"), max_length=200, required=False)


class CorrectOffice(OfficeNames):
    kind = forms.ChoiceField(label=_("类别"), choices=[("", _("未写明")), *KINDS.items()], required=False)
    starts = days(_("成立日期"), _("不知道就不写。"), required=False)


class AddOffice(CorrectOffice):
    key = forms.CharField(label=_("代号"), max_length=40, help_text=KEY_HINT)
    field_order = ("name", "full_name", "name_en", "kind", "key", "starts")


class RenameOffice(OfficeNames):
    key = forms.CharField(label=_("新代号"), max_length=40, help_text=KEY_HINT)
    on = days(_("从哪天起"), _("这一天起用新名称。"))
    carry = forms.BooleanField(label=_("原来的授权转到新名称下"), required=False)


class OnDay(Reasoned):
    on = days(_("从哪天起"), _("这一天起不再有效。"))


class Merge(Reasoned):
    offices = forms.ModelMultipleChoiceField(
        Office.objects.none(), label=_("并入的单位"), widget=forms.CheckboxSelectMultiple
    )
    into = forms.ModelChoiceField(Office.objects.none(), label=_("并入哪个单位"), empty_label=_("请选择"))
    on = days(_("从哪天起"), _("这一天起由合并后的单位接替。"))
    carry = forms.BooleanField(label=_("原来的授权转到合并后的单位"), required=False)


class Members(Reasoned):
    members = forms.ModelMultipleChoiceField(
        Office.objects.none(), label=_("成员"), required=False, widget=forms.CheckboxSelectMultiple
    )
    on = days(_("从哪天起"), _("这一天起按上面的成员。"))


class OrganisationForm(Reasoned):
    name = forms.CharField(label=_("名称"), max_length=200)
    name_en = forms.CharField(label=_("英文名称"), max_length=200, required=False)
    credit_code = forms.CharField(
        label=_("统一社会信用代码"), max_length=24, required=False, help_text=_("18 位；境外机构没有，就不写。")
    )
    starts = days(_("成立日期"), _("不知道就不写。"), required=False)


class CorrectPerson(Reasoned):
    name = forms.CharField(label=_("姓名"), max_length=120)
    email = forms.CharField(label=_("电子邮箱"), max_length=254, required=False, help_text=_("可以不写；不会发邮件。"))


class AddPerson(CorrectPerson):
    username = forms.CharField(
        label=_("登录名"), max_length=60, help_text=_("定了就不再改；不分大小写，中间没有空格。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    field_order = ("name", "username", "email")


class GiveMandate(Reasoned):
    role = forms.ChoiceField(label=_("角色"), widget=forms.RadioSelect)
    office = forms.ModelChoiceField(
        Office.objects.none(), label=_("代表的单位"), required=False, empty_label=_("不代表单位（只限管理员）")
    )
    starts = days(_("起始日"), _("这一天起有效。"))
    ends = days(_("终止日"), _("到这一天为止，当天不再有效；不写就一直有效。"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].choices = [(key, ROLES[key].name) for key in GIVEN]  # type: ignore[attr-defined]


def with_offices(form_class: type[forms.Form], **choices: Any) -> Any:
    """The same form, which offers those offices in its fields of that name."""

    def made(*args: Any, **options: Any) -> forms.Form:
        form = form_class(*args, **options)
        for name, offered in choices.items():
            form.fields[name].queryset = offered  # type: ignore[attr-defined]
        return form

    return made
