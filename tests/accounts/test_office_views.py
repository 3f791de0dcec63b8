"""Offices and organisations on the screen: what an administrator does, and what others cannot."""

from typing import Any

import pytest
from django.test import Client

from kapok.accounts.actions import add_office, add_organisation, correct_office, end_office, set_members
from kapok.accounts.actions.writing import version
from kapok.accounts.models import Office, Organisation
from kapok.accounts.queries import members, office_now
from kapok.journal.models import Entry
from kapok.journal.queries import about
from tests.accounts.cast import AT, DAY, Cast, signed_in

pytestmark = pytest.mark.django_db
WHY = {"why": "穗机编〔2020〕1号"}


@pytest.fixture
def admin(cast: Cast) -> Client:
    return signed_in(cast.people["administrator"])


def names(answer: Any) -> list[str]:
    return [office.name for office, _ in answer.context["rows"]]


def test_the_list_has_the_offices_of_the_day_and_the_ended_ones_apart(cast: Cast, admin: Client) -> None:
    end_office(office=cast.offices["sjj"], on=DAY, by="测试", at=AT, why="测试")
    assert names(admin.get("/offices/")) == ["市财政局", "市科技局"]
    assert names(admin.get("/offices/?over=1")) == ["市审计局"]
    assert "2020年9月30日有 2 个单位。" in admin.get("/offices/").content.decode()


@pytest.mark.parametrize(
    ("words", "found"), [("财政", ["市财政局"]), ("KJJ", ["市科技局"]), ("市 审", ["市审计局"]), ("%", [])]
)
def test_offices_are_found_by_name_and_key(cast: Cast, admin: Client, words: str, found: list[str]) -> None:
    assert names(admin.get("/offices/", {"q": words})) == found


@pytest.mark.parametrize("count", [1, 60])
def test_a_list_costs_the_same_however_long_it_is(
    cast: Cast, admin: Client, count: int, django_assert_num_queries: Any
) -> None:
    for n in range(count):
        add_office(key=f"o{n}", name=f"局{n}", by="测试", at=AT)
    admin.get("/offices/")
    with django_assert_num_queries(6):  # the session, the person, the mandates, and three of the list
        assert len(admin.get("/offices/").context["rows"]) == min(count + 3, 50)


def test_an_office_is_added_and_the_journal_says_who_under_which_mandate_and_why(cast: Cast, admin: Client) -> None:
    form = {"name": "市数据局", "key": "sjj-d", "kind": "government", "starts": "2020-09-30", **WHY}
    answer: Any = admin.post("/offices/add/", form)
    assert (answer.status_code, answer.url) == (302, "/offices/sjj-d/")
    row = about("accounts.office", "sjj-d")[0]
    assert (row.who, row.mandate.split(" · ")[1], row.why) == ("赵磊（administrator）", "administrator", WHY["why"])
    page = admin.get("/offices/sjj-d/").content.decode()
    assert [word in page for word in ("市数据局", "政府部门", "今天没有人代表它")] == [True] * 3


def test_what_is_refused_is_told_on_top_and_what_was_written_stays(cast: Cast, admin: Client) -> None:
    page = admin.post("/offices/add/", {"name": "市数据局", "key": "kjj", **WHY}).content.decode()
    assert "单位代号 kjj 已经有了" in page
    assert 'value="市数据局"' in page
    english = admin.post("/en/offices/add/", {"name": "市数据局", "key": "kjj", **WHY}).content.decode()
    assert "There is an office with the key kjj already" in english


