"""How does what a visitor does in the bubble come in: words, an address, a sign that they type, how it felt?

Whoever is at the other end is known by the token their browser made, and by nothing they type. Only the shop's own
site can vouch for somebody (`identity`): a name or an address typed is kept as what they say, makes somebody new, and
neither finds nor touches anybody we know.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hafawa.channels import signals
from hafawa.channels.chat import identity, site, speaking
from hafawa.channels.chat.identity import Identity
from hafawa.channels.mail.charsets import clean
from hafawa.channels.models import ChatFile, ChatSite, ChatVisitor
from hafawa.kernel.errors import Refused
from hafawa.people import actions as people
from hafawa.people.identifiers import normal_email
from hafawa.people.models import IdentifierKind
from hafawa.team import throttle
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived, SurveyAnswered
from hafawa.timeline.models import Event

TEXT_MOST = 5000
FILES_MOST = 5
MESSAGES_A_MINUTE, MESSAGES_A_MINUTE_FROM = 30, 120  # of one visitor; from one address
SIGNALS_A_MINUTE = 60
QUESTION = "felt_personal"
FELT = {"yes": 10, "some": 5, "no": 0}
_PAGE_OPEN = timedelta(days=7)  # who was vouched for in a page left open goes on there, with the token besides
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,64}")
_KEY = re.compile(r"[A-Za-z0-9-]{8,64}")


class NotOn(Refused):
    """The bubble is off."""


class NotAVisitor(Refused):
    """No token, none of a browser's, or of a conversation that is another person's."""


class NothingSaid(Refused):
    """A message without words or files."""


class TooMuch(Refused):
    """Longer, or more, than is taken at once."""


class TooOften(Refused):
    """More messages in a minute than one writes."""

    seconds = 60


class NotAnAddress(Refused):
    """What was typed is no mail address."""


@dataclass(frozen=True)
class Said:
    """What came with a message. `key` is the browser's own, so that the same message sent again is the same;
    `is_told_away`: the bubble said there that the shop is closed."""

    key: str
    text: str = ""
    files: Sequence[str] = ()
    name: str = ""
    email: str = ""
    language: str = ""
    page: str = ""
    is_told_away: bool = False


def meet(token: str, vouched: str, *, now: datetime) -> ChatVisitor | None:
    """Whose token it is; None where nobody wrote with it yet. `vouched` is what the page says of who they are.

    A conversation of somebody the shop vouched for opens only while it vouches for the same person again, so that the
    next one at that computer does not read it. Raises NotAVisitor.
    """
    visitor = ChatVisitor.objects.filter(token_hash=_hash(token)).first()
    if visitor is None:
        return None
    who = _vouched(vouched, now=now, late=_PAGE_OPEN)
    if not _is_theirs(visitor, who):
        raise NotAVisitor(_("This conversation is another person's. A new one begins."))
    if visitor.is_new_on(now):
        ChatVisitor.objects.filter(pk=visitor.pk).update(seen_at=now)
    return visitor


def known(token: str) -> ChatVisitor:
    """Whose token it is. Raises NotAVisitor."""
    visitor = ChatVisitor.objects.filter(token_hash=_hash(token)).first()
    if visitor is None:
        raise NotAVisitor(_("Nobody wrote with this token yet."))
    return visitor


def write(token: str, vouched: str, said: Said, *, address: str, now: datetime) -> tuple[ChatVisitor, Event]:
    """Append what they wrote; the same `key` again gives the same event. It is kept when this returns.

    Raises NotOn, NotAVisitor, NothingSaid, TooMuch, TooOften, NotAnAddress.
    """
    if not ChatSite.get().is_on:
        raise NotOn(_("The chat is switched off. Nothing was sent."))
    text = _checked(said)
    visitor = meet(token, vouched, now=now)
    if visitor and (before := _event(visitor, said.key)):
        return visitor, before
    _count(f"chat.v:{_hash(token)[:32]}", MESSAGES_A_MINUTE, now=now)
    _count(f"chat.a:{hashlib.sha256(address.encode()).hexdigest()[:32]}", MESSAGES_A_MINUTE_FROM, now=now)
    with transaction.atomic():
        visitor = _made(token, said, now=now) if visitor is None else visitor
        visitor = ChatVisitor.objects.select_for_update().get(pk=visitor.pk)
        _come_to_know(visitor, _vouched(vouched, now=now), said, now=now)
        event = _append(visitor, said, text, now=now)
    return visitor, event


def for_file(token: str, *, address: str, language: str, now: datetime) -> ChatVisitor:
    """Whose file comes; somebody who has not written yet is made. Raises NotAVisitor, TooOften."""
    _count(f"chat.f:{_hash(token)[:32]}", MESSAGES_A_MINUTE, now=now)
    _count(f"chat.a:{hashlib.sha256(address.encode()).hexdigest()[:32]}", MESSAGES_A_MINUTE_FROM, now=now)
    return _made(token, Said(key="", language=language), now=now)


def types(visitor: ChatVisitor, *, now: datetime) -> None:
    """They are typing this moment. Raises TooOften."""
    _count(f"chat.s:{visitor.public_id}", SIGNALS_A_MINUTE, now=now)
    signals.tell("chat.typing", ref=visitor.ref, person_id=visitor.person_id, now=now, by="visitor")


def has_read(visitor: ChatVisitor, event_id: int, *, now: datetime) -> None:
    """They saw what we wrote, up to that event. Raises TooOften."""
    _count(f"chat.s:{visitor.public_id}", SIGNALS_A_MINUTE, now=now)
    last = speaking.said_in(visitor.ref).filter(id__lte=event_id).order_by("-id").values_list("id", flat=True).first()
    with transaction.atomic():
        moved = ChatVisitor.objects.filter(pk=visitor.pk, own_read_id__lt=last or 0).update(own_read_id=last or 0)
        if moved:
            signals.tell(
                "chat.read", ref=visitor.ref, person_id=visitor.person_id, now=now, by="visitor", own_read=last
            )


def rate(visitor: ChatVisitor, felt: str, *, now: datetime) -> Event | None:
    """How it felt, once each time it was closed; None where it was said before, or was not asked.

    An answer of the timeline: 10 for yes, 5 for partly, 0 for no. Raises NothingSaid.
    """
    if felt not in FELT:
        raise NothingSaid(_("Choose one of the three answers."))
    with transaction.atomic():
        held = ChatVisitor.objects.select_for_update().get(pk=visitor.pk)
        if not speaking.state(held)["asks"] or held.closed_at is None:
            return None
        what = SurveyAnswered(score=FELT[felt], channel=speaking.CHANNEL, ref=held.ref, question=QUESTION)
        key = f"{held.public_id}:felt-{held.closed_at:%Y%m%dT%H%M%S%f}"
        event = log.append(log.Entry(what, now, speaking.SOURCE, key, held.person_id), now=now)
        held.rated_at = now
        held.save(update_fields=["rated_at"])
        signals.tell("chat.state", ref=held.ref, person_id=held.person_id, now=now, **speaking.state(held))
    return event


def _checked(said: Said) -> str:
    text = clean(said.text).strip()
    if not _KEY.fullmatch(said.key):
        raise NothingSaid(_("The message has no key of its own, so it was not kept. Reload the page."))
    if not text and not said.files:
        raise NothingSaid(_("Nothing was written, so nothing was sent."))
    if len(text) > TEXT_MOST:
        words = _("The message has %(n)d characters; at most %(most)d are taken. Send it in parts.")
        raise TooMuch(words % {"n": len(text), "most": TEXT_MOST})
    if len(said.files) > FILES_MOST:
        raise TooMuch(_("At most %(most)d files go with one message.") % {"most": FILES_MOST})
    if said.email and normal_email(said.email) is None:
        raise NotAnAddress(_("This does not look like a mail address. Check it, so that we can answer."))
    return text


def _vouched(given: str, *, now: datetime, late: timedelta = timedelta(0)) -> Identity | None:
    keys = site.keys(ChatSite.get(), now=now) if given else []
    who = identity.verified(given, keys=keys, now=now, late=late) if keys else None
    return who if who and normal_email(who.email) else None


def _is_theirs(visitor: ChatVisitor, who: Identity | None) -> bool:
    """Whether the conversation may be opened by one the shop vouches for as `who`, or by nobody in particular."""
    if visitor.is_verified:
        return who is not None and _same(who.email, visitor.said_email)
    return who is None or not visitor.said_email or _same(who.email, visitor.said_email)


def _same(one: str, other: str) -> bool:
    return normal_email(one) == normal_email(other)


def _made(token: str, said: Said, *, now: datetime) -> ChatVisitor:
    fresh = {"public_id": secrets.token_hex(12), "made_at": now, "seen_at": now, "language": said.language[:8]}
    return ChatVisitor.objects.get_or_create(token_hash=_hash(token), defaults=fresh)[0]


def _come_to_know(visitor: ChatVisitor, who: Identity | None, said: Said, *, now: datetime) -> None:
    """Whom the shop vouches for is found by their address; whoever only types one is somebody new, if not met yet."""
    if who is not None:
        _is_vouched_for(visitor, who, said, now=now)
    elif not visitor.is_verified:
        visitor.said_name = clean(" ".join(said.name.split()))[:200] or visitor.said_name
        visitor.said_email = said.email.strip()[:254] or visitor.said_email
        if visitor.said_email and visitor.person_id is None:
            name, language = visitor.said_name, visitor.language
            visitor.person = people.find_or_make([], name=name, language=language, now=now)[0]
    visitor.page, visitor.seen_at = clean(said.page)[:500] or visitor.page, now
    visitor.language = said.language[:8] or visitor.language
    visitor.away_told_at = now if said.is_told_away else None
    visitor.save()


def _is_vouched_for(visitor: ChatVisitor, who: Identity, said: Said, *, now: datetime) -> None:
    key = (IdentifierKind.EMAIL, normal_email(who.email) or "", who.email[:320])
    if not visitor.is_verified:
        language = said.language or visitor.language
        visitor.person = people.find_or_make([key], name=clean(who.name), language=language, now=now)[0]
        visitor.is_verified = True
    visitor.said_email, visitor.said_name = who.email[:254], clean(who.name) or visitor.said_name


def _append(visitor: ChatVisitor, said: Said, text: str, *, now: datetime) -> Event:
    files = list(ChatFile.objects.filter(visitor=visitor, public_id__in=said.files).order_by("id"))
    what = MessageReceived(
        channel=speaking.CHANNEL,
        ref=visitor.ref,
        text=text,
        attachments=speaking.named(files),
        participants=[visitor.said_email] if visitor.said_email else [],
    )
    entry = log.Entry(what, now, speaking.SOURCE, _external(visitor, said.key), visitor.person_id)
    event = log.append(entry, now=now)
    if event is None:  # the same message came twice at once: the other is kept
        return Event.objects.get(source=speaking.SOURCE, external_id=entry.external_id)
    ChatFile.objects.filter(pk__in=[f.pk for f in files]).update(sent_at=now)
    if visitor.closed_at is not None:
        visitor.closed_at = None
        visitor.save(update_fields=["closed_at"])
        signals.tell("chat.state", ref=visitor.ref, person_id=visitor.person_id, now=now, **speaking.state(visitor))
    return event


def _event(visitor: ChatVisitor, key: str) -> Event | None:
    return Event.objects.filter(source=speaking.SOURCE, external_id=_external(visitor, key)).first()


def _external(visitor: ChatVisitor, key: str) -> str:
    return f"{visitor.public_id}:{key}"


def _count(key: str, most: int, *, now: datetime) -> None:
    if throttle.count(key, window_seconds=60, now=now) > most:
        raise TooOften(
            _("That was a lot in one minute. What you wrote is kept here and goes out in a moment."), permanent=False
        )


def _hash(token: str) -> str:
    if not _TOKEN.fullmatch(token):
        raise NotAVisitor(_("The token is none that a browser made."))
    return hashlib.sha256(token.encode()).hexdigest()
