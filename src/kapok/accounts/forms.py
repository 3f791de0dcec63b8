"""allauth's forms in the words of this site."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _("至少 10 个字符，不要只用数字，不要用常见的密码。")
CODE_HINT = _("验证器应用里显示的 6 位数字。")
ANY_CODE_HINT = _("验证器应用里显示的 6 位数字；手机不在身边时，可用一个恢复码。")


def _worded(form: forms.BaseForm, name: str, label: str | Promise, hint: str | Promise = "") -> None:
    field = form.fields[name]
    field.label, field.help_text = label, hint  # type: ignore[assignment]
    field.widget.attrs.pop("placeholder", None)


class SignIn(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _worded(self, "login", _("登录名"))
        _worded(self, "password", _("密码"))


class ChangePassword(ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _worded(self, "oldpassword", _("现在的密码"))
        _worded(self, "password1", _("新密码"), PASSWORD_HINT)
        _worded(self, "password2", _("再写一遍新密码"))

    def clean_password1(self) -> str:
        new: str = self.cleaned_data["password1"]
        if new == self.cleaned_data.get("oldpassword"):
            raise forms.ValidationError(_("新密码和现在的一样。请换一个。"))
        return new


class PasswordAgain(ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _worded(self, "password", _("密码"))


class Code(AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _worded(self, "code", _("验证码"), ANY_CODE_HINT)


class CodeAgain(CodeAgainForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _worded(self, "code", _("验证码"), ANY_CODE_HINT)


class FirstCode(ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _worded(self, "code", _("验证码"), CODE_HINT)
