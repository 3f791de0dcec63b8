"""People on the screen: a first password, a mandate, a reset; and the first sign-in of somebody new."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from kapok.accounts import passwords
from kapok.accounts.models import Mandate, Person
from kapok.journal.models import Entry
from kapok.journal.queries import about, verify
from tests.accounts.cast import PASSWORD, Cast, signed_in

pytestmark = pytest.mark.django_db
WHY = {"why": "新到岗"}
NEW = {"password1": "another-horse-43", "password2": "another-horse-43"}


@pytest.fixture
def admin(cast: Cast) -> Client:
    return signed_in(cast.people["administrator"])


def shown(answer: Any) -> str:
    """The password that a page shows."""
    found = re.search(r'<p class="secret"><code>([^<]+)</code>', answer.content.decode())
    assert found
    return found[1]


def sign_in(username: str, password: str) -> Any:
    browser: Any = Client()
    browser.post("/account/sign-in/", {"login": username, "password": password})
    return browser


def test_a_password_by_chance_is_long_and_never_the_same() -> None:
    found = {passwords.by_chance() for _ in range(50)}
    assert len(found) == 50
    assert all(re.fullmatch(r"([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}", password) for password in found)


def test_somebody_new_gets_a_first_password_that_is_shown_once_and_not_kept(cast: Cast, admin: Client) -> None:
    answer = admin.post("/people/add/", {"name": "孙丽", "username": " Sun ", **WHY})
    first, person = shown(answer), Person.objects.get(username="sun")
    assert (person.check_password(first), person.must_change_password) == (True, True)
    assert "no-store" in answer.headers["Cache-Control"]
    assert first not in admin.get(f"/people/{person.pk}/").content.decode()
    assert first not in "".join(row.before + row.after + row.why for row in Entry.objects.all())
    again = admin.post("/people/add/", {"name": "孙丽", "username": "sun", **WHY})  # the page is loaded once more
    assert "登录名 sun 已经有人用了" in again.content.decode()


def test_a_first_password_opens_one_page_until_it_is_changed(cast: Cast, admin: Client) -> None:
    first = shown(admin.post("/people/add/", {"name": "孙丽", "username": "sun", **WHY}))
    person = Person.objects.get(username="sun")
    mandate = {"role": "auditor", "office": cast.offices["sjj"].pk, "starts": "2020-09-30", **WHY}
    assert admin.post(f"/people/{person.pk}/give/", mandate).status_code == 302

    theirs = sign_in("sun", first)
    for address in ("/", "/account/", "/journal/", "/account/codes/add/", "/api/plans", "/nowhere/", "/en/journal/"):
        answer = theirs.get(address)
        assert (answer.status_code, answer.url[-18:]) == (302, "/account/password/")
    assert theirs.post("/account/act-as/", {"mandate": 1}).url == "/account/password/"
    assert theirs.get("/account/sign-out/").status_code == 200
    assert "别人给的初始密码" in theirs.get("/account/password/").content.decode()
    same = theirs.post("/account/password/", {"oldpassword": first, "password1": first, "password2": first})
    assert "新密码和现在的一样" in same.content.decode()
    assert theirs.post("/account/password/", {"oldpassword": first, **NEW}).url == "/account/"
    assert theirs.get("/journal/").status_code == 200
    assert Person.objects.get(username="sun").must_change_password is False
    assert [row.what for row in about("accounts.person", "sun")] == ["create", "sign-in", "change-password"]
    assert verify() is None


def test_a_reset_ends_open_sessions_and_the_pause_after_wrong_passwords(cast: Cast, admin: Client) -> None:
    person, theirs = cast.people["leader"], signed_in(cast.people["leader"])
    for _ in range(5):
        sign_in("leader", "wrong")
    assert sign_in("leader", PASSWORD).get("/account/").status_code == 302
    first = shown(admin.post(f"/people/{person.pk}/password/", WHY))
    assert theirs.get("/account/").headers["Location"].startswith("/account/sign-in/")
    assert sign_in("leader", first).get("/account/").url == "/account/password/"
    row = about("accounts.person", "leader")[-2]
    assert (row.what, row.who, row.why) == ("reset-password", "赵磊（administrator）", "新到岗")


def test_a_second_factor_is_removed_by_an_administrator_in_their_own_name(cast: Cast, admin: Client) -> None:
    person = cast.people["leader"]
    Authenticator.objects.create(user=person, type="totp", data={})
    assert "去掉验证码登录" in admin.get(f"/people/{person.pk}/").content.decode()
    assert admin.post(f"/people/{person.pk}/second-factor/", WHY).status_code == 302
    rows = about("accounts.person", "leader")[1:]
    assert [(row.who, row.what) for row in rows] == [("赵磊（administrator）", "remove-second-factor")]
    assert Authenticator.objects.count() == 0


def test_who_is_switched_off_is_out_at_once_and_back_when_switched_on(cast: Cast, admin: Client) -> None:
    person, theirs = cast.people["leader"], signed_in(cast.people["leader"])
    assert theirs.get("/account/").status_code == 200
    assert admin.post(f"/people/{person.pk}/switch/", WHY).status_code == 302
    assert theirs.get("/account/").status_code == 302
    assert [p.username for p, _ in admin.get("/people/?over=1").context["rows"]] == ["leader"]
    assert admin.post(f"/people/{person.pk}/switch/", WHY).status_code == 302
    assert theirs.get("/account/").status_code == 200


def test_an_administrator_cannot_lock_out_the_last_one(cast: Cast, admin: Client) -> None:
    person, mandate = cast.people["administrator"], cast.mandates["administrator"]
    for address, form in (
        (f"/people/{person.pk}/switch/", WHY),
        (f"/mandates/{mandate.pk}/end/", {"on": "2020-09-30", **WHY}),
    ):
        assert "就没有一位能登录的管理员了" in admin.post(address, form).content.decode()
    assert (Person.objects.get(pk=person.pk).is_active, Mandate.objects.get(pk=mandate.pk).ends) == (True, None)


def test_a_mandate_is_given_and_ended_on_the_page_of_a_person(cast: Cast, admin: Client) -> None:
    person = cast.people["former"]
    form = {"role": "office_reporter", "office": cast.offices["czj"].pk, "starts": "2020-09-30", **WHY}
    assert "要代表一个单位" in admin.post(f"/people/{person.pk}/give/", {**form, "office": ""}).content.decode()
    assert admin.post(f"/people/{person.pk}/give/", form).status_code == 302
    page = admin.get(f"/people/{person.pk}/")
    assert [[str(m.office) for m in page.context[part]] for part in ("present", "to_come", "over")] == [
        ["市财政局"], [], ["市科技局"],
    ]  # fmt: skip
    given = page.context["present"][0]
    assert admin.post(f"/mandates/{given.pk}/end/", {"on": "2020-10-01", **WHY}).status_code == 302
    assert str(Mandate.objects.get(pk=given.pk).ends) == "2020-10-01"


@pytest.mark.parametrize("words", ["王敏", "double"])
def test_people_are_found_by_either_name_with_what_they_act_as_today(cast: Cast, admin: Client, words: str) -> None:
    rows = admin.get("/people/", {"q": words}).context["rows"]
    assert [(p.username, [str(m.office) for m in held]) for p, held in rows] == [("double", ["市科技局", "市财政局"])]
    assert [held for p, held in admin.get("/people/?q=former").context["rows"]] == [[]]


@pytest.mark.parametrize("count", [1, 12])
def test_a_list_of_people_costs_the_same_however_long_it_is(
    cast: Cast, admin: Client, count: int, django_assert_num_queries: Any
) -> None:
    for n in range(count):
        Person.objects.create(username=f"p{n}", name=f"某{n}")
    with django_assert_num_queries(8):  # the session, the person, the mandates; two counts, the rows with two more
        assert len(admin.get("/people/").context["rows"]) == count + 6


def test_a_person_who_is_not_there_is_not_found(admin: Client) -> None:
    assert [admin.get(f"/people/{n}/").status_code for n in (0, 10**30)] == [404, 404]
