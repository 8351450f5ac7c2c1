"""Whatever is sent to whichever route, in a field, a query or an address: an answer in words, never a fault."""

from __future__ import annotations

import random
import traceback
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection, transaction
from django.test import Client

from hafawa.channels.models import ImportRun, ImportState
from hafawa.conversations.calls import notes
from hafawa.conversations.calls.models import Callback
from hafawa.kernel import clock
from hafawa.people import actions as people
from hafawa.people import belonging, gifts, merging
from hafawa.people.models import Detail, Occasion, Proposal
from hafawa.privacy import exporting
from hafawa.privacy.models import Erasure, Wording
from hafawa.tasks.models import Task
from hafawa.team import members, tokens
from hafawa.timeline.models import Event
from hafawa.webhooks import actions as webhooks
from hafawa.webhooks import incoming
from hafawa.webhooks.models import Endpoint
from tests.web import hostile_fields
from tests.web.conftest import PASSWORD, House, colleague
from tests.web.hostile_fields import HUGE, VALUES, WORST
from tests.web.routes import Route, parts, routes

FORM = "application/x-www-form-urlencoded"
BIG_ID = 10**30
PLAUSIBLE = {
    "name": "Mari", "email": "mari@finjan.example", "password": "a long sentence of words", "text": "She takes it black",
    "source": "said", "audience": "know", "title": "Name day", "calendar": "gregorian", "day": "4", "month": "3",
    "language": "en", "purpose": "marketing", "answer": "yes", "wording": "May we write?", "what": "a cup", "recipient": "Eka",
    "who": "Giorgi", "kind": "friend", "company": "Finjan", "role": "agent", "url": "https://example.com/hook", "until": "2027-03-04",
    "typed": "x", "often": "daily", "at": "03:00", "keep_last": "3", "keep_weeks": "3", "keep_months": "3", "scopes": "people:read",
    "days": "30", "currency": "GEL", "time_zone": "Asia/Tbilisi", "opens_at": "09:00", "closes_at": "18:00", "minutes_a_day": "60",
    "contacts_per_person": "2", "contact_window_days": "7", "held_out_percent": "5", "act": "turn", "theme": "dark",
    "present": "a long sentence of words", "new": "another long sentence", "erase_after_hours": "24", "export_days": "7",
    "where": "nowhere", "country": "GE", "code": "123456", "outcome": "reached", "direction": "out", "on": "2027-03-04",
    "shown": "1", "promise-0": "on", "promise-0-text": "a lamp", "promise-0-on": "2027-03-04", "token": "0" * 32,
}  # fmt: skip


@pytest.fixture(autouse=True)
def watched(settings: Any) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.web.hostile_fields.watch"]


def _encoded(fields: dict[str, str]) -> str:
    return "&".join(f"{quote(k, errors='surrogatepass')}={quote(v, errors='surrogatepass')}" for k, v in fields.items())


class Asking:
    """The owner's browser; what each request changes is taken back."""

    def __init__(self, client: Client) -> None:
        self.cookies = "; ".join(f"{k}={v.value}" for k, v in client.cookies.items())
        self.broken: list[str] = []
        self.asked = 0

    def __call__(self, method: str, address: str, body: str = "", said: str = "", **headers: str) -> None:
        self.asked += 1
        point = transaction.savepoint()
        client = Client(headers={"cookie": self.cookies, **headers})
        try:
            answer = client.generic(method, address, body, content_type=FORM)
            if getattr(answer, "streaming", False):
                b"".join(answer.streaming_content)  # type: ignore[attr-defined]
            if answer.status_code >= 500 and "readyz" not in address:
                self.broken.append(f"{method} {address[:150]} {said[:80]}: {answer.status_code}")
        except Exception as error:
            at = [f for f in traceback.extract_tb(error.__traceback__) if "/hafawa/" in f.filename]
            where = f"{at[-1].filename.rpartition('/hafawa/')[2]}:{at[-1].lineno}" if at else "outside"
            self.broken.append(
                f"{method} {address[:150]} {said[:80]}: {type(error).__name__} {str(error)[:100]} at {where}"
            )
        finally:
            transaction.savepoint_rollback(point)


@pytest.fixture
def asking(house: House) -> Asking:
    client = Client()
    client.force_login(house.owner)
    assert client.post("/again/", {"password": PASSWORD}).status_code == 302
    return Asking(client)


def _takes(route: Route, method: str) -> bool:
    return route.policy is not None and route.policy.needed(method) is not None


def _fields(asking: Asking, route: Route, method: str, address: str) -> list[str]:
    hostile_fields.asked_for[method].clear()
    asking(method, address, _encoded(PLAUSIBLE) if method == "POST" else "")
    return sorted(hostile_fields.asked_for[method] - {"csrfmiddlewaretoken"})


