"""How many may work in the background, and what does one of them do?"""

from __future__ import annotations

import socket

from django.conf import settings
from django.utils.translation import gettext as _

from hafawa.kernel import locks
from hafawa.kernel.errors import Refused

_GOING_SECONDS = 3.0  # one that was killed takes its last task with it, which holds the lock till then


class OneWorker(Refused):
    """SQLite takes one writer at a time; more workers would wait for one another."""


class WorksAlready(Refused):
    """Another worker of this data folder is at work."""


def check(workers: int) -> None:
    """Raise OneWorker where that many cannot work on this database."""
    if workers > 1 and not settings.HAFAWA_DATABASE_URL:
        raise OneWorker(
            _(
                "%(workers)s workers need PostgreSQL: SQLite, which is used here, lets one process write at a time. "
                "Nothing was started. Say one worker, or set HAFAWA_DATABASE_URL."
            )
            % {"workers": workers}
        )


def work() -> None:
    """Do tasks and schedules until told to stop. Raises WorksAlready on SQLite when another worker is at work."""
    if settings.HAFAWA_DATABASE_URL:
        _work()
        return
    with locks.hold("worker", patience_seconds=_GOING_SECONDS) as is_ours:
        if not is_ours:
            raise WorksAlready(_works_already())
        _work()


def watch() -> None:
    """Listen whether something arrives in the mailboxes, until told to stop."""
    import signal

    from hafawa.channels.mailbox import watching

    told: list[int] = []
    for ends in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ends, lambda number, _frame: told.append(number))
    watching.watch(lambda: bool(told))


def take_mail(listening: socket.socket) -> None:
    """Take mail over SMTP, until told to stop."""
    from hafawa.channels.mail_doors.smtp import serving

    serving.serve(listening)


def _work() -> None:
    from hafawa import chores, flow
    from hafawa.tasks.worker import Worker

    flow.register()
    chores.register()
    Worker().run()


def _works_already() -> str:
    return _(
        "Another worker is at work in %(folder)s, and SQLite, which is used here, lets one process write at a time. "
        "Nothing was changed. Stop that one first, or set HAFAWA_DATABASE_URL to use PostgreSQL."
    ) % {"folder": settings.HAFAWA_DATA_DIR}
