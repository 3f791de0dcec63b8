"""Adopting: a page of its own that says what will happen, then the plan."""

import datetime
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kapok.accounts.actor import acting
from kapok.plans.actions import ImportRefusedError
from kapok.plans.models import Correction, Draft, Plan
from kapok.plans.queries import in_force
from kapok.plans.review import queries
from kapok.plans.review.access import draft_for
from kapok.plans.review.actions import OvertakenError, adopt
from kapok.plans.review.adopting import Outlook, outlook, proposed_slug
from kapok.plans.review.changes import PROGRAM
from kapok.plans.review.edits import EditError
from kapok.web.parts import Crumb
from kapok.web.requests import DatedRequest

UNREADABLE, OVERTAKEN = 422, 409


class AdoptForm(forms.Form):
    """Where and when a draft is published."""

    slug = forms.SlugField(
        label=gettext_lazy("网址名"), max_length=80,
        help_text=gettext_lazy("写在网址 /plans/ 之后，定了就不能改。只用字母、数字和连字符。"),
        error_messages={"invalid": gettext_lazy("网址名只能用字母、数字、连字符和下划线。请改正。")},
    )  # fmt: skip
    on = forms.DateField(
        label=gettext_lazy("公布日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("可以是今后的一天：到那天公众才看得到。"),
    )  # fmt: skip
    refines = forms.ChoiceField(
        label=gettext_lazy("细化哪份计划"), required=False,
        help_text=gettext_lazy("例如区的计划细化市的计划。没有就不选。"),
    )  # fmt: skip
    why = forms.CharField(
        label=gettext_lazy("说明（写进操作日志）"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    accepted = forms.BooleanField(
        required=False, label=gettext_lazy("我知道上面这些还没有核对，仍要采用")
    )  # fmt: skip

    def __init__(self, *args: Any, outlook: Outlook, draft: Draft, as_of: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.draft, self.outlook = draft, outlook
        if draft.amends:
            self.fields["slug"].disabled = True
        plans = in_force(as_of).exclude(slug=draft.amends).order_by("title").values_list("slug", "title")
        self.fields["refines"].choices = [("", _("不细化别的计划")), *plans]  # type: ignore[attr-defined]
        if not outlook.must_be_said:
            del self.fields["accepted"]

    def clean_slug(self) -> str:
        """A taken address is said here, beside its field."""
        slug = str(self.cleaned_data["slug"])
        if slug != self.draft.amends and Plan.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("网址名“{slug}”已经有一份计划。请另取一个。").format(slug=slug))
        return slug

    def clean_accepted(self) -> bool:
        """What nobody has looked at is published knowingly, or not at all."""
        if not self.cleaned_data["accepted"]:
            raise forms.ValidationError(_("还有没核对的内容。请先核对，或在这里勾选后再采用。"))
        return True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def adopt_page(request: HttpRequest, number: int) -> HttpResponse:
    """Says what will happen; on POST makes it so."""
    draft = draft_for(request, number, "adopt")
    if draft.plan is not None:
        return redirect("plans:plan", draft.plan.slug)
    as_of, state = cast(DatedRequest, request).as_of, queries.state(draft)
    found = outlook(state, queries.last_number(draft.pk), _by_people(draft))
    start = {"slug": proposed_slug(draft, state), "on": as_of, "seen": found.seen,
             "refines": _refines(draft, as_of)}  # fmt: skip
    if request.method != "POST":
        return _page(request, draft, found, AdoptForm(initial=start, outlook=found, draft=draft, as_of=as_of))
    form = AdoptForm(request.POST, initial=start, outlook=found, draft=draft, as_of=as_of)
    return _adopted(request, draft, found, form) if form.is_valid() else _page(request, draft, found, form, UNREADABLE)


def _by_people(draft: Draft) -> int:
    made = Correction.objects.filter(stage__draft=draft).exclude(act="carry")
    return made.exclude(who=PROGRAM).count()


def _refines(draft: Draft, as_of: datetime.date) -> str:
    """What the version before refined."""
    return in_force(as_of).filter(slug=draft.amends).values_list("refines", flat=True).first() or ""


def _adopted(request: HttpRequest, draft: Draft, found: Outlook, form: AdoptForm) -> HttpResponse:
    asked, actor, dated = form.cleaned_data, acting(request), cast(DatedRequest, request)
    try:
        plan = adopt(
            draft=draft, slug=asked["slug"], by=actor, at=dated.moment, on=asked["on"], seen=asked["seen"],
            refines=asked["refines"], why=asked["why"],
        )  # fmt: skip
    except OvertakenError as error:
        form.add_error(
            None,
            _("您打开这一页之后，{who}又改了这份草稿。请看下面的新情况，再决定。").format(who=error.theirs[-1].who),
        )
        form.data = {**form.data.dict(), "seen": str(found.seen)}  # type: ignore[attr-defined]
        return _page(request, draft, found, form, OVERTAKEN)
    except (ImportRefusedError, EditError) as error:
        form.add_error(None, str(error))
        return _page(request, draft, found, form, UNREADABLE)
    if plan.published_date > dated.as_of:
        return redirect("plans:versions", plan.slug)
    return redirect("plans:plan", plan.slug)


def _page(request: HttpRequest, draft: Draft, found: Outlook, form: AdoptForm, status: int = 200) -> HttpResponse:
    context = {"draft": draft, "outlook": found, "form": form, "crumbs": crumbs_of(draft, _("采用"))}
    return render(request, "plans/review/adopt.html", context, status=status)


def crumbs_of(draft: Draft, *last: str) -> list[Crumb]:
    """The way to a page of a draft."""
    return [
        Crumb(_("草稿"), reverse("plans:drafts")),
        Crumb(draft.title, reverse("plans:draft", args=[draft.pk]), "zh"),
        *(Crumb(word) for word in last),
    ]
