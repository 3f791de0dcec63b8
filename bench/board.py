"""How fast a plan is shown: its page, its board's first page, its whole board as JSON, and search, as plans grow.

Invented plans of 100, 1,000 and 5,000 tasks, made from a seed: each task with three duties, one indicator
and five yearly targets, among 40 offices. One process, SQLite, no cache of answers; works take turns and
medians are compared. ``--quick`` runs less often.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

DATA = tempfile.TemporaryDirectory(prefix="kapok-bench-")
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "kapok.site.settings",
    "KAPOK_DATA": DATA.name,
    "KAPOK_AS_OF": "2027-09-30",
    "KAPOK_HOSTS": "testserver",
    "KAPOK_SECRET_KEY": "only for this benchmark, and for nothing else",
}
os.environ.pop("KAPOK_DATABASE_URL", None)

import django  # noqa: E402

django.setup()

import datetime  # noqa: E402

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from kapok.compiler.model import Clause, Duty, Plan, Source, Target, Task  # noqa: E402
from kapok.kernel.spans import Span  # noqa: E402
from kapok.plans import models  # noqa: E402
from kapok.plans.actions import adopt_plan  # noqa: E402
from kapok.plans.passages import phrases  # noqa: E402
from kapok.plans.search import RANKED, search, statement  # noqa: E402

SIZES = (100, 1000, 5000)
YEARS = range(2026, 2031)
OFFICES = tuple(f"市第{n}示例局" for n in range(1, 41))
THINGS = ("实验室", "孵化器", "托育园", "充电桩", "图书馆", "人才公寓", "合作基地", "数据平台")
DEEDS = ("建设开放", "支持发展", "改造提升", "评估共享")
DAY = datetime.date(2026, 9, 30)
AT = datetime.datetime(2026, 9, 30, tzinfo=datetime.UTC)
QUERY = "实验室"
GOALS = {
    "page_growth": 1.3,
    "plan_growth": 2.5,
    "json_times_bare": 3.0,
    "queries": 20,
    "second_plan": 1.1,
    "search_times_bare": 2.0,
}

Work = Callable[[], Any]


def invented(tasks: int, seed: int) -> Plan:
    """A plan of so many tasks: the same for the same seed."""
    chance, parts, at = random.Random(seed), list[str](), 0
    clauses, targets, made = list[Clause](), list[Target](), list[Task]()

    def write(words: str) -> Span:
        nonlocal at
        parts.append(words)
        at += len(words)
        return Span(at - len(words), at)

    def head(level: int, number: str, title: str, parent: str | None) -> str:
        span = write(f"{number}{title}")
        write("\n")
        clauses.append(Clause(f"c{len(clauses) + 1}", parent, level, number, title, span))
        return clauses[-1].id

    chapter = section = ""
    write(f"示例市第{seed}号行动计划（2026—2030年）\n")
    for n in range(tasks):
        if n % 100 == 0:
            chapter = head(1, f"第{n // 100 + 1}章 ", f"示例领域{n // 100 + 1}", None)
        if n % 10 == 0:
            section = head(2, f"（{n // 10 + 1}）", f"示例方面{n // 10 + 1}", chapter)
        thing, title = chance.choice(THINGS), f"{chance.choice(DEEDS)}{n + 1}号"
        clause = head(3, f"{n + 1}. ", f"{title}{thing}", section)
        start, value = at, chance.randint(10, 90)
        for year in YEARS:
            value += chance.randint(1, 30)
            span = write(f"到{year}年，{title}{thing}达到{value}家；")
            key = f"t{len(targets) + 1}"
            targets.append(
                Target(key, clause, f"{title}{thing}", year, None, value, None, "家", "ge", "level", None, "must", span)
            )
        write("向社会开放。\n（责任单位：")
        line, duties = at, list[Duty]()
        for i, office in enumerate(chance.sample(OFFICES, 3)):
            span = write(office)
            write("、" if i < 2 else "")
            role = "lead" if i == 0 else "support"
            duties.append(Duty(f"d{3 * n + i + 1}", office, None, role, False, False, Span(line, at), span))  # type: ignore[arg-type]
        write("）\n")
        made.append(Task(f"k{n + 1}", clause, f"{title}{thing}", Span(start, at), (Span(start, line),), tuple(duties)))
    source = Source("".join(parts), "invented.txt", "text/plain", "0" * 64)
    return Plan(source, f"示例市第{seed}号行动计划", clauses=tuple(clauses), targets=tuple(targets), tasks=tuple(made))


def publish(slug: str, tasks: int, seed: int) -> None:
    adopt_plan(plan=invented(tasks, seed), slug=slug, by="bench", at=AT, on=DAY)


def use(database: Path) -> None:
    """Goes on in another database file."""
    connection.close()
    connection.settings_dict["NAME"] = database


def databases() -> tuple[Path, Path]:
    """One with a plan of each size, and the same with a second plan of 5,000."""
    one, two = Path(DATA.name) / "one.sqlite3", Path(DATA.name) / "two.sqlite3"
    use(one)
    call_command("migrate", verbosity=0)
    for size in SIZES:
        publish(f"p{size}", size, size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    shutil.copy(one, two)
    use(two)
    publish("second", 5000, 7)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return one, two


def medians(rounds: int, works: dict[str, tuple[Path, Work]]) -> dict[str, float]:
    """The median milliseconds of each work in its database; a first round is not counted, and the works take turns."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(rounds + 1):
        for name, (database, work) in works.items():
            if str(connection.settings_dict["NAME"]) != str(database):
                use(database)
                connection.ensure_connection()
            begun = time.perf_counter()
            work()
            if turn:
                times[name].append(1000 * (time.perf_counter() - begun))
    return {name: statistics.median(all_of) for name, all_of in times.items()}


