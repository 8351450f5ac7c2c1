"""`hafawa search`: is the search's index up to date, and `--rebuild` makes it anew."""

from __future__ import annotations

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@click.command(help=_("Bring the index that things are found by up to date; it can be made anew at any time."))
@click.option("--rebuild", is_flag=True, help=_("Drop the index first and make it anew; nothing else is touched."))
def command(*, rebuild: bool) -> None:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from hafawa.kernel import clock
    from hafawa.search import health, indexing

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, transient=True) as progress:
        task = progress.add_task(_("Reading"), total=None)
        act = indexing.rebuild if rebuild else indexing.index
        read = act(now=clock.now(), tell=lambda done, total: progress.update(task, completed=done, total=total))
    click.echo(
        ngettext(
            "Everything can be found: {n} row was read.", "Everything can be found: {n} rows were read.", read
        ).format(n=read)
    )
    for word in health.words():
        click.echo(word)
