"""Offices are corrected, renamed, merged, ended and taken back; groups have members by date."""

import datetime
import json
from typing import Any

import pytest

from kapok.accounts.actions import (
    ChangedError,
    RefusedError,
    add_office,
    correct_office,
    end_mandate,
    end_office,
    give_mandate,
    merge_offices,
    rename_office,
    reopen_office,
    set_members,
)
from kapok.accounts.actions.writing import version
from kapok.accounts.models import Membership, Office
from kapok.accounts.queries import mandates_in_force, members, office_now, successors
from kapok.accounts.roles import ADMINISTRATOR
from kapok.journal.models import Entry
from kapok.journal.queries import about, verify
from tests.accounts.cast import AT, DAY, Cast

pytestmark = pytest.mark.django_db
ONE = datetime.timedelta(days=1)


@pytest.fixture
def told(cast: Cast) -> dict[str, Any]:
    """Who acts, when and why."""
    return {"by": cast.actor("administrator"), "at": AT, "why": "穗机编〔2020〕1号"}


def district(key: str) -> Office:
    return add_office(key=key, name=f"{key}区政府", by="测试", at=AT)


def test_a_correction_says_before_and_after_of_what_differs_and_nothing_else(cast: Cast, told: Any) -> None:
    office = cast.offices["czj"]
    correct_office(office=office, values={"name": " 市财政委 ", "name_en": "Finance", "kind": ""}, **told)
    row = about("accounts.office", "czj")[-1]
    assert (row.what, row.who, row.why) == ("correct", "赵磊（administrator）", "穗机编〔2020〕1号")
    assert json.loads(row.before) == {"name": "市财政局", "name_en": ""}
    assert json.loads(row.after) == {"name": "市财政委", "name_en": "Finance"}
    assert Office.objects.get(key="czj").name == "市财政委"


@pytest.mark.parametrize("why", ["", "  "])
def test_without_a_reason_nothing_is_corrected(cast: Cast, told: Any, why: str) -> None:
    rows = Entry.objects.count()
    with pytest.raises(RefusedError, match="没有写理由"):
        correct_office(office=cast.offices["czj"], values={"name": "市财政委"}, **told | {"why": why})
    assert (Office.objects.get(key="czj").name, Entry.objects.count()) == ("市财政局", rows)


@pytest.mark.parametrize(
    ("values", "cause"),
    [({"name": "市财政局"}, "什么都没有改"), ({"name": " "}, "要有名称"), ({"name": "市科技局"}, "已经有一个单位叫")],
)
def test_a_correction_that_cannot_be_leaves_no_row(cast: Cast, told: Any, values: Any, cause: str) -> None:
    rows = Entry.objects.count()
    with pytest.raises(RefusedError, match=cause):
        correct_office(office=cast.offices["czj"], values=values, **told)
    assert (Office.objects.get(key="czj").name, Entry.objects.count()) == ("市财政局", rows)


def test_the_second_of_two_administrators_is_told_who_was_first(cast: Cast, told: Any) -> None:
    mine, theirs = (Office.objects.get(key="czj") for _ in range(2))
    seen = version(mine)
    correct_office(office=theirs, values={"name": "市财政委"}, seen=seen, **told)
    with pytest.raises(ChangedError, match="赵磊（administrator）改动了它"):
        correct_office(office=mine, values={"full_name": "广州市财政局"}, seen=seen, **told)
    assert (mine.name, Office.objects.get(key="czj").full_name) == ("市财政委", "")
    correct_office(office=mine, values={"full_name": "广州市财政局"}, seen=version(mine), **told)
    assert Office.objects.get(key="czj").facts() | {"kind": ""} == mine.facts()


@pytest.mark.parametrize("key", ["", "add", "merge", "两个", "a b", "-a", "x" * 41])
def test_a_key_that_cannot_stand_in_an_address_is_refused(cast: Cast, key: str) -> None:
    with pytest.raises(RefusedError, match="不能用"):
        add_office(key=key, name="新局", by="测试", at=AT)


