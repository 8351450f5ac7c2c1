"""What is noted stays: the database itself refuses to change or delete an entry.

Two things are let through: a member who is deleted is no longer pointed at (their name stays), and entries from before
the instant in `team_auditgate` may go, which only `team.audit.forget_before` moves. That table is no model, so that
nothing empties it in passing.
"""

from django.db import migrations

SAME = "NEW.{0} IS {1} OLD.{0}"
KEPT = ("id", "by_name", "what", "about", "facts", "at")
REFUSED = "an audit entry is never changed, and goes only when its time is over"


def _same(distinct_from: str) -> str:
    pairs = [SAME.format(name, distinct_from) for name in KEPT]
    return " AND ".join([*pairs, f"(NEW.by_id IS NULL OR {SAME.format('by_id', distinct_from)})"])


SQLITE = (
    "CREATE TABLE team_auditgate (id integer PRIMARY KEY CHECK (id = 1), before_at datetime NOT NULL)",
    "INSERT INTO team_auditgate VALUES (1, '0001-01-01 00:00:00')",
    f"""CREATE TRIGGER team_audit_not_changed BEFORE UPDATE ON team_auditentry
        WHEN NOT ({_same('')}) BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
    f"""CREATE TRIGGER team_audit_not_deleted BEFORE DELETE ON team_auditentry
        WHEN OLD.at >= (SELECT before_at FROM team_auditgate WHERE id = 1)
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
)
POSTGRESQL = (
    "CREATE TABLE team_auditgate (id integer PRIMARY KEY CHECK (id = 1), before_at timestamptz NOT NULL)",
    "INSERT INTO team_auditgate VALUES (1, '-infinity')",
    f"""CREATE FUNCTION team_audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'UPDATE' THEN
            IF {_same('NOT DISTINCT FROM')} THEN RETURN NEW; END IF;
          ELSIF OLD.at < (SELECT before_at FROM team_auditgate WHERE id = 1) THEN
            RETURN OLD;
          END IF;
          RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation';
        END $$""",
    """CREATE TRIGGER team_audit_stays BEFORE UPDATE OR DELETE ON team_auditentry
       FOR EACH ROW EXECUTE FUNCTION team_audit_stays()""",
)
BACK = {
    "sqlite": (
        "DROP TRIGGER team_audit_not_changed",
        "DROP TRIGGER team_audit_not_deleted",
        "DROP TABLE team_auditgate",
    ),
    "postgresql": (
        "DROP TRIGGER team_audit_stays ON team_auditentry",
        "DROP FUNCTION team_audit_stays()",
        "DROP TABLE team_auditgate",
    ),
}


def keep(apps, schema_editor):
    for sql in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(sql, params=None)


def let_go(apps, schema_editor):
    for sql in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(sql, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('team', '0003_sign_in'),
    ]

    operations = [migrations.RunPython(keep, let_go)]
