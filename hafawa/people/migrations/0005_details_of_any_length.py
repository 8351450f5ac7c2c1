"""The same words once, however many they are: PostgreSQL keeps no more than 2,700 bytes in the index of a constraint."""

from django.db import migrations


def lay(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE people_detail DROP CONSTRAINT IF EXISTS detail_once")
        schema_editor.execute("CREATE UNIQUE INDEX detail_once ON people_detail (person_id, subject, md5(text))")


def lift(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS detail_once")
        schema_editor.execute("ALTER TABLE people_detail ADD CONSTRAINT detail_once UNIQUE (person_id, subject, text)")


class Migration(migrations.Migration):

    dependencies = [("people", "0004_consent_log_only_grows")]

    operations = [migrations.RunPython(lay, lift)]
