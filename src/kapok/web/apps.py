"""The look of all pages as a Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "kapok.web"
    label = "web"
