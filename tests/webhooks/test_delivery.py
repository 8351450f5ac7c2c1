"""What happens is told: once where it can be, at least once whatever happens, in each person's order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from hafawa.kernel import clock, safe_fetch
from hafawa.people import actions as people
from hafawa.people.models import Person
from hafawa.team.models import User
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived, NoteWritten, OrderPlaced
from hafawa.timeline.models import Event
from hafawa.webhooks import actions, gathering, keyring, sending, tasks
from hafawa.webhooks.models import Delivery, DeliveryState, Endpoint
from tests.webhooks.conftest import Receiver
from tests.webhooks.test_signing import independent

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
SECRET_WORDS = "allergic to nuts"


@pytest.fixture
def layla(db: None) -> Person:
    key = ("email", "layla@example.com", "layla@example.com")
    return people.find_or_make([key], name="Layla", language="ar", now=NOW)[0]


def happens(n: int, person: Person | None, *, start: int = 0) -> list[int]:
    """The ids of the events made, as the database gave them."""
    entries = [
        log.Entry(
            MessageReceived(channel="email", ref=f"c{i}", text=SECRET_WORDS),
            NOW,
            "test",
            f"e{i}",
            person.pk if person else None,
        )
        for i in range(start, start + n)
    ]
    log.append_many(entries, now=NOW)
    made = Event.objects.filter(source="test", external_id__in=[e.external_id for e in entries])
    return list(made.order_by("id").values_list("id", flat=True))


def told(receiver: Receiver) -> list[int]:
    return [g.said()["data"]["event_id"] for g in receiver.got]


def endpoint(receiver: Receiver, owner: User, kinds: tuple[str, ...] = ()) -> Endpoint:
    return actions.make(url=receiver.url, kinds=kinds, by=owner, now=clock.now())[0]


def test_what_happens_from_now_on_is_told_signed_and_without_words(
    receiver: Receiver, owner: User, layla: Person
) -> None:
    happens(1, layla)
    _made, secret = actions.make(url=receiver.url, kinds=(), by=owner, now=clock.now())
    later = happens(2, layla, start=1)
    tasks.carry_on()
    assert told(receiver) == later
    for got in receiver.got:
        assert independent(got.body, got.headers, secret)
        assert got.headers["content-type"] == "application/json"
        assert set(got.said()) == {"type", "timestamp", "data"}
        assert SECRET_WORDS not in got.body.decode()
        assert "layla" not in got.body.decode().lower()
    assert set(Delivery.objects.values_list("state", flat=True)) == {"done"}
    tasks.carry_on()
    assert len(receiver.got) == 2
    assert not tasks.is_anything_to_do()


def test_only_the_kinds_chosen_are_told(receiver: Receiver, owner: User, layla: Person) -> None:
    endpoint(receiver, owner, ("order.placed",))
    happens(2, layla)
    log.append(log.Entry(OrderPlaced(ref="1"), NOW, "test", "o", layla.pk), now=NOW)
    tasks.carry_on()
    assert [g.said()["type"] for g in receiver.got] == ["order.placed"]
    with pytest.raises(actions.NoSuchKind):
        endpoint(receiver, owner, ("order.planned",))


def test_a_message_not_taken_is_sent_again_with_the_same_id_and_body(
    receiver: Receiver, owner: User, layla: Person
) -> None:
    endpoint(receiver, owner)
    happens(1, layla)
    receiver.answers = [500, 302, 429]
    for _try in range(4):
        Delivery.objects.update(due_at=clock.now())
        tasks.carry_on()
    assert len(receiver.got) == 4
    assert len({(g.message_id, g.body) for g in receiver.got}) == 1
    kept = Delivery.objects.get()
    assert (kept.state, kept.tries, kept.status) == ("done", 4, 204)
    assert Endpoint.objects.get().failures == 0


def test_waits_grow_to_six_hours_and_it_is_given_up_after_three_days(
    receiver: Receiver, owner: User, layla: Person
) -> None:
    waits = [sending.wait(n) for n in range(20)]
    assert timedelta(seconds=3) < waits[0] <= timedelta(seconds=5)
    assert timedelta(hours=4) < waits[19] <= timedelta(hours=6)
    assert all(later > sooner for sooner, later in pairwise(waits[:13]))
    assert len({sending.wait(19) for _ in range(20)}) > 1
    endpoint(receiver, owner)
    happens(1, layla)
    receiver.status = 500
    tasks.carry_on()
    Delivery.objects.update(due_at=clock.now(), until=clock.now() + timedelta(seconds=1))
    tasks.carry_on()
    assert Delivery.objects.get().state == DeliveryState.GIVEN_UP


def test_the_order_of_each_person_is_kept_and_others_go_on(receiver: Receiver, owner: User, layla: Person) -> None:
    giorgi = people.find_or_make([("email", "g@example.com", "g")], name="Giorgi", language="ka", now=NOW)[0]
    endpoint(receiver, owner)
    first, second = happens(2, layla)
    (other,) = happens(1, giorgi, start=2)
    gathering.gather(now=clock.now())
    Delivery.objects.filter(event_id=first).update(due_at=clock.now() + timedelta(hours=1))  # as after a failure
    sending.send_due()
    assert told(receiver) == [other]
    Delivery.objects.filter(event_id=first).update(due_at=clock.now())
    sending.send_due()
    assert told(receiver) == [other, first, second]


def test_one_that_always_fails_does_not_hold_up_the_rest(receiver: Receiver, owner: User, layla: Person) -> None:
    giorgi = people.find_or_make([("email", "g@example.com", "g")], name="Giorgi", language="ka", now=NOW)[0]
    endpoint(receiver, owner)
    happens(1, layla)
    receiver.answers = [500]
    tasks.carry_on()
    others = happens(50, giorgi, start=1)
    tasks.carry_on()
    assert told(receiver)[1:] == others


def test_an_endpoint_that_fails_again_and_again_rests_then_is_stopped_and_goes_on_from_there(
    receiver: Receiver, owner: User, layla: Person
) -> None:
    made = endpoint(receiver, owner)
    (first,) = happens(1, layla)
    receiver.status = 500
    for _try in range(sending.STOPS_AFTER_FAILURES - 1):
        Endpoint.objects.update(rests_until=None)
        Delivery.objects.update(due_at=clock.now())
        tasks.carry_on()
    made.refresh_from_db()
    assert made.rests_until is not None
    assert made.stopped_at is None
    assert not sending.due(now=clock.now() + timedelta(seconds=1)).exists()
    Endpoint.objects.update(rests_until=None, failing_since=clock.now() - timedelta(days=3))
    Delivery.objects.update(due_at=clock.now())
    tasks.carry_on()
    made.refresh_from_db()
    assert made.stopped_why == "failing"
    (second,) = happens(1, layla, start=1)
    tasks.carry_on()
    came, receiver.status = len(receiver.got), 200
    actions.go_on(made, by=owner, now=clock.now())
    tasks.carry_on()
    assert told(receiver)[came:] == [first, second]


def test_one_that_says_gone_is_stopped_at_once(receiver: Receiver, owner: User, layla: Person) -> None:
    made = endpoint(receiver, owner)
    happens(1, layla)
    receiver.status = 410
    tasks.carry_on()
    made.refresh_from_db()
    assert made.stopped_why == "gone"


def test_a_changed_secret_loses_no_message(receiver: Receiver, owner: User, layla: Person) -> None:
    made, first = actions.make(url=receiver.url, kinds=(), by=owner, now=clock.now())
    second = actions.turn(made, by=owner, now=clock.now())
    happens(1, layla)
    tasks.carry_on()
    got = receiver.got[0]
    assert independent(got.body, got.headers, first)
    assert independent(got.body, got.headers, second)
    assert keyring.holding(made.secrets, now=clock.now() + timedelta(days=2)) == [second]


def test_one_and_all_since_are_sent_again_under_their_ids(receiver: Receiver, owner: User, layla: Person) -> None:
    made = endpoint(receiver, owner)
    first, second, third = happens(3, layla)
    tasks.carry_on()
    actions.again(Delivery.objects.get(event_id=second), now=clock.now())
    tasks.carry_on()
    since = clock.now() - timedelta(hours=1)
    assert actions.again_since(made, since, now=clock.now()) == 3
    tasks.carry_on()
    ids = [g.message_id for g in receiver.got]
    assert ids == [f"msg_event_{i}" for i in (first, second, third, second, first, second, third)]
    bodies = {g.message_id: g.body for g in receiver.got}
    assert all(bodies[g.message_id] == g.body for g in receiver.got)


def test_a_ping_is_sent_at_once_and_tried_once(receiver: Receiver, owner: User) -> None:
    made = endpoint(receiver, owner)
    receiver.status = 500
    actions.ping(made, now=clock.now())
    tasks.carry_on()
    kept = Delivery.objects.get()
    assert (kept.kind, kept.state, receiver.got[0].said()["type"]) == ("ping", "given_up", "ping")


def test_an_erased_person_is_told_by_id_alone(receiver: Receiver, owner: User, layla: Person) -> None:
    endpoint(receiver, owner, ("person.erased",))
    endpoint(receiver, owner, ("order.placed",))
    assert actions.erased(layla.pk, now=NOW) == 1
    layla.delete()
    tasks.carry_on()
    assert receiver.got[0].said() == {
        "type": "person.erased",
        "timestamp": NOW.isoformat(),
        "data": {"kind": "person.erased", "person_id": receiver.got[0].said()["data"]["person_id"]},
    }


def test_ssrf_an_address_inside_is_refused_when_typed_and_when_sent(
    receiver: Receiver, owner: User, layla: Person, settings: object
) -> None:
    for url in ("http://127.0.0.1/", "http://169.254.169.254/", "https://localhost/", "http://u:p@8.8.8.8/", "x"):
        with pytest.raises(safe_fetch.NotFetched):
            actions.make(url=url, kinds=(), by=owner, now=clock.now())
    endpoint(receiver, owner)
    happens(1, layla)
    settings.HAFAWA_FETCH_ALLOW = []  # type: ignore[attr-defined]
    tasks.carry_on()
    assert receiver.got == []
    assert "private network" in Delivery.objects.get().error or "ports" in Delivery.objects.get().error


def test_what_was_passed_over_is_not_told_when_other_kinds_are_chosen(
    receiver: Receiver, owner: User, layla: Person
) -> None:
    made = endpoint(receiver, owner, ("order.placed",))
    log.append(log.Entry(NoteWritten(text="x"), clock.now(), "test", "n", layla.pk), now=clock.now())
    tasks.carry_on()
    actions.change(made, url=receiver.url, kinds=(), by=owner, now=clock.now())
    later = log.append(log.Entry(NoteWritten(text="y"), clock.now(), "test", "m", layla.pk), now=clock.now())
    tasks.carry_on()
    assert later is not None
    assert told(receiver) == [later.pk]


def test_what_was_told_and_forgotten_long_ago_is_not_told_anew(receiver: Receiver, owner: User, layla: Person) -> None:
    endpoint(receiver, owner)
    happens(2, layla)
    tasks.carry_on()
    Delivery.objects.all().delete()
    Event.objects.update(recorded_at=clock.now() - timedelta(days=31))
    log.append(log.Entry(NoteWritten(text="y"), clock.now(), "test", "m", layla.pk), now=clock.now())
    tasks.carry_on()
    assert len(receiver.got) == 3


def test_what_was_delivered_long_ago_is_forgotten(receiver: Receiver, owner: User, layla: Person) -> None:
    endpoint(receiver, owner)
    first, _second = happens(2, layla)
    tasks.carry_on()
    Delivery.objects.filter(event_id=first).update(made_at=clock.now() - timedelta(days=31))
    assert tasks.sweep() == 1