def answer(path: str) -> Work:
    """A request through the whole of Kapok."""
    client = Client()

    def ask() -> bytes:
        answered = client.get(path)
        assert answered.status_code == 200, path
        return bytes(answered.content)

    return ask


BARE = {
    "tasks": "SELECT t.key, c.key, t.title, t.start, t.end FROM plans_task t LEFT JOIN plans_clause c"
    " ON c.id = t.clause_id WHERE t.plan_id = %s ORDER BY t.position",
    "duties": "SELECT d.key, t.key, o.key, d.role, d.inferred_lead, d.start, d.end FROM plans_duty d JOIN plans_task t"
    " ON t.id = d.task_id JOIN plans_namedoffice o ON o.id = d.office_id WHERE d.plan_id = %s ORDER BY d.position",
    "indicators": "SELECT key, name, unit FROM plans_indicator WHERE plan_id = %s ORDER BY position",
    "targets": "SELECT t.key, i.key, c.key, t.year, t.from_year, CAST(t.value AS REAL), CAST(t.value_high AS REAL),"
    " t.comparator, t.kind, t.binding, t.stated, t.start, t.end FROM plans_target t JOIN plans_indicator i"
    " ON i.id = t.indicator_id LEFT JOIN plans_clause c ON c.id = t.clause_id WHERE t.plan_id = %s ORDER BY t.position",
}


