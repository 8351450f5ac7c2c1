"""How long does an erasure wait, and how long can an export be fetched?"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hafawa.privacy.models import Terms
from hafawa.team import audit
from hafawa.team.models import User


def keep(*, erase_after_hours: int, export_days: int, by: User | None, now: datetime) -> Terms:
    """From now on; what was asked for before keeps its own."""
    with transaction.atomic():
        kept = Terms.objects.update_or_create(
            id=1, defaults={"erase_after_hours": erase_after_hours, "export_days": export_days}
        )[0]
        facts = {"erase_after_hours": erase_after_hours, "export_days": export_days}
        audit.note(by=by, what="privacy.terms_set", facts=facts, now=now)
    return kept
