"""The consent log only grows: the database refuses a change, and a removal while nothing in `ConsentLogOpening` stands."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER consent_never_changed BEFORE UPDATE ON people_consent
       BEGIN SELECT RAISE(ABORT, 'the consent log is append-only'); END""",
    """CREATE TRIGGER consent_never_lost BEFORE DELETE ON people_consent
       WHEN NOT EXISTS (SELECT 1 FROM people_consentlogopening)
       BEGIN SELECT RAISE(ABORT, 'the consent log is append-only'); END""",
]
POSTGRESQL = [
    """CREATE OR REPLACE FUNCTION consent_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM people_consentlogopening) THEN RETURN OLD; END IF;
         RAISE EXCEPTION 'the consent log is append-only' USING ERRCODE = 'integrity_constraint_violation';
       END $$""",
    """CREATE TRIGGER consent_never_changed BEFORE UPDATE ON people_consent
       FOR EACH ROW EXECUTE FUNCTION consent_log_only_grows()""",
    """CREATE TRIGGER consent_never_lost BEFORE DELETE ON people_consent
       FOR EACH ROW EXECUTE FUNCTION consent_log_only_grows()""",
]


def lay(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement, params=None)


def lift(apps, schema_editor):
    where = "" if schema_editor.connection.vendor == "sqlite" else " ON people_consent"
    for name in ("consent_never_changed", "consent_never_lost"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")
    if not where:
        return
    schema_editor.execute("DROP FUNCTION IF EXISTS consent_log_only_grows()")


class Migration(migrations.Migration):

    dependencies = [("people", "0003_privacy_ground")]

    operations = [migrations.RunPython(lay, lift)]
