"""May they be asked, and by which link? A conversation is asked about once, a person not again within thirty days.

The link is signed and ends after two weeks. A mail program that opens it ahead records nothing: only what is posted
counts, and the first answer stands.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.people import clusters
from hafawa.people.consent import Statement, latest
from hafawa.people.models import Consent, Person
from hafawa.surveys.models import Asked
from hafawa.surveys.questions import FELT_PERSONAL, QUESTIONS
from hafawa.team.models import LANGUAGES, Shop, User
from hafawa.timeline import confidential, log
from hafawa.timeline.events import SurveyAnswered

AGAIN_AFTER = timedelta(days=30)
HOLDS = timedelta(days=14)
LONGEST = 2000
SOURCE = "hafawa.surveys"
_SALT = "hafawa.survey"
_SPOKEN = [code for code, _name in LANGUAGES]

Send = Callable[[Asked, str, datetime], None]
_ways: dict[str, Send] = {}


class NotAsked(Refused):
    """They are not asked, and why."""


class LinkOver(Refused):
    """The link is unknown or too old; which of the two is not told."""


def by(channel: str, send: Send) -> None:
    """Have questions about conversations on `channel` sent with `send` (what was asked, the link's token, now)."""
    _ways[channel] = send


def channels() -> list[str]:
    """Those on which a question goes out by itself."""
    return sorted(_ways)


def why_not(ref: str, person: Person, *, channel: str, now: datetime) -> str:
    """Why they are not asked about the conversation `ref`, by name; empty where they may be."""
    ids = clusters.ids_of(person.pk)
    if confidential.is_confidential(ref):
        return "confidential"
    if Asked.objects.filter(ref=ref).exists():
        return "asked"
    if Asked.objects.filter(person__in=ids, asked_at__gt=now - AGAIN_AFTER).exists():
        return "lately"
    stated = Consent.objects.filter(person__in=ids, purpose="care")
    said = [Statement(c.purpose, c.channel, c.granted, c.by_person, c.stated_at) for c in stated]
    return "refused" if latest(said, purpose="care", channel=channel) is False else ""


@transaction.atomic
def ask(ref: str, person: Person, *, channel: str, by: User | None, now: datetime) -> tuple[Asked, str]:
    """Note that they are asked, and the token of their link; NotAsked. Where the channel has a way, it goes out."""
    Person.objects.select_for_update().get(pk=person.pk)  # two who ask at once: the second is told
    if why := why_not(ref, person, channel=channel, now=now):
        raise NotAsked(REASONS[why])
    spoken = person.language[:2] if person.language[:2] in _SPOKEN else Shop.get().language
    asked = Asked.objects.create(
        ref=ref, person=person, question=FELT_PERSONAL, language=spoken, channel=channel if channel in _ways else "",
        by=by, asked_at=now, expires_at=now + HOLDS,
    )  # fmt: skip
    token = token_of(asked)
    if channel in _ways:
        _ways[channel](asked, token, now)
    return asked, token


def token_of(asked: Asked) -> str:
    """What stands in the link."""
    return signing.dumps(asked.pk, salt=_SALT)


def find(token: str, *, now: datetime) -> Asked:
    """What the link asks; LinkOver."""
    try:
        number = int(signing.loads(token, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError):
        number = 0
    found = Asked.objects.filter(pk=number, expires_at__gt=now).first()
    if found is None:
        raise LinkOver(_("This question is not open any more. Thank you for coming; just write to us."))
    return found


@transaction.atomic
def answer(token: str, *, said: str, text: str, now: datetime) -> tuple[Asked, bool]:
    """Keep their answer as an event of the conversation; whether it is the first, which stands. LinkOver."""
    asked = Asked.objects.select_for_update().get(pk=find(token, now=now).pk)
    question = QUESTIONS[asked.question]
    if asked.answered_at is not None or said not in question.answers:
        return asked, False
    asked.answered_at, asked.answer = now, said
    asked.save(update_fields=["answered_at", "answer"])
    what = SurveyAnswered(
        score=question.answers[said][1], ref=asked.ref, question=question.key, text=text.strip()[:LONGEST]
    )
    whose = clusters.kept_id(asked.person_id)
    log.append(log.Entry(what, now, SOURCE, f"asked:{asked.pk}", whose), now=now)
    return asked, True


def rates(*, since: datetime) -> dict[str, int]:
    """How many were asked, how many answered, and how many of those each answer, of what was asked since then."""
    mine = Asked.objects.filter(question=FELT_PERSONAL, asked_at__gte=since)
    counts = {said: Count("id", filter=Q(answer=said)) for said in QUESTIONS[FELT_PERSONAL].answers}
    found: dict[str, int] = mine.aggregate(asked=Count("id"), answered=Count("answered_at"), **counts)
    return found


REASONS = {
    "confidential": _("The conversation is confidential, so nothing is asked about it. Nothing was sent."),
    "asked": _("They were asked about this conversation before. Nothing was sent."),
    "lately": _("They were asked something within the last thirty days. Nothing was sent."),
    "refused": _("They said that they do not want to be contacted. Nothing was sent."),
}
