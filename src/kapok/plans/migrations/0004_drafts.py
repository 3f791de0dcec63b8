"""Drafts and what people correct in them; versions of plans. The kind of import there was before is gone."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def withdraw_unpublished(apps: Any, _schema_editor: Any) -> None:
    """What had been stored without being published is no plan; its file can be imported as a draft."""
    for plan in apps.get_model("plans", "Plan").objects.filter(published_date=None):
        plan.published_date = plan.withdrawn_date = plan.imported_date
        plan.withdrawn_why = "导入后没有公布；请重新导入为草稿。"
        plan.save()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("plans", "0003_board_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("moment", models.DateTimeField()),
                ("who", models.CharField(max_length=200)),
                ("mandate", models.CharField(blank=True, max_length=400)),
                ("act", models.CharField(max_length=16)),
                ("why", models.TextField(blank=True)),
                ("quote", models.TextField(blank=True)),
                ("undoes", models.PositiveIntegerField(null=True)),
                ("changes", models.JSONField()),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=400)),
                ("amends", models.SlugField(blank=True, max_length=80)),
                ("jurisdiction", models.CharField(blank=True, max_length=6)),
                ("created_by", models.CharField(max_length=200)),
                ("created", models.DateTimeField()),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="SameIndicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80)),
                ("key", models.CharField(max_length=16)),
                ("other_slug", models.SlugField(max_length=80)),
                ("other_key", models.CharField(max_length=16)),
            ],
        ),
        migrations.CreateModel(
            name="Stage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("compiler", models.CharField(max_length=40)),
                ("compiled", models.JSONField()),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddField(
            model_name="plan",
            name="withdrawn_date",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="plan",
            name="withdrawn_why",
            field=models.TextField(blank=True),
        ),
        migrations.RunPython(withdraw_unpublished, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="plan",
            name="imported_by",
        ),
        migrations.RemoveField(
            model_name="plan",
            name="imported_date",
        ),
        migrations.RemoveField(
            model_name="plan",
            name="published_by",
        ),
        migrations.AddField(
            model_name="namedoffice",
            name="office",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="named", to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="refines",
            field=models.SlugField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="plan",
            name="version",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name="plan",
            name="published_date",
            field=models.DateField(),
        ),
        migrations.AlterField(
            model_name="plan",
            name="slug",
            field=models.SlugField(max_length=80),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(fields=("slug", "version"), name="plans_plan_version"),
        ),
        migrations.CreateModel(
            name="Original",
            fields=[
                (
                    "draft",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="original",
                        serialize=False,
                        to="plans.draft",
                    ),
                ),
                ("name", models.CharField(max_length=255)),
                ("media_type", models.CharField(max_length=120)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("content", models.BinaryField()),
            ],
        ),
        migrations.AddField(
            model_name="draft",
            name="office",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="plan",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="draft", to="plans.plan"
            ),
        ),
        migrations.AddConstraint(
            model_name="sameindicator",
            constraint=models.UniqueConstraint(
                fields=("slug", "key", "other_slug", "other_key"), name="plans_sameindicator_once"
            ),
        ),
        migrations.AddField(
            model_name="stage",
            name="draft",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="stages", to="plans.draft"
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="stage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="plans.stage"
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.UniqueConstraint(fields=("draft", "number"), name="plans_stage_number"),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(fields=("stage", "number"), name="plans_correction_number"),
        ),
    ]
