"""`hafawa worker`: a worker alone, where web and workers are run apart."""

from __future__ import annotations

import click
from django.utils.translation import gettext as _


@click.command(help=_("Do background tasks and schedules until told to stop (`hafawa run` starts one by itself)."))
def command() -> None:
    from hafawa import flow
    from hafawa.tasks.worker import Worker

    flow.register()
    Worker().run()