def test_a_form_that_was_opened_before_somebody_elses_change_is_not_stored(cast: Cast, admin: Client) -> None:
    seen = admin.get("/offices/czj/correct/").context["form"].initial["seen"]
    office = Office.objects.get(key="czj")
    correct_office(office=office, values={"name": "市财政委"}, by="别人", at=AT, why="更正")
    form = {"name": "市财政局", "full_name": "广州市财政局", "seen": seen, **WHY}
    page = admin.post("/offices/czj/correct/", form)
    told = page.content.decode()
    assert ["别人改动了它" in told, "市财政委" in told, 'value="广州市财政局"' in told] == [True, True, True]
    assert Office.objects.get(key="czj").full_name == ""
    again = {**form, "seen": page.context["form"].data["seen"]}  # looked at, and meant
    assert again["seen"] == version(Office.objects.get(key="czj"))
    assert admin.post("/offices/czj/correct/", again).status_code == 302
    assert Office.objects.get(key="czj").name == "市财政局"


def test_an_office_is_renamed_and_its_page_tells_what_was_before_and_what_comes_after(
    cast: Cast, admin: Client
) -> None:
    asked = admin.get("/offices/czj/rename/")
    assert "2 人代表市财政局：张伟、王敏。" in asked.content.decode()
    form = {"name": "市财政和国资局", "key": "czj-2", "on": "2020-09-30", "carry": "on", **WHY}
    form["seen"] = asked.context["form"].initial["seen"]
    assert admin.post("/offices/czj/rename/", form).headers["Location"] == "/offices/czj-2/"
    new = admin.get("/offices/czj-2/")
    assert [office.key for office in new.context["predecessors"]] == ["czj"]
    assert [m.person.username for m in new.context["mandates"]] == ["double", "reporter"]
    old = admin.get("/offices/czj/").content.decode()
    assert ["2020年9月30日起已经终止" in old, "/offices/czj-2/" in old, "今天没有人代表它" in old] == [True] * 3


def test_a_merger_is_told_in_full_before_it_is_done(cast: Cast, admin: Client) -> None:
    chosen = [cast.offices["czj"].pk, cast.offices["sjj"].pk]
    form = {"offices": chosen, "into": cast.offices["kjj"].pk, "on": "2020-09-30", **WHY}
    told = admin.post("/offices/merge/", form).content.decode()
    assert ["2020年9月30日起并入市科技局" in told, "张伟、王敏" in told, "授权不转" in told] == [True] * 3
    assert Office.objects.filter(ends=None).count() == 3
    assert admin.post("/offices/merge/", {**form, "sure": "1"}).headers["Location"] == "/offices/kjj/"
    assert [office_now(Office.objects.get(pk=pk), DAY) for pk in chosen] == [cast.offices["kjj"]] * 2


def test_an_office_is_ended_and_the_end_taken_back(cast: Cast, admin: Client) -> None:
    assert admin.post("/offices/sjj/end/", {"on": "2020-09-30", **WHY}).status_code == 302
    assert "恢复" in admin.get("/offices/sjj/").content.decode()
    assert admin.post("/offices/sjj/reopen/", WHY).status_code == 302
    assert Office.objects.get(key="sjj").ends is None


def test_members_of_a_group_are_chosen_among_the_offices_of_the_day(cast: Cast, admin: Client) -> None:
    group = add_office(key="gq", name="各区政府", kind="group", by="测试", at=AT)
    set_members(group=group, members=[cast.offices["kjj"]], on=None, by="测试", at=AT, why="测试")
    asked = admin.get("/offices/gq/members/")
    assert [o.key for o in asked.context["form"].fields["members"].queryset] == ["czj", "kjj", "sjj"]
    form = {"members": [cast.offices["czj"].pk], "on": "2020-09-30", **WHY}
    form["seen"] = asked.context["form"].initial["seen"]
    assert admin.post("/offices/gq/members/", form).status_code == 302
    assert members(group, DAY) == [cast.offices["czj"]]
    assert "市财政局" in admin.get("/offices/gq/").content.decode()
    assert "各区政府" in admin.get("/offices/czj/").content.decode()


