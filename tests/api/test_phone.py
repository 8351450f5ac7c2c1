"""Calls that phone systems tell of, posted to a real server: forged, repeated, shuffled and late ones change nothing."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import random
import urllib.error
import urllib.parse
import urllib.request
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from hafawa.channels.calls import doors, twilio
from hafawa.channels.calls.models import PhoneDoor
from hafawa.kernel import clock
from hafawa.people import tombstones
from hafawa.people.models import Identifier, Person
from hafawa.team.models import Shop, User
from hafawa.timeline.models import Event
from hafawa.webhooks import incoming, signing
from hafawa.webhooks.models import Heard
from tests.api.conftest import Program

TOKEN = "12345678901234567890123456789012"
THEIRS, OURS = "+995555123456", "+995322123456"


@pytest.fixture
def twilio_door(live_server: Any, owner: User) -> PhoneDoor:
    shop = Shop.get()
    shop.country = "GE"
    shop.save()
    address = f"{live_server.url}/api/v1/phone/twilio"
    return doors.make(source="twilio", address=address, token=TOKEN, by=owner, now=clock.now())


def ended(**changes: str) -> dict[str, str]:
    at = clock.now() - timedelta(minutes=1)
    return {
        "CallSid": "CA1", "AccountSid": "AC1", "From": THEIRS, "To": OURS, "Direction": "inbound",
        "CallStatus": "completed", "CallDuration": "95", "Timestamp": format_datetime(at), "SequenceNumber": "3",
    } | changes  # fmt: skip


def posted(address: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
    request = urllib.request.Request(address, data=body, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        return refused.code, json.loads(refused.read())


def told(door: PhoneDoor, fields: dict[str, str], *, token: str = TOKEN, signed: dict[str, str] | None = None) -> Any:
    """Posted as Twilio posts: the signature is worked out here, over what `signed` holds."""
    whole = door.address + "".join(name + value for name, value in sorted((signed or fields).items()))
    right = base64.b64encode(hmac.new(token.encode(), whole.encode(), hashlib.sha1).digest()).decode()
    headers = {"X-Twilio-Signature": right, "Content-Type": "application/x-www-form-urlencoded"}
    return posted(door.address, urllib.parse.urlencode(fields).encode(), headers)


@pytest.mark.django_db(transaction=True)
def test_a_call_becomes_one_event_of_whoever_has_the_number(twilio_door: PhoneDoor) -> None:
    status, answer = told(twilio_door, ended())
    assert (status, answer["status"]) == (200, "new")
    event = Event.objects.get()
    assert (event.kind, event.source, event.external_id) == ("call.received", "twilio", "call:CA1")
    assert (event.data["outcome"], event.data["duration_seconds"], event.data["number"]) == ("reached", 95, THEIRS)
    assert event.person is not None
    assert event.person.name == ""
    assert Identifier.objects.get().value == THEIRS
    door = PhoneDoor.objects.get()
    assert door.last_heard_at is not None
    assert TOKEN not in door.sealed_token


@pytest.mark.django_db(transaction=True)
def test_webhook_forge_and_replay_of_calls(twilio_door: PhoneDoor) -> None:
    """HMAC-SHA1 over the address and every field, compared in constant time; each call once."""
    good = ended()
    forged = [
        told(twilio_door, good, token="another token altogether, as long"),
        told(twilio_door, good | {"From": "+995555999999"}, signed=good),
        told(twilio_door, good | {"CallSid": "CA2"}, signed=good),
        told(twilio_door, good | {"Extra": "1"}, signed=good),
        told(twilio_door, {k: v for k, v in good.items() if k != "To"}, signed=good),
        posted(twilio_door.address, urllib.parse.urlencode(good).encode(), {"X-Twilio-Signature": "AAAA"}),
    ]
    nobody = PhoneDoor(source="nobody", address=twilio_door.address.replace("/twilio", "/nobody"))
    forged.append(told(nobody, good))
    assert {status for status, _said in forged} == {401}
    assert len({json.dumps(said) for _status, said in forged}) == 1  # nothing tells why
    assert not Event.objects.exists()
    assert not Person.objects.exists()
    assert PhoneDoor.objects.get().refused_at is not None
    answers = [told(twilio_door, good) for _time in range(100)]
    assert [said["status"] for _status, said in answers] == ["new"] + ["known"] * 99
    assert len({said["event_id"] for _status, said in answers}) == 1
    assert Event.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_callbacks_in_any_order_give_the_same_one_event(twilio_door: PhoneDoor) -> None:
    began = clock.now() - timedelta(hours=1)
    kept: set[str] = set()
    for seed in range(6):
        calls = []
        for n in range(4):
            last = ("completed", "no-answer", "busy", "canceled")[n]
            steps = ["initiated", "ringing", *(["in-progress"] if last == "completed" else []), last]
            for place, status in enumerate(steps):
                at = format_datetime(began + timedelta(minutes=n, seconds=place))
                lasted = {"CallDuration": "30"} if status == "completed" else {}
                fields = ended(CallSid=f"CA{n}", CallStatus=status, Timestamp=at, SequenceNumber=str(place), **lasted)
                calls += [{k: v for k, v in fields.items() if k != "CallDuration" or lasted}] * 2
        random.Random(seed).shuffle(calls)
        assert {told(twilio_door, fields)[0] for fields in calls} == {200}
        rows = Event.objects.order_by("external_id").values_list("external_id", "occurred_at", "data")
        kept.add(json.dumps([[key, at.isoformat(), {**data, "x": 0}] for key, at, data in rows]))
        assert Event.objects.count() == 4
        Event.objects.all().delete()
    assert len(kept) == 1
    assert '"not_reached"' in next(iter(kept))


@pytest.mark.django_db(transaction=True)
def test_a_call_told_a_day_late_stands_where_it_was_and_one_of_last_week_is_refused(twilio_door: PhoneDoor) -> None:
    late = clock.now() - timedelta(days=1)
    assert told(twilio_door, ended(Timestamp=format_datetime(late)))[0] == 200
    event = Event.objects.get()
    assert abs(event.occurred_at - (late - timedelta(seconds=95))) < timedelta(seconds=2)
    for at in (clock.now() - timedelta(days=8), clock.now() + timedelta(hours=1)):
        status, answer = told(twilio_door, ended(CallSid="CA9", Timestamp=format_datetime(at)))
        assert (status, answer["code"]) == (422, "too-old")
    assert Event.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"CallSid": ""}, "no-id"),
        ({"CallSid": "x" * 101}, "no-id"),
        ({"CallSid": "a\x00b"}, "no-id"),
        ({"CallStatus": "lost"}, "no-status"),
        ({"From": "anonymous"}, "no-number"),
        ({"From": ""}, "no-number"),
        ({"From": "+266696687 OR 1=1"}, "no-number"),
        ({"Timestamp": "yesterday"}, "no-time"),
        ({"CallDuration": "-5"}, "no-time"),
        ({"CallDuration": "99999999999"}, "no-time"),
        ({"CallDuration": "٥"}, "no-time"),
    ],
)
def test_what_says_nothing_that_can_be_kept_is_refused_in_words(
    twilio_door: PhoneDoor, changes: dict[str, str], code: str
) -> None:
    status, answer = told(twilio_door, ended(**changes))
    assert (status, answer["code"]) == (422, code)
    assert answer["detail"]
    assert not Event.objects.exists()
    assert not Person.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_bodies_that_are_no_form_are_refused(twilio_door: PhoneDoor) -> None:
    for body in (b"", b"\xff\xfe", b"{}", b"a=1&" * 300, b"a=" + b"x" * 70_000):
        status, _answer = posted(twilio_door.address, body, {"X-Twilio-Signature": "AAAA"})
        assert status in {400, 401, 422}
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_whom_we_dial_without_knowing_them_is_nobody(twilio_door: PhoneDoor) -> None:
    out = {"Direction": "outbound-api", "From": OURS, "To": THEIRS}
    assert told(twilio_door, ended(**out))[1]["status"] == "unknown_number"
    assert not Person.objects.exists()
    told(twilio_door, ended(CallSid="CA2", CallStatus="no-answer", CallDuration="0"))
    assert told(twilio_door, ended(**out))[1]["status"] == "new"
    assert Person.objects.count() == 1
    assert {e.kind for e in Event.objects.all()} == {"call.made", "call.received"}
    leg = {"Direction": "outbound-dial", "From": THEIRS, "To": "client:ana", "CallSid": "CA3"}
    assert told(twilio_door, ended(**leg))[1]["status"] == "going_on"
    assert Event.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_machine_that_answered_and_a_call_handed_on_are_told_apart(twilio_door: PhoneDoor) -> None:
    told(twilio_door, ended(AnsweredBy="machine_end_beep"))
    told(twilio_door, ended(CallSid="CA2", DialCallStatus="no-answer"))
    told(twilio_door, ended(CallSid="CA3", DialCallStatus="no-answer", RecordingUrl="https://x.example/r"))
    found = [e.data["outcome"] for e in Event.objects.order_by("external_id")]
    assert found == ["voicemail", "not_reached", "voicemail"]


@pytest.mark.django_db(transaction=True)
def test_somebody_erased_is_not_made_again_by_a_call_from_before(twilio_door: PhoneDoor) -> None:
    tombstones.lay([tombstones.digest("phone", THEIRS)], at=clock.now())
    assert told(twilio_door, ended())[1]["status"] == "erased"
    assert not Person.objects.exists()
    assert not Event.objects.exists()


def test_the_signature_is_the_one_of_the_services_own_documentation() -> None:
    """The example of "Validating requests": address, fields, token and signature."""
    fields = [("CallSid", "CA1234567890ABCDE"), ("Caller", "+14158675309"), ("Digits", "1234"),
              ("From", "+14158675309"), ("To", "+18005551212")]  # fmt: skip
    address = "https://mycompany.com/myapp.php?foo=1&bar=2"
    right = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
    assert twilio.signature(address, fields, token="12345") == right
    assert twilio.is_signed(address, fields, given=right, token="12345")
    assert twilio.is_signed("https://mycompany.com:443/myapp.php?foo=1&bar=2", fields, given=right, token="12345")
    assert not twilio.is_signed(address, fields, given=right, token="12346")
    assert not twilio.is_signed(address, fields, given=right, token="")


CALL = {
    "id": "9f-1", "direction": "in", "number": "555 12 34 56", "outcome": "not_reached",
    "began_at": "2026-11-22T09:30:00+04:00", "duration_seconds": 0,
}  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_calls_come_in_signed_as_json_each_once(live_server: Any, twilio_door: PhoneDoor, owner: User) -> None:
    secret = incoming.make("pbx", by=owner, now=clock.now())[1]
    address = f"{live_server.url}/api/v1/hooks/pbx/calls"
    unknown = CALL | {"id": "2", "direction": "out", "number": "+995555999999"}
    body = json.dumps({"calls": [CALL, unknown, CALL | {"id": "3", "number": "none"}]}).encode()
    good = signing.headers(body, message_id="m1", now=clock.now(), keys=[secret])
    stale = signing.headers(body, message_id="m1", now=clock.now() - timedelta(minutes=6), keys=[secret])
    forged = [
        (body + b" ", good),
        (body.replace(b"in", b"un"), good),
        (body, stale),
        (body, good | {"webhook-id": "m2"}),
    ]
    assert {posted(address, sent, headers)[0] for sent, headers in forged} == {401}
    assert not Event.objects.exists()
    answers = [posted(address, body, good) for _time in range(20)]
    assert len({json.dumps(a) for a in answers}) == 1
    status, answer = answers[0]
    assert (status, [r["status"] for r in answer["results"]]) == (200, ["new", "refused", "refused"])
    assert [r["reason"] for r in answer["results"]] == ["", "unknown-number", "no-number"]
    assert (Event.objects.count(), Heard.objects.count(), Person.objects.count()) == (1, 1, 1)
    wrong = json.dumps({"calls": [CALL | {"began_at": "2026-11-22T09:30:00"}]}).encode()
    assert posted(address, wrong, signing.headers(wrong, message_id="m3", now=clock.now(), keys=[secret]))[0] == 422


def test_a_program_tells_of_calls_with_its_key(ask: Program, viewer_asks: Program) -> None:
    sent = {
        "calls": [CALL | {"number": THEIRS}, CALL | {"id": "2", "number": THEIRS, "outcome": "reached", "note": "Hi"}]
    }
    assert [r["status"] for r in ask.post("/calls", sent).json()["results"]] == ["new", "new"]
    assert [r["status"] for r in ask.post("/calls", sent).json()["results"]] == ["known", "known"]
    assert viewer_asks.post("/calls", sent).status_code == 403
    for wrong in ({"outcome": "fine"}, {"extra": 1}, {"duration_seconds": -1}, {"id": "a b"}, {"began_at": "now"}):
        assert ask.post("/calls", {"calls": [CALL | wrong]}).status_code == 422
    far = ask.post("/calls", {"calls": [CALL | {"id": "9", "number": THEIRS, "began_at": "0001-01-01T00:00:00+04:00"}]})
    assert far.json()["results"][0]["status"] == "refused"
