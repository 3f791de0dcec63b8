"""The cast beside drafts, and browsers in which somebody of it has signed in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.accounts.cast import Cast, assemble, signed_in


@pytest.fixture
def cast(db: None, settings: Any) -> Cast:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return assemble()


@pytest.fixture
def browser_of(cast: Cast) -> Callable[[str], Client]:
    """A browser of somebody of the cast; ``public`` is nobody in particular."""

    def browser_of(name: str) -> Client:
        return Client() if name == "public" else signed_in(cast.people[name])

    return browser_of
