"""By which ways does the product itself send: mail from the mailbox it came to, words in the chat bubble?"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from django.db.models import Case, Q, When
from django.utils.translation import gettext as _

from hafawa.channels.chat import actions as chat
from hafawa.channels.chat import speaking
from hafawa.channels.models import ChatVisitor, Outgoing, OutgoingState, Sending
from hafawa.channels.outbox import actions as outbox
from hafawa.channels.outbox.letter import Letter
from hafawa.conversations import counting, outside, public
from hafawa.conversations.going import (
    BY_HAND,
    HOLD,
    SLACK,
    SOURCE,
    Going,
    Gone,
    NotThen,
    SomebodyWrote,
    Way,
    by_hand,
    not_by_hand,
    nothing_is_sent_later,
)
from hafawa.conversations.models import Conversation, State
from hafawa.kernel.text import isolate
from hafawa.listening import noting
from hafawa.team.models import Shop, User
from hafawa.timeline import log
from hafawa.timeline.events import ReviewAnswered
from hafawa.timeline.models import Event

MAIL = "mail:"
_UNDER_WAY = (OutgoingState.HELD, OutgoingState.WAITING, OutgoingState.SENDING)
_SOON = timedelta(minutes=5)  # what goes out later than that stops nobody


def account(conversation: Conversation) -> Sending | None:
    """From where an answer goes out: the mailbox it came to, else another that can send; None where none can."""
    is_its_own = Q(mailbox_id=conversation.mailbox_id)
    return Sending.objects.filter(is_paused=False).order_by(Case(When(is_its_own, then=0), default=1), "id").first()


def blank_letter(conversation: Conversation) -> Letter | None:
    """A letter in it, from the mailbox it came to, to whom an answer goes; None where none can be sent."""
    sending, (to, cc, last) = account(conversation), _addresses(conversation)
    if sending is None or not to:
        return None
    subject, person = conversation.subject, conversation.person
    return Letter(
        account_id=sending.mailbox_id,
        to=to,
        cc=cc,
        subject=subject if not subject or subject.lower().startswith("re:") else f"Re: {subject}",
        text="",
        language=(person.language if person else "") or Shop.get().language,
        ref=last.ref if last is not None else conversation.key,
        person_id=conversation.person_id,
    )


def sends(conversation: Conversation) -> bool:
    """Whether the product itself sends an answer in it; else a person does, and it is written down here."""
    return way_in(conversation).is_able(conversation)


def _can_mail(conversation: Conversation) -> bool:
    return account(conversation) is not None and bool(_addresses(conversation)[0])


def _can_chat(conversation: Conversation) -> bool:
    return _bubble(conversation) != ""


def _bubble(conversation: Conversation) -> str:
    """Under which of its keys a visitor of our own bubble is heard; empty where it came from another system."""
    keys = [key for key in counting.keys_of(conversation) if key.startswith(speaking.PREFIX)]
    ids = [key.removeprefix(speaking.PREFIX) for key in keys]
    newest = ChatVisitor.objects.filter(public_id__in=ids).order_by("-seen_at", "-id").first()
    return newest.ref if newest else ""


def _chat(going: Going) -> Gone:
    """Into the bubble, at once: what they may have read cannot be taken back."""
    if not (ref := _bubble(going.conversation)):
        return by_hand(going)
    files = [(one.name, one.content) for one in going.files]
    event = chat.say(ref, going.text, by=going.by, now=going.now, files=files)
    return Gone("chat", f"said:{event.pk}", going.now, None)


def _mail(going: Going) -> Gone:
    """Into the outbox, in answer to their last letter; by hand where no mailbox can send."""
    found = going.conversation
    _nobody_else_answers(going)
    if (letter := blank_letter(found)) is None:
        if going.not_before is not None:
            raise NotThen(nothing_is_sent_later())
        return by_hand(going)
    last = _addresses(found)[2]
    letter = dataclasses.replace(
        letter, text=going.text, files=going.files, quotes_event_id=last.pk if last is not None else None
    )
    made = outbox.post(letter, by=going.by, now=going.now, not_before=going.not_before)
    return Gone("email", f"{MAIL}{made.pk}", made.due_at, made.due_at)


def _nobody_else_answers(going: Going) -> None:
    """An answer that waits its seconds is no event yet: a colleague's, or our own where a button was pressed twice."""
    keys = [key for key in counting.keys_of(going.conversation) if key]
    waiting = Outgoing.objects.filter(ref__in=keys, state__in=_UNDER_WAY, due_at__lte=going.now + _SOON)
    for other in waiting.filter(is_automatic=False).select_related("by").order_by("id"):
        if other.by_id != going.by.pk:
            sentence = _("An answer of {who} is about to go out. Nothing was sent and your words are kept: look first.")
            who = isolate(other.by.name if other.by else _("Somebody of the team"))
            raise SomebodyWrote(sentence.format(who=who), [])
        if other.text.strip() == going.text and not going.files:
            raise SomebodyWrote(_("These words are about to go out already. Nothing was sent a second time."), [])


