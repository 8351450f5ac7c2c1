"""`hafawa worker`: a worker alone, where web and workers are run apart."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Do background tasks and schedules until told to stop (`hafawa run` starts one by itself)."""
    from hafawa import flow
    from hafawa.tasks.worker import Worker

    flow.register()
    Worker().run()
