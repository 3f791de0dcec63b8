"""Adopting, deleting, reading anew, withdrawing and opening again: each on a page that says what happens."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kapok.compiler import compile_plan
from kapok.journal.models import Entry
from kapok.journal.queries import about
from kapok.plans.actions import adopt_plan
from kapok.plans.models import Draft, Plan
from kapok.plans.review import edits, queries
from kapok.plans.review.actions import Upload, adopt, correct, import_draft
from kapok.plans.review.items import office_key
from tests.accounts.cast import AT, DAY, Cast
from tests.plans.invented import TEXT, invented

BrowserOf = Callable[[str], Client]


def drafted(**given: Any) -> Draft:
    upload = Upload("计划.txt", "text/plain", "0" * 64, TEXT.encode())
    return import_draft(plan=compile_plan(TEXT), by="李华", at=AT, upload=upload, **given)


def all_checked(draft: Draft) -> None:
    state = queries.state(draft)
    keys = [key for key, item in state.items.items() if item["what"] != "office"]
    correct(draft=draft, act="adopt", edit=lambda s: edits.adopt(s, keys), by="李华", at=AT, seen=99)
    names = [item["name"] for item in state.items.values() if item["what"] == "office"]
    for name in names:
        correct(draft=draft, act="match", edit=lambda s, n=name: edits.match(s, n, ""), by="李华", at=AT, seen=99)  # type: ignore[misc]


def send(browser: Client, draft: Draft, **changes: Any) -> Any:
    fields = {"slug": "yunshan", "on": "2020-09-30", "refines": "", "why": "", "accepted": "on"}
    fields |= {"seen": str(queries.last_number(draft.pk))} | changes
    return browser.post(f"/drafts/{draft.pk}/adopt/", fields)


def test_the_page_says_what_is_left_open_and_proposes_an_address(browser_of: BrowserOf) -> None:
    draft = drafted()
    page = browser_of("leader").get(f"/drafts/{draft.pk}/adopt/").content.decode()
    assert "还有 15 项没有人核对过，将按程序读出的样子公布。" in page
    assert 'value="plan-2019"' in page
    assert "没有做过改动。" in page


def test_what_nobody_looked_at_is_published_only_knowingly(browser_of: BrowserOf) -> None:
    draft, browser = drafted(), browser_of("leader")
    answer = send(browser, draft, accepted="")
    assert (answer.status_code, Plan.objects.count()) == (422, 0)
    assert "还有没核对的内容。请先核对，或在这里勾选后再采用。" in answer.content.decode()
    answer = send(browser, draft)
    assert (answer.status_code, answer.url) == (302, "/plans/yunshan/")
    assert browser_of("public").get("/plans/yunshan/").status_code == 200


def test_where_all_is_checked_nothing_has_to_be_ticked(browser_of: BrowserOf) -> None:
    draft = drafted()
    all_checked(draft)
    assert "每一项都有人核对过" in browser_of("leader").get(f"/drafts/{draft.pk}/adopt/").content.decode()
    assert send(browser_of("leader"), draft, accepted="").status_code == 302


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("slug", "taken", "网址名“taken”已经有一份计划。请另取一个。"),
        ("slug", "云山 计划", "网址名只能用字母、数字、连字符和下划线。请改正。"),
        ("on", "后天", "公布日期"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(browser_of: BrowserOf, field: str, value: str, sentence: str) -> None:
    adopt_plan(plan=invented(), slug="taken", by="测试", at=AT, on=DAY)
    draft = drafted()
    answer = send(browser_of("leader"), draft, **{field: value})
    assert (answer.status_code, Plan.objects.count()) == (422, 1)
    assert sentence in answer.content.decode()


def test_who_adopts_is_told_what_changed_since_the_page_was_opened(browser_of: BrowserOf) -> None:
    draft, browser = drafted(), browser_of("leader")
    correct(draft=draft, act="reject", edit=lambda s: edits.reject(s, ["t1"]), by="张伟", at=AT, seen=0)
    answer = send(browser, draft, seen="0")
    assert (answer.status_code, Plan.objects.count()) == (409, 0)
    assert "您打开这一页之后，张伟又改了这份草稿。" in answer.content.decode()
    assert send(browser, draft).status_code == 302


def test_a_day_to_come_is_kept_from_the_public_until_then(browser_of: BrowserOf, settings: Any) -> None:
    draft = drafted()
    answer = send(browser_of("leader"), draft, on="2020-10-08")
    assert (answer.status_code, answer.url) == (302, "/plans/yunshan/versions/")
    assert "2020年10月8日公布，还没有到" in browser_of("leader").get(answer.url).content.decode()
    public = browser_of("public")
    assert [public.get(path).status_code for path in ("/plans/yunshan/", answer.url)] == [404, 404]
    settings.KAPOK_AS_OF = datetime.date(2020, 10, 8)
    assert public.get("/plans/yunshan/").status_code == 200


def test_a_plan_that_works_out_another_says_so_on_both_pages(browser_of: BrowserOf) -> None:
    adopt_plan(plan=invented(), slug="city", by="测试", at=AT, on=DAY)
    draft = drafted()
    send(browser_of("leader"), draft, refines="city")
    public = browser_of("public")
    assert '细化：<a href="/plans/city/"' in public.get("/plans/yunshan/").content.decode()
    assert '被细化：<a href="/plans/yunshan/"' in public.get("/plans/city/").content.decode()


def test_deleting_asks_for_a_reason_and_says_what_goes(browser_of: BrowserOf) -> None:
    draft, browser = drafted(), browser_of("leader")
    address = f"/drafts/{draft.pk}/delete/"
    assert "收不回来" in browser.get(address).content.decode()
    assert (browser.post(address, {"why": " "}).status_code, Draft.objects.count()) == (422, 1)
    answer: Any = browser.post(address, {"why": "传错了"})
    assert (answer.status_code, Draft.objects.count()) == (302, 0)
    assert about("plans.draft", str(draft.pk))[-1].why == "传错了"


def test_reading_anew_keeps_what_people_did_and_shows_what_changed(browser_of: BrowserOf) -> None:
    draft, browser = drafted(), browser_of("leader")
    edit = {"indicator": "归国人员"}
    correct(draft=draft, act="edit", edit=lambda s: edits.edit(s, "t1", edit), by="李华", at=AT, seen=0)
    assert "Kapok" in browser.get(f"/drafts/{draft.pk}/recompile/").content.decode()
    answer: Any = browser.post(f"/drafts/{draft.pk}/recompile/")
    assert (answer.status_code, draft.stages.count()) == (302, 2)
    assert queries.state(draft).items["t1"]["indicator"] == "归国人员"
    page = browser.get(answer.url).content.decode()
    assert "和上次读出的相比" in page
    assert "意思相同，没有发现不同。" in page


def test_a_draft_of_compiled_data_has_no_file_to_read_anew(browser_of: BrowserOf) -> None:
    draft = import_draft(plan=invented(), by="李华", at=AT)
    answer = browser_of("leader").post(f"/drafts/{draft.pk}/recompile/")
    assert (answer.status_code, draft.stages.count()) == (422, 1)
    assert browser_of("leader").get(f"/drafts/{draft.pk}/original/").status_code == 404


def adopted(on: datetime.date = DAY, amends: str = "", text: str = TEXT) -> Plan:
    draft = import_draft(
        plan=compile_plan(text), by="李华", at=AT, amends=amends,
        upload=Upload("计划.txt", "text/plain", "0" * 64, text.encode()),
    )  # fmt: skip
    return adopt(draft=draft, slug="yunshan", by="李华", at=AT, on=on, seen=99)


def test_a_mistaken_version_is_taken_back_with_a_reason_and_the_one_before_stands_again(browser_of: BrowserOf) -> None:
    adopted()
    adopted(amends="yunshan", text=TEXT.replace("9万人", "9.5万人"))
    browser, public = browser_of("leader"), browser_of("public")
    assert "9.5万人" in public.get("/plans/yunshan/").content.decode()
    page = browser.get("/plans/yunshan/withdraw/").content.decode()
    assert "公众马上看不到第 2 版" in page
    assert "同一个网址上是第 1 版。" in page
    assert browser.post("/plans/yunshan/withdraw/", {"why": ""}).status_code == 422
    assert browser.post("/plans/yunshan/withdraw/", {"why": "数字写错"}).status_code == 302
    assert "9.5万人" not in public.get("/plans/yunshan/").content.decode()
    assert public.get("/plans/yunshan/?version=2").status_code == 404
    assert "数字写错" in browser.get("/plans/yunshan/versions/").content.decode()
    assert "数字写错" not in public.get("/plans/yunshan/versions/").content.decode()


def test_a_withdrawn_draft_is_opened_again_and_adopted_as_the_next_version(browser_of: BrowserOf) -> None:
    plan, browser = adopted(), browser_of("leader")
    draft = Draft.objects.get()
    assert browser.post(f"/drafts/{draft.pk}/reopen/").status_code == 422
    browser.post("/plans/yunshan/withdraw/", {"why": "传错了"})
    assert browser_of("public").get("/plans/yunshan/").status_code == 404
    assert browser.post(f"/drafts/{draft.pk}/reopen/").status_code == 302
    assert Draft.objects.get().plan is None
    answer = browser.post(
        f"/drafts/{draft.pk}/adopt/",
        {"slug": "yunshan", "on": "2020-09-30", "seen": "0", "accepted": "on"},
    )
    assert answer.status_code == 302, answer.content.decode()
    assert [p.version for p in Plan.objects.order_by("version")] == [plan.version, plan.version + 1]


def test_what_the_auditor_and_the_reporter_send_changes_nothing(cast: Cast, browser_of: BrowserOf) -> None:
    draft = drafted(office=cast.offices["czj"])
    adopt_plan(plan=invented(), slug="city", by="测试", at=AT, on=DAY)
    before = (Entry.objects.count(), Draft.objects.count(), Plan.objects.count())
    acts = ("adopt", "delete", "recompile", "reopen", "offices")
    for who in ("auditor", "reporter"):
        browser = browser_of(who)
        answers = [browser.post(f"/drafts/{draft.pk}/{act}/", {"why": "x"}).status_code for act in acts]
        answers += [browser.post(f"/plans/city/{act}/", {"why": "x"}).status_code for act in ("withdraw", "relations")]
        assert answers == [403] * 7
    assert (Entry.objects.count(), Draft.objects.count(), Plan.objects.count()) == before


def test_the_public_finds_nothing_at_any_address_of_a_draft(browser_of: BrowserOf) -> None:
    draft = drafted()
    parts = ("", "offices/", "changes/", "adopt/", "delete/", "recompile/", "original/")
    addresses = ["/drafts/", "/drafts/import/", *(f"/drafts/{draft.pk}/{part}" for part in parts)]
    assert [browser_of("public").get(address).status_code for address in addresses] == [404] * 9


def test_an_adopted_draft_leads_to_its_plan_and_keeps_names_that_were_matched(
    cast: Cast, browser_of: BrowserOf
) -> None:
    draft = drafted(known={"市科技局": "kjj"})
    assert queries.state(draft).items[office_key("市科技局")]["office"] == "kjj"
    send(browser_of("leader"), draft)
    answer: Any = browser_of("leader").get(f"/drafts/{draft.pk}/adopt/")
    assert (answer.status_code, answer.url) == (302, "/plans/yunshan/")
    assert Plan.objects.get().offices.get(name="市科技局").office == cast.offices["kjj"]