def test_one_name_is_one_offices_at_a_time_and_free_after_its_end(cast: Cast, told: Any) -> None:
    end_office(office=cast.offices["sjj"], on=DAY, **told)
    with pytest.raises(RefusedError, match="已经有一个单位叫"):
        add_office(key="sjj2", name="市审计局", by="测试", at=AT, starts=DAY - ONE)
    assert add_office(key="sjj2", name="市审计局", by="测试", at=AT, starts=DAY).name == "市审计局"


def test_a_renamed_office_keeps_its_past_and_its_people(cast: Cast, told: Any) -> None:
    old = cast.offices["czj"]
    new = rename_office(office=old, key="czj-2", names={"name": "市财政和国资局"}, on=DAY, **told)
    assert [office_now(old, day) for day in (DAY - ONE, DAY)] == [old, new]
    held = [
        [m.office and m.office.key for m in mandates_in_force(cast.people["reporter"], day)] for day in (DAY - ONE, DAY)
    ]
    assert held == [["czj"], ["czj-2"]]
    assert [m.office and m.office.key for m in mandates_in_force(cast.people["double"], DAY)] == ["kjj", "czj-2"]
    assert [row.what for row in about("accounts.office", "czj")] == ["add", "renamed"]
    assert json.loads(about("accounts.office", "czj")[-1].after) == {
        "ends": "2020-09-30", "how": "renamed", "successor": "czj-2",
    }  # fmt: skip
    assert verify() is None


def test_a_name_may_be_kept_when_only_the_rest_of_it_changes(cast: Cast, told: Any) -> None:
    names = {"name": "市财政局", "full_name": "广州市财政局（市国资局）"}
    assert rename_office(office=cast.offices["czj"], key="czj-2", names=names, on=DAY, **told).name == "市财政局"


def test_mandates_that_are_not_carried_end_with_the_office(cast: Cast, told: Any) -> None:
    rename_office(office=cast.offices["czj"], key="czj-2", names={"name": "新局"}, on=DAY, carry=False, **told)
    assert list(mandates_in_force(cast.people["reporter"], DAY)) == []


def test_several_offices_are_merged_into_one_with_a_row_for_each(cast: Cast, told: Any) -> None:
    merged = [cast.offices["czj"], cast.offices["sjj"]]
    merge_offices(offices=merged, into=cast.offices["kjj"], on=DAY, carry=True, **told)
    assert [office_now(office, DAY) for office in merged] == [cast.offices["kjj"]] * 2
    assert [about("accounts.office", office.key)[-1].what for office in merged] == ["merged", "merged"]
    assert [str(m.office) for m in mandates_in_force(cast.people["auditor"], DAY)] == ["市科技局"]
    assert [m.role for m in mandates_in_force(cast.people["double"], DAY)] == [
        "leading_group_office", "office_reporter",
    ]  # fmt: skip
    assert successors(merged[0]) == [cast.offices["kjj"]]


def test_of_a_merger_all_is_done_or_nothing(cast: Cast, told: Any) -> None:
    rows = Entry.objects.count()
    for offices in ([cast.offices["czj"], cast.offices["kjj"]], []):
        with pytest.raises(RefusedError):
            merge_offices(offices=offices, into=cast.offices["kjj"], on=DAY, **told)
    assert (Office.objects.filter(ends=None).count(), Entry.objects.count()) == (3, rows)


def test_an_end_that_was_a_mistake_is_taken_back(cast: Cast, told: Any) -> None:
    office = cast.offices["czj"]
    end_office(office=office, on=DAY, **told)
    with pytest.raises(RefusedError, match="已经定了"):
        end_office(office=office, on=DAY + ONE, **told)
    assert office_now(office, DAY) is None
    reopen_office(office=office, **told)
    assert office_now(office, DAY) == office
    assert [row.what for row in about("accounts.office", "czj")] == ["add", "end", "reopen"]
    with pytest.raises(RefusedError, match="没有终止"):
        reopen_office(office=office, **told)


