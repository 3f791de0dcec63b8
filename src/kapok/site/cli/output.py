"""Where results go: standard output, one file, or a folder with one file for each input."""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kapok.site.cli.refusal import Refusal, reason

SUFFIXES = {"table": ".txt", "json": ".json", "xlsx": ".xlsx"}
FORMATS = tuple(SUFFIXES)


def choose_format(asked: str | None, output: str | None, folder: bool) -> str:
    """The format asked for, or that of the file's suffix; a table on the screen, JSON in a folder."""
    if asked:
        return asked
    if output is None:
        return "table"
    if folder:
        return "json"
    suffix = Path(output).suffix.lower()
    for form, known in SUFFIXES.items():
        if suffix == known:
            return form
    raise Refusal(f"从 {output} 看不出要什么格式，请加 --format，或让文件名以 .txt、.json 或 .xlsx 结尾。")


def is_folder(output: str | None, inputs: Sequence[str]) -> bool:
    """Whether ``-o`` names a folder: for several inputs always, for one where it is one or ends like one."""
    return output is not None and (len(inputs) > 1 or output.endswith(("/", os.sep)) or Path(output).is_dir())


def destinations(inputs: Sequence[str], output: str | None, form: str, folder: bool) -> list[Path | None]:
    """For each input the file to write, ``None`` for standard output. No two inputs share a file."""
    if output is None:
        if form == "xlsx":
            raise Refusal("xlsx 不能显示在屏幕上，请用 -o 写出文件名，例如 -o 计划.xlsx。")
        return [None] * len(inputs)
    paths = _in_folder(Path(output), inputs, SUFFIXES[form]) if folder else [Path(output)]
    given = {Path(name).resolve() for name in inputs if name != "-"}
    for path in paths:
        if path.resolve() in given:
            raise Refusal(f"结果会盖掉输入的 {path}，请换一个 -o。")
    return list(paths)


def _in_folder(folder: Path, inputs: Sequence[str], suffix: str) -> list[Path]:
    """The folder, made where it is not there, with a name for each input: plan.json, then plan-2.json."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Refusal(f"几个输入的结果要放进文件夹，但 {folder} 不能作文件夹，请换一个 -o。") from None
    stems = ["stdin" if name == "-" else Path(name).stem or "plan" for name in inputs]
    taken = Counter(stem.casefold() for stem in stems)
    used: set[str] = set()
    return [folder / (_free(name, stem, taken, used) + suffix) for name, stem in zip(inputs, stems, strict=True)]


def _free(name: str, stem: str, taken: Counter[str], used: set[str]) -> str:
    """A name that no other input has: the whole file name where stems are the same, then a number."""
    base = stem if taken[stem.casefold()] == 1 or name == "-" else Path(name).name
    free, count = base, 1
    while free.casefold() in used:
        count += 1
        free = f"{base}-{count}"
    used.add(free.casefold())
    return free


def write(path: Path, data: bytes) -> None:
    """Write a file as a whole or not at all; a device or a pipe is written to."""
    path = path.resolve()
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        raise Refusal(f"{path} 写不进去：{reason(error)}，请换一个 -o。") from None
    finally:
        draft.unlink(missing_ok=True)
