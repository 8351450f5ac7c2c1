"""How does a message get out, again and again until it is taken or given up? At least once, in each person's order.

What was sent is noted after it was answered: a process that dies in between sends it again, under the same id, by which
the other side knows it. A message waits while an earlier one about the same person waits at the same endpoint.
"""

from __future__ import annotations

import concurrent.futures
import random
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import override

from hafawa.kernel import clock, safe_fetch
from hafawa.tasks import progress
from hafawa.timeline.models import Event
from hafawa.webhooks import actions, keyring, signing
from hafawa.webhooks.models import Delivery, DeliveryState, Endpoint

AT_ONCE = 8
BATCH = 32
LONGEST_SECONDS = 20.0  # of one round, so that other tasks get their turn
ANSWER_SECONDS = 10.0
ANSWER_BYTES = 64 * 1024
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=6)
RESTS_AFTER = 5  # failures one after another, then the endpoint as a whole is left alone for a while
STOPS_AFTER, STOPS_AFTER_FAILURES = timedelta(days=3), 10
GONE = 410


@dataclass(frozen=True)
class Outcome:
    """How one attempt went."""

    status: int | None
    error: str
    took_ms: int

    @property
    def is_taken(self) -> bool:
        """Only 2xx is a yes; a redirect is not followed."""
        return self.status is not None and 200 <= self.status < 300


def due(*, now: datetime) -> QuerySet[Delivery]:
    """Messages that may go out: due, first in line for their person, their endpoint neither stopped nor resting."""
    before = Delivery.objects.filter(
        endpoint=OuterRef("endpoint"), person_id=OuterRef("person_id"), state=DeliveryState.WAITING,
        id__lt=OuterRef("id"),
    )  # fmt: skip
    rests = Q(endpoint__rests_until__gt=now)
    ripe = Q(due_at__lte=now) | Q(tried_at__gt=now)  # tried in the future: the clock was set back
    waiting = Delivery.objects.filter(ripe, state=DeliveryState.WAITING, endpoint__stopped_at=None)
    return waiting.exclude(rests).exclude(Q(person_id__isnull=False) & Exists(before)).order_by("id")


def send_due(*, seconds: float = LONGEST_SECONDS) -> int:
    """Send what is due, for `seconds` at most; how many were taken."""
    begun, taken = clock.ticks(), 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while clock.ticks() - begun < seconds:
            batch = list(due(now=clock.now()).select_related("endpoint")[:BATCH])
            if not batch:
                break
            taken += _send(pool, batch)
            progress.report(taken)
    return taken


def attempt(delivery: Delivery, *, keys: Sequence[str], now: datetime) -> Outcome:
    """One try; no row is touched."""
    body, begun = delivery.body.encode(), clock.ticks()
    headers = signing.headers(body, message_id=delivery.message_id, now=now, keys=keys)
    status, error = None, ""
    try:
        answer = safe_fetch.fetch(
            delivery.endpoint.url,
            method="POST",
            body=body,
            headers=headers | {"Content-Type": "application/json"},
            seconds=ANSWER_SECONDS,
            most_bytes=ANSWER_BYTES,
        )
        status = answer.status
    except safe_fetch.NotFetched as refused:
        with override("en"):  # kept as it stands in the code, and told to each reader in their language
            error = refused.message[:300]
    return Outcome(status, error, int((clock.ticks() - begun) * 1000))


def note(delivery: Delivery, outcome: Outcome, *, now: datetime) -> None:
    """Keep how an attempt went: delivered, to be tried again, or given up; the endpoint rests or is stopped."""
    said = {"status": outcome.status, "error": outcome.error, "took_ms": outcome.took_ms, "tried_at": now}
    mine = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING)
    if outcome.is_taken:
        mine.update(**said, state=DeliveryState.DONE, done_at=now, tries=F("tries") + 1)
        well = Endpoint.objects.filter(pk=delivery.endpoint_id).exclude(failures=0)
        well.update(failures=0, failing_since=None, rests_until=None)
        return
    again_at = now + wait(delivery.tries)
    is_over = again_at > delivery.until
    state = DeliveryState.GIVEN_UP if is_over else DeliveryState.WAITING
    mine.update(**said, state=state, due_at=again_at, tries=F("tries") + 1)
    _failed(delivery.endpoint_id, outcome, now=now)


def wait(tries: int) -> timedelta:
    """How long after the failure number `tries` (from 0): 5 s, 10 s, 20 s ... at most 6 h, each shortened by chance."""
    longest = min(FIRST_WAIT * (1 << min(tries, 20)), LONGEST_WAIT)
    return longest * random.uniform(0.75, 1.0)  # noqa: S311 - so that many do not come at once


def _send(pool: ThreadPoolExecutor, batch: Sequence[Delivery]) -> int:
    """Try each of `batch`, a few at once; the rows are read and written here, in one thread."""
    ahead, tried, taken = deque(batch), dict[Future[Outcome], Delivery](), 0
    while ahead or tried:
        while ahead and len(tried) < AT_ONCE:
            if _is_still_meant(delivery := ahead.popleft()):
                now = clock.now()
                keys = keyring.holding(delivery.endpoint.secrets, now=now)
                tried[pool.submit(attempt, delivery, keys=keys, now=now)] = delivery
        for done in concurrent.futures.wait(tried, return_when=concurrent.futures.FIRST_COMPLETED).done:
            outcome = done.result()
            note(tried.pop(done), outcome, now=clock.now())
            taken += outcome.is_taken
    return taken


def _is_still_meant(delivery: Delivery) -> bool:
    """Whether what it tells of is still on record: whoever it is about may have been erased since it was read.

    What is not is dropped: an import taken back takes its events away, and an erasure takes the messages along.
    """
    mine = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING)
    there = Event.objects.filter(pk=OuterRef("event_id"))
    if mine.filter(Q(event_id=None) | Exists(there)).exists():
        return True
    mine.delete()
    return False


def _failed(endpoint_id: int, outcome: Outcome, *, now: datetime) -> None:
    Endpoint.objects.filter(pk=endpoint_id).update(failures=F("failures") + 1)
    Endpoint.objects.filter(pk=endpoint_id, failing_since=None).update(failing_since=now)
    endpoint = Endpoint.objects.get(pk=endpoint_id)
    if outcome.status == GONE:
        actions.stop(endpoint, by=None, now=now, why="gone")
    elif _is_hopeless(endpoint, now=now):
        actions.stop(endpoint, by=None, now=now, why="failing")
    elif endpoint.failures >= RESTS_AFTER:
        rests = now + wait(endpoint.failures - RESTS_AFTER)
        Endpoint.objects.filter(pk=endpoint_id).update(rests_until=rests)


def _is_hopeless(endpoint: Endpoint, *, now: datetime) -> bool:
    since = endpoint.failing_since
    return since is not None and now - since >= STOPS_AFTER and endpoint.failures >= STOPS_AFTER_FAILURES
