"""`hafawa backup`: everything in one file, proven by being restored; `hafawa backup verify FILE` proves one again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from django.utils.formats import number_format
from django.utils.translation import gettext as _


def keys_from(*, recipient: str = "", passphrase_file: Path | None = None, identity: Path | None = None) -> Any:
    """What locks or opens, from what was typed; a passphrase is the file's first line."""
    from hafawa.backups.envelope import Keys
    from hafawa.backups.errors import WrongKey

    words = _text(passphrase_file).split("\n")[0].strip("\r") if passphrase_file else ""
    if passphrase_file and not words:
        raise WrongKey(_("The first line of the passphrase file is empty. Nothing was done."))
    return Keys(recipient=recipient, passphrase=words, identity=_text(identity) if identity else "")


def _text(path: Path) -> str:
    from hafawa.backups.errors import WrongKey

    try:
        with path.open(encoding="utf-8") as file:
            return file.read(_KEY_MOST)
    except UnicodeDecodeError:
        raise WrongKey(_("%(path)s holds no key and no words. Nothing was done.") % {"path": path}) from None


@contextmanager
def shown(title: str) -> Iterator[Any]:
    """Shows how far it is; gives the function that is told."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


_KEY_MOST = 1 << 20
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(
    invoke_without_command=True,
    help=_("Put everything into one file, and prove that it can be restored. The product may go on running."),
)
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help=_("Folder for the file."))
@click.option("--encrypt-to", "recipient", default="", help=_("age or SSH public key that alone can open it."))
@click.option("--passphrase-file", type=FILE, help=_("File whose first line is the passphrase that locks it."))
@click.pass_context
def command(ctx: click.Context, to: Path | None, recipient: str, passphrase_file: Path | None) -> None:
    if ctx.invoked_subcommand is not None:
        return
    from hafawa.backups import actions
    from hafawa.backups.models import BackupPlan
    from hafawa.kernel import clock

    if recipient and passphrase_file:
        raise click.UsageError(_("Say either --encrypt-to or --passphrase-file."))
    keys = keys_from(recipient=recipient, passphrase_file=passphrase_file)
    folder = (to or BackupPlan.get().home).absolute()
    with shown(_("Backing up")) as told:
        made = actions.make(folder, keys=keys, now=clock.now(), by=None, progress=told)
    click.echo(str(made.path))
    click.echo(
        _("Made and proven: %(rows)s rows and %(files)s files came back as they went in.")
        % {"rows": number_format(made.rows or 0, force_grouping=True), "files": number_format(made.files or 0)}
    )
    if not keys.locks:
        click.echo(
            _(
                "It is not encrypted, so the secret key is not in it. Keep a copy of %(key)s in another place: "
                "without it, second factors and signed links made before stop working after a restore."
            )
            % {"key": BackupPlan.get().key_path}
        )


@command.command(help=_("Restore FILE into a place of its own, compare every count, hash and file, and say so."))
@click.argument("file", type=FILE)
@click.option("--identity", type=FILE, help=_("File with the age or SSH key that opens it."))
@click.option("--passphrase-file", type=FILE, help=_("File whose first line is the passphrase that opens it."))
def verify(file: Path, identity: Path | None, passphrase_file: Path | None) -> None:
    from hafawa.backups import actions, proving
    from hafawa.kernel import clock

    keys = keys_from(identity=identity, passphrase_file=passphrase_file)
    path = file.absolute()
    with shown(_("Proving")) as told:
        row = actions.record_of(path)
        if row is not None and (not row.is_encrypted or keys.identity or keys.passphrase):
            actions.prove(row, keys=keys, by=None, progress=told)
            found = (row.rows or 0, row.files or 0)
        else:
            proven = proving.verify(path, keys=keys, now=clock.now(), progress=told)
            found = (proven.rows, proven.files)
    click.echo(
        _("Proven: %(rows)s rows and %(files)s files came back as they went in.")
        % {"rows": number_format(found[0], force_grouping=True), "files": number_format(found[1])}
    )
