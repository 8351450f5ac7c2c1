"""What of telling others runs later, in a worker?"""

from __future__ import annotations

from datetime import timedelta

from hafawa.kernel import clock
from hafawa.webhooks import gathering, sending
from hafawa.webhooks.models import Delivery, DeliveryState, Heard

KEPT = timedelta(days=30)


def is_anything_to_do() -> bool:
    """Whether something is to be told; one cheap look."""
    return gathering.is_behind() or sending.due(now=clock.now()).exists()


def carry_on() -> None:
    """Make the messages that are due, and send them."""
    gathering.gather(now=clock.now())
    sending.send_due()


def sweep() -> int:
    """Forget what was delivered, given up or heard more than `KEPT` ago; how many."""
    before = clock.now() - KEPT
    over = Delivery.objects.exclude(state=DeliveryState.WAITING).filter(made_at__lt=before)
    return int(over.delete()[0]) + int(Heard.objects.filter(at__lt=before).delete()[0])
