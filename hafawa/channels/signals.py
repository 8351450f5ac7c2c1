"""How is something told to whoever looks this moment that is no event: somebody types, has read, took a case?

A row, so that every process hears of it, gone again after two minutes. Whoever was not there never learns of it, so
nothing may depend on one having been heard.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from hafawa.channels.models import ChatSignal
from hafawa.kernel.locks import in_turn
from hafawa.timeline.insert import WAKES

KEPT = timedelta(minutes=2)


def tell(kind: str, *, ref: str = "", person_id: int | None = None, now: datetime, **data: Any) -> None:
    """Tell every open page that `kind` ("chat.typing") happened to the conversation `ref`. `data` holds no words.

    Pages hear `{kind, ref, person}`; call it inside the transaction of what it tells of.
    """
    with transaction.atomic():
        in_turn("channels.signals")  # ids are seen in their order, as those of events
        ChatSignal.objects.create(kind=kind, ref=ref, person_id=person_id, data=data, at=now)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_notify(%s, '')", [WAKES])


def sweep(*, now: datetime) -> int:
    """Take away those nobody waits for any more; how many they were."""
    return ChatSignal.objects.filter(at__lt=now - KEPT).delete()[0]
