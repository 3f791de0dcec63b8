"""What the shell of every page shows of this installation."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kapok import __version__
from kapok.web.parts import Crumb


def shell(_request: HttpRequest) -> dict[str, Any]:
    """Template context of every page."""
    plans = reverse("plans:index")
    return {"navigation": [Crumb(_("计划"), plans)], "home": plans, "version": __version__}
