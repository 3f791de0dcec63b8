"""Importing as the leading group's office does it: good files become drafts, bad ones a sentence and nothing else."""

import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kapok.compiler import compile_plan, to_dict
from kapok.journal.models import Entry
from kapok.plans.models import Correction, Draft, Original, Plan, Stage
from kapok.plans.review import receiving
from tests.accounts.cast import Cast
from tests.plans.invented import TEXT

IMPORT = "/drafts/import/"
BrowserOf = Callable[[str], Client]


def text_file(text: str = TEXT, name: str = "计划.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def send(browser: Client, *files: SimpleUploadedFile, **fields: Any) -> Any:
    return browser.post(IMPORT, {"files": list(files), **fields})


def rows() -> tuple[int, ...]:
    return tuple(model._default_manager.count() for model in (Draft, Original, Stage, Correction, Plan, Entry))


def zipped(parts: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return whole.getvalue()


def test_one_good_file_leads_to_its_draft_and_is_kept_with_its_sum(cast: Cast, browser_of: BrowserOf) -> None:
    answer = send(browser_of("leader"), text_file(), office="czj")
    draft = Draft.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/drafts/{draft.pk}/")
    assert (draft.title, draft.office) == ("云山市建设创新名城三年行动计划（2019—2021年）", cast.offices["czj"])
    kept = Original.objects.get()
    assert (kept.name, kept.size, bytes(kept.content).decode()) == ("计划.txt", len(TEXT.encode()), TEXT)
    assert len(kept.sha256) == 64


def test_of_several_files_each_has_its_outcome(browser_of: BrowserOf) -> None:
    answer = send(
        browser_of("leader"),
        text_file(),
        text_file("", "空.txt"),
        text_file("一、目标\n到2025年建成基地9家。\n", "二.txt"),
    )
    page = answer.content.decode()
    assert (answer.status_code, Draft.objects.count()) == (200, 2)
    assert "空.txt：文件是空的，一个字节也没有。请确认选对了文件，并重新复制或下载一份。" in page
    assert [f"/drafts/{draft.pk}/" in page for draft in Draft.objects.all()] == [True, True]


def test_a_pasted_text_becomes_a_draft(browser_of: BrowserOf) -> None:
    answer = send(browser_of("leader"), pasted=TEXT)
    assert (answer.status_code, Draft.objects.get().original.name) == (302, "粘贴的文字.txt")


def test_a_compiled_plan_becomes_a_draft(browser_of: BrowserOf) -> None:
    data = json.dumps(to_dict(compile_plan(TEXT)), ensure_ascii=False)
    assert send(browser_of("leader"), text_file(data, "计划.json")).status_code == 302
    assert Draft.objects.get().stages.get().compiled["text"] == TEXT


def test_the_script_gets_what_became_of_a_file_as_data(browser_of: BrowserOf) -> None:
    browser = browser_of("leader")
    answer = browser.post(IMPORT, {"files": [text_file()]}, headers={"accept": "application/json"})
    draft = Draft.objects.get()
    assert answer.json() == {"outcomes": [{"name": "计划.txt", "sentence": "", "url": f"/drafts/{draft.pk}/"}]}


def broken(field: str, value: object) -> bytes:
    data = to_dict(compile_plan(TEXT))
    data["targets"][0][field] = value
    return json.dumps(data).encode()


BOMB = zipped({"word/document.xml": b"<w>" + b"0" * 200_000_000 + b"</w>"})
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(512)
BAD = {
    "empty.txt": (b"", "文件是空的"),
    "picture.docx": (b"\x89PNG\r\n\x1a\n" + bytes(99), "这是图片，不是文本文件。"),
    "broken.docx": (zipped({"word/document.xml": b"<w:document"}), "损坏或不完整"),
    "cut.docx": (zipped({"word/document.xml": b"x" * 999})[:200], "损坏或不完整"),
    "bomb.docx": (BOMB, "像是恶意文件"),
    "locked.docx": (LOCKED, "文件设了密码，打不开。"),
    "blank.txt": (b" \n\n", "没有文字"),
    "span.json": (broken("span", [0, 10**9]), "不合 kapok.plan/1 格式"),
    "word.json": (broken("comparator", "about"), "不合 kapok.plan/1 格式"),
    "type.json": (broken("span", "abc"), ""),
    "half.json": (b'{"format": "kapok.plan/1", "text": ', "不合 kapok.plan/1 格式"),
    "nul.txt": (("计划" * 50).encode("utf-16-le") + b"\x00\xd8", ""),
    f"{'n' * 500}.txt": (TEXT.encode(), "文件名有 504 个字，太长了。"),
}


@pytest.mark.parametrize("name", BAD, ids=lambda name: name[:12])
def test_a_bad_file_is_one_sentence_and_nothing_is_stored(
    browser_of: BrowserOf, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    data, sentence = BAD[name]
    before = rows()
    answer = send_raw(browser_of("leader"), name, data)
    assert (answer.status_code, rows(), list(tmp_path.iterdir())) == (422, before, [])
    assert sentence in answer.content.decode()
    assert answer.content.decode().count('class="wrong"') == 1


def test_a_name_that_is_too_long_to_be_read_is_refused_with_a_sentence(browser_of: BrowserOf) -> None:
    before = rows()
    answer = send_raw(browser_of("leader"), f"{'长' * 500}.txt", TEXT.encode())
    assert (answer.status_code, rows()) == (400, before)
    assert "文件名太长，或者上传中断了，没有读到文件。" in answer.content.decode()


def send_raw(browser: Client, name: str, data: bytes) -> Any:
    """As it comes over the wire: the test client would cut the name."""
    head = f'--b\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n'
    body = head.encode() + data + b"\r\n--b--\r\n"
    return browser.generic("POST", IMPORT, body, "multipart/form-data; boundary=b")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/计划.txt", "计划.txt"),
        ("C:\\\\桌面\\\\计划.txt", "计划.txt"),
        ("计\x07划\u202etxt.exe.txt", "计划txt.exe.txt"),
    ],
)
def test_a_name_is_kept_without_folders_and_what_steers_the_screen(browser_of: BrowserOf, name: str, kept: str) -> None:
    assert send_raw(browser_of("leader"), name, TEXT.encode()).status_code == 302
    assert Original.objects.get().name == kept


def test_a_file_over_the_limit_is_dropped_while_it_comes_in(
    browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = rows()
    answer = send(browser_of("leader"), SimpleUploadedFile("大.docx", bytes(60 * 1024 * 1024)))
    assert (answer.status_code, rows(), list(tmp_path.iterdir())) == (422, before, [])
    assert "大.docx：文件超过了 50 MB 的上限，没有收完。" in answer.content.decode()


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_body_over_the_limit_is_refused_with_a_sentence_before_it_is_read(
    browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch, accept: str
) -> None:
    monkeypatch.setattr(receiving, "MOST_BODY", 1000)
    before = rows()
    answer = browser_of("leader").post(IMPORT, {"files": [text_file(TEXT * 9)]}, headers={"accept": accept})
    assert (answer.status_code, rows()) == (413, before)
    assert "超过了" in (
        answer.json()["outcomes"][0]["sentence"] if accept.endswith("json") else answer.content.decode()
    )


def test_a_pasted_text_over_the_limit_is_refused_with_a_sentence(browser_of: BrowserOf) -> None:
    before = rows()
    answer = send(browser_of("leader"), pasted="计" * 1_000_000)
    assert (answer.status_code, rows()) == (413, before)
    assert "请存成文件，分几次交。" in answer.content.decode()
    assert send(browser_of("leader"), pasted="计" * 500_001).status_code == 422


def test_a_form_from_elsewhere_is_refused(cast: Cast, browser_of: BrowserOf) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = browser_of("leader").cookies
    assert (send(browser, text_file()).status_code, Draft.objects.count()) == (403, 0)


def test_a_page_is_read_as_text_and_its_file_is_saved_not_shown(browser_of: BrowserOf) -> None:
    page = "<html><body><script>alert(1)</script><p>到2025年，建成合作基地60家。</p></body></html>"
    browser = browser_of("leader")
    send(browser, text_file(page, "网页.html"))
    draft = Draft.objects.get()
    assert "alert" not in draft.stages.get().compiled["text"]
    answer = browser.get(f"/drafts/{draft.pk}/original/")
    assert answer.content.decode() == page
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_same_file_again_is_told_and_doubled_only_when_asked(browser_of: BrowserOf) -> None:
    browser = browser_of("leader")
    send(browser, text_file())
    first = Draft.objects.get()
    answer = send(browser, text_file(name="另一个名字.txt"))
    assert (answer.status_code, Draft.objects.count()) == (422, 1)
    assert f"同一份文件已经是草稿 {first.pk}，没有再建一份。" in answer.content.decode()
    assert send(browser, text_file(), again="on").status_code == 302
    assert Draft.objects.count() == 2


def test_names_that_mean_one_office_are_matched_by_themselves(cast: Cast, browser_of: BrowserOf) -> None:
    send(browser_of("leader"), text_file())
    made = Correction.objects.get()
    after = {key: pair[1]["office"] for key, pair in made.changes.items()}
    assert (made.act, made.who, after) == ("match", "kapok", {"office:市科技局": "kjj", "office:市财政局": "czj"})


def test_nothing_chosen_is_said(browser_of: BrowserOf) -> None:
    answer = send(browser_of("leader"))
    assert answer.status_code == 422
    assert "没有选文件，也没有粘贴文字。" in answer.content.decode()


def test_limits_are_said_before(browser_of: BrowserOf) -> None:
    page = browser_of("leader").get(IMPORT).content.decode()
    assert "可读 .docx .pdf .txt .md .html .xlsx .ofd .json；每份不超过 50 MB，一次最多 5 份。" in page


@pytest.mark.parametrize(
    ("who", "answer"), [("public", 404), ("reporter", 403), ("auditor", 403), ("administrator", 403)]
)
def test_nobody_else_imports(browser_of: BrowserOf, who: str, answer: int) -> None:
    before = rows()
    assert (send(browser_of(who), text_file()).status_code, rows()) == (answer, before)


def test_a_fault_of_the_program_is_a_sentence_too_and_nothing_is_stored(
    browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kapok.plans.review.taking.compile_bytes", lambda *_a, **_o: 1 / 0)
    browser, before = browser_of("leader"), rows()
    page = send(browser, text_file()).content.decode()
    assert "计划.txt：读这份文件时程序出错了（ZeroDivisionError）。什么都没有保存。请把文件和这句话报给管理员。" in page
    assert rows() == before
