"""`hafawa web`: the pages alone, where web and workers are run apart, on this machine or on several."""

from __future__ import annotations

import click
from django.utils.translation import gettext as _

from hafawa.cli import opening
from hafawa.cli.commands.run import bound, keep_running
from hafawa.cli.supervisor import apart

OPENS_ITSELF = True


@click.command(help=_("Serve the pages without doing background work, until Ctrl-C (`hafawa run` does both)."))
@click.option("--host", help=_("Address to listen on; HAFAWA_HOST otherwise."))
@click.option("--port", type=click.IntRange(1, 65535), help=_("Port to listen on; HAFAWA_PORT otherwise."))
@click.option(
    "--processes", type=click.IntRange(1, 64), help=_("Processes that serve pages; HAFAWA_WEB_PROCESSES otherwise.")
)
def command(host: str | None, port: int | None, processes: int | None) -> None:
    with bound(host=host, port=port) as listening:
        apart(opening.open_folder)
        keep_running(listening, web_processes=processes, workers=0)
