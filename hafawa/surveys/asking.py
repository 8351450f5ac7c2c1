"""May they be asked, and by which link? A conversation is asked about once, a person not again within thirty days.

The link is signed and ends after two weeks. A mail program that opens it ahead records nothing: only what is posted
counts, and the first answer stands. Whoever says so is never asked again; that link has no end.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.people import actions as people
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

Send = Callable[[Asked, str], None]  # what is asked and the token of its link


class NotAsked(Refused):
    """They are not asked, and why."""


class LinkOver(Refused):
    """The link is unknown or too old; which of the two is not told."""


def why_not(ref: str, person: Person, *, channel: str, now: datetime) -> str:
    """Why they are not asked about the conversation `ref`, by name; empty where they may be."""
    ids = clusters.ids_of(person.pk)
    if confidential.is_confidential(ref):
        return "confidential"
    if Asked.objects.filter(ref=ref).exists():
        return "asked"
    if Asked.objects.filter(person__in=ids, asked_at__gt=now - AGAIN_AFTER).exists():
        return "lately"
    return "refused" if any(_refused(ids, purpose, channel=channel) for purpose in ("questions", "care")) else ""


@transaction.atomic
def ask(
    ref: str, person: Person, *, channel: str, by: User | None, now: datetime, send: Send | None = None
) -> tuple[Asked, str]:
    """Note that they are asked, and the token of their link; NotAsked. Without `send` a colleague hands it over."""
    Person.objects.select_for_update().get(pk=person.pk)  # two who ask at once: the second is told
    if why := why_not(ref, person, channel=channel, now=now):
        raise NotAsked(REASONS[why])
    spoken = person.language[:2] if person.language[:2] in _SPOKEN else Shop.get().language
    asked = Asked.objects.create(
        ref=ref, person=person, question=FELT_PERSONAL, language=spoken, channel=channel if send else "",
        by=by, asked_at=now, expires_at=now + HOLDS,
    )  # fmt: skip
    token = token_of(asked)
    if send is not None:
        send(asked, token)
    return asked, token


def token_of(asked: Asked) -> str:
    """What stands in the link."""
    return signing.dumps(asked.pk, salt=_SALT)


def of(token: str) -> Asked:
    """Whose link it is, however old. LinkOver where it is not ours."""
    try:
        number = int(signing.loads(token, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError):
        number = 0
    found = Asked.objects.filter(pk=number).first()
    if found is None:
        raise LinkOver(OVER)
    return found


def find(token: str, *, now: datetime) -> Asked:
    """What the link asks; LinkOver."""
    found = of(token)
    if found.expires_at <= now:
        raise LinkOver(OVER)
    return found


def never(token: str, *, now: datetime) -> Asked:
    """Whoever has the link does not want to be asked: they are not, from now on. LinkOver where it is not ours."""
    return _state(token, granted=False, now=now)


def after_all(token: str, *, now: datetime) -> Asked:
    """They take that back. LinkOver where the link is not ours."""
    return _state(token, granted=True, now=now)


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


def _state(token: str, *, granted: bool, now: datetime) -> Asked:
    asked = of(token)
    with transaction.atomic():
        whose = Person.objects.select_for_update().get(pk=clusters.kept_id(asked.person_id))
        if _refused(clusters.ids_of(whose.pk), "questions", channel="email") == granted:  # a button pressed twice
            people.state_consent(
                whose,
                purpose="questions",
                granted=granted,
                by_person=True,
                source=SOURCE,
                language=asked.language,
                now=now,
            )
    return asked


def _refused(ids: Collection[int], purpose: str, *, channel: str) -> bool:
    stated = Consent.objects.filter(person__in=ids, purpose=purpose)
    said = [Statement(c.purpose, c.channel, c.granted, c.by_person, c.stated_at) for c in stated]
    return latest(said, purpose=purpose, channel=channel) is False


OVER = _("This question is not open any more. Thank you for coming; just write to us.")
REASONS = {
    "confidential": _("The conversation is confidential, so nothing is asked about it. Nothing was sent."),
    "asked": _("They were asked about this conversation before. Nothing was sent."),
    "lately": _("They were asked something within the last thirty days. Nothing was sent."),
    "refused": _("They said that they do not want to be asked, or contacted. Nothing was sent."),
}