def things(house: House) -> dict[str, int]:
    """One of each thing that an address can name."""
    now, by = clock.now(), house.owner
    one, other = house.layla, house.giorgi
    endpoint = Endpoint.objects.create(url="https://example.com/hook", made_at=now, by=by)
    run = ImportRun.objects.create(
        name="orders.csv", path="raw/none", sha256="0" * 64, size_bytes=1, made_at=now, state=ImportState.DONE,
        started_at=now, finished_at=now, rows_rejected=1,
    )  # fmt: skip
    made = merging.merge(
        one.pk,
        people.find_or_make([("email", "x@y.example", "x@y.example")], name="Twin", language="en", now=now)[0].pk,
        by=by,
        now=now,
    )
    return {
        "person_id": one.pk, "one": one.pk, "other": other.pk, "kept_id": one.pk, "absorbed_id": other.pk,
        "suggestion_id": house.card_of(one).pk,
        "event_id": Event.objects.filter(kind="promise.made")[0].pk,
        "detail_id": Detail.objects.create(person=one, text="x", source="said", learned_on=now.date()).pk,
        "proposal_id": Proposal.objects.create(
            person=one, text="x", kind="taste", said_on=now.date(), evidence_event_id=1, proposed_at=now
        ).pk,
        "occasion_id": Occasion.objects.create(person=one, title="x", month=1, day=1, source="said").pk,
        "gift_id": gifts.note(one, what="a cup", recipient_name="Eka", by=by, now=now).pk,
        "merge_id": made.pk, "run_id": run.pk, "endpoint_id": endpoint.pk,
        "delivery_id": webhooks.ping(endpoint, now=now).pk,
        "callback_id": Callback.objects.create(person=one, state="asked", asked_event_id=1, made_at=now).pk,
        "note_id": notes.keep(one, notes.Note("h1", "reached"), by=by, now=now)[0].pk,
        "door_id": incoming.make("till-1", by=by, now=now)[0].pk,
        "export_id": exporting.ask(one.pk, language="en", by=by, now=now).pk,
        "erasure_id": Erasure.objects.create(person_id=other.pk, asked_at=now, due_at=now).pk,
        "wording_id": Wording.objects.create(purpose="care", language="en", text="x", made_at=now).pk,
        "token_id": tokens.make(user=by, name="x", scopes=["people:read"], days=1, by=by, now=now)[0].pk,
        "task_id": Task.objects.create(function="x", state="parked", made_at=now).pk,
        "user_id": colleague("agent").pk,
        "link_id": members.invite(email="new@finjan.example", role="agent", by=by, now=now)[0].pk,
        "row_id": belonging.relate(one, other, "friend", words="", source="said", audience="know", by=by, now=now).pk,
    }  # fmt: skip


def _some(seed: str) -> list[str]:
    """Other ones for every field, the worst oftener: together all of them, many times over; most on PostgreSQL, which
    refuses more.
    """
    chosen, more = random.Random(seed), connection.vendor == "postgresql"
    return [*chosen.sample(WORST, 2 + more), *chosen.sample(VALUES, 1 + more)]


def _wanted(method: str) -> list[Route]:
    return [r for r in routes() if _takes(r, method)]


@pytest.mark.timeout(1200)  # two minutes with a machine to itself
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_any_words_in_any_field_or_query_of_any_route_are_answered(asking: Asking, house: House, method: str) -> None:
    ids = things(house)
    for route in _wanted(method):
        address = route.address(**ids, what="relation", name="answers")
        for field in _fields(asking, route, method, address):
            for value in _some(route.name + field):
                if method == "GET":
                    asking("GET", f"{address}?{_encoded({field: value})}", said=f"{field}={value[:30]!r}")
                else:
                    asking("POST", address, _encoded(PLAUSIBLE | {field: value}), f"{field}={value[:30]!r}")
    assert asking.asked > (500 if method == "POST" else 100)
    assert not asking.broken, "\n".join(sorted(set(asking.broken)))


FOUND = (
    ("GET", "/?undo=%C2%B2", {}),
    ("GET", "/?undo=" + "1" * 5000, {}),
    ("GET", "/settings/audit/?who=9223372036854775808", {}),
    ("GET", "/settings/audit.csv?who=9223372036854775808", {}),
    ("GET", "/settings/audit/?about=%00", {}),
    ("GET", "/settings/audit.csv?about=person&number=1%00&%00=1", {}),
    ("GET", "/again/passkey/?next=http%3A//%5B%3A%3A1", {}),
    ("POST", "/account/passkeys/add/", {"name": "x", "credential": "1" * 5000}),
    ("POST", "/account/passkeys/add/", {"name": "x", "credential": "[" * 5000}),
    ("POST", "/details/999/forget/", {"person": "²"}),
    ("GET", f"/people/{BIG_ID}/", {}),
)


@pytest.mark.parametrize(("method", "address", "fields"), FOUND, ids=range(len(FOUND)))
def test_what_once_broke_a_page_is_answered(asking: Asking, method: str, address: str, fields: dict[str, str]) -> None:
    asking(method, address, _encoded(fields))
    assert not asking.broken


def test_empty_huge_and_doubled_forms_are_answered(asking: Asking, house: House) -> None:
    ids = things(house)
    for route in _wanted("POST"):
        address = route.address(**ids, what="relation")
        fields = _fields(asking, route, "POST", address)
        asking("POST", address, "", "nothing")
        asking("POST", address, "&".join(f"{f}=a&{f}=b" for f in fields), "each twice")
        asking("POST", address, _encoded(dict.fromkeys(fields[:2], HUGE)), "1 MB each")
        asking("POST", address, _encoded(PLAUSIBLE), "by htmx", **{"HX-Request": "true", "HX-Current-URL": "http://["})
    assert not asking.broken, "\n".join(sorted(set(asking.broken)))


def test_no_number_in_an_address_breaks_anything(asking: Asking, house: House) -> None:
    for method in ("GET", "POST"):
        for route in _wanted(method):
            for number in (0, 2**31, 2**63 - 1, 2**63, BIG_ID):
                for _kind, key in parts(route.pattern):
                    asking(method, route.address(**{key: number}), _encoded(PLAUSIBLE) if method == "POST" else "")
    assert not asking.broken, "\n".join(sorted(set(asking.broken)))
