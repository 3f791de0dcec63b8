"""How fast the compiler is: against a plain word splitter over the same texts, and as the text grows.

One run compiles every text of the corpus as the command line does: bytes in, JSON out. It is set
against ``jieba.lcut`` of the same texts, in turn, and the medians are compared; starting the
interpreter and loading dictionaries is left out on both sides. Then ten times the text is to take no
more than twelve times the time. ``--quick`` runs less often.
"""

import argparse
import json
import logging
import resource
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path

import jieba

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from kapok.compiler import compile_bytes, to_dict  # noqa: E402

TIMES_OF_SPLITTER = 1.0  # what the whole compile may take, as a multiple of splitting the words
TIMES_TEN_TEXTS = 12.0  # what ten times the text may take, as a multiple of once
MEGABYTE = 1 << 20

Texts = dict[str, bytes]


def corpus() -> tuple[str, Texts]:
    """The hand-checked documents beside the repository where they are, else the invented plans in it."""
    beside, inside = ROOT.parent / "shared" / "corpus", ROOT / "tests" / "corpus" / "plans"
    folder = beside if any(beside.glob("*.txt")) else inside
    texts = {path.name: path.read_bytes() for path in sorted(folder.glob("*.txt"))}
    return folder.relative_to(ROOT.parent).as_posix(), texts


def compiled(texts: Texts) -> int:
    """Compile texts to JSON; gives its length, so that nothing is left undone."""
    return sum(len(json.dumps(to_dict(compile_bytes(data, name)), ensure_ascii=False)) for name, data in texts.items())


def split(texts: Sequence[str]) -> int:
    return sum(len(jieba.lcut(text)) for text in texts)


def seconds(work: Callable[[], int]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def medians(rounds: int, *works: Callable[[], int]) -> list[float]:
    """The median seconds of each work; a first round is not counted, and the works take turns."""
    measured = [[seconds(work) for work in works] for _ in range(rounds + 1)]
    return [statistics.median(times) for times in zip(*measured[1:], strict=True)]


def growth(rounds: int, what: str, once: bytes) -> float:
    """How many times as long ten times a text takes."""
    tenfold = {"tenfold.txt": once * 10}
    single, ten = medians(rounds, lambda: compiled({"once.txt": once}), lambda: compiled(tenfold))
    print(f"{what}: {single:.3f} s, ten times over {ten:.3f} s: {ten / single:.1f} times (goal: {TIMES_TEN_TEXTS})")
    return ten / single


def against_words(rounds: int, texts: Texts) -> float:
    """How many times as long the whole compile takes as splitting the same texts into words."""
    words = [data.decode("utf-8-sig") for data in texts.values()]
    ours, theirs = medians(rounds, lambda: compiled(texts), lambda: split(words))
    print(f"{len(texts)} texts, {sum(map(len, words)):,} characters; median of {rounds} runs in turn")
    print(f"compile {ours:.3f} s, jieba.lcut {theirs:.3f} s: {ours / theirs:.2f} times (goal: {TIMES_OF_SPLITTER})")
    return ours / theirs


def peak(texts: Texts) -> float:
    """The most memory, in MB, that Python's objects took while texts were compiled."""
    tracemalloc.start()
    compiled(texts)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / MEGABYTE


def main() -> None:
    parser = argparse.ArgumentParser(description="The speed of the compiler.")
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    rounds = 5 if parser.parse_args().quick else 15
    jieba.setLogLevel(logging.ERROR)
    folder, texts = corpus()
    print(f"the texts of {folder}")
    ratio = against_words(rounds, texts)
    joined = b"\n".join(texts.values()) + b"\n"
    longest = max(texts.values(), key=len) + b"\n"
    few = max(rounds // 5, 1)
    grown = max(growth(few, "all texts as one", joined), growth(few, "the longest text", longest))
    print(f"peak memory of Python's objects: {peak(texts):.1f} MB for the corpus,", end=" ")
    print(f"{peak({'tenfold.txt': joined * 10}):.1f} MB for ten times all texts as one")
    print(f"peak memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    holds = ratio <= TIMES_OF_SPLITTER and grown <= TIMES_TEN_TEXTS
    goal = {"times_jieba": TIMES_OF_SPLITTER, "times_ten_texts": TIMES_TEN_TEXTS}
    figure = {"times_jieba": round(ratio, 3), "times_ten_texts": round(grown, 2)}
    print(json.dumps({"name": "compile", "figure": figure, "goal": goal, "holds": holds}))


if __name__ == "__main__":
    main()
