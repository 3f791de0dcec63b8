"""The deployment as a Django application: its checks and its management commands."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "kapok.site"
    label = "kapok_site"

    def ready(self) -> None:
        from kapok.plans.review.cities import learn
        from kapok.site import checks  # noqa: F401  (registering them is what the import is for)
        from kapok.site.packs import packs

        learn(packs)
