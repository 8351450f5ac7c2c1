"""`hafawa password-link EMAIL`: a one-time link with which a member of the team sets a new password."""

from __future__ import annotations

import click
from django.utils.translation import gettext as _


@click.command(help=_("Make a link with which a member of the team sets a new password. It works once, for 48 hours."))
@click.argument("email")
@click.option("--without-second-step", is_flag=True, help=_("Remove their second step, for one who has lost it."))
def command(*, email: str, without_second_step: bool) -> None:
    from django.conf import settings
    from django.urls import reverse

    from hafawa.cli.serving import address
    from hafawa.kernel import clock
    from hafawa.team import members
    from hafawa.team.models import User

    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        raise click.UsageError(_("Nobody with the address %(email)s may sign in.") % {"email": email})
    if without_second_step:
        members.drop_second_step(user, by=None, now=clock.now())
    token = members.password_link(user, by=None, now=clock.now())
    root = address(host=settings.HAFAWA_HOST, port=settings.HAFAWA_PORT).rstrip("/")
    click.echo(root + reverse("web:new_password", args=[token]))
