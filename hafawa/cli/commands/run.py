"""`hafawa run`: the pages, the worker and the scheduler, under one command."""

from __future__ import annotations

from functools import partial
from typing import Any

import click
from django.conf import settings
from django.utils.translation import gettext as _

from hafawa.cli import opening, serving
from hafawa.cli.supervisor import Part, Supervisor, apart

OPENS_ITSELF = True


@click.command(help=_("Serve the pages and do the background work, until Ctrl-C."))
@click.option("--host", help=_("Address to listen on; HAFAWA_HOST otherwise."))
@click.option("--port", type=click.IntRange(1, 65535), help=_("Port to listen on; HAFAWA_PORT otherwise."))
def command(host: str | None, port: int | None) -> None:
    with bound(host=host, port=port) as listening:
        apart(opening.open_folder)
        keep_running(listening)


def bound(*, host: str | None, port: int | None) -> Any:
    """The listening socket, its address said as the first line; serving.PortInUse when the port is taken."""
    host, port = host or settings.HAFAWA_HOST, port or settings.HAFAWA_PORT
    listening = serving.listen(host=host, port=port)
    click.echo(serving.address(host=host, port=port))
    return listening


def keep_running(listening: Any) -> None:
    """Web and worker on an opened folder until told to stop; says when the first page answers."""
    host, port = listening.getsockname()[:2]
    url = serving.address(host=host, port=port)
    Supervisor(
        [Part("web", partial(serving.serve, listening)), Part("worker", _work)],
        until_up=partial(serving.answers, url, timeout_seconds=2),
        when_up=partial(click.echo, _("Hafawa is ready: open %(url)s (stop it with Ctrl-C).") % {"url": url}),
    ).run()


def _work() -> None:
    from hafawa import flow
    from hafawa.tasks.worker import Worker

    flow.register()
    Worker().run()
