"""How is somebody outside told what happens, how is that stopped and repeated? Each verb is one transaction."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from hafawa.kernel import locks, safe_fetch
from hafawa.kernel.errors import Refused
from hafawa.team import audit
from hafawa.team.models import User
from hafawa.timeline import log
from hafawa.timeline.events import KINDS
from hafawa.timeline.models import Cursor, Event
from hafawa.webhooks import keyring, telling
from hafawa.webhooks.messages import GIVE_UP_AFTER, IN_TURN, PING, of_happening, reader
from hafawa.webhooks.models import Delivery, DeliveryState, Endpoint, Happened

ERASED = "person.erased"
REPLAY_MOST = 10_000


class NoSuchKind(Refused):
    """A kind of event that does not exist."""


def all_kinds() -> list[str]:
    """Everything an endpoint can be told about."""
    return sorted([*filter(None, KINDS), *telling.KINDS, ERASED])


def make(*, url: str, kinds: Iterable[str], by: User, now: datetime) -> tuple[Endpoint, str]:
    """An endpoint told about what happens from now on, and its secret, shown once.

    Raises safe_fetch.AddressRefused, NoSuchKind.
    """
    url, chosen = _checked(url, kinds)
    ring, secret = keyring.made()
    newest = Event.objects.aggregate(last=Max("id"))["last"] or 0
    with transaction.atomic():
        made = Endpoint.objects.create(url=url, kinds=chosen, secrets=ring, starts_after=newest, by=by, made_at=now)
        log.move(reader(made), to=newest, now=now)
        audit.note(by=by, what="webhooks.endpoint_made", about=f"endpoint:{made.pk}", now=now)
    return made, secret


def change(endpoint: Endpoint, *, url: str, kinds: Iterable[str], by: User, now: datetime) -> None:
    """Tell another address, or about other kinds, from now on; what waits goes to the new address."""
    endpoint.url, endpoint.kinds = _checked(url, kinds)
    seen = Cursor.objects.filter(name=reader(endpoint)).values_list("last_event_id", flat=True).first()
    endpoint.starts_after = seen or endpoint.starts_after  # what was passed over before stays so
    with transaction.atomic():
        endpoint.save(update_fields=["url", "kinds", "starts_after"])
        audit.note(by=by, what="webhooks.endpoint_changed", about=f"endpoint:{endpoint.pk}", now=now)


def turn(endpoint: Endpoint, *, by: User, now: datetime) -> str:
    """A new secret; for a day each message is signed with the one before, too."""
    endpoint.secrets, secret = keyring.turned(endpoint.secrets, now=now)
    with transaction.atomic():
        endpoint.save(update_fields=["secrets"])
        audit.note(by=by, what="webhooks.endpoint_secret_changed", about=f"endpoint:{endpoint.pk}", now=now)
    return secret


def stop(endpoint: Endpoint, *, by: User | None, now: datetime, why: str = "by_hand") -> None:
    """Tell it nothing for now. What happens meanwhile is told when it goes on."""
    with transaction.atomic():
        if Endpoint.objects.filter(pk=endpoint.pk, stopped_at=None).update(stopped_at=now, stopped_why=why):
            facts = {"why": why}
            audit.note(by=by, what="webhooks.endpoint_stopped", about=f"endpoint:{endpoint.pk}", facts=facts, now=now)
    endpoint.refresh_from_db()


def go_on(endpoint: Endpoint, *, by: User, now: datetime) -> None:
    """Tell it again, from where it was stopped: what waited is tried for another three days."""
    fresh = {"stopped_at": None, "stopped_why": "", "failures": 0, "failing_since": None, "rests_until": None}
    with transaction.atomic():
        Endpoint.objects.filter(pk=endpoint.pk).update(**fresh)
        waiting = endpoint.deliveries.filter(state=DeliveryState.WAITING)
        waiting.update(due_at=now, until=now + GIVE_UP_AFTER, tries=0)
        audit.note(by=by, what="webhooks.endpoint_started", about=f"endpoint:{endpoint.pk}", now=now)
    endpoint.refresh_from_db()


def remove(endpoint: Endpoint, *, by: User, now: datetime) -> None:
    """Tell it nothing more, and forget what it was told."""
    with transaction.atomic():
        audit.note(by=by, what="webhooks.endpoint_removed", about=f"endpoint:{endpoint.pk}", now=now)
        endpoint.delete()


def ping(endpoint: Endpoint, *, now: datetime) -> Delivery:
    """A message without content, to see whether it arrives; sent at once, tried once."""
    Endpoint.objects.filter(pk=endpoint.pk).update(rests_until=None)
    message_id = f"msg_ping_{secrets.token_hex(8)}"
    body = of_happening(PING, now=now)
    return Delivery.objects.create(
        endpoint=endpoint, message_id=message_id, kind=PING, body=body, due_at=now, until=now, made_at=now
    )


def again(delivery: Delivery, *, now: datetime) -> None:
    """Send it once more, with the same id and body."""
    Endpoint.objects.filter(pk=delivery.endpoint_id).update(rests_until=None)
    Delivery.objects.filter(pk=delivery.pk).update(
        state=DeliveryState.WAITING, due_at=now, until=now + GIVE_UP_AFTER, tries=0, done_at=None
    )


def again_since(endpoint: Endpoint, since: datetime, *, now: datetime) -> int:
    """Send once more all that was made since then, in order, with the same ids; how many (at most `REPLAY_MOST`)."""
    found = endpoint.deliveries.filter(made_at__gte=since).exclude(kind=PING).order_by("id")
    ids = list(found.values_list("id", flat=True)[:REPLAY_MOST])
    fresh = {"state": DeliveryState.WAITING, "due_at": now, "until": now + GIVE_UP_AFTER, "tries": 0, "done_at": None}
    return endpoint.deliveries.filter(id__in=ids).update(**fresh) if ids else 0


def erased(person_id: int, *, now: datetime) -> int:
    """Take what was made of the person, and tell everyone who wants to know that they were erased; how many are told.

    Call it in the transaction of the erasure. The message holds the id alone, so that others can erase them, too.
    """
    locks.in_turn(IN_TURN)  # with whoever makes messages: theirs are there to be taken, or see the events gone
    Happened.objects.filter(person_id=person_id).delete()
    Delivery.objects.filter(person_id=person_id).exclude(kind=ERASED).delete()
    told = [e for e in Endpoint.objects.all() if not e.kinds or ERASED in e.kinds]
    Delivery.objects.bulk_create(
        (
            Delivery(
                endpoint=endpoint,
                message_id=f"msg_erased_{person_id}",
                kind=ERASED,
                person_id=person_id,
                body=json.dumps(
                    {"type": ERASED, "timestamp": now.isoformat(), "data": {"kind": ERASED, "person_id": person_id}}
                ),
                due_at=now,
                until=now + GIVE_UP_AFTER,
                made_at=now,
            )
            for endpoint in told
        ),
        ignore_conflicts=True,
    )
    return len(told)


def _checked(url: str, kinds: Iterable[str]) -> tuple[str, list[str]]:
    chosen = sorted(set(kinds))
    if unknown := set(chosen) - set(all_kinds()):
        raise NoSuchKind(_("There is no kind of event called “%(kind)s”.") % {"kind": min(unknown)[:60]})
    safe_fetch.check(url.strip())
    return url.strip(), chosen
