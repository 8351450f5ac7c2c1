from django.db import migrations


def make(apps, schema_editor):
    from hafawa.search import schema

    schema.ensure(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("timeline", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
