"""Sentences that search finds, and an index of their pairs of characters that each database keeps by itself."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from kapok.plans.passages import Place, pairs, passages

SQLITE = (
    "CREATE VIRTUAL TABLE plans_passage_index USING fts5(pairs, content='plans_passage', content_rowid='id', tokenize='ascii')",
    """CREATE TRIGGER plans_passage_added AFTER INSERT ON plans_passage BEGIN
        INSERT INTO plans_passage_index (rowid, pairs) VALUES (new.id, new.pairs); END""",
    """CREATE TRIGGER plans_passage_gone AFTER DELETE ON plans_passage BEGIN
        INSERT INTO plans_passage_index (plans_passage_index, rowid, pairs) VALUES ('delete', old.id, old.pairs); END""",
    """CREATE TRIGGER plans_passage_changed AFTER UPDATE OF pairs ON plans_passage BEGIN
        INSERT INTO plans_passage_index (plans_passage_index, rowid, pairs) VALUES ('delete', old.id, old.pairs);
        INSERT INTO plans_passage_index (rowid, pairs) VALUES (new.id, new.pairs); END""",
)
POSTGRESQL = (
    "ALTER TABLE plans_passage ADD COLUMN vector tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, pairs)) STORED",
    "CREATE INDEX plans_passage_vector ON plans_passage USING gin (vector)",
)
BACK = {
    "sqlite": (
        "DROP TRIGGER plans_passage_added",
        "DROP TRIGGER plans_passage_gone",
        "DROP TRIGGER plans_passage_changed",
        "DROP TABLE plans_passage_index",
    ),
    "postgresql": ("ALTER TABLE plans_passage DROP COLUMN vector",),
}


def make_index(_apps: Any, schema_editor: Any) -> None:
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(_apps: Any, schema_editor: Any) -> None:
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def index_standing_plans(apps: Any, _schema_editor: Any) -> None:
    """Plans that were imported before there was a search."""
    Passage = apps.get_model("plans", "Passage")
    for plan in apps.get_model("plans", "Plan").objects.all():
        clauses = {clause.key: clause for clause in plan.clauses.all()}
        items = [
            *plan.targets.all(),
            *plan.provisions.all(),
            *apps.get_model("plans", "Duty").objects.filter(plan=plan),
        ]
        heads = [Place(clause.key, clause.start) for clause in clauses.values()]
        found = passages(plan.text, heads, [Place(item.key, item.start) for item in items])
        Passage.objects.bulk_create(
            [
                Passage(
                    plan=plan, clause=clauses.get(one.clause), key=one.key, position=position, start=one.span.start,
                    words=one.span.of(plan.text), pairs=pairs(one.span.of(plan.text)),
                )
                for position, one in enumerate(found)
            ],
            batch_size=500,
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(blank=True, max_length=16)),
                ("position", models.PositiveIntegerField()),
                ("start", models.PositiveIntegerField()),
                ("words", models.TextField()),
                ("pairs", models.TextField()),
                (
                    "clause",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="plans.clause",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="passages", to="plans.plan"
                    ),
                ),
            ],
            options={"ordering": ["position"]},
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(fields=["plan", "position"], name="plans_passage_position"),
        ),
        migrations.RunPython(make_index, drop_index),
        migrations.RunPython(index_standing_plans, migrations.RunPython.noop),
    ]
