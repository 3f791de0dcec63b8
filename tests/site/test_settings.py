"""What is counted is counted for all server processes together."""

from typing import Any

import pytest
from django.conf import settings as live
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests.accounts.cast import PASSWORD, assemble, signed_in
from tests.accounts.test_views import code


def test_the_cache_is_a_table_that_all_processes_share() -> None:
    assert live.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"


@pytest.mark.django_db
def test_the_migrations_have_made_the_table_of_the_cache() -> None:
    assert live.CACHES["default"]["LOCATION"] in connection.introspection.table_names()
    cache.set("a", 1)
    assert cache.get("a") == 1


@pytest.mark.django_db
def test_five_wrong_codes_are_counted_in_the_database_and_then_the_right_one_has_to_wait(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cast = assemble()
    owner = signed_in(cast.people["leader"])
    secret = owner.get("/account/codes/add/").context["form"].secret
    assert owner.post("/account/codes/add/", {"code": code(secret)}).status_code == 302
    owner.get("/account/codes/recovery/")

    browser: Any = Client()
    browser.post("/account/sign-in/", {"login": "leader", "password": PASSWORD})
    for n in range(5):
        browser.post("/account/codes/sign-in/", {"code": f"00000{n}"})
    with connection.cursor() as cursor:  # not in the memory of this process
        cursor.execute("SELECT count(*) FROM kapok_cache WHERE cache_key LIKE '%login_failed%'")
        assert cursor.fetchone() == (1,)
    page = browser.post("/account/codes/sign-in/", {"code": code(secret)})
    assert (page.status_code, "试得太密了" in page.content.decode()) == (200, True)
