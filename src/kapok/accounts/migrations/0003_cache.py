"""The table of the shared cache, in which wrong one-time codes are counted for all server processes together."""

from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    call_command("createcachetable", database=editor.connection.alias, verbosity=0)


def drop(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute(f"DROP TABLE IF EXISTS {editor.quote_name('kapok_cache')}")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_administration")]
    operations = [migrations.RunPython(make, drop)]
