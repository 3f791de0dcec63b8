"""Pages about oneself, and about what the roles may do."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kapok.accounts.actor import acting, choose
from kapok.accounts.roles import ROLES


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """What each role may do, in prose, for everybody to read."""
    return render(request, "accounts/roles.html", {"roles": ROLES.values()})


@require_safe
@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Who I am here, what I may act as, and how I sign in."""
    context = {"actor": acting(request), "has_second_factor": is_mfa_enabled(request.user)}
    return render(request, "accounts/mine.html", context)


@require_POST
@login_required
def act_as(request: HttpRequest) -> HttpResponse:
    """Chooses the mandate that the following requests act under."""
    written = request.POST.get("mandate", "")
    if not (written.isdecimal() and len(written) < 19 and choose(request, int(written))):
        raise PermissionDenied
    return redirect("accounts:mine")
