"""What has somebody said about being contacted, what holds now, and how is what they say written down?

The judge is `people.consent.latest` and nobody else; here its answers are laid out over everyone a person was merged
from. A statement written down here is the person's own: it needs the exact words they were asked with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hafawa.kernel import csv_out
from hafawa.kernel.errors import Refused
from hafawa.people import actions, clusters, consent
from hafawa.people.actions import PURPOSES
from hafawa.people.consent import Statement
from hafawa.people.models import Consent, Person
from hafawa.team import audit
from hafawa.team.models import LANGUAGES, User

CHANNELS = ("email", "phone", "sms", "chat", "post")
PURPOSE_WORDS = {
    "marketing": _("Offers and news"),
    "care": _("Care beyond orders"),
    "service": _("About their orders"),
    "questions": _("Questions how it went"),
    "model": _("Messages read by a language model"),
}
CHANNEL_WORDS = {
    "": _("Every channel"),
    "email": _("Email"),
    "phone": _("Phone"),
    "sms": _("Text message"),
    "chat": _("Chat"),
    "post": _("Post"),
}
_MOST = 5000


class WordsMissing(Refused):
    """A statement without the words, the language or the place it was made in."""


@dataclass(frozen=True)
class Cell:
    """What holds for one purpose on one channel, and the statement it rests on; None: nothing was ever said."""

    channel: str
    granted: bool | None
    rests_on: Consent | None


@dataclass(frozen=True)
class Line:
    """One purpose: what was said for every channel, and for each."""

    purpose: str
    cells: list[Cell]


def statements(person_id: int) -> list[Consent]:
    """The log of everyone they count as, oldest first."""
    return list(Consent.objects.filter(person_id__in=clusters.ids_of(person_id)).order_by("stated_at", "id"))


def lines(log: list[Consent]) -> list[Line]:
    """What holds now, by purpose and channel."""
    return [Line(p, [_cell(log, purpose=p, channel=c) for c in ("", *CHANNELS)]) for p in PURPOSES]


def record(
    person_id: int,
    *,
    purpose: str,
    channel: str,
    granted: bool,
    wording: str,
    language: str,
    source: str,
    by: User | None,
    now: datetime,
) -> Consent:
    """Write down what they stated. Raises `WordsMissing`, and what `people.actions.state_consent` refuses."""
    wording, source = wording.strip()[:_MOST], source.strip()
    if not wording or not source or language not in dict(LANGUAGES) or channel not in ("", *CHANNELS):
        raise WordsMissing(
            _("Say with which words they were asked, in which language and where. Nothing was written down yet.")
        )
    person = Person.objects.get(id=clusters.kept_id(person_id))
    with transaction.atomic():
        stated = actions.state_consent(
            person,
            purpose=purpose,
            channel=channel,
            granted=granted,
            by_person=True,
            wording=wording,
            language=language,
            source=source,
            now=now,
        )
        facts = {"purpose": purpose, "channel": channel, "granted": granted}
        audit.note(by=by, what="privacy.consent_recorded", about=f"person:{person.pk}", facts=facts, now=now)
    return stated


def log_csv(rows: QuerySet[Consent] | None = None) -> Iterator[str]:
    """The log (all of it by default), oldest first, as lines of a CSV file."""
    found = (Consent.objects.all() if rows is None else rows).select_related("person").order_by("stated_at", "id")
    header = ["at", "person", "name", "purpose", "channel", "granted", "by_person", "wording", "language", "source"]
    return csv_out.rows(header, (_cells(c) for c in found.iterator(chunk_size=2000)))


def _cell(log: list[Consent], *, purpose: str, channel: str) -> Cell:
    said = [Statement(c.purpose, c.channel, c.granted, c.by_person, c.stated_at) for c in log]
    granted = consent.latest(said, purpose=purpose, channel=channel)
    counted = [c for c in log if c.purpose == purpose and c.channel in ("", channel) and c.granted == granted]
    rests_on = next((c for c in reversed(counted) if c.by_person or not c.granted), None)
    return Cell(channel, granted, rests_on)


def _cells(c: Consent) -> list[object]:
    return [
        c.stated_at.isoformat(), c.person_id, c.person.name, c.purpose, c.channel, "yes" if c.granted else "no",
        "yes" if c.by_person else "no", c.wording, c.language, c.source,
    ]  # fmt: skip
