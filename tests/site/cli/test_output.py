from pathlib import Path

import pytest

from kapok.site.cli.output import choose_format, destinations, is_folder, write
from kapok.site.cli.refusal import Refusal


@pytest.mark.parametrize(
    ("asked", "output", "folder", "form"),
    [
        (None, None, False, "table"),
        ("json", None, False, "json"),
        (None, "a.JSON", False, "json"),
        (None, "a.xlsx", False, "xlsx"),
        (None, "a.txt", False, "table"),
        ("json", "a.txt", False, "json"),
        (None, "out", True, "json"),
        ("xlsx", "out", True, "xlsx"),
    ],
)
def test_the_format_follows_the_request_then_the_suffix(
    asked: str | None, output: str | None, folder: bool, form: str
) -> None:
    assert choose_format(asked, output, folder) == form


@pytest.mark.parametrize(
    ("output", "inputs", "folder"),
    [(None, ["a", "b"], False), ("out", ["a", "b"], True), ("out", ["a"], False), ("out/", ["a"], True)],
)
def test_several_inputs_make_the_output_a_folder(output: str | None, inputs: list[str], folder: bool) -> None:
    assert is_folder(output, inputs) is folder


def test_names_are_told_apart_without_regard_to_case(tmp_path: Path) -> None:
    found = destinations(["x/Plan.txt", "y/plan.docx", "-", "z/其他.txt"], str(tmp_path), "json", True)
    assert [path.name for path in found if path] == ["Plan.txt.json", "plan.docx.json", "stdin.json", "其他.json"]


def test_an_input_may_be_read_from_where_another_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    found = destinations([str(tmp_path / "a.txt")], str(tmp_path / "a.json"), "json", False)
    assert found == [tmp_path / "a.json"]


def test_a_link_to_an_input_is_the_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    with pytest.raises(Refusal):
        destinations([str(tmp_path / "a.txt")], str(tmp_path / "b.txt"), "table", False)


def test_an_old_result_is_replaced_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"an old and longer result")
    write(tmp_path / "a.json", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.glob("*.json")] == [("a.json", b"new")]
    assert [path.name for path in tmp_path.glob(".*")] == []
