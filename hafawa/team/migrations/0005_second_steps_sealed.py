"""Secrets of codes and recovery codes lay open in the database; now they are sealed under the secret key.

Run again, or after a restore of an older backup, it seals what is not sealed yet. The way back opens them.
"""

from django.db import migrations

from hafawa.team import second_steps


def seal(apps, schema_editor):
    _change(apps, second_steps.seal)


def open_(apps, schema_editor):
    _change(apps, second_steps.opened)


def _change(apps, change):
    for row in list(apps.get_model("mfa", "Authenticator").objects.exclude(type="webauthn")):
        row.data = second_steps.changed(row.data, change)
        row.save(update_fields=["data"])


class Migration(migrations.Migration):

    dependencies = [
        ('team', '0003_api_tokens'),  # which comes after 0004
        ('mfa', '0003_authenticator_type_uniq'),
    ]

    operations = [migrations.RunPython(seal, open_)]
