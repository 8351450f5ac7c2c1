"""What is that called, which an entry of the audit is about?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from hafawa.backups.models import Backup
from hafawa.channels.models import ImportRun, Mailbox
from hafawa.conversations.composing.models import SavedReply
from hafawa.listening.backlog.models import Demand
from hafawa.listening.models import Intent
from hafawa.people.models import Person
from hafawa.privacy.models import Wording
from hafawa.team.models import ApiToken, AuditEntry, OneTimeLink, User
from hafawa.timeline.models import Event
from hafawa.web.words import automatic, routine
from hafawa.webhooks.models import Door, Endpoint


def names(entries: Iterable[AuditEntry], *, to: User) -> dict[str, str]:
    """For each `kind:id` of `entries` its name today, where `to` may meet it; what is gone has none. A look a kind.

    The name is empty of what is there and has none that may stand in the list: a message's words are a customer's.
    """
    entries = list(entries)
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        kind, _sep, number = entry.about.partition(":")
        if number.isascii() and number.isdigit() and len(number) < 19:
            wanted.setdefault(kind, set()).add(int(number))
    found: dict[str, str] = {}
    for kind, (rows, name) in _called(to).items():
        if ids := wanted.get(kind):
            found |= {f"{kind}:{pk}": str(said) for pk, said in rows.filter(pk__in=ids).values_list("pk", name) if said}
    for kind, rows in _nameless(to).items():
        if ids := wanted.get(kind):
            found |= {f"{kind}:{pk}": "" for pk in rows.filter(pk__in=ids).values_list("pk", flat=True)}
    return found | _by_key(entries)


def _by_key(entries: Iterable[AuditEntry]) -> dict[str, str]:
    """The names of what is noted by a key of ours: rules, languages and matters of routine."""
    abouts = {entry.about for entry in entries}
    own = {about.partition(":")[2] for about in abouts if about.startswith("matter:")}
    titles = {f"matter:{i.name}": routine.title_of(i) for i in Intent.objects.filter(name__in=own)} if own else {}
    known = {f"matter:{name}": str(title) for name, title in routine.MATTERS.items()}
    known |= {f"language:{variety}": str(title) for variety, title in routine.VARIETIES.items()}
    known |= {f"rule:{kind}": str(title) for kind, (title, _means) in automatic.KINDS.items()}
    return {about: title for about, title in (known | titles).items() if about in abouts}


def _nameless(to: User) -> dict[str, QuerySet[Any]]:
    return {"event": Event.objects.visible_to(to), "demand": Demand.objects.visible_to(to)}


def _called(to: User) -> dict[str, tuple[QuerySet[Any], str]]:
    """By the kind of what an entry is about: the rows, and which field names one."""
    return {
        "backup": (Backup.objects.all(), "name"),
        "door": (Door.objects.all(), "source"),
        "endpoint": (Endpoint.objects.all(), "url"),
        "import": (ImportRun.objects.visible_to(to), "name"),
        "mailbox": (Mailbox.objects.all(), "address"),
        "link": (OneTimeLink.objects.visible_to(to), "email"),
        "saved_reply": (SavedReply.objects.visible_to(to), "title"),
        "person": (Person.objects.visible_to(to), "name"),
        "token": (ApiToken.objects.all(), "name"),
        "user": (User.objects.all(), "name"),
        "wording": (Wording.objects.all(), "text"),
    }
