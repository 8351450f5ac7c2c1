"""`hafawa run`: the pages, the workers and the scheduler, under one command."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from importlib import import_module
from typing import Any

import click
from django.conf import settings
from django.utils.translation import gettext as _

from hafawa.cli import opening, serving, working
from hafawa.cli.supervisor import Part, Supervisor, apart
from hafawa.kernel import locks

OPENS_ITSELF = True


@click.command(help=_("Serve the pages and do the background work, until Ctrl-C."))
@click.option("--host", help=_("Address to listen on; HAFAWA_HOST otherwise."))
@click.option("--port", type=click.IntRange(1, 65535), help=_("Port to listen on; HAFAWA_PORT otherwise."))
@click.option(
    "--web-processes", type=click.IntRange(1, 64), help=_("Processes that serve pages; HAFAWA_WEB_PROCESSES otherwise.")
)
@click.option("--workers", type=click.IntRange(1, 64), help=_("Processes that work; HAFAWA_WORKERS otherwise."))
def command(host: str | None, port: int | None, web_processes: int | None, workers: int | None) -> None:
    workers = workers or settings.HAFAWA_WORKERS
    working.check(workers)
    with bound(host=host, port=port) as listening, mail_bound() as mail:
        apart(opening.open_folder)
        keep_running(listening, web_processes=web_processes, workers=workers, mail=mail)


def bound(*, host: str | None, port: int | None) -> Any:
    """The listening socket, its address said as the first line; serving.PortInUse when the port is taken."""
    host, port = host or settings.HAFAWA_HOST, port or settings.HAFAWA_PORT
    listening = serving.listen(host=host, port=port)
    click.echo(serving.address(host=host, port=port))
    return listening


def mail_bound() -> Any:
    """The socket our own SMTP receiver listens on; None, in a context, where it is off."""
    if not settings.HAFAWA_SMTP_PORT:
        return nullcontext()
    return serving.listen_for_mail(host=settings.HAFAWA_SMTP_HOST, port=settings.HAFAWA_SMTP_PORT)


def keep_running(listening: Any, *, web_processes: int | None = None, workers: int = 1, mail: Any = None) -> None:
    """Web processes and `workers` on an opened folder until told to stop; says when the first page answers."""
    from hafawa.operations import metrics

    _load()
    locks.note_use()  # the processes forked below share it
    metrics.clean()
    host, port = listening.getsockname()[:2]
    url = serving.address(host=host, port=port)
    webs = web_processes or settings.HAFAWA_WEB_PROCESSES
    Supervisor(
        [Part("web", partial(serving.serve, listening)) for _n in range(webs)]
        + [Part("worker", working.work) for _n in range(workers)]
        + [Part("mailboxes", working.watch)]
        + ([Part("smtp", partial(working.take_mail, mail))] if mail else []),
        until_up=partial(serving.answers, url, timeout_seconds=2),
        when_up=partial(click.echo, _("Hafawa is ready: open %(url)s (stop it with Ctrl-C).") % {"url": url}),
    ).run()


def _load() -> None:
    """What each part would load for itself, once: the processes forked from this one share its memory."""
    for name in ("hafawa.chores", settings.ROOT_URLCONF):
        import_module(name)
