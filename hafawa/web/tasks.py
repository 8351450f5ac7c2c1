"""What do pages ask a worker to do?"""

from __future__ import annotations

from django.urls import reverse

from hafawa import flow
from hafawa.demo import shop
from hafawa.kernel import clock
from hafawa.tasks import progress
from hafawa.team.models import User

FILL, REMOVE = "hafawa.web.tasks.fill_sample", "hafawa.web.tasks.remove_sample"


def fill_sample() -> None:
    """Bring in the sample shop and work out its day."""
    shop.fill(now=clock.now(), progress=progress.report)
    flow.daily(clock.now())


def remove_sample() -> None:
    """Take the sample shop away."""
    shop.remove(now=clock.now())
    flow.daily(clock.now())


def mail_password_link(email: str, root: str) -> None:
    """Somebody asked for a new password: a link goes to a member with that address; to nobody else anything."""
    from hafawa.team import members
    from hafawa.web import mail

    user = User.objects.filter(email=email, is_active=True).first()
    if user is not None:
        token = members.password_link(user, by=None, now=clock.now())
        mail.send_link("reset", email=email, address=root.rstrip("/") + reverse("web:new_password", args=[token]))
