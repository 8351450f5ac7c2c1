"""How is sending set up for a mailbox, tried out before it is kept, and switched off again?"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hafawa.channels.mailbox import connecting
from hafawa.channels.mailbox.connecting import Account, SealBroken, Trouble
from hafawa.channels.models import Mailbox, Sending
from hafawa.channels.outbox import guessing, paper, providers, smtp
from hafawa.channels.outbox.smtp import End
from hafawa.kernel import sealed
from hafawa.kernel.errors import Refused
from hafawa.team import audit
from hafawa.team.models import Shop, User

PURPOSE = "sending"
GUESS_SECONDS = 8.0


class TestRefused(Refused):
    """The server signed us in and did not take the test mail."""

    __test__ = False  # no test of pytest's


@dataclass(frozen=True)
class Setup:
    """How mail is to be sent. `password` empty: that of reading; `username` empty: that of reading."""

    host: str
    port: int
    security: str
    username: str = ""
    password: str = ""
    service: str = providers.SMTP
    name: str = ""
    keeps_copies: bool = True


def account_of(sending: Sending) -> Account:
    """What a line needs; where sending has none of its own, the name and password (or the key the provider granted) of
    reading. Raises Trouble."""
    mailbox = sending.mailbox
    try:
        own = sealed.opened(sending.sealed_password, purpose=PURPOSE)
    except sealed.CannotOpen as error:
        raise SealBroken(connecting.WORDS["seal"]) from error
    kept = Account("", 0, "", mailbox.username, own) if own else Account.of(mailbox)
    username = sending.username or kept.username
    return replace(kept, host=sending.host, port=sending.port, security=sending.security, username=username)


def try_out(mailbox: Mailbox, setup: Setup, *, seconds: float | None = None) -> None:
    """Sign in, send nothing. Raises Trouble."""
    account = account_of(_row(mailbox, setup))
    with smtp.signed_in(account, seconds=seconds):
        return


def guess(mailbox: Mailbox) -> Setup | None:
    """A setup that works, found from where the mailbox is read; None where none does."""
    for place in guessing.places(mailbox.host):
        setup = Setup(*place, keeps_copies=not guessing.copies_itself(mailbox.host))
        try:
            try_out(mailbox, setup, seconds=GUESS_SECONDS)
        except Trouble:
            continue
        return setup
    return None


def keep(mailbox: Mailbox, setup: Setup, *, by: User | None, now: datetime) -> Sending:
    """Sign in with `setup`, then keep it; what stood in the way is forgotten. Raises Trouble, with nothing changed."""
    try_out(mailbox, setup)
    return _kept(mailbox, setup, by=by, now=now)


def keep_guessed(mailbox: Mailbox, *, by: User | None, now: datetime) -> Sending | None:
    """Find out how mail is sent and keep it; None where that has to be said by a person."""
    setup = guess(mailbox)
    return _kept(mailbox, setup, by=by, now=now) if setup else None


def begin(mailbox: Mailbox, *, by: User | None, now: datetime) -> bool:
    """It was just connected, or let us in again: find out how mail is sent, if that is not known; whether it is now."""
    try_anew(mailbox)
    return Sending.objects.filter(mailbox=mailbox).exists() or keep_guessed(mailbox, by=by, now=now) is not None


def only_read(mailbox: Mailbox, *, by: User | None, now: datetime) -> None:
    """Nothing is sent from it any more; what waits fails, in words, and can be sent from another."""
    with transaction.atomic():
        if Sending.objects.filter(mailbox=mailbox).delete()[0]:
            audit.note(by=by, what="mailboxes.sending_off", about=f"mailbox:{mailbox.pk}", now=now)


def pause(sending: Sending, *, is_paused: bool, by: User | None, now: datetime) -> None:
    """Hold back what waits, or let it go on."""
    with transaction.atomic():
        Sending.objects.filter(pk=sending.pk).update(is_paused=is_paused, tries=0, next_try_at=None)
        what = "mailboxes.sending_paused" if is_paused else "mailboxes.sending_resumed"
        audit.note(by=by, what=what, about=f"mailbox:{sending.mailbox_id}", now=now)


def try_anew(mailbox: Mailbox) -> None:
    """Reading has another password, or leave again: where sending uses the same, what stood in its way is forgotten."""
    mine = Sending.objects.filter(mailbox=mailbox, sealed_password="")
    mine.update(trouble="", trouble_since=None, tries=0, next_try_at=None)


def send_test(sending: Sending, *, to: str, now: datetime) -> str:
    """Send a short mail to `to`, a member of the team; what the server said. It is about no customer and kept nowhere.

    Raises Trouble, TestRefused.
    """
    mailbox, shop = sending.mailbox, Shop.get()
    raw = paper.write(
        paper.Paper(
            sender=(sending.name or shop.name, mailbox.address),
            to=[to],
            cc=[],
            subject=_("A test from Hafawa"),
            text=_("This mail was sent to see whether mail can be sent from here. It can."),
            language=shop.language,
            message_id=f"test.{secrets.token_hex(12)}@{mailbox.address.rpartition('@')[2]}",
            at=now,
            is_automatic=True,
        )
    )
    with smtp.signed_in(account_of(sending)) as line:
        outcome = line.hand_over(raw, sender=mailbox.address, recipients=[to], before_end=lambda: True)
    if outcome.end is not End.TAKEN:
        said = outcome.said or "…"
        raise TestRefused(_("The server signed us in, but did not take the mail. It said: %(said)s") % {"said": said})
    return outcome.said


def _kept(mailbox: Mailbox, setup: Setup, *, by: User | None, now: datetime) -> Sending:
    row = _row(mailbox, setup)
    values = {
        name: getattr(row, name)
        for name in ("service", "host", "port", "security", "username", "sealed_password", "name", "keeps_copies")
    }
    well = {"trouble": "", "trouble_since": None, "tries": 0, "next_try_at": None, "is_paused": False}
    with transaction.atomic():
        made, _is_new = Sending.objects.update_or_create(
            mailbox=mailbox, defaults=values | well, create_defaults=values | well | {"by": by, "made_at": now}
        )
        audit.note(by=by, what="mailboxes.sending_on", about=f"mailbox:{mailbox.pk}", now=now)
    return made


def _row(mailbox: Mailbox, setup: Setup) -> Sending:
    return Sending(
        mailbox=mailbox,
        service=setup.service,
        host=setup.host,
        port=setup.port,
        security=setup.security,
        username=setup.username,
        sealed_password=sealed.seal(setup.password, purpose=PURPOSE),
        name=setup.name,
        keeps_copies=setup.keeps_copies,
    )
