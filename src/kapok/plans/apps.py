"""Plans as a Django application."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "kapok.plans"
    label = "plans"

    def ready(self) -> None:
        from kapok.accounts.policy import open_up
        from kapok.plans.policy import RULES

        open_up(*RULES)
