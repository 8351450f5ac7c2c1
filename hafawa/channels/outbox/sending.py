"""How does what is due get out, each message once, or with an honest "may have been sent"?

A message is claimed with a lease before anything of it is said. All but its end is handed over; then, in one statement,
the claim is renewed and "its end is about to leave" is kept; then the end goes. A process that dies before leaves a
message that waits again when the lease is over; one that dies after leaves one that may have been sent, which nothing
here sends again.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from hafawa.channels.mailbox import oauth
from hafawa.channels.mailbox.connecting import Trouble
from hafawa.channels.models import Mailbox, Outgoing, OutgoingState, Sending
from hafawa.channels.outbox import accounts, bounces, copies, smtp, told
from hafawa.channels.outbox.smtp import End, Outcome
from hafawa.kernel import clock, locks, trouble
from hafawa.tasks import progress

BUDGET_SECONDS = 20.0  # of one round, so that other tasks get their turn
BATCH = 50
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=4)
FIRST_REST, LONGEST_REST = timedelta(seconds=15), timedelta(minutes=15)
SIGN_INS = 3  # refused so often, a person is needed: providers lock accounts
READY = (OutgoingState.HELD, OutgoingState.WAITING)
_log = logging.getLogger(__name__)


def due(*, now: datetime) -> QuerySet[Outgoing]:
    """What may go now, or was tried in the future: the clock was set back."""
    ripe = Q(due_at__lte=now) | Q(tried_at__gt=now)
    return Outgoing.objects.filter(ripe, state__in=READY).order_by("due_at", "id")


def is_due(*, now: datetime) -> bool:
    """Whether there is anything to do, in a few looks at indexes."""
    return (
        _sendable(now=now).exists()
        or _abandoned(now=now).exists()
        or copies.due(now=now).exists()
        or bounces.is_behind()
    )


def send_due(now: datetime, *, seconds: float = BUDGET_SECONDS) -> int:
    """Send what is due, for about `seconds`; how many were taken by their servers. One process at a time."""
    begun = clock.ticks()

    def moment() -> datetime:
        return now + timedelta(seconds=clock.ticks() - begun)

    taken = 0
    with locks.only_one("outbox"):
        take_up_abandoned(now=now)
        give_up(now=now)
        mailboxes = Mailbox.objects.filter(pk__in=_sendable(now=now).values("mailbox"), sending__isnull=False)
        for mailbox in mailboxes.select_related("sending"):
            round_ = _Round(mailbox, moment, until=begun + seconds)
            taken += round_.run()
            progress.report(taken)
        copies.lay_down(now=moment())
        bounces.read_on(now=moment())
    return taken


def take_up_abandoned(*, now: datetime) -> int:
    """What a process left that is no more: its end had not left, so it waits again; or had, so nobody knows."""
    left = _abandoned(now=now)
    unsure = left.filter(handed_at__isnull=False).update(
        state=OutgoingState.UNSURE, reason="unsure", said="", holder="", lease_until=None, ended_at=now
    )
    again = left.filter(handed_at__isnull=True).update(
        state=OutgoingState.WAITING, holder="", lease_until=None, due_at=now, reason="broke_off"
    )
    return unsure + again


def give_up(*, now: datetime) -> int:
    """What has no account any more, or was not reached in time, failed; the words are with it."""
    waiting = Outgoing.objects.filter(state__in=READY)
    gone = waiting.filter(Q(mailbox=None) | Q(mailbox__sending=None), due_at__lte=now)
    gone_pks = list(gone.values_list("pk", flat=True)[:1000])
    ended = {"state": OutgoingState.FAILED, "ended_at": now, "holder": ""}
    n = waiting.filter(pk__in=gone_pks).update(**ended, reason="no_account")
    return n + waiting.filter(until__lt=now).update(**ended, reason="too_late")


def wait(tries: int) -> timedelta:
    """After the `tries`-th time (from 0) the server said "later": 1 min, 2, 4 ... at most 4 h."""
    return min(FIRST_WAIT * (1 << min(tries, 20)), LONGEST_WAIT)


def is_stuck(sending: Sending) -> bool:
    """Whether only a person can help: with another password."""
    return sending.trouble in ("seal", "leave") or (sending.trouble == "sign_in" and sending.tries >= SIGN_INS)


def lease() -> timedelta:
    """How long a claim holds without being renewed."""
    return timedelta(seconds=4 * settings.HAFAWA_LEASE_SECONDS)


@dataclass
class _Round:
    """The messages of one mailbox that are due, over one line."""

    mailbox: Mailbox
    moment: Callable[[], datetime]
    until: float
    taken: int = 0

    def run(self) -> int:
        sending = self.mailbox.sending
        try:
            with smtp.signed_in(accounts.account_of(sending)) as line:
                self._well(sending)
                for outgoing in self._claimed():
                    if not self._send(line, outgoing):
                        break
        except Trouble as found:
            _log.warning("mail could not be sent", extra={"mailbox": self.mailbox.pk, "trouble": found.key})
            if found.key == "sign_in":
                oauth.forget_access(self.mailbox)  # where it opens by one: it may have been taken back within its hour
            note_trouble(sending, found.key, now=self.moment())
        return self.taken

    def _claimed(self) -> Iterator[Outgoing]:
        """One after the other, each claimed when its turn has come."""
        mine = due(now=self.moment()).filter(mailbox=self.mailbox).values_list("pk", flat=True)
        for pk in list(mine[:BATCH]):
            if clock.ticks() >= self.until:
                return
            if (outgoing := claim(pk, now=self.moment())) is not None:
                yield outgoing

    def _send(self, line: smtp.Line, outgoing: Outgoing) -> bool:
        """Whether the line can be used for the next."""
        left = [one for one in (*outgoing.to, *outgoing.cc) if one not in (*outgoing.reached, *outgoing.refused)]
        try:
            outcome = line.hand_over(
                bytes(outgoing.raw),
                sender=self.mailbox.address,
                recipients=left,
                before_end=lambda: about_to_end(outgoing, now=self.moment()),
            )
        except smtp.Overtaken:
            return False
        except Exception as error:  # an edge: one message must not keep the others waiting for ever
            if trouble.words(error):
                raise
            _log.exception("a message could not be sent", extra={"outgoing": outgoing.pk})
            outcome = Outcome(End.NEVER, "fault", is_line_open=False)
        note(outgoing, outcome, now=self.moment())
        self.taken += outcome.end is End.TAKEN
        return outcome.is_line_open

    def _well(self, sending: Sending) -> None:
        if sending.trouble or sending.tries:
            Sending.objects.filter(pk=sending.pk).update(trouble="", trouble_since=None, tries=0, next_try_at=None)


def claim(pk: int, *, now: datetime) -> Outgoing | None:
    """The message, now in this caller's hands and nobody else's; None where it was taken back or is another's."""
    holder = secrets.token_hex(16)
    mine = due(now=now).filter(pk=pk).order_by()
    values = {"state": OutgoingState.SENDING, "holder": holder, "lease_until": now + lease(), "tried_at": now}
    if not mine.update(**values, handed_at=None):
        return None
    return Outgoing.objects.select_related("by", "mailbox").get(pk=pk)


