"""Signing in as a person does: a form, a code, a choice. Nobody else may."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from kapok.accounts.actor import Actor, acting
from kapok.accounts.roles import ROLES
from kapok.journal.models import Entry
from kapok.journal.queries import about, verify
from tests.accounts.cast import PASSWORD, Cast, signed_in

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in/"


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


def sign_in(browser: Client, username: str, password: str = PASSWORD, address: str = "10.0.0.1") -> Any:
    return browser.post(SIGN_IN, {"login": username, "password": password}, REMOTE_ADDR=address)


def actor_in(answer: Any) -> Actor:
    return acting(answer.wsgi_request)


def code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def test_a_name_and_a_password_open_the_account_and_the_journal_says_so(cast: Cast) -> None:
    browser: Any = Client()
    answer = sign_in(browser, " Leader ")
    assert (answer.status_code, answer.url) == (302, "/account/")
    page = browser.get("/account/").content.decode()
    assert "李华 · 市科技局 · 领导小组办公室" in page
    assert [(row.who, row.what) for row in about("accounts.person", "leader")][-1] == ("李华（leader）", "sign-in")


def test_a_wrong_password_is_said_to_be_wrong_without_saying_whether_the_name_exists(cast: Cast) -> None:
    pages = [sign_in(Client(), name, "wrong").content.decode() for name in ("leader", "nobody")]
    assert ["登录名或密码不对。请检查后再试。" in page for page in pages] == [True, True]


def test_after_five_failures_a_name_waits_at_that_address_and_nobody_else_does(cast: Cast) -> None:
    browser: Any = Client()
    found = [sign_in(browser, "leader", "wrong").status_code for _ in range(5)]
    assert found == [200, 200, 200, 200, 429]
    assert sign_in(browser, "LEADER").status_code == 429  # also with the right password, however it is written
    assert sign_in(Client(), "reporter").status_code == 302  # a colleague behind the same proxy
    assert sign_in(Client(), "leader", address="10.0.0.2").status_code == 302  # the person from elsewhere
    assert "请稍后再登录" in sign_in(Client(), "leader").content.decode()


def test_who_is_switched_off_does_not_get_in(cast: Cast) -> None:
    person = cast.people["leader"]
    person.is_active = False
    person.save()
    browser: Any = Client()
    sign_in(browser, "leader")
    assert browser.get("/account/").status_code == 302


def test_one_mandate_is_taken_by_itself_and_of_several_none_until_one_is_chosen(cast: Cast) -> None:
    assert actor_in(signed_in(cast.people["leader"]).get("/")).mandate == cast.mandates["leader"]
    browser = signed_in(cast.people["double"])
    actor = actor_in(browser.get("/"))
    assert (actor.mandate, list(actor.offered)) == (None, [cast.mandates["double-kjj"], cast.mandates["double-czj"]])
    chosen = cast.mandates["double-czj"]
    assert browser.post("/account/act-as/", {"mandate": chosen.pk}).status_code == 302
    assert actor_in(browser.get("/")).mandate == chosen
    assert "王敏 · 市财政局 · 单位填报人" in browser.get("/").content.decode()


@pytest.mark.parametrize("written", ["", "x", "999999", "9" * 40, "-1", "٣"])
def test_a_mandate_that_is_not_ones_own_cannot_be_chosen(cast: Cast, written: str) -> None:
    browser = signed_in(cast.people["double"])
    assert browser.post("/account/act-as/", {"mandate": written}).status_code == 403
    theirs = cast.mandates["leader"].pk
    assert browser.post("/account/act-as/", {"mandate": theirs}).status_code == 403
    assert actor_in(browser.get("/")).mandate is None


def test_a_mandate_that_ended_is_offered_no_more(cast: Cast) -> None:
    browser = signed_in(cast.people["former"])
    assert actor_in(browser.get("/")) == Actor(cast.people["former"])
    assert "没有有效的授权" in browser.get("/account/").content.decode()


def test_a_second_factor_is_switched_on_asked_for_and_switched_off(cast: Cast) -> None:
    browser = signed_in(cast.people["leader"])
    secret = browser.get("/account/codes/add/").context["form"].secret
    assert browser.post("/account/codes/add/", {"code": "000000x"}).status_code == 200
    assert browser.post("/account/codes/add/", {"code": code(secret)}).status_code == 302
    recovery = browser.get("/account/codes/recovery/").context["unused_codes"]
    assert len(recovery) == 10

    fresh: Any = Client()
    assert sign_in(fresh, "leader").url == "/account/codes/sign-in/"
    assert fresh.get("/account/").status_code == 302  # a password alone is not enough
    assert "验证码不对" in fresh.post("/account/codes/sign-in/", {"code": "123"}).content.decode()
    assert fresh.post("/account/codes/sign-in/", {"code": recovery[0]}).url == "/account/"
    assert fresh.get("/account/").status_code == 200

    assert browser.post("/account/codes/recovery/renew/").status_code == 302
    assert recovery[1] not in browser.get("/account/codes/recovery/").context["unused_codes"]
    assert browser.post("/account/codes/remove/").status_code == 302
    assert Authenticator.objects.count() == 0
    said = [(row.what, row.after) for row in about("accounts.person", "leader")][1:]
    totp, codes = '{"type":"totp"}', '{"type":"recovery_codes"}'
    assert said == [
        ("add-second-factor", totp),
        ("add-second-factor", codes),
        ("sign-in", "null"),
        ("remove-second-factor", codes),
        ("add-second-factor", codes),
        ("remove-second-factor", totp),
        ("remove-second-factor", codes),
    ]
    assert verify() is None
    assert secret not in "".join(row.before + row.after for row in Entry.objects.all())


def test_a_new_password_needs_the_old_one_and_is_told_to_the_journal(cast: Cast) -> None:
    browser = signed_in(cast.people["leader"])
    new = {"password1": "another-horse-43", "password2": "another-horse-43"}
    assert "现在的密码不对" in browser.post("/account/password/", {"oldpassword": "wrong", **new}).content.decode()
    assert browser.post("/account/password/", {"oldpassword": PASSWORD, **new}).status_code == 302
    assert about("accounts.person", "leader")[-1].what == "change-password"
    assert sign_in(Client(), "leader", "another-horse-43").status_code == 302


def test_the_page_of_roles_prints_each_with_its_description(cast: Cast) -> None:
    page = Client().get("/roles/").content.decode()
    assert [role.key for role in ROLES.values() if str(role.name) in page and str(role.description) in page] == list(
        ROLES
    )


def test_who_is_sent_to_sign_in_comes_back_to_where_they_were_going(cast: Cast) -> None:
    browser: Any = Client()
    assert browser.get("/account/codes/").url == "/account/sign-in/?next=/account/codes/"
    answer = browser.post(
        f"{SIGN_IN}?next=/account/codes/", {"login": "leader", "password": PASSWORD, "next": "/account/codes/"}
    )
    assert answer.url == "/account/codes/"
    elsewhere = {"login": "reporter", "password": PASSWORD, "next": "https://elsewhere.example/"}
    other: Any = Client()
    assert other.post(SIGN_IN, elsewhere).url == "/account/"


def test_signing_out_needs_a_press_of_the_button(cast: Cast) -> None:
    browser = signed_in(cast.people["leader"])
    assert browser.get("/account/sign-out/").status_code == 200
    assert browser.get("/account/").status_code == 200
    assert browser.post("/account/sign-out/").status_code == 302
    assert browser.get("/account/").status_code == 302
