"""Plans as a Django application."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "kapok.plans"
    label = "plans"
