"""Who did what that others may ask about later? One line each, appended, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from hafawa.team.models import AuditEntry, User


def note(
    *, by: User | None, what: str, now: datetime, about: str = "", facts: Mapping[str, Any] | None = None
) -> AuditEntry:
    """Append that `by` (None is the system itself) did `what` (`people.merged`) to `about` (`person:12`).

    Call it inside the transaction of the act, so that neither is kept without the other. `facts` are plain JSON and
    hold no words of a customer, no address and no secret: an audit entry outlives an erasure.
    """
    return AuditEntry.objects.create(
        by=by, by_name=by.name if by else "", what=what, about=about, facts=dict(facts or {}), at=now
    )


def forget_before(before: datetime) -> int:
    """The one way entries go: those from before `before`, when retention says so (`privacy`); how many they were."""
    at = connection.ops.adapt_datetimefield_value(before)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE team_auditgate SET before_at = %s WHERE id = 1", [at])
        return AuditEntry.objects.filter(at__lt=before).delete()[0]
