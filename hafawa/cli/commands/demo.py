"""`hafawa demo`: the sample shop, from an empty folder to Today in a browser."""

from __future__ import annotations

import click
from django.utils.translation import gettext as _

from hafawa.cli import opening
from hafawa.cli.commands.run import bound, keep_running
from hafawa.cli.supervisor import apart

OPENS_ITSELF = True


@click.command(
    help=_("Fill an empty data folder with the sample shop and serve it. A folder with real customers is refused.")
)
@click.option("--host", help=_("Address to listen on; HAFAWA_HOST otherwise."))
@click.option("--port", type=click.IntRange(1, 65535), help=_("Port to listen on; HAFAWA_PORT otherwise."))
@click.option("--no-serve", is_flag=True, help=_("Only fill the folder."))
def command(*, host: str | None, port: int | None, no_serve: bool) -> None:
    if no_serve:
        apart(_fill)
        return
    with bound(host=host, port=port) as listening:
        apart(_fill)  # in a process of its own: the memory it takes goes with it
        keep_running(listening)


def _fill() -> None:
    from hafawa import flow
    from hafawa.demo import shop
    from hafawa.kernel import clock
    from hafawa.team.models import Shop

    opening.open_folder()
    if not Shop.get().is_sample:
        _fill_showing_how_far()
    if flow.is_anything_new():
        click.echo(_("Reading what they wrote and working out whom to turn to ..."))
        flow.daily(clock.now())
    click.echo(
        _("Sign in to the sample shop with %(email)s and the password: %(password)s")
        % {"email": shop.OWNER_EMAIL, "password": shop.SIGN_IN_WORDS}
    )


def _fill_showing_how_far() -> None:
    """Raises demo.shop.RealShop where there are customers."""
    from rich.progress import Progress

    from hafawa.demo import shop
    from hafawa.kernel import clock

    with Progress(transient=True) as bar:
        task = bar.add_task(_("The sample shop moves in"), total=None)
        filled = shop.fill(now=clock.now(), progress=lambda done, of: bar.update(task, completed=done, total=of))
    click.echo(
        _("The sample shop is here: %(people)d people, %(events)d events.")
        % {"people": filled.people, "events": filled.events}
    )
