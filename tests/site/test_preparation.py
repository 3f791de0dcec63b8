from pathlib import Path
from typing import Any

import pytest

from kapok.site.preparation import digest, prepare

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(settings: Any, tmp_path: Path) -> Path:
    settings.STATIC_ROOT = tmp_path / "data/static"
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def test_a_first_start_has_everything_to_do_and_a_second_one_nothing(data: Path) -> None:
    first = list(prepare(data))
    assert [sentence[:4] for sentence in first] == ["网页文件", "演示账户", "已载入示"]
    assert (data / "static/web/kapok.css").is_file()
    assert list(prepare(data)) == []


def test_static_files_that_were_swept_away_are_collected_again(data: Path) -> None:
    list(prepare(data))
    (data / "static").rename(data / "elsewhere")
    assert list(prepare(data)) == ["网页文件已就绪。"]


def test_a_sample_made_from_other_files_is_loaded_again(data: Path) -> None:
    list(prepare(data))
    (data / "demo.json").write_text(
        (data / "demo.json").read_text("utf-8").replace('"sample": "', '"sample": "x'), "utf-8"
    )
    assert [sentence[:5] for sentence in prepare(data)] == ["已载入示例"]


def test_a_memory_that_cannot_be_read_is_made_anew(data: Path) -> None:
    list(prepare(data))
    (data / "demo.json").write_text("{", "utf-8")
    assert len(list(prepare(data))) == 2


def test_a_fingerprint_knows_contents_and_names(tmp_path: Path) -> None:
    for name, text in (("a", "1"), ("b", "2")):
        (tmp_path / name).write_text(text, "utf-8")
    whole = digest([tmp_path / "a", tmp_path / "b"])
    assert digest([tmp_path / "b", tmp_path / "a"]) == whole
    (tmp_path / "b").write_text("3", "utf-8")
    assert digest([tmp_path / "a", tmp_path / "b"]) != whole
