"""The root of all addresses. The default language has no prefix: ``/plans/x/``, ``/en/plans/x/``."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from kapok.site.api import api

urlpatterns = i18n_patterns(
    path("api/", api.urls),
    path("", include("kapok.plans.urls")),
    path("", include("kapok.accounts.urls")),
    path("", include("kapok.web.urls")),
    prefix_default_language=False,
)

handler400 = "kapok.web.views.bad_request"
handler403 = "kapok.web.views.forbidden"
handler404 = "kapok.web.views.not_found"
handler500 = "kapok.web.views.server_error"
