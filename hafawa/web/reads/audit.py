"""What is that called, which an entry of the audit is about?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from hafawa.backups.models import Backup
from hafawa.channels.models import ImportRun, Mailbox
from hafawa.people.models import Person
from hafawa.privacy.models import Wording
from hafawa.team.models import ApiToken, AuditEntry, OneTimeLink, User
from hafawa.webhooks.models import Door, Endpoint


def names(entries: Iterable[AuditEntry], *, to: User) -> dict[str, str]:
    """For each `kind:id` of `entries` its name today, where `to` may meet it; what is gone has none. A look a kind."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        kind, _sep, number = entry.about.partition(":")
        if number.isascii() and number.isdigit() and len(number) < 19:
            wanted.setdefault(kind, set()).add(int(number))
    found: dict[str, str] = {}
    for kind, (rows, name) in _called(to).items():
        if ids := wanted.get(kind):
            found |= {f"{kind}:{pk}": str(said) for pk, said in rows.filter(pk__in=ids).values_list("pk", name) if said}
    return found


def _called(to: User) -> dict[str, tuple[QuerySet[Any], str]]:
    """By the kind of what an entry is about: the rows, and which field names one."""
    return {
        "backup": (Backup.objects.all(), "name"),
        "door": (Door.objects.all(), "source"),
        "endpoint": (Endpoint.objects.all(), "url"),
        "import": (ImportRun.objects.visible_to(to), "name"),
        "mailbox": (Mailbox.objects.all(), "address"),
        "link": (OneTimeLink.objects.visible_to(to), "email"),
        "person": (Person.objects.visible_to(to), "name"),
        "token": (ApiToken.objects.all(), "name"),
        "user": (User.objects.all(), "name"),
        "wording": (Wording.objects.all(), "text"),
    }
