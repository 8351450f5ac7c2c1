"""A process that prepares a shop, sends, or takes back, to be killed at any moment: `python -m ... send`."""

from __future__ import annotations

import os
import sys

import django


def prepare(port: int, count: int, attached_bytes: int = 0) -> None:
    """A migrated database, a mailbox that sends to `port`, `count` letters that are due."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from hafawa.channels.mailbox import connecting
    from hafawa.channels.models import Mailbox, Sending
    from hafawa.channels.outbox import actions
    from hafawa.channels.outbox.paper import File
    from hafawa.kernel import clock, sealed

    now = clock.now()
    box = Mailbox.objects.create(
        address="shop@example.test", host="localhost", port=1, username="shop", made_at=now, is_paused=True,
        sealed_password=sealed.seal("seven figs", purpose=connecting.PURPOSE),
    )  # fmt: skip
    Sending.objects.create(mailbox=box, host="localhost", port=port, keeps_copies=False, made_at=now)
    for n in range(count):
        files = [File("film", "video/mp4", b"x" * attached_bytes)] if attached_bytes else []
        made = actions.Letter(box.pk, [f"layla{n}@example.org"], f"Letter {n}", f"This is letter {n}.", files=files)
        actions.post(made, by=None, now=now, hold_seconds=0)


def send() -> None:
    """What is due, as the worker does it."""
    from hafawa import chores

    chores.send_mail_now()


def take_back() -> None:
    """Everything that can still be taken back, the last first."""
    from hafawa.channels.models import Outgoing
    from hafawa.channels.outbox import actions
    from hafawa.kernel import clock

    for made in Outgoing.objects.order_by("-id"):
        actions.take_back(made, by=None, now=clock.now())


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "hafawa.config.settings"
    django.setup()
    {"prepare": prepare, "send": send, "take_back": take_back}[sys.argv[1]](*map(int, sys.argv[2:]))
