import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kapok.plans.models import Draft
from kapok.plans.review import edits
from kapok.plans.review.actions import adopt, correct, import_draft
from kapok.site.cli import main
from tests.accounts.cast import AT, DAY
from tests.plans.invented import TEXT, invented

pytestmark = pytest.mark.django_db


def kapok(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["corrections", *arguments])


def corrected() -> Draft:
    draft = import_draft(plan=invented(), by="李华", at=AT)
    correct(draft=draft, act="reject", edit=lambda s: edits.reject(s, ["t2"]), by="李华", at=AT, seen=0)
    return draft


def test_drafts_that_people_corrected_or_adopted_are_written_and_no_others(tmp_path: Path) -> None:
    import_draft(plan=invented(), by="李华", at=AT)
    draft = corrected()
    adopt(draft=import_draft(plan=invented(), by="李华", at=AT), slug="yunshan", by="李华", at=AT, on=DAY, seen=0)
    done = kapok("export", "-o", str(tmp_path / "out"))
    assert (done.exit_code, done.output) == (0, f"写好 2 份答案，在 {tmp_path / 'out'}。\n")
    names = [
        f"{name}.{kind}"
        for name in (f"draft-{draft.pk}", "yunshan-1")
        for kind in ("corrections.json", "gold.json", "txt")
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(names)


def test_an_answer_is_what_people_left_and_the_corrections_have_their_sentences(tmp_path: Path) -> None:
    draft = corrected()
    assert kapok("export", "-o", str(tmp_path), "--draft", str(draft.pk)).exit_code == 0
    gold = json.loads((tmp_path / f"draft-{draft.pk}.gold.json").read_text("utf-8"))
    assert [target["value"] for target in gold["targets"]] == [80000, 90000, 60, 120e9]
    assert (tmp_path / f"draft-{draft.pk}.txt").read_text("utf-8") == TEXT
    (made,) = json.loads((tmp_path / f"draft-{draft.pk}.corrections.json").read_text("utf-8"))
    assert (made["act"], made["changes"]["t2"][1]["status"]) == ("reject", "rejected")
    assert made["sentences"] == ["到2020年，达到8.5万人；"]
    assert "李华" not in (tmp_path / f"draft-{draft.pk}.corrections.json").read_text("utf-8")


def test_where_nobody_corrected_anything_that_is_said(tmp_path: Path) -> None:
    import_draft(plan=invented(), by="李华", at=AT)
    done = kapok("export", "-o", str(tmp_path))
    assert (done.exit_code, done.stderr) == (2, "草稿都没有人改动过，也没有采用，不能当作答案。请先核对。\n")


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    corrected()
    (tmp_path / "file").write_text("", "utf-8")
    done = kapok("export", "-o", str(tmp_path / "file"))
    assert (done.exit_code, "不能作文件夹" in done.stderr) == (2, True)
