"""The database itself refuses to change or remove a row."""

from typing import Any

from django.db import migrations

from kapok.journal.guard import LIFT, PUT


def put(_apps: Any, schema_editor: Any) -> None:
    for statement in PUT[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def lift(_apps: Any, schema_editor: Any) -> None:
    for statement in LIFT[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(put, lift)]
