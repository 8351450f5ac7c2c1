"""`hafawa move-database --to postgresql://...` (or `--to sqlite`): all rows into another database, compared."""

from __future__ import annotations

import click
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from hafawa.cli.commands.backup import shown


@click.command(help=_("Copy all rows into another database and compare them. Stop Hafawa first."))
@click.option("--to", "to", required=True, help=_("postgresql://user:password@host:port/name, or sqlite."))
@click.option("--replace", is_flag=True, help=_("Set aside what is in the other database."))
def command(*, to: str, replace: bool) -> None:
    from hafawa.backups import moving
    from hafawa.kernel import clock, locks

    locks.let_go()  # it was held since the folder was opened; from here on it is held alone
    with shown(_("Moving")) as told:
        moved = moving.move(to, now=clock.now(), replace=replace, progress=told)
    click.echo(
        _("%(rows)s rows in %(tables)s tables arrived, every count and hash compared.")
        % {"rows": number_format(moved.rows, force_grouping=True), "tables": number_format(len(moved.tables))}
    )
    if moved.aside:
        click.echo(_("What was there before is kept as %(name)s.") % {"name": moved.aside})
    if to == moving.SQLITE:
        click.echo(_("Now take HAFAWA_DATABASE_URL out of your settings and start Hafawa again."))
    else:
        click.echo(
            _("Now set HAFAWA_DATABASE_URL to the address you gave and start Hafawa again. The SQLite file stays.")
        )
