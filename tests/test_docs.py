"""The documents hold what they say: commands run, links lead somewhere, settings and options are all there."""

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import click
import pytest
import yaml

from kapok import __version__
from kapok.site.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))

# A block is run when a comment before it says so: <!-- runs --> for a console or python block,
# <!-- file: NAME --> for one that is written to a file that later blocks of the document use.
BLOCK = re.compile(r"<!-- (runs|file: (?P<file>\S+)) -->\n+```(?P<language>\w*)\n(?P<body>.*?)^```$", re.M | re.S)
LINK = re.compile(r"(?<!`)\[[^\]\n]*\]\((?P<to>[^)\s]+)\)|<img[^>]*src=\"(?P<image>[^\"]+)\"")


class Step(NamedTuple):
    """A command of a console block and the lines that it is said to print; ``…`` alone stands for any lines."""

    command: str
    prints: str


def name_of(document: Path) -> str:
    return str(document.relative_to(ROOT))


def steps(body: str) -> Iterator[Step]:
    for part in re.split(r"^\$ ", body, flags=re.M)[1:]:
        command, _, prints = part.partition("\n")
        while command.endswith("\\"):
            more, _, prints = prints.partition("\n")
            command = f"{command[:-1]}{more.removeprefix('> ')}"
        yield Step(command, prints)


def as_pattern(prints: str) -> str:
    lines = [line.rstrip() for line in prints.strip("\n").split("\n")]
    return "".join(r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + "\n" for line in lines)


def check_console(body: str, folder: Path) -> None:
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
        "PYTHONPATH": str(ROOT / "src"),
        "NO_COLOR": "1",
    }
    for step in steps(body):
        done = subprocess.run(
            ["bash", "-c", step.command], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        printed = "".join(f"{line.rstrip()}\n" for line in (done.stdout + done.stderr).strip("\n").split("\n"))
        assert re.fullmatch(as_pattern(step.prints), printed), f"$ {step.command}\n{printed}"


def check_python(body: str, document: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    example = doctest.DocTestParser().get_doctest(body, {}, name_of(document), str(document), 0)
    result = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS).run(example)
    assert (result.attempted > 0, result.failed) == (True, 0)


@pytest.mark.parametrize(
    "document", [document for document in PAGES if BLOCK.search(document.read_text("utf-8"))], ids=name_of
)
def test_what_a_page_shows_is_what_happens(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for block in BLOCK.finditer(document.read_text("utf-8")):
        if block["file"]:
            (tmp_path / block["file"]).write_text(block["body"], "utf-8")
        elif block["language"] == "python":
            check_python(block["body"], document, tmp_path, monkeypatch)
        else:
            check_console(block["body"], tmp_path)


def anchors(document: Path) -> set[str]:
    """The anchors of a document's headings, as code hosting sites make them."""
    text = re.sub(r"^```.*?^```$", "", document.read_text("utf-8"), flags=re.M | re.S)
    titles = re.findall(r"^#+ (.*)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def leads_somewhere(document: Path, to: str) -> bool:
    target, _, anchor = to.partition("#")
    file = (document.parent / target).resolve() if target else document
    return file.exists() and (not anchor or anchor in anchors(file))


@pytest.mark.parametrize("document", PAGES, ids=name_of)
def test_each_link_leads_somewhere(document: Path) -> None:
    links = [link["to"] or link["image"] for link in LINK.finditer(document.read_text("utf-8"))]
    inside = [link for link in links if not link.startswith(("http:", "https:", "mailto:"))]
    assert [link for link in inside if not leads_somewhere(document, link)] == []


def test_each_page_of_the_documentation_is_in_its_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    pages = [document.name for document in sorted((ROOT / "docs").glob("*.md")) if document.name != "index.md"]
    assert [document for document in pages if f"]({document})" not in index] == []


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(document.name[:4]) for document in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("document", DECISIONS, ids=name_of)
def test_a_decision_has_its_number_and_its_three_parts(document: Path) -> None:
    text = document.read_text("utf-8")
    assert text.startswith(f"# {int(document.name[:4])}. ")
    assert re.findall(r"^## (.*)$", text, re.M) == ["Context", "Decision", "Consequences"]


def test_each_setting_is_in_the_table_of_the_operators_page() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    read = set(re.findall(r"\"(KAPOK_[A-Z_]+)\"", code))
    told = re.findall(r"^\| `(KAPOK_[A-Z_]+)` \|", (ROOT / "docs" / "operate.md").read_text("utf-8"), re.M)
    assert sorted(told) == sorted(read)


def options(command: click.Command, path: str) -> Iterator[tuple[str, str]]:
    """Each option of a command as people write it."""
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            yield from ((path, option) for option in parameter.opts if option.startswith("--"))


def documented_commands() -> list[tuple[str, click.Command]]:
    loaded = []
    for name, entry in COMMANDS.items():
        module, attribute = entry.target.split(":")
        loaded.append((name, getattr(import_module(module), attribute)))
    return loaded


def test_each_option_of_each_command_is_documented() -> None:
    document = (ROOT / "docs" / "cli.md").read_text("utf-8")
    told = set(re.findall(r"`(--[a-z-]+)", document))
    missing = [
        pair for name, command in documented_commands() for pair in options(command, name) if pair[1] not in told
    ]
    assert missing == []


def test_each_command_is_documented() -> None:
    document = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"`kapok {name}" not in document] == []


def test_each_task_of_the_runner_is_in_the_contributors_page_or_readme() -> None:
    pages = (ROOT / "CONTRIBUTING.md").read_text("utf-8") + (ROOT / "README.md").read_text("utf-8")
    tasks = re.findall(r"^    (\w+)  ", (ROOT / "run").read_text("utf-8"), re.M)
    assert [task for task in tasks if f"python3 run {task}" not in pages] == []


def test_the_public_code_file_tells_the_version_and_licence_of_the_package() -> None:
    told = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
    assert (told["softwareVersion"], told["legal"]["license"]) == (__version__, "Apache-2.0")
    descriptions = told["description"].values()
    assert all(len(part["shortDescription"]) <= 150 <= len(part["longDescription"]) for part in descriptions)
