"""Finding words in all plans in force: the same hits on both databases, each database ranks in its own way."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from kapok.plans.passages import marked, phrases


class _Index(NamedTuple):
    """How one database looks: its tables, what it asks for, and what comes first."""

    table: str
    where: str
    rank: str


_INDEXES = {
    "sqlite": _Index(
        "plans_passage_index JOIN plans_passage p ON p.id = plans_passage_index.rowid",
        "plans_passage_index MATCH %(asked)s",
        "bm25(plans_passage_index)",
    ),
    "postgresql": _Index(
        "plans_passage p",
        "p.vector @@ CAST(%(asked)s AS tsquery)",
        "-ts_rank(p.vector, CAST(%(asked)s AS tsquery), 2)",
    ),
}
_IN_FORCE = """JOIN plans_plan ON plans_plan.id = p.plan_id AND plans_plan.id IN (
    SELECT (SELECT v.id FROM plans_plan v WHERE v.slug = s.slug AND v.withdrawn_date IS NULL
            AND v.published_date <= %(as_of)s ORDER BY v.published_date DESC, v.version DESC LIMIT 1)
    FROM (SELECT DISTINCT slug FROM plans_plan) s)"""
COUNT = "SELECT COUNT(*) FROM {index.table} {in_force} WHERE {index.where}"
RANKED = """
SELECT plans_plan.slug, plans_plan.title, c.number, c.title, p.key, p.words
FROM {index.table} {in_force} LEFT JOIN plans_clause c ON c.id = p.clause_id
WHERE {index.where} ORDER BY {index.rank}, p.plan_id, p.position LIMIT %(limit)s OFFSET %(offset)s
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that holds what was asked for. ``key`` is a lasting address in its plan ("" for the plan itself)."""

    slug: str
    title: str
    clause_number: str | None
    clause_title: str | None
    key: str
    sentence: str

    def marked(self, query: str) -> list[tuple[str, bool]]:
        """The sentence as runs of words, and whether each was asked for."""
        return marked(self.sentence, query)


def search(query: str, as_of: datetime.date, *, limit: int = 50, offset: int = 0) -> list[Hit]:
    """Sentences of plans in force that hold every word of a query, the best first: one query of the database.

    Nothing where no word has two characters.
    """
    asked = _asked(query)
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            statement(RANKED), {"asked": asked, "as_of": as_of.isoformat(), "limit": limit, "offset": offset}
        )
        return [Hit(*row) for row in cursor.fetchall()]


def count(query: str, as_of: datetime.date) -> int:
    """How many sentences :func:`search` would find."""
    asked = _asked(query)
    if not asked:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(statement(COUNT), {"asked": asked, "as_of": as_of.isoformat()})
        return int(cursor.fetchone()[0])


def statement(template: str) -> str:
    """The SQL of this database."""
    return template.format(index=_INDEXES[connection.vendor], in_force=_IN_FORCE)


def _asked(query: str) -> str:
    """The query in the language of this database's index: each word a phrase, all of them wanted."""
    wanted = phrases(query)[:20]  # more words than that are no question
    if connection.vendor == "postgresql":
        return " & ".join(f"({' <-> '.join(phrase.split())})" for phrase in wanted)
    return " AND ".join(f'"{phrase}"' for phrase in wanted)
