"""`hafawa token`: keys for programs, made, listed and ended in the terminal."""

from __future__ import annotations

from typing import Any

import click
from django.utils.translation import gettext as _


@click.group(help=_("Keys with which programs use the API."))
def command() -> None:
    return


@command.command(help=_("Make a key; it is printed this once."))
@click.option("--user", "email", required=True, help=_("The email address of whom it acts as."))
@click.option("--name", required=True, help=_("What it is for."))
@click.option("--scope", "scopes", multiple=True, help=_("people:read, events:write …; may be said several times."))
@click.option("--days", type=int, default=90, show_default=True, help=_("How long it holds, at most 366 days."))
def make(email: str, name: str, scopes: tuple[str, ...], days: int) -> None:
    from hafawa.kernel import clock
    from hafawa.team import tokens

    _token, key = tokens.make(user=_user(email), name=name, scopes=scopes, days=days, by=None, now=clock.now())
    click.echo(key)


@command.command("list", help=_("List the keys there are."))
def list_() -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from hafawa.kernel import clock
    from hafawa.team import tokens
    from hafawa.team.models import ApiToken

    table = Table(box=None, header_style="bold")
    for title in (_("Key"), _("What for"), _("Acts as"), _("Ends"), _("Scopes")):
        table.add_column(title, overflow="fold")
    for token in ApiToken.objects.select_related("user"):
        ended = tokens.ends(token, now=clock.now())
        until = _("ended") if ended else f"{token.expires_at:%Y-%m-%d}"
        table.add_row(*map(Text, (token.key_id, token.name, token.user.email, until, " ".join(token.scopes))))
    Console().print(table)


@command.command(help=_("End a key at once; KEY is what the list shows."))
@click.argument("key")
def revoke(key: str) -> None:
    from hafawa.kernel import clock
    from hafawa.team import tokens
    from hafawa.team.models import ApiToken

    found = ApiToken.objects.filter(key_id=key.removeprefix("hafawa_")[:12]).first()
    if found is None:
        raise tokens.NoSuchKey(_("There is no such key. “hafawa token list” shows those there are."))
    tokens.revoke(found, by=None, now=clock.now())
    click.echo(_("The key is ended."))


def _user(email: str) -> Any:
    from hafawa.team import tokens
    from hafawa.team.models import User

    found = User.objects.filter(email=email.strip().lower()).first()
    if found is None:
        raise tokens.MayNotHold(_("Nobody of the team has this email address. Nothing was made."))
    return found