def about_to_end(outgoing: Outgoing, *, now: datetime) -> bool:
    """Keep that its end leaves now, and renew the claim; False where somebody else has it, or it is gone."""
    return bool(_held(outgoing).update(handed_at=now, lease_until=now + lease()))


def note(outgoing: Outgoing, outcome: Outcome, *, now: datetime) -> None:
    """Keep how handing it over ended."""
    noting = {End.TAKEN: _taken, End.UNSURE: _unsure, End.NEVER: _never, End.LATER: _later}
    with transaction.atomic():
        noting[outcome.end](outgoing, outcome, now)


def note_trouble(sending: Sending, key: str, *, now: datetime) -> None:
    """Keep what stood in the way with the account; its messages wait, none is counted as tried."""
    rest = min(FIRST_REST * (1 << min(sending.tries, 10)), LONGEST_REST)
    Sending.objects.filter(pk=sending.pk).update(
        trouble=key, trouble_since=sending.trouble_since or now, tries=F("tries") + 1, next_try_at=now + rest
    )


def _taken(outgoing: Outgoing, outcome: Outcome, now: datetime) -> None:
    """The server said yes: it is sent and in the timeline, in one transaction; the rest of the recipients wait."""
    reached = [*outgoing.reached, *outcome.reached]
    refused = outgoing.refused | outcome.refused
    copy = _copy(outgoing)
    values = {"reached": reached, "refused": refused, "said": outcome.said, "handed_at": None, "reason": ""}
    values |= {"tries": F("tries") + 1, "holder": "", "lease_until": None, **copy}
    if outcome.later:
        values |= {"state": OutgoingState.WAITING, "due_at": now + wait(outgoing.tries), "reason": "later"}
        values |= {"said": "\n".join(dict.fromkeys(outcome.later.values()))}
    else:
        values |= {"state": OutgoingState.SENT, "ended_at": now}
    ours = Outgoing.objects.filter(pk=outgoing.pk, state__in=[OutgoingState.SENDING, OutgoingState.UNSURE])
    if ours.update(**values):  # another's "unsure" meanwhile is settled by what we know
        told.append(outgoing, now=now)


