"""What does the team note beside what was heard: events of the world, what the shop says of itself, who answers?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hafawa.kernel.errors import Refused
from hafawa.kernel.text import isolate
from hafawa.listening.models import OwnText, TakenUp, WorldEvent, WorldKind
from hafawa.team import audit
from hafawa.team.models import User
from hafawa.timeline import log
from hafawa.timeline.events import ReviewAnswered
from hafawa.timeline.models import Event

ANSWERABLE = ("review.posted", "mention.posted")
SOURCE = "hafawa"
UNDO_WITHIN = timedelta(minutes=10)
LONGEST_TEXT = 50_000


class TakenByAnother(Refused):
    """A colleague is answering it."""


class NothingToNote(Refused):
    """Words are missing, or the day cannot be."""


class NothingToUndo(Refused):
    """It was too long ago, or undone before."""


def world(words: str, *, on_date: date, kind: str, by: User, now: datetime) -> WorldEvent:
    """Note that something happened on a day. Raises NothingToNote."""
    words = " ".join(words.split())[:200]
    if not words or kind not in WorldKind.values:
        raise NothingToNote(gettext_lazy("Say what happened, in a few words. Nothing was noted."))
    with transaction.atomic():
        made = WorldEvent.objects.create(words=words, on_date=on_date, kind=kind, by=by, noted_at=now)
        audit.note(by=by, what="listening.world_noted", about=f"world:{made.pk}", now=now)
    return made


def forget_world(found: WorldEvent, *, by: User, now: datetime) -> None:
    """Take it off again."""
    with transaction.atomic():
        audit.note(by=by, what="listening.world_removed", about=f"world:{found.pk}", now=now)
        found.delete()


def own_text(title: str, text: str, *, language: str, by: User, now: datetime) -> OwnText:
    """Keep what the shop says of itself, to compare with what customers say. Raises NothingToNote."""
    title, text = " ".join(title.split())[:120], text.replace("\r\n", "\n").strip()[:LONGEST_TEXT]
    if not title or not text:
        raise NothingToNote(gettext_lazy("A text needs a title and words. Nothing was kept."))
    with transaction.atomic():
        made = OwnText.objects.create(title=title, text=text, language=language, by=by, noted_at=now)
        audit.note(by=by, what="listening.text_kept", about=f"text:{made.pk}", now=now)
    return made


def forget_text(found: OwnText, *, by: User, now: datetime) -> None:
    """Take it away again."""
    with transaction.atomic():
        audit.note(by=by, what="listening.text_removed", about=f"text:{found.pk}", now=now)
        found.delete()


def take_up(event: Event, *, by: User, now: datetime) -> TakenUp:
    """`by` is answering it. Raises TakenByAnother."""
    taken, _is_new = TakenUp.objects.get_or_create(event=event, defaults={"by": by, "at": now})
    if taken.by_id != by.pk:
        sentence = _("{name} is answering this one. Nothing was changed.")
        raise TakenByAnother(sentence.format(name=isolate(taken.by.name)))
    return taken


def let_go(event: Event) -> None:
    """Nobody is answering it any more."""
    TakenUp.objects.filter(event=event).delete()


def answered(event: Event, *, by: User, now: datetime, text: str = "") -> Event | None:
    """We answered it, in public: the story says so; None where that was noted before."""
    what = ReviewAnswered(
        about_id=event.pk, channel=event.channel or "review", ref=event.ref, text=text[:20_000], by=by.name
    )
    with transaction.atomic():
        let_go(event)
        return log.append(log.Entry(what, now, SOURCE, f"answered:{event.pk}", event.person_id), now=now)


def not_answered(event: Event, *, now: datetime) -> None:
    """Take that back, within ten minutes: a slip of the hand is no part of anybody's story. Raises NothingToUndo."""
    noted = Event.objects.filter(source=SOURCE, external_id=f"answered:{event.pk}", recorded_at__gt=now - UNDO_WITHIN)
    with transaction.atomic():
        if not noted.delete()[0]:
            raise NothingToUndo(gettext_lazy("It was noted too long ago to be undone, or was undone before."))
        log.note_removal(now=now)
