"""Which conversations does the timeline hold already that newly read messages may go on?

The one place in reading mail that asks the database; it only reads.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from hafawa.channels.mail.threading import Conversation, number, ref
from hafawa.people.models import Identifier, IdentifierKind
from hafawa.timeline.models import Event

_KINDS = ("message.received", "message.sent")
_AT_ONCE = 400


def conversations(wanted: set[int], *, own: set[int], emails: Iterable[str]) -> dict[int, list[Conversation]]:
    """Conversations by the ids in `wanted` (numbers of message ids that are named but not among those read).

    `own` are the ids being read now: what an interrupted reading of the same file left behind must not change how it
    is read again. `emails` are the people in them, whose stored messages are looked through.
    """
    if not Event.objects.filter(kind__in=_KINDS, ref__startswith="mail:").exists():
        return {}
    found: dict[str, dict[int, Conversation]] = {}
    known: dict[int, list[Conversation]] = {}
    for key, data in _events(wanted | own, emails):
        if number(data.get("message_id", "")) in own:
            continue
        conversation = found.setdefault(key, {}).setdefault(0, Conversation(int(key[5:], 16)))
        conversation.people.update(number(email) for email in data.get("participants", ()))
        for name in {conversation.key, number(data.get("message_id", ""))}:
            if conversation not in known.setdefault(name, []):
                known[name].append(conversation)
    return known


def _events(ids: set[int], emails: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    base = Event.objects.filter(kind__in=_KINDS, ref__startswith="mail:").order_by("id")
    for some in _chunks(ref(i) for i in ids):
        # Without the second condition SQLite does not see that its index of refs may serve.
        yield from base.filter(ref__in=some).exclude(ref="").values_list("ref", "data")
    for some in _chunks(emails):
        people = Identifier.objects.filter(kind=IdentifierKind.EMAIL, value__in=some).values_list(
            "person_id", flat=True
        )
        yield from base.filter(person_id__in=list(people)).values_list("ref", "data")


def _chunks(values: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(values)
    while some := list(itertools.islice(rest, _AT_ONCE)):
        yield some
