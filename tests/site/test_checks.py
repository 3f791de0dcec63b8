from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from kapok.site.checks import secret_key_is_kept


def test_a_public_installation_must_have_a_key_of_its_own(settings: Any) -> None:
    settings.SECRET_KEY_IS_KEPT = False
    assert [error.id for error in secret_key_is_kept()] == ["kapok.E001"]
    settings.SECRET_KEY_IS_KEPT = True
    assert secret_key_is_kept() == []


def test_the_check_is_part_of_the_command_that_operators_run(settings: Any) -> None:
    settings.SECRET_KEY_IS_KEPT = False
    with pytest.raises(SystemCheckError, match=r"kapok\.E001"):
        call_command("check", "--deploy")


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