def test_an_organisation_is_added_corrected_and_ended(cast: Cast, admin: Client) -> None:
    assert (
        "末位是校验码"
        in admin.post("/organisations/add/", {"name": "云杉院", "credit_code": "91", **WHY}).content.decode()
    )
    assert admin.post("/organisations/add/", {"name": "云杉院", **WHY}).status_code == 302
    thing = Organisation.objects.get()
    assert admin.post(f"/organisations/{thing.pk}/correct/", {"name": "云杉研究院", **WHY}).status_code == 302
    assert admin.post(f"/organisations/{thing.pk}/end/", {"on": "2020-09-30", **WHY}).status_code == 302
    assert [o.name for o in admin.get("/organisations/?over=1").context["rows"]] == ["云杉研究院"]
    assert admin.get("/organisations/").context["rows"] == []


def valid(cast: Cast) -> dict[str, dict[str, Any]]:
    """For each page that changes something a form that an administrator's would be done with."""
    organisation = add_organisation(name="云杉院", by="测试", at=AT, why="测试").pk
    on, person = {"on": "2020-09-30", **WHY}, cast.people["former"].pk
    return {
        "/offices/add/": {"name": "新局", "key": "new", **WHY},
        "/offices/czj/correct/": {"name": "市财政委", **WHY},
        "/offices/czj/rename/": {"name": "市财政委", "key": "czj-2", **on},
        "/offices/czj/end/": on,
        "/offices/merge/": {"offices": [cast.offices["czj"].pk], "into": cast.offices["kjj"].pk, "sure": "1", **on},
        "/organisations/add/": {"name": "别的院", **WHY},
        f"/organisations/{organisation}/correct/": {"name": "云杉研究院", **WHY},
        f"/organisations/{organisation}/end/": on,
        "/people/add/": {"name": "孙丽", "username": "sun", **WHY},
        f"/people/{person}/correct/": {"name": "陈晶", **WHY},
        f"/people/{person}/switch/": WHY,
        f"/people/{person}/password/": WHY,
        f"/people/{person}/give/": {
            "role": "auditor", "office": cast.offices["sjj"].pk, "starts": "2020-09-30", **WHY,
        },
        f"/mandates/{cast.mandates['reporter'].pk}/end/": on,
    }  # fmt: skip


@pytest.mark.parametrize("role", ["public", "reporter", "leader", "auditor"])
def test_what_an_administrator_may_do_nobody_else_can(cast: Cast, role: str) -> None:
    browser = Client() if role == "public" else signed_in(cast.people[role])
    forms, rows = valid(cast), Entry.objects.count()
    found = {browser.post(address, form).status_code for address, form in forms.items()}
    assert (found, Entry.objects.count()) == ({302 if role == "public" else 403}, rows)


def test_each_of_those_forms_would_do_something_for_an_administrator(cast: Cast, admin: Client) -> None:
    for address, form in valid(cast).items():
        if address not in ("/offices/czj/end/", "/offices/merge/"):  # renamed by then
            rows = Entry.objects.count()
            assert (address, admin.post(address, form).status_code in (200, 302), Entry.objects.count() > rows) == (
                address, True, True,
            )  # fmt: skip


def test_the_auditor_reads_and_is_shown_no_way_to_change(cast: Cast) -> None:
    browser = signed_in(cast.people["auditor"])
    pages = ("/offices/", "/offices/kjj/", "/organisations/", "/people/", f"/people/{cast.people['leader'].pk}/")
    for address in pages:
        page = browser.get(address)
        ways = ("/add/", "/merge/", "/correct/", "/rename/", "/end/", "/switch/", "/password/", "/give/", "/members/")
        assert (page.status_code, [way for way in ways if f'{way}"' in page.content.decode()]) == (200, [])


@pytest.mark.parametrize(
    ("role", "count"), [("public", 0), ("reporter", 0), ("leader", 0), ("auditor", 4), ("administrator", 4)]
)
def test_only_who_may_read_is_shown_the_way_to_administration(cast: Cast, role: str, count: int) -> None:
    browser = Client() if role == "public" else signed_in(cast.people[role])
    assert len(browser.get("/").context["administration"]) == count