def _unsure(outgoing: Outgoing, outcome: Outcome, now: datetime) -> None:
    _held(outgoing).update(
        state=OutgoingState.UNSURE, reason="unsure", said=outcome.said, tries=F("tries") + 1, ended_at=now,
        holder="", lease_until=None,
    )  # fmt: skip


def _never(outgoing: Outgoing, outcome: Outcome, now: datetime) -> None:
    """Refused for good; where others took it before, it is sent, and those who did not are named."""
    is_sent = bool(outgoing.reached)
    _held(outgoing).update(
        state=OutgoingState.SENT if is_sent else OutgoingState.FAILED, reason="" if is_sent else outcome.reason,
        said=outcome.said, refused=outgoing.refused | outcome.refused, tries=F("tries") + 1, ended_at=now,
        handed_at=None, holder="", lease_until=None,
    )  # fmt: skip


def _later(outgoing: Outgoing, outcome: Outcome, now: datetime) -> None:
    again_at = now + wait(outgoing.tries)
    if again_at > outgoing.until:
        _never(outgoing, Outcome(End.NEVER, "too_late", outcome.said, refused=outcome.later), now)
        return
    _held(outgoing).update(
        state=OutgoingState.WAITING, reason=outcome.reason, said=outcome.said, due_at=again_at, tries=F("tries") + 1,
        refused=outgoing.refused | outcome.refused, handed_at=None, holder="", lease_until=None,
    )  # fmt: skip


def _copy(outgoing: Outgoing) -> dict[str, object]:
    keeping = Sending.objects.filter(mailbox__outgoing=outgoing.pk, keeps_copies=True)
    if outgoing.copy or not keeping.exists():
        return {}
    return {"copy": "wanted", "copy_at": None}


def _held(outgoing: Outgoing) -> QuerySet[Outgoing]:
    return Outgoing.objects.filter(pk=outgoing.pk, state=OutgoingState.SENDING, holder=outgoing.holder)


def _abandoned(*, now: datetime) -> QuerySet[Outgoing]:
    return Outgoing.objects.filter(state=OutgoingState.SENDING, lease_until__lt=now)


def _sendable(*, now: datetime) -> QuerySet[Outgoing]:
    """Due, and their account neither paused, resting nor in need of a person; or without one, to be told."""
    rests = Q(mailbox__sending__next_try_at__gt=now)
    needs = Q(mailbox__sending__trouble__in=["seal", "leave"]) | Q(
        mailbox__sending__trouble="sign_in", mailbox__sending__tries__gte=SIGN_INS
    )
    held_back = Q(mailbox__sending__isnull=False) & (Q(mailbox__sending__is_paused=True) | rests | needs)
    return due(now=now).exclude(held_back).order_by()