def _mail_back(ref: str, by: User, now: datetime) -> str | None:
    number = ref.removeprefix(MAIL)
    if not ref.startswith(MAIL) or not number.isdecimal():
        return not_by_hand(ref, by, now)
    made = Outgoing.objects.filter(pk=number, by=by).first()
    return made.text if made is not None and outbox.take_back(made, by=by, now=now) else None


def _addresses(conversation: Conversation) -> tuple[Sequence[str], Sequence[str], Event | None]:
    """Whom the answer goes to and in copy, and the letter it answers: of their last one, its sender and whom it named;
    where they never wrote, whom we wrote to."""
    letters = counting.events_of(conversation).filter(channel="email").order_by("-occurred_at", "-id")
    last = letters.filter(kind="message.received").first() or letters.filter(kind="message.sent").first()
    people = [str(one) for one in last.data.get("participants", [])] if last is not None else []
    return people[:1], people[1:], last


def _answer_in_public(going: Going) -> Gone:
    """Written down as our answer to those words: whoever lists what waits in public knows of it at once."""
    event_id = public.event_id_of(going.conversation.key) or 0
    about = Event.objects.filter(id=event_id, kind__in=public.KINDS).first()
    if about is None:  # taken back a moment ago
        return by_hand(going)
    event = noting.answered(about, by=going.by, now=going.now, text=going.text)
    if event is None:  # noted before, and this is one answer more
        what = ReviewAnswered(
            about_id=about.pk, channel=about.channel or "review", ref=about.ref, text=going.text, by=going.by.name
        )
        entry = log.Entry(what, going.now, SOURCE, f"answered:{about.pk}:{uuid4().hex}", about.person_id)
        event = log.append(entry, now=going.now)
    assert event is not None, "its key is new"
    return Gone(public.HEAD, f"{event.pk}", going.now, going.now + HOLD)


def _not_in_public(ref: str, by: User, now: datetime) -> str | None:
    mine = Event.objects.filter(id=ref if ref.isdecimal() else 0, kind=public.ANSWER, source=SOURCE, data__by=by.name)
    event = mine.filter(external_id__startswith="answered:", occurred_at__gte=now - HOLD - SLACK).first()
    if event is None:
        return None
    event.delete()
    log.note_removal(now=now)
    for found in Conversation.objects.filter(key=public.key_of(event.about_id or 0)):
        before = outside.stood(found)
        if found.closed_by_id == by.pk:  # closed with the answer: nobody would see that it waits
            found.state, found.closed_at, found.closed_by, found.rev = State.OPEN, None, None, found.rev + 1
        counting.recount(found, now=now)
        outside.changed([(before, found)], by=by, now=now)
    return str(event.data.get("text", ""))


def _never(_conversation: Conversation) -> bool:
    return False


#: By channel; words in public go one way, whatever their channel.
WAYS: dict[str, Way] = {
    "email": Way(_mail, _mail_back, is_able=_can_mail),
    "chat": Way(_chat, not_by_hand, is_able=_can_chat, may_wait=False),
    public.HEAD: Way(_answer_in_public, _not_in_public, is_able=_never, may_wait=False),
}


def way_in(conversation: Conversation) -> Way:
    """How an answer goes out in that conversation."""
    return way_of(public.HEAD if public.is_public(conversation.key) else conversation.channel)


def way_of(channel: str) -> Way:
    """How that channel sends; elsewhere a person does, with their own hands."""
    return WAYS.get(channel, BY_HAND)
