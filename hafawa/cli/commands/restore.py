"""`hafawa restore FILE`: an earlier state takes the place of the present one, which is kept; `--undo` goes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from hafawa.cli import opening
from hafawa.cli.commands.backup import FILE, keys_from, shown

OPENS_ITSELF = True  # what is there may be broken, or newer


@click.command(help=_("Put the state in FILE in the place of the present one, which is kept aside. Stop Hafawa first."))
@click.argument("file", type=FILE, required=False)
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), help=_("Another data folder (it gets SQLite).")
)
@click.option("--identity", type=FILE, help=_("File with the age or SSH key that opens it."))
@click.option("--passphrase-file", type=FILE, help=_("File whose first line is the passphrase that opens it."))
@click.option("--undo", is_flag=True, help=_("Go back to the state kept by the last restore."))
@click.option("--let-go", is_flag=True, help=_("Delete the states kept by earlier restores, for good."))
def command(
    *,
    file: Path | None,
    into: Path | None,
    identity: Path | None,
    passphrase_file: Path | None,
    undo: bool,
    let_go: bool,
) -> None:
    from hafawa.backups import asides, restoring
    from hafawa.kernel import clock

    if (file is not None) + undo + let_go != 1:
        raise click.UsageError(_("Say one of: a file, --undo, --let-go."))
    if undo:
        kept = restoring.undo(now=clock.now())
        opening.open_folder()
        click.echo(
            _("The state before the last restore is back. The restored one is kept in %(name)s.") % {"name": kept}
        )
    elif let_go:
        opening.open_folder()
        gone = asides.let_go(now=clock.now())
        click.echo(
            _("Deleted: %(names)s") % {"names": ", ".join(gone)} if gone else _("No earlier state is kept here.")
        )
    elif file is not None:
        keys = keys_from(identity=identity, passphrase_file=passphrase_file)
        with shown(_("Restoring")) as told:
            found = restoring.restore(
                file, keys=keys, now=clock.now(), into=into.absolute() if into else None, progress=told
            )
        _tell(found)


def _tell(found: Any) -> None:
    click.echo(
        _("Restored as of %(at)s: %(rows)s rows and %(files)s files, all compared.")
        % {
            "at": f"{found.taken_at:%Y-%m-%d %H:%M} UTC",
            "rows": number_format(found.rows, force_grouping=True),
            "files": number_format(found.files),
        }
    )
    if found.was_older:
        click.echo(_("It was of an earlier version; it was brought up to date."))
    if found.is_other_key:
        click.echo(
            _(
                "It was made with another secret key than the one here. Put the secret_key file of that time into the "
                "data folder, or second factors and signed links made then will not work."
            )
        )
    if found.aside:
        click.echo(
            _("What was here before is kept in %(name)s: hafawa restore --undo brings it back, --let-go deletes it.")
            % {"name": found.aside}
        )
        click.echo(_("It goes by itself after 30 days, and at once when somebody is erased, for they are in it, too."))
