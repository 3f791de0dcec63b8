"""Pages about the look itself, and pages for when something went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kapok.web.samples import samples
from kapok.web.statuses import STATUSES


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every component once, with invented contents."""
    return render(request, "web/style.html", {"statuses": STATUSES.values(), "samples": samples()})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (Django gives it by name)
    """400."""
    told = _("网址或表单里有读不懂的内容。"), _("请回到上一页再试；若是手工输入的网址，请检查是否完整。")
    return _problem(request, 400, _("这个请求读不懂"), *told)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (Django gives it by name)
    """403."""
    told = _("这一页只对有权限的人开放。"), _("请用有权限的账户登录，或向本单位的管理员申请。")
    return _problem(request, 403, _("您不能看这一页"), *told)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with the sentence of whoever raised it."""
    cause = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    told = cause or _("网址可能写错了，或者这一页已经移走。"), _("请检查网址，或从计划列表找起。")
    return _problem(request, 404, _("没有这一页"), *told)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    told = _("程序出了错，您没有做错什么；没有保存任何改动。"), _("请稍后再试；若仍然如此，请把时间和网址告诉管理员。")
    return _problem(request, 500, _("出错了"), *told)


def _problem(request: HttpRequest, status: int, title: str, cause: str, next_step: str) -> HttpResponse:
    context = {"title": title, "cause": cause, "next_step": next_step, "status": status}
    return render(request, "web/problem.html", context, status=status)
