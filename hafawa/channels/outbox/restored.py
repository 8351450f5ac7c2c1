"""What becomes of mail that waited when a backup was made that is put back now?"""

from __future__ import annotations

from datetime import datetime

from hafawa.channels.models import Outgoing, OutgoingState

_WAITED = (OutgoingState.HELD, OutgoingState.WAITING, OutgoingState.SENDING)


def doubt(*, now: datetime) -> int:
    """It may have been sent since, so nothing sends it by itself; how many. Twice is the same as once."""
    return Outgoing.objects.filter(state__in=_WAITED).update(
        state=OutgoingState.UNSURE, reason="restored", said="", holder="", lease_until=None, ended_at=now
    )
