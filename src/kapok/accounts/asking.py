"""Pages with one form: who may open it, what was filled in, what came of it. All of administration is made of these."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar, cast

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kapok.accounts.actions import ChangedError, RefusedError
from kapok.accounts.actions.writing import Thing, version
from kapok.accounts.actor import Actor, acting
from kapok.accounts.journal_words import Change, changes
from kapok.accounts.models import Mandate, Office, Organisation, Person
from kapok.accounts.policy import MANAGE, READ, may
from kapok.web.parts import Crumb
from kapok.web.requests import DatedRequest

View = Callable[..., HttpResponseBase]
T = TypeVar("T", Office, Organisation, Person, Mandate)


def _opened(view: View, act: str, kind: str) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        actor = acting(request)
        if may(actor, act, kind, cast(DatedRequest, request).as_of):
            return view(request, *args, **given)
        if actor.person is None:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied

    return never_cache(guarded)


def reads(kind: str) -> Callable[[View], View]:
    """A page for who may read things of a kind."""
    return lambda view: require_safe(_opened(view, READ, kind))


def manages(kind: str) -> Callable[[View], View]:
    """A page with a form, for who may manage things of a kind."""
    return lambda view: require_http_methods(["GET", "HEAD", "POST"])(_opened(view, MANAGE, kind))


def found(model: type[T], **by: Any) -> T:
    """One thing, or a page that says that there is none."""
    thing = model._default_manager.filter(**by).first()
    if thing is None:
        raise Http404(_("没有编号为“{key}”的这一项。").format(key=next(iter(by.values()))))
    return thing


@dataclass(frozen=True)
class Question:
    """What a page asks: its title, what will happen, its button, and where "no" leads."""

    title: str
    button: str
    back: str
    crumbs: Sequence[Crumb]
    lead: str = ""
    warnings: Sequence[str] = ()
    thing: Thing | None = None
    initial: dict[str, Any] = field(default_factory=dict)


def ask(
    request: HttpRequest,
    form_class: Callable[..., forms.Form],
    question: Question,
    act: Callable[[dict[str, Any], dict[str, Any]], HttpResponse],
) -> HttpResponse:
    """Shows the form, or does what was filled in: ``act`` is given the form's values and who acts, when and why."""
    initial = {"seen": version(question.thing)} if question.thing else {}
    form = form_class(request.POST or None, initial=question.initial | initial)
    now: list[Change] = []
    if request.method == "POST" and form.is_valid():
        try:
            return act(*_values(request, form))
        except ChangedError as error:
            form.add_error(None, str(error))
            now = _present(form, question.thing)
        except RefusedError as error:
            form.add_error(None, str(error))
    return render(request, "accounts/ask.html", {"form": form, "question": question, "now": now})


def _values(request: HttpRequest, form: forms.Form) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was filled in; and apart from it what every act is told."""
    values = dict(form.cleaned_data)
    told: dict[str, Any] = {"by": acting(request), "at": cast(DatedRequest, request).moment, "why": values.pop("why")}
    seen = values.pop("seen", "")
    return values, told | ({"seen": seen} if seen else {})


def _present(form: forms.Form, thing: Thing | None) -> list[Change]:
    """What the thing is now, to be looked at before the form is sent once more, with leave to change it."""
    if thing is None:
        return []
    data = cast(QueryDict, form.data).copy()
    data["seen"] = version(thing)
    form.data = data
    return changes(None, thing.facts())


def day_of(request: HttpRequest) -> Any:
    """The day of the page."""
    return cast(DatedRequest, request).as_of


def actor_may(actor: Actor, kind: str, request: HttpRequest) -> bool:
    """Whether a page shows the ways to change things of a kind."""
    return may(actor, MANAGE, kind, day_of(request))
