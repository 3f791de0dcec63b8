"""Until the review page is here, a draft's address leads to what is changed in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from kapok.plans.review.access import draft_for


@require_safe
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """Onwards."""
    return redirect("plans:draft_changes", draft_for(request, number).pk)