def bare(slug: str, plan: int) -> bytes:
    """The same bytes by four SELECTs, without Django's models."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    with connection.cursor() as cursor:
        for name, sql in BARE.items():
            cursor.execute(sql, [plan])
            found[name] = cursor.fetchall()
    tasks = {
        t[0]: {"id": t[0], "clause": t[1], "title": t[2], "start": t[3], "end": t[4], "duties": []}
        for t in found["tasks"]
    }
    for d in found["duties"]:
        tasks[d[1]]["duties"].append(
            {"id": d[0], "office": d[2], "role": d[3], "inferred_lead": bool(d[4]), "start": d[5], "end": d[6]}
        )
    indicators = {i[0]: {"id": i[0], "name": i[1], "unit": i[2], "targets": []} for i in found["indicators"]}
    for t in found["targets"]:
        indicators[t[1]]["targets"].append(
            {
                "id": t[0], "clause": t[2], "year": t[3], "from_year": t[4], "value": t[5], "value_high": t[6],
                "comparator": t[7], "kind": t[8], "binding": t[9], "stated": t[10], "start": t[11], "end": t[12],
            }
        )  # fmt: skip
    board = {"plan": slug, "tasks": list(tasks.values()), "indicators": list(indicators.values())}
    return json.dumps(board, ensure_ascii=False, separators=(",", ":")).encode()


def bare_search() -> list[tuple[Any, ...]]:
    """The same ranked SQL, and nothing else."""
    with connection.cursor() as cursor:
        cursor.execute(statement(RANKED), {"asked": f'"{phrases(QUERY)[0]}"', "limit": 50, "offset": 0, "as_of": DAY})
        return cursor.fetchall()


def queries(works: Iterator[Work]) -> int:
    """The most queries that any of some works makes."""
    counts = []
    for work in works:
        with CaptureQueriesContext(connection) as heard:
            work()
        counts.append(len(heard))
    return max(counts)


def main() -> None:
    parser = argparse.ArgumentParser(description="The speed of boards and of search.")
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    rounds = 5 if parser.parse_args().quick else 30
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    Path(settings.STATIC_ROOT).mkdir(parents=True)
    one, two = databases()
    use(one)
    page = {size: answer(f"/plans/p{size}/board/") for size in SIZES}
    tasks = {size: answer(f"/plans/p{size}/board/?show=tasks") for size in SIZES}
    whole = {size: answer(f"/api/plans/p{size}/board") for size in SIZES}
    plan = {size: answer(f"/plans/p{size}/") for size in SIZES}
    late = answer("/plans/p5000/?at=t24000")
    most = queries(work for works in (page, tasks, whole, plan, {0: late}) for work in works.values())
    key = models.Plan.objects.get(slug="p5000").pk
    assert whole[5000]() == bare("p5000", key)
    assert len(search(QUERY, DAY)) == len(bare_search()) == 50
    works: dict[str, tuple[Path, Work]] = {}
    for size in SIZES:
        works[f"page {size}"], works[f"tasks {size}"] = (one, page[size]), (one, tasks[size])
        works[f"plan {size}"] = (one, plan[size])
    works |= {
        "plan 5000 late": (one, late),
        "home": (one, answer("/")),
        "json 1000": (one, whole[1000]),
        "json 5000": (one, whole[5000]),
        "bare 5000": (one, lambda: bare("p5000", key)),
        "search": (one, lambda: search(QUERY, DAY)),
        "bare search": (one, bare_search),
        "page 5000 beside": (two, page[5000]),
        "json 5000 beside": (two, whole[5000]),
        "page 100 beside": (two, page[100]),
    }
    took = medians(rounds, works)
    print(f"median of {rounds} runs in turn, SQLite, through the whole of Kapok in one process")
    print("\n".join(f"{name:>18} {milliseconds:9.1f} ms" for name, milliseconds in took.items()))
    growth = max(took[f"{kind} 5000"] / took[f"{kind} 100"] for kind in ("page", "tasks"))
    beside = max(took[f"{name} beside"] / took[name] for name in ("page 5000", "json 5000", "page 100"))
    figure = {
        "page_growth": round(growth, 3),
        "plan_growth": round(max(took["plan 5000"], took["plan 5000 late"]) / took["plan 100"], 3),
        "json_times_bare": round(took["json 5000"] / took["bare 5000"], 3),
        "queries": most,
        "second_plan": round(beside, 3),
        "search_times_bare": round(took["search"] / took["bare search"], 3),
    }
    holds = all(figure[name] <= goal for name, goal in GOALS.items())
    connection.close()
    print(json.dumps({"name": "board", "figure": figure, "goal": GOALS, "holds": holds}))


if __name__ == "__main__":
    main()
