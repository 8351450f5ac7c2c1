"""What is on the pages about privacy?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hafawa.people import clusters, queries
from hafawa.people.models import Consent, Person
from hafawa.privacy import consents, erasing, words
from hafawa.privacy.models import PersonExport
from hafawa.team.models import LANGUAGES, User
from hafawa.timeline import facts
from hafawa.web.templatetags.page import money

LATEST = 5


@dataclass(frozen=True)
class Row:
    """One purpose for the table of what holds."""

    purpose: str
    title: Any
    cells: list[tuple[Any, consents.Cell]]


@dataclass(frozen=True)
class Said:
    """One statement for the history."""

    consent: Consent
    purpose: Any
    channel: Any
    language: str


def person(person_id: int) -> dict[str, Any]:
    """Consent now and before, exports, an erasure that waits."""
    log = consents.statements(person_id)
    return {
        "held": [_row(line) for line in consents.lines(log)],
        "channels": list(consents.CHANNEL_WORDS.values()),
        "history": [_said(c) for c in reversed(log)],
        "exports": list(PersonExport.objects.filter(person_id=person_id).select_related("asked_by")[:LATEST]),
        "erasure": erasing.waiting_for(clusters.ids_of(person_id)),
    }


def preview(person_id: int) -> dict[str, Any]:
    """What an erasure would do, in words."""
    seen = erasing.preview(person_id)
    return {
        "preview": seen,
        "goes": [(words.table(label), n) for label, n in sorted(seen.erased.items(), key=_as_told)],
        "stays": [(words.event(kind), n) for kind, n in seen.kept.items()],
        "sums": [money(amount, currency) for currency, amount in erasing.sums(person_id)],
        "order_kinds": facts.ORDER_FACTS,
    }


def recipient(text: str, *, to: User) -> tuple[Person | None, str]:
    """Somebody `to` knows by the key or the whole name typed; else the name alone."""
    found = queries.known_as(text, to=to)
    return found, "" if found else text


def _as_told(counted: tuple[str, int]) -> int:
    """Who they are first, what was made of it last."""
    known = list(words.TABLES)
    return known.index(counted[0]) if counted[0] in known else len(known)


def _row(line: consents.Line) -> Row:
    title = consents.PURPOSE_WORDS[line.purpose]
    return Row(line.purpose, title, [(consents.CHANNEL_WORDS[c.channel], c) for c in line.cells])


def _said(c: Consent) -> Said:
    purpose: Mapping[str, Any] = consents.PURPOSE_WORDS
    channel: Mapping[str, Any] = consents.CHANNEL_WORDS
    language = dict(LANGUAGES).get(c.language, c.language)
    return Said(c, purpose.get(c.purpose, c.purpose), channel.get(c.channel, c.channel), language)
