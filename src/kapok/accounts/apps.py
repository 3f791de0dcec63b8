"""Accounts as a Django application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kapok.accounts"
    label = "accounts"

    def ready(self) -> None:
        from kapok.accounts import policy, signals  # noqa: F401  (listening is what the second import is for)

        policy.open_up(*policy.RULES)
