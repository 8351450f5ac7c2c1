"""`hafawa worker`: a worker alone, where web and workers are run apart, on this machine or on several."""

from __future__ import annotations

import click
from django.utils.translation import gettext as _

from hafawa.cli import working


@click.command(help=_("Do background tasks and schedules until told to stop (`hafawa run` starts one by itself)."))
def command() -> None:
    working.work()
