"""The same words once, however many they are: PostgreSQL keeps no more than 2,700 bytes in the index of a constraint."""

from django.db import migrations


def lay(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE privacy_wording DROP CONSTRAINT IF EXISTS wording_once")
        schema_editor.execute("CREATE UNIQUE INDEX wording_once ON privacy_wording (purpose, language, md5(text))")


def lift(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS wording_once")
        schema_editor.execute("ALTER TABLE privacy_wording ADD CONSTRAINT wording_once UNIQUE (purpose, language, text)")


class Migration(migrations.Migration):

    dependencies = [("privacy", "0001_initial")]

    operations = [migrations.RunPython(lay, lift)]
