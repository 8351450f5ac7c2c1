"""Was this very request answered before? For those that send an Idempotency-Key."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from hafawa.api.models import Answered
from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.team.models import ApiToken

KEPT = timedelta(hours=24)


class KeyUsedOtherwise(Refused):
    """The same key came with another request."""


def claim(token: ApiToken, key: str, *, body_sha256: str, now: datetime) -> tuple[Answered, bool]:
    """What is kept under `key`, and whether it is new. Call it inside the transaction of the act.

    A second request with the key waits until the first is committed. Raises KeyUsedOtherwise.
    """
    kept, is_new = Answered.objects.get_or_create(
        token=token, key=key, defaults={"body_sha256": body_sha256, "at": now}
    )
    if not is_new and kept.body_sha256 != body_sha256:
        raise KeyUsedOtherwise(
            _("This Idempotency-Key came with another request before. Nothing was changed: use a new key.")
        )
    return kept, is_new


def sweep() -> int:
    """Forget what was answered more than `KEPT` ago; how many."""
    return Answered.objects.filter(at__lt=clock.now() - KEPT).delete()[0]