def test_an_office_of_the_last_administrator_does_not_end(cast: Cast, told: Any) -> None:
    office = cast.offices["sjj"]
    give_mandate(person=cast.people["administrator"], role=ADMINISTRATOR, office=office, starts=DAY, **told)
    end_mandate(mandate=cast.mandates["administrator"], ends=DAY, **told)
    rows = Entry.objects.count()
    for act in (
        lambda: end_office(office=office, on=DAY + ONE, **told),
        lambda: merge_offices(offices=[office], into=cast.offices["kjj"], on=DAY + ONE, **told),
        lambda: rename_office(office=office, key="x", names={"name": "新"}, on=DAY + ONE, carry=False, **told),
    ):
        with pytest.raises(RefusedError, match="没有一位能登录的管理员"):
            act()
    assert (Office.objects.get(key="sjj").ends, Entry.objects.count()) == (None, rows)
    rename_office(office=office, key="sjj-2", names={"name": "新审计局"}, on=DAY + ONE, **told)


def test_a_group_has_the_members_of_the_day_and_their_successors(cast: Cast, told: Any) -> None:
    group = add_office(key="gq", name="各区政府", kind="group", by="测试", at=AT)
    a, b, c = (district(key) for key in "abc")
    set_members(group=group, members=[a, b], on=None, **told)
    set_members(group=group, members=[b, c], on=DAY, **told)
    assert [members(group, day) for day in (DAY - ONE, DAY)] == [[a, b], [b, c]]
    merge_offices(offices=[b], into=c, on=DAY + ONE, **told)
    assert [members(group, DAY + n * ONE) for n in range(2)] == [[b, c], [c]]
    new = rename_office(office=c, key="d", names={"name": "d区政府"}, on=DAY + 2 * ONE, **told)
    assert members(group, DAY + 2 * ONE) == [new]
    end_office(office=new, on=DAY + 3 * ONE, **told)
    assert members(group, DAY + 3 * ONE) == []
    row = about("accounts.office", "gq")[2]
    assert (json.loads(row.before), json.loads(row.after)) == (
        {"members": ["a", "b"]},
        {"members": ["b", "c"], "on": "2020-09-30"},
    )
    assert verify() is None


def test_a_membership_that_began_on_the_day_it_ends_never_was(cast: Cast, told: Any) -> None:
    group, member = add_office(key="gq", name="各区政府", kind="group", by="测试", at=AT), district("a")
    set_members(group=group, members=[member], on=DAY, **told)
    set_members(group=group, members=[], on=DAY, **told)
    assert Membership.objects.count() == 0
    with pytest.raises(RefusedError, match="什么都没有改"):
        set_members(group=group, members=[], on=DAY, **told)


def test_a_renamed_group_keeps_its_members(cast: Cast, told: Any) -> None:
    group, member = add_office(key="gq", name="各区政府", kind="group", by="测试", at=AT), district("a")
    set_members(group=group, members=[member], on=None, **told)
    new = rename_office(office=group, key="gq-2", names={"name": "各区人民政府"}, on=DAY, **told)
    assert members(new, DAY) == [member]


def test_only_a_group_has_members_and_no_group_is_one(cast: Cast, told: Any) -> None:
    group = add_office(key="gq", name="各区政府", kind="group", by="测试", at=AT)
    with pytest.raises(RefusedError, match="不是一类单位"):
        set_members(group=cast.offices["kjj"], members=[cast.offices["czj"]], on=DAY, **told)
    later = add_office(key="later", name="以后的区", by="测试", at=AT, starts=DAY + ONE)
    for member in (group, later):
        with pytest.raises(RefusedError, match="不能做成员"):
            set_members(group=group, members=[member], on=DAY, **told)
