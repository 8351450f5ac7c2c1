"""`hafawa listen`: read what is unread; `--rebuild` reads everything again. Stopped, it goes on where it was."""

from __future__ import annotations

from datetime import datetime

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@click.command(help=_("Read the words that came in and are not read yet, or were read by another reader."))
@click.option("--rebuild", is_flag=True, help=_("Read everything again; what your team corrected stays corrected."))
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help=_("With --rebuild: only what happened since a day."))
def command(*, rebuild: bool, since: datetime | None) -> None:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from hafawa import flow
    from hafawa.kernel import clock
    from hafawa.listening import rereading

    if since and not rebuild:
        raise click.UsageError(_("--since goes with --rebuild."))
    begun = rereading.begin(now=clock.now(), since=since.date() if since else None) if rebuild else None
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, transient=True) as progress:
        task = progress.add_task(_("Reading"), total=None)
        new = flow.read_words(tell=lambda done, total: progress.update(task, completed=done, total=total))
        progress.update(task, description=_("Reading again"), completed=0, total=None)
        again = rereading.go_on(
            now=clock.now, tell=lambda done, total: progress.update(task, completed=done, total=total), begun=begun
        )
    click.echo(ngettext("{n} new message was read.", "{n} new messages were read.", new).format(n=new))
    click.echo(ngettext("{n} message was read again.", "{n} messages were read again.", again).format(n=again))
