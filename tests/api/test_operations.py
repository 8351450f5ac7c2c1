"""Every operation as a program uses it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hafawa.kernel import clock
from hafawa.people import actions as people_actions
from hafawa.people.models import Detail, Identifier, Person
from hafawa.tasks.models import Task
from hafawa.team.models import AuditEntry
from hafawa.timeline.events import KINDS
from hafawa.timeline.models import Event
from tests.api.conftest import Program
from tests.web.conftest import House

LAYLA = {"kind": "email", "value": "Layla@Example.com"}


def order(n: int, **more: Any) -> dict[str, Any]:
    at = (clock.now() - timedelta(hours=1)).isoformat()
    said = {"kind": "order.placed", "at": at, "id": f"o{n}", "ref": f"X-{n}", "amount_minor": 500, "currency": "GEL"}
    return {**said, "person": {"email": f"p{n}@example.com", "name": f"Person {n}"}} | more


def test_a_person_is_made_once_and_found_by_any_of_their_keys(ask: Program) -> None:
    sent = {"identifiers": [{"kind": "email", "value": "Nika@Example.com "}], "name": "ნიკა", "language": "ka"}
    first, again = ask.post("/people", sent), ask.post("/people", sent)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    assert (first.json()["is_new"], again.json()["is_new"]) == (True, False)
    assert Identifier.objects.get().value == "nika@example.com"


def test_what_is_known_of_a_person_is_never_overwritten_by_finding_them(ask: Program, house: House) -> None:
    found = ask.post("/people", {"identifiers": [LAYLA], "name": "Someone Else"})
    assert found.json()["name"] == house.layla.name


def test_people_are_listed_and_got_and_found_by_words(ask: Program, house: House) -> None:
    listed = ask.get("/people?limit=2").json()
    rest = ask.get(f"/people?limit=2&cursor={listed['next']}").json()
    assert [p["id"] for p in listed["items"] + rest["items"]] == list(
        Person.objects.order_by("id").values_list("id", flat=True)
    )
    assert rest["next"] is None
    assert ask.get("/people/search?q=margaret").json()["items"][0]["id"] == house.margaret.pk
    assert ask.get(f"/people/{house.layla.pk}").json()["name"] == house.layla.name


def test_of_two_who_change_a_person_at_once_the_second_is_told_and_nothing_is_lost(ask: Program, house: House) -> None:
    path = f"/people/{house.layla.pk}"
    read = ask.get(path).headers["ETag"]
    first = ask("PATCH", path, {"name": "Layla Haddad"}, **{"If-Match": read})
    assert first.status_code == 200
    second = ask("PATCH", path, {"name": "Layla H.", "language": "en"}, **{"If-Match": read, "Accept-Language": "ka"})
    assert second.status_code == 412
    assert second.json()["code"] == "changed-meanwhile"
    assert second.json()["detail"]
    assert (ask.get(path).json()["name"], ask.get(path).json()["language"]) == ("Layla Haddad", "ar")
    now = ask.get(path).headers["ETag"]
    assert second.headers["ETag"] == first.headers["ETag"] == now != read
    assert ask("PATCH", path, {"language": "en"}, **{"If-Match": f'"other", {now}'}).status_code == 200
    assert ask("PATCH", path, {"language": "ka"}, **{"If-Match": "*"}).status_code == 200
    assert ask("PATCH", path, {"language": "ar"}).status_code == 200
    ask("PATCH", path, {"name": "ليلى " * 50})
    packed = ask.get(path, **{"Accept-Encoding": "gzip"}).headers["ETag"]
    assert packed.startswith("W/")
    assert ask("PATCH", path, {"name": "Layla"}, **{"If-Match": packed}).status_code == 200
    assert ask("PATCH", path, {"name": "Laila"}, **{"If-Match": packed}).status_code == 412
    gone = ask("PATCH", "/people/999999", {"language": "ar"}, **{"If-Match": now})
    assert gone.status_code == 404


def test_somebody_merged_is_the_one_they_were_merged_into(ask: Program, house: House) -> None:
    Person.objects.filter(pk=house.giorgi.pk).update(merged_into=house.layla)
    assert ask.get(f"/people/{house.giorgi.pk}").json()["id"] == house.layla.pk
    kinds = {i["value"] for i in ask.get(f"/people/{house.layla.pk}/identifiers").json()["items"]}
    assert kinds == {"layla@example.com", "giorgi@example.com"}
    assert house.giorgi.pk not in [p["id"] for p in ask.get("/people").json()["items"]]


def test_a_name_and_a_language_are_changed(ask: Program, house: House) -> None:
    changed = ask("PATCH", f"/people/{house.margaret.pk}", {"name": "Maggie O’Brien", "language": "ka"})
    assert (changed.json()["name"], changed.json()["language"]) == ("Maggie O’Brien", "ka")
    assert Person.objects.get(pk=house.margaret.pk).folded_name == "maggie o’brien"


def test_one_more_key_is_theirs_and_one_of_somebody_else_is_a_conflict(ask: Program, house: House) -> None:
    path = f"/people/{house.margaret.pk}/identifiers"
    handle = {"kind": "handle", "value": "@maggie"}
    assert [ask.post(path, handle).status_code for _ in range(2)] == [201, 200]
    refused = ask.post(path, LAYLA)
    assert (refused.status_code, refused.json()["code"]) == (409, "held-by-another")


def test_details_are_kept_listed_and_forgotten(ask: Program, house: House) -> None:
    path = f"/people/{house.layla.pk}/details"
    made = ask.post(path, {"text": "Loves cardamom", "audience": "may_say"})
    assert made.status_code == 201
    assert [d["text"] for d in ask.get(path).json()["items"]] == ["Loves cardamom"]
    assert ask("DELETE", f"/details/{made.json()['id']}").status_code == 204
    assert not Detail.objects.exists()


def test_what_is_never_to_be_shown_is_not_shown_to_an_agents_key(
    ask: Program, agent_asks: Program, house: House
) -> None:
    path = f"/people/{house.layla.pk}/details"
    secret = ask.post(path, {"text": "In mourning", "audience": "never_show"}).json()["id"]
    assert len(ask.get(path).json()["items"]) == 1
    assert agent_asks.get(path).json()["items"] == []
    assert agent_asks("DELETE", f"/details/{secret}").status_code == 404
    guessed = agent_asks.post(path, {"text": "In mourning"})
    assert guessed.status_code == 404
    assert "never_show" not in guessed.content.decode()


def test_days_that_matter_are_kept_and_removed(ask: Program, house: House) -> None:
    path = f"/people/{house.layla.pk}/occasions"
    made = ask.post(path, {"title": "Birthday", "month": 5, "day": 12})
    assert made.status_code == 201
    assert ask.post(path, {"title": "x", "month": 2, "day": 31}).json()["code"] == "no-such-day"
    assert len(ask.get(path).json()["items"]) == 1
    assert ask("DELETE", f"/occasions/{made.json()['id']}").status_code == 204


def test_only_the_person_grants_and_a_statement_is_noted(ask: Program, house: House) -> None:
    path = f"/people/{house.layla.pk}/consents"
    granted = {"purpose": "marketing", "granted": True}
    assert ask.post(path, granted | {"by_person": False}).json()["code"] == "only-the-person-grants"
    assert ask.post(path, granted | {"by_person": True, "wording": "Yes please"}).status_code == 201
    assert ask.get(path).json()["items"][0]["wording"] == "Yes please"
    assert AuditEntry.objects.get(what="people.consent_stated").about == f"person:{house.layla.pk}"


def test_events_arrive_once_each_with_its_own_result(ask: Program, house: House) -> None:
    sent = {"events": [order(1), order(2), order(2), {"kind": "order.planned", "at": "2026-01-01"}]}
    first = ask.post("/events", sent).json()
    assert [r["status"] for r in first["results"]] == ["new", "new", "known", "refused"]
    assert (first["new"], first["known"], first["refused"]) == (2, 1, 1)
    assert first["results"][3]["reason"] == "json-kind"
    assert "order.planned" in first["results"][3]["detail"]
    again = ask.post("/events", sent).json()
    assert [r["status"] for r in again["results"]] == ["known", "known", "known", "refused"]
    assert [r["event_id"] for r in again["results"]] == [r["event_id"] for r in first["results"]]
    assert Event.objects.filter(source="api").count() == 2


def test_the_same_request_under_an_idempotency_key_gets_the_same_answer(ask: Program, owner: object) -> None:
    sent = {"events": [order(1), order(2)]}
    first = ask.post("/events", sent, **{"Idempotency-Key": "k1"}).json()
    assert ask.post("/events", sent, **{"Idempotency-Key": "k1"}).json() == first
    other = ask.post("/events", {"events": [order(3)]}, **{"Idempotency-Key": "k1"})
    assert (other.status_code, other.json()["code"]) == (422, "key-used-otherwise")
    assert Event.objects.filter(source="api").count() == 2


def test_at_most_a_thousand_events_come_at_once(ask: Program, owner: object) -> None:
    assert ask.post("/events", {"events": [{}] * 1001}).status_code == 422
    assert ask.post("/events", {"events": []}).status_code == 422
    assert ask.post("/events", {"events": [{}] * 1000}).json()["refused"] == 1000


@pytest.mark.parametrize("kind", sorted(k for k in KINDS if k))
def test_every_kind_of_the_vocabulary_is_taken_and_its_faults_named(ask: Program, house: House, kind: str) -> None:
    described = next(k for k in ask.get("/events/kinds").json()["items"] if k["kind"] == kind)
    values = {"text": "x", "whole": 3, "yes_no": True, "instant": "2026-05-01T10:00:00Z", "objects": [], "texts": []}
    said = {f["name"]: values[f["type"]] for f in described["fields"] if f["name"] not in {"currency", "suggestion_id"}}
    person = {"person": {"email": "layla@example.com"}}
    line = {"kind": kind, "at": "2026-05-01T10:00:00Z", "id": kind, **said, **person}
    line |= {"about": "e0", "source": "test"} if described["needs_about"] else {}
    results = ask.post("/events", {"events": [line, {**line, "id": "2", "nonsense": 1}]}).json()["results"]
    assert [(r["status"], r["reason"]) for r in results] == [("new", ""), ("refused", "json-field")]


def test_a_story_comes_newest_first_and_an_event_by_its_id(ask: Program, house: House) -> None:
    path = f"/people/{house.giorgi.pk}/events"
    first = ask.get(f"{path}?limit=3").json()
    rest = ask.get(f"{path}?limit=3&cursor={first['next']}").json()
    times = [e["occurred_at"] for e in first["items"] + rest["items"]]
    assert times == sorted(times, reverse=True)
    assert len(times) == Event.objects.filter(person=house.giorgi).count()
    assert ask.get(f"/events/{first['items'][0]['id']}").json() == first["items"][0]
    assert {e["kind"] for e in ask.get("/events?kind=review.posted").json()["items"]} == {"review.posted"}


def test_todays_list_says_why_with_evidence_and_minutes_and_is_acted_on(ask: Program, house: House) -> None:
    cards = ask.get("/suggestions").json()["items"]
    card = next(c for c in cards if c["person_id"] == house.layla.pk)
    assert card["evidence"]
    assert card["reason"]
    assert card["why_here"]
    assert card["minutes"] > 0
    path = f"/suggestions/{card['suggestion_id']}"
    done = ask.post(f"{path}/do", {"text": "I called her", "channel": "phone"})
    assert (done.status_code, done.json()["state"]) == (200, "done")
    assert done.json()["event_ids"]
    twice = ask.post(f"{path}/do", {})
    assert (twice.status_code, twice.json()["code"]) == (409, "already-closed")
    assert ask.post(f"{path}/undo").json()["state"] == "open"
    assert ask.post(f"{path}/later", {"until": (clock.now().date() + timedelta(days=3)).isoformat()}).status_code == 200
    assert ask.post(f"{path}/undo").status_code == 200
    assert ask.post(f"{path}/not-this", {"reason": "not_now"}).json()["not_this_reason"] == "not_now"
    assert ask.get(path).json()["state"] == "not_this"


def test_sentences_come_in_the_language_asked_for(ask: Program, house: House) -> None:
    said = {}
    for language in ("en", "ar", "ka"):
        ask.language = language
        said[language] = ask.get("/suggestions?limit=1").json()["items"][0]["action_label"]
    assert len(set(said.values())) == 3


def test_a_file_is_sent_asked_about_answered_started_and_watched(ask: Program, house: House, data_folder: Any) -> None:
    rows = "order,date,email,total\nA1,2026-03-04,a@example.com,10.00\nA2,nonsense,b@example.com,11.00\n"
    sent = _send(ask, rows.encode(), "orders.csv")
    run = sent.json()
    assert sent.status_code == 201, sent.content
    if run["state"] == "waiting":
        answers = {q["key"]: q["options"][0]["value"] for q in run["questions"] if q["options"]}
        assert ask.post(f"/imports/{run['id']}/start").json()["code"] == "needs-answers"
        run = ask.post(f"/imports/{run['id']}/answers", {"answers": answers}).json()
    assert run["state"] == "ready", run
    assert [ask.post(f"/imports/{run['id']}/start").status_code for _ in range(2)] == [202, 202]
    assert Task.objects.filter(function="hafawa.channels.tasks.carry_out").count() == 1
    _carry_out(run["id"])
    done = ask.get(f"/imports/{run['id']}").json()
    assert (done["state"], done["events_new"], done["rows_rejected"]) == ("done", 1, 1)
    rejected = ask.get(f"/imports/{run['id']}/rejected").json()["items"]
    assert rejected[0]["row_number"] == 3
    assert rejected[0]["detail"]
    again = _send(ask, rows.encode(), "orders.csv")
    assert (again.status_code, again.json()["code"]) == (409, "already-imported")
    assert ask.get("/imports").json()["items"][0]["id"] == run["id"]


def _send(ask: Program, content: bytes, name: str) -> Any:
    file = SimpleUploadedFile(name, content, "text/csv")
    return Client().post("/api/v1/imports", {"file": file}, headers={"Authorization": f"Bearer {ask.key}"})


def _carry_out(run_id: int) -> None:
    from hafawa.channels import tasks

    tasks.carry_out(run_id)


def test_standing_and_figures_are_told(ask: Program, house: House) -> None:
    standing = ask.get(f"/people/{house.layla.pk}/standing").json()
    assert standing["row"]["person_id"] == house.layla.pk
    stranger = people_actions.find_or_make([("email", "z@z.example", "z")], name="Z", language="", now=clock.now())[0]
    assert ask.get(f"/people/{stranger.pk}/standing").json()["row"] is None
    assert "deliveries" in ask.get("/figures").json()["found"]
