"""What stands around the box in which somebody answers: whom it goes to, what they want, what may be said?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from hafawa.conversations import confidential, counting, queries, ways
from hafawa.conversations.composing import attaching, coach, drafts, knowing, saved, shut, wanting
from hafawa.conversations.composing.coach import Coached, Matter
from hafawa.conversations.composing.drafts import Standing
from hafawa.conversations.composing.models import DraftFile, DraftKind
from hafawa.conversations.models import Conversation
from hafawa.kernel.text import direction
from hafawa.listening.models import Annotation
from hafawa.listening.said import CUSTOMER_KINDS
from hafawa.people.models import Detail
from hafawa.playbooks import facts as facts_of
from hafawa.playbooks import say
from hafawa.playbooks.models import State, Suggestion
from hafawa.playbooks.registry import playbooks
from hafawa.team.models import LANGUAGES, Shop, User
from hafawa.timeline.models import Event
from hafawa.web.said import News

WRITTEN = {code for code, _own_name in LANGUAGES}
NEWEST = 20  # things said that are looked at for the one that is answered
AT_HOURS = 9  # "tomorrow morning"


@dataclass(frozen=True)
class Words:
    """Words that can be put into the box, in the language they are in."""

    title: str
    text: str
    language: str
    direction: str


@dataclass(frozen=True, kw_only=True)
class Composer:
    """All of it. `wants`: heard, fixed, both or empty; `put_right` their own words for what would."""

    conversation: Conversation
    reply: Standing
    note: Standing
    seen_event_id: int
    language: str
    direction: str
    is_sent_by_us: bool
    may_wait: bool
    wants: str = ""
    put_right: tuple[str, ...] = ()
    may_say: tuple[Detail, ...] = ()
    words: tuple[Words, ...] = ()
    colleagues: tuple[User, ...] = ()
    laters: tuple[tuple[str, datetime], ...] = ()
    back: str = ""
    news: News | None = None
    refusal: str = ""
    meanwhile: tuple[Event, ...] = ()
    files: tuple[DraftFile, ...] = ()
    files_limits: str = ""
    is_note: bool = False
    is_alone: bool = False


def of(conversation: Conversation, who: list[int], *, to: User, now: datetime, **more: Any) -> Composer:
    """The box of `conversation` with the one whose ids are `who`, as `to` opens it; `more` is what the opening adds."""
    shop = Shop.get()
    newest = _newest(conversation, to=to)
    event, reading = _answered(newest)
    is_sent_by_us = ways.sends(conversation)
    may_wait = is_sent_by_us and ways.way_in(conversation).may_wait
    language = _language(conversation, reading) or shop.language
    put_right = wanting.put_right(reading.found if reading else [])
    words = [*_openings(conversation, reading, language, asks=not put_right), *_of_cards(who, shop, to=to)]
    kept = drafts.both(conversation.key, user=to)
    opened = {
        "seen_event_id": max((e.pk for e in newest), default=0),
        "may_say": tuple(knowing.may_be_said(who, to=to, now=now)) if more.get("is_alone") else (),
    }
    return Composer(
        conversation=conversation,
        reply=kept[DraftKind.REPLY],
        note=kept[DraftKind.NOTE],
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        is_sent_by_us=is_sent_by_us,
        may_wait=may_wait,
        wants=_wants(reading) if event else "",
        put_right=put_right,
        words=tuple(_safe(words, who, now=now)),
        colleagues=tuple(User.objects.filter(is_active=True).exclude(pk=to.pk).order_by("name", "id")),
        laters=tuple(_laters(now)) if may_wait else (),
        files=tuple(attaching.of(conversation.key, user=to)) if is_sent_by_us else (),
        files_limits=attaching.limits(conversation.channel),
        **{**opened, **more},
    )


def coached(text: str, conversation: Conversation, *, to: User, goes_at: datetime, passed_over: list[str]) -> Coached:
    """What is said of a draft beside it."""
    event, _reading = answered(conversation, to=to)
    matter = Matter(
        person=conversation.person,
        channel=conversation.channel,
        answered=event,
        is_confidential=confidential.is_confidential(conversation),
        goes_at=goes_at,
    )
    return coach.look(text, matter, to=to, passed_over=passed_over)


def replies(sought: str, conversation: Conversation, *, to: User) -> list[saved.Offered]:
    """The saved replies that answer to `sought`, in the language of whom it goes to."""
    person, shop = conversation.person, Shop.get()
    ids = queries.who_is_in(conversation)
    values = saved.values_for(person, order=saved.latest_order(ids) if ids else "", by=to)
    _event, reading = answered(conversation, to=to)
    language = _language(conversation, reading) or shop.language
    return saved.offered(sought, language=language, fallback=shop.language, values=values)


def answered(conversation: Conversation, *, to: User) -> tuple[Event | None, Annotation | None]:
    """Their newest words in it, and how they were read."""
    return _answered(_newest(conversation, to=to))


def _newest(conversation: Conversation, *, to: User) -> list[Event]:
    said = counting.events_of(conversation) & Event.objects.visible_to(to)
    return list(said.select_related("annotation").order_by("-id")[:NEWEST])


def _answered(newest: list[Event]) -> tuple[Event | None, Annotation | None]:
    theirs = [e for e in newest if e.kind in CUSTOMER_KINDS and e.data.get("text") and not e.data.get("is_automatic")]
    event = max(theirs, key=lambda e: (e.occurred_at, e.pk), default=None)
    return event, getattr(event, "annotation", None)


def _language(conversation: Conversation, reading: Annotation | None) -> str:
    """What they read: as is known of them, else as they wrote last."""
    known = conversation.person.language if conversation.person else ""
    language = (known or (reading.language if reading else ""))[:2]
    return language if language in WRITTEN else ""


def _wants(reading: Annotation | None) -> str:
    if reading is None:
        return ""
    return wanting.wants(
        anger=reading.anger,
        intensity=reading.intensity,
        emotions=reading.emotions,
        kinds=reading.kinds,
        asks=reading.is_question or reading.is_request or reading.is_order_status,
        is_complaint=reading.is_complaint,
        found=reading.found,
    )


def _openings(conversation: Conversation, reading: Annotation | None, language: str, *, asks: bool) -> Iterator[Words]:
    """A greeting, and the question what would put it right."""
    person = conversation.person
    called = (person.first_name or person.name) if person else ""
    with override(language):
        greeting = _("Hello {name},").format(name=called) if called else _("Hello,")
        question = _("What would put this right for you?")
    yield Words(_("A greeting"), greeting, language, direction(greeting))
    if reading is not None and reading.is_complaint and asks:
        yield Words(_("Ask what would put it right"), question, language, direction(question))


def _of_cards(ids: list[int], shop: Shop, *, to: User) -> Iterator[Words]:
    """What their open cards would say."""
    opened = Suggestion.objects.visible_to(to).filter(person_id__in=ids, state=State.OPEN).select_related("person")
    found = list(opened.order_by("-urgency", "id")[:3]) if ids else []
    if not found:
        return
    record = facts_of.Record.of(found, shop=shop, day=max(s.made_at for s in found), to=to)
    for suggestion in found:
        playbook = playbooks().get(suggestion.playbook)
        if playbook is None or playbook.words is None:
            continue
        facts = facts_of.read(playbook, suggestion.facts, person=suggestion.person, record=record)
        text, language = say.in_language(facts, words=playbook.words, fallback=shop.language)
        yield Words(_(playbook.title), text, language, direction(text))


def _safe(words: Iterable[Words], ids: list[int], *, now: datetime) -> Iterator[Words]:
    """Without any that tell of a surprise, or of what is never shown: nothing is suggested that may not be sent."""
    known = shut.Known(secrets=tuple(knowing.never_said(ids)), now=now)
    return (one for one in words if not any(g.kind == shut.SECRET for g in shut.shut(one.text, known)))


def _laters(now: datetime) -> Iterator[tuple[str, datetime]]:
    """Times to send at, as people say them."""
    local = timezone.localtime(now)
    morning = (local + timedelta(days=1)).replace(hour=AT_HOURS, minute=0, second=0, microsecond=0)
    yield _("In an hour"), (local + timedelta(hours=1)).replace(second=0, microsecond=0)
    yield _("Tomorrow morning"), morning
    monday = morning + timedelta(days=(7 - morning.weekday()) % 7)
    if monday != morning:
        yield _("On Monday morning"), monday
