"""How is a message queued, taken back, sent at once, sent again, or settled by a person's word?

Each is one conditional update: a message that is being sent cannot be taken back, and one taken back is not sent.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hafawa.channels.mail import keyring, threading, tokens
from hafawa.channels.models import Outgoing, OutgoingState, Sending
from hafawa.channels.outbox import history, letter, paper, told
from hafawa.channels.outbox.letter import Letter, NotQueued
from hafawa.channels.outbox.sending import send_due
from hafawa.team import audit
from hafawa.team.models import Shop, User

__all__ = ["Letter", "arrived", "discard", "post", "send_again", "send_due", "send_now", "settle_bounce", "take_back"]

HOLD_SECONDS = 10
KEEP_TRYING = timedelta(days=2)
_BEFORE = (OutgoingState.HELD, OutgoingState.WAITING)
_OPEN = (OutgoingState.UNSURE, OutgoingState.FAILED)


class NoAccount(NotQueued):
    """The mailbox is only read, or there is none."""


class SampleShop(NotQueued):
    """Nobody in the sample shop is real."""


def post(
    asked: Letter,
    *,
    by: User | None,
    now: datetime,
    hold_seconds: int = HOLD_SECONDS,
    not_before: datetime | None = None,
) -> Outgoing:
    """Queue `asked`, in the caller's transaction: sent after `hold_seconds`, not before `not_before`.

    Its bytes and Message-ID are made here, once. Raises NotQueued, with nothing kept.
    """
    sending = _sending(asked.account_id)
    to, cc = letter.addresses(asked.to), letter.addresses(asked.cc)
    cc = [one for one in cc if one not in to]
    _check_count(to, cc)
    text, attached = letter.words(asked.text), letter.files(asked.files)
    if not text.strip() and not attached:
        raise letter.NothingSaid(_("There are no words to send. Nothing was sent."))
    secret, domain = keyring.secrets()[0], sending.mailbox.address.rpartition("@")[2]
    ref = asked.ref or threading.ref(secrets.randbits(63))
    key = threading.key_in(ref)
    key = threading.number(ref) if key is None else key
    before = history.of(ref)
    quote, left_out = history.quote(before, asked.quotes_event_id, to=[*to, *cc], language=asked.language)
    parents = letter.ids(asked.references) or before.message_ids
    answers = next(iter(letter.ids([asked.in_reply_to] if asked.in_reply_to else [])), before.last_received)
    due_at = max(now + timedelta(seconds=hold_seconds), not_before or now)
    message_id = tokens.message_id(key, nonce=secrets.token_hex(8), domain=domain, secret=secret)
    made = paper.Paper(
        sender=(letter.line(sending.name or Shop.get().name)[:100], sending.mailbox.address),
        to=to,
        cc=cc,
        subject=letter.line(asked.subject).strip()[: letter.SUBJECT_CHARACTERS],
        text=text,
        language=asked.language or Shop.get().language,
        message_id=message_id,
        at=due_at,
        in_reply_to=answers,
        references=_references(tokens.root(key, domain=domain, secret=secret), parents, answers),
        quote=quote,
        is_automatic=asked.is_automatic,
        is_sales=asked.is_sales,
        unsubscribe=letter.line(asked.unsubscribe),
        files=attached,
    )
    raw = paper.write(made)
    return Outgoing.objects.create(
        mailbox=sending.mailbox,
        person_id=asked.person_id,
        by=by,
        ref=ref,
        to=to,
        cc=cc,
        subject=made.subject,
        text=text,
        language=made.language,
        suggestion_id=asked.suggestion_id,
        is_automatic=asked.is_automatic,
        is_sales=asked.is_sales,
        message_id=message_id,
        external_id=told.external_id(raw, now=now),
        raw=raw,
        notes=["history_left_out"] if left_out else [],
        state=OutgoingState.HELD if due_at > now else OutgoingState.WAITING,
        made_at=now,
        due_at=due_at,
        until=due_at + KEEP_TRYING,
    )


def take_back(outgoing: Outgoing, *, by: User | None, now: datetime) -> bool:
    """It is not sent, if nobody has begun to; whether that is so."""
    waiting = Outgoing.objects.filter(pk=outgoing.pk, state__in=_BEFORE, reached=[])
    return _settle(waiting, by=by, what="", now=now, state=OutgoingState.TAKEN_BACK, ended_at=now)


def send_now(outgoing: Outgoing, *, by: User | None, now: datetime) -> bool:
    """Sent at the next moment, whatever it waited for; False where it does not wait."""
    waiting = Outgoing.objects.filter(pk=outgoing.pk, state__in=_BEFORE)
    return _settle(waiting, by=by, what="", now=now, state=OutgoingState.WAITING, due_at=now, until=now + KEEP_TRYING)


def send_again(outgoing: Outgoing, *, by: User | None, now: datetime) -> bool:
    """A person wants it sent once more: the same bytes under the same Message-ID. False where it is not open."""
    return _settle(
        Outgoing.objects.filter(pk=outgoing.pk, state__in=_OPEN),
        by=by, what="outbox.sent_again", now=now,
        state=OutgoingState.WAITING, due_at=now, until=now + KEEP_TRYING, tries=0, reason="", said="",
        refused={}, handed_at=None, ended_at=None,
    )  # fmt: skip


def arrived(outgoing: Outgoing, *, by: User | None, now: datetime) -> bool:
    """A person knows that it arrived: it counts as sent. False where that was not in doubt."""
    with transaction.atomic():
        unsure = Outgoing.objects.filter(pk=outgoing.pk, state=OutgoingState.UNSURE)
        values = {"state": OutgoingState.SENT, "reason": "", "said": "", "ended_at": now}
        if not _settle(unsure, by=by, what="outbox.arrived", now=now, **values):
            return False
        told.append(Outgoing.objects.select_related("by").get(pk=outgoing.pk), now=now)
    return True


def discard(outgoing: Outgoing, *, by: User | None, now: datetime) -> bool:
    """Let go of one that failed or may have been sent: it is not sent, and stands open no more."""
    opened = Outgoing.objects.filter(pk=outgoing.pk, state__in=_OPEN)
    return _settle(opened, by=by, what="outbox.let_go", now=now, state=OutgoingState.DROPPED, ended_at=now)


def settle_bounce(outgoing: Outgoing, *, by: User | None, now: datetime) -> bool:
    """Somebody took care of one that came back: it stands open no more. It was sent, and stays in the timeline."""
    bounced = Outgoing.objects.filter(pk=outgoing.pk, state=OutgoingState.SENT, bounced_at__isnull=False)
    return _settle(bounced, by=by, what="", now=now, state=OutgoingState.DROPPED)


def _settle(found: QuerySet[Outgoing], *, by: User | None, what: str, now: datetime, **values: object) -> bool:
    with transaction.atomic():
        pk = found.values_list("pk", flat=True).first()
        if pk is None or not found.update(**values):
            return False
        if what:
            audit.note(by=by, what=what, about=f"outgoing:{pk}", now=now)
    return True


def _sending(mailbox_id: int) -> Sending:
    if Shop.get().is_sample:
        raise SampleShop(_("This is the sample shop: nobody in it is real, and nothing is sent to anyone."))
    found = Sending.objects.select_related("mailbox").filter(mailbox_id=mailbox_id).first()
    if found is None:
        raise NoAccount(_("This mailbox is only read. Say in Settings, Mailboxes how mail is sent from it, then send."))
    return found


def _check_count(to: Sequence[str], cc: Sequence[str]) -> None:
    if not to:
        raise letter.BadAddress(_("Nobody is named whom it goes to. Nothing was sent."))
    if len(to) + len(cc) > letter.RECIPIENTS:
        raise letter.BadAddress(
            _("A mail goes to at most %(most)d people. Nothing was sent.") % {"most": letter.RECIPIENTS}
        )


def _references(root: str, parents: Sequence[str], answers: str) -> list[str]:
    """The conversation's own id first, what was said before, what is answered last."""
    line = [one for one in dict.fromkeys((root, *parents)) if one != answers]
    return [*line, answers] if answers else line
