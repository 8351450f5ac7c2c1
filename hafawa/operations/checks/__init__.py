"""What does the doctor look at, in which order? The ground first; what stands on it afterwards."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hafawa.operations import proofs
from hafawa.operations.checks import database, environment, files, folder, mailboxes, network, outbox, work
from hafawa.operations.findings import Question

_ANY = frozenset({"sqlite", "postgresql"})
_SQLITE = frozenset({"sqlite"})
_POSTGRESQL = frozenset({"postgresql"})

QUESTIONS: tuple[Question, ...] = (
    Question(key="python", title=_("Python"), look=environment.python),
    Question(key="translations", title=_("Translations"), look=environment.translations, slow=True),
    Question(key="static", title=_("Styles and pictures"), look=environment.static),
    Question(key="analytics", title=_("Memory for figures"), look=environment.analytics),
    Question(key="folder", title=_("Data folder"), look=folder.folder),
    Question(key="space", title=_("Free space"), look=folder.space),
    Question(key="secret", title=_("Secret key"), look=folder.secret),
    Question(key="addresses", title=_("Host names and https"), look=network.addresses),
    Question(key="port", title=_("Port"), look=network.port, slow=True),
    Question(key="database", title=_("Database"), look=database.answers),
    Question(key="sqlite", title=_("SQLite's version"), look=database.sqlite_version, on=_SQLITE),
    Question(key="integrity", title=_("Soundness of the database"), look=database.integrity, on=_SQLITE, slow=True),
    Question(key="journal", title=_("How the database writes"), look=database.journal, on=_SQLITE),
    Question(key="postgresql", title=_("PostgreSQL"), look=database.postgresql, on=_POSTGRESQL),
    Question(key="migrations", title=_("Shape of the database"), look=database.migrations, on=_ANY),
    Question(key="clock", title=_("Clock and time zone"), look=network.clock_and_zone, on=_ANY),
    Question(key="second_steps", title=_("Second steps of signing in"), look=folder.second_steps, on=_ANY),
    Question(key="worker", title=_("Worker"), look=work.worker, on=_ANY),
    Question(key="tasks", title=_("Tasks set aside"), look=work.tasks, on=_ANY),
    Question(key="flow", title=_("Flow"), look=work.flow_, on=_ANY),
    Question(key="imports", title=_("Imports"), look=work.imports, on=_ANY),
    Question(key="mailboxes", title=_("Mailboxes"), look=mailboxes.mailboxes, on=_ANY),
    Question(key="outbox", title=_("Outbox"), look=outbox.outbox, on=_ANY),
    Question(key="raw", title=_("Files as they came"), look=files.raw, on=_ANY),
    Question(key="backups", title=_("Backups"), look=work.backups, on=_ANY, can_know=lambda: proofs.last().is_known),
)
