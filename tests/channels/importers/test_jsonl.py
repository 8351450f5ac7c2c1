"""Is a line of JSON taken only when it says exactly what the vocabulary allows?"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hafawa.channels.importers import json_line, runs
from hafawa.channels.importers.json_line import NotAccepted, arrival, shape
from hafawa.channels.importers.jsonl import IMPORTER, LINE_BYTES
from hafawa.channels.importers.registry import Job, Rejection, Setting
from hafawa.channels.importers.rejections import words
from hafawa.people.models import Consent, Detail, Occasion, Person
from hafawa.timeline.events import KINDS
from hafawa.timeline.models import Event

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SETTING = Setting(zone=ZoneInfo("Asia/Tbilisi"), country="GE")
WHO = {"email": "Layla@Example.org", "name": "ليلى", "language": "ar"}
ORDER: dict[str, Any] = {
    "kind": "order.placed",
    "at": "2026-11-01T10:00:00+04:00",
    "id": "o1",
    "person": WHO,
    "ref": "1001",
}
PLAIN = {
    "text": "words",
    "whole": 3,
    "yes_no": True,
    "instant": "2026-11-02",
    "objects": [{"name": "x"}],
    "texts": ["x"],
}


def taken(line: dict[str, Any] | str | bytes) -> Any:
    raw = (
        line
        if isinstance(line, bytes)
        else (line if isinstance(line, str) else json.dumps(line)).encode("utf-8", "surrogatepass")
    )
    return arrival(1, raw, setting=SETTING)


def test_an_order_is_taken_with_its_person_and_time() -> None:
    found = taken({**ORDER, "amount_minor": 4550, "currency": "GEL", "due_at": "2026-11-05"})
    assert found.who.keys[0].value == "layla@example.org"
    assert found.said[0].occurred_at == datetime(2026, 11, 1, 6, 0, tzinfo=UTC)
    assert found.said[0].what.due_at == datetime(2026, 11, 4, 20, 0, tzinfo=UTC)  # a day is one in the shop's zone
    assert (found.said[0].what.amount_minor, found.said[0].external_id) == (4550, "o1")


@pytest.mark.parametrize("kind", sorted(k for k in KINDS if k))
def test_every_kind_of_event_can_be_said(kind: str) -> None:
    fields = {name: PLAIN[expect] for name, (expect, _needed) in shape(kind).items() if name != "currency"}
    line = {"kind": kind, "at": "2026-11-01", "id": "x", "person": WHO, **fields}
    if json_line.needs_about(kind):
        line["about"] = "o1"
    assert taken(line).said[0].what.kind == kind


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({**ORDER, "kind": "order.eaten"}, "json_kind"),
        ({**ORDER, "kind": ""}, "json_kind"),
        ({**ORDER, "kind": 5}, "json_type_text"),
        ({k: v for k, v in ORDER.items() if k != "kind"}, "json_type_text"),
        ({k: v for k, v in ORDER.items() if k != "ref"}, "json_missing"),
        ({**ORDER, "ref": 1001}, "json_type_text"),
        ({**ORDER, "ref": "x" * 321}, "json_range"),
        ({**ORDER, "colour": "blue"}, "json_field"),
        ({**ORDER, "about_id": 7}, "json_field"),
        ({**ORDER, "suggestion_id": 7}, "json_field"),
        ({**ORDER, "amount_minor": "12"}, "json_type_whole"),
        ({**ORDER, "amount_minor": 12.5}, "json_type_whole"),
        ({**ORDER, "amount_minor": True}, "json_type_whole"),
        ({**ORDER, "amount_minor": -5}, "negative"),
        ({**ORDER, "amount_minor": 10**17}, "amount_range"),
        (json.dumps({**ORDER, "amount_minor": 0}).replace(": 0", ": " + "9" * 5000), "json_number"),
        (json.dumps({**ORDER, "amount_minor": 0}).replace(": 0", ": NaN"), "json_number"),
        (json.dumps({**ORDER, "amount_minor": 0}).replace(": 0", ": -Infinity"), "json_number"),
        (json.dumps({**ORDER, "amount_minor": 0}).replace(": 0", ": 1e999"), "json_number"),
        ({**ORDER, "currency": "lari"}, "currency"),
        ({**ORDER, "at": "yesterday"}, "json_type_instant"),
        ({**ORDER, "at": "0001-01-01T00:00:00+14:00"}, "json_type_instant"),
        ({**ORDER, "at": "9999-12-31T23:59:59Z"}, "date_range"),
        ({**ORDER, "at": None}, "no_date"),
        ({**ORDER, "items": {"name": "x"}}, "json_type_objects"),
        ({**ORDER, "items": ["x"]}, "json_type_objects"),
        ({**ORDER, "id": "x" * 301}, "json_range"),
        ({**ORDER, "source": "Not A Source"}, "json_person"),
        ({**ORDER, "person": "layla"}, "json_type_object"),
        ({**ORDER, "person": {"name": "Layla"}}, "no_key"),
        ({**ORDER, "person": {"email": "nobody"}}, "json_person"),
        ({**ORDER, "person": {**WHO, "phone": "12"}}, "json_person"),
        ({**ORDER, "person": {**WHO, "age": 5}}, "json_field"),
        ({**ORDER, "person": {**WHO, "language": "Arabic!"}}, "json_person"),
        ({"kind": "note.written", "at": "2026-11-01", "text": "x"}, "no_key"),
        ({"kind": "review.posted", "at": "2026-11-01", "person": WHO, "score": 6}, "json_range"),
        ({"kind": "promise.kept", "at": "2026-11-01", "person": WHO}, "json_missing"),
        ('{"kind": "order.placed", "kind": "note.written"}', "json_twice"),
        ('{"kind": "order.placed", "person": {"email": "a@b.cc", "email": "c@d.ee"}}', "json_twice"),
        ('{"kind": "note.written", "text": "\\ud800"}', "json_text"),
        ('{"kind": "note.written", "text": "a\\u0000b"}', "json_text"),
        (b'{"kind": "\xff"}', "json_text"),
        ("[" * 100_000, "json_deep"),
        ('{"a":' * 100_000, "json_deep"),
        ("[1, 2]", "json"),
        ("5", "json"),
        ("{", "json"),
        ("{} {}", "json"),
        ({"kind": "consent", "at": "2026-11-01", "person": WHO, "purpose": "marketing", "granted": True}, "json_grant"),
        ({"kind": "consent", "at": "2026-11-01", "person": WHO, "purpose": "anything", "granted": False}, "json_range"),
        ({"kind": "occasion", "person": WHO, "title": "x", "month": 2, "day": 30}, "json_range"),
        ({"kind": "occasion", "person": WHO, "title": "x", "month": 2, "day": 3, "year": 0}, "json_range"),
        ({"kind": "detail", "person": WHO, "at": "2026-11-01", "text": " "}, "json_missing"),
        ({"kind": "detail", "at": "2026-11-01", "text": "x"}, "no_key"),
    ],
)  # fmt: skip
def test_a_line_at_fault_is_refused_in_words(line: dict[str, Any] | str | bytes, reason: str) -> None:
    with pytest.raises(NotAccepted) as refused:
        taken(line)
    assert refused.value.reason == reason
    assert words(reason, refused.value.facts) != reason


def test_words_that_only_speak_of_nul_are_words() -> None:
    line = {"kind": "note.written", "at": "2026-11-01", "person": WHO, "text": r"a \u0000 in code"}
    assert taken(line).said[0].what.text == r"a \u0000 in code"


def test_a_line_without_an_id_has_the_same_one_each_time() -> None:
    line = {k: v for k, v in ORDER.items() if k != "id"}
    other_order = dict(reversed(line.items()))
    assert taken(line).said[0].external_id == taken(other_order).said[0].external_id
    assert taken(line).said[0].external_id != taken({**line, "ref": "1002"}).said[0].external_id


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["kind", "at", "person", "email", "ref"]), inner)
    ),
    max_leaves=10,
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.builds(
    lambda base, more: json.dumps({**base, **more}).encode(),
    st.sampled_from([ORDER, {"kind": "occasion"}, {"kind": "consent", "person": WHO}, {"kind": "review.posted", "person": WHO}]),
    st.dictionaries(st.sampled_from([*ORDER, "score", "month", "items", "granted", "amount_minor", "due_at"]), JSON, max_size=4),
)))  # fmt: skip
def test_any_line_is_taken_or_refused(raw: bytes) -> None:
    try:
        arrival(1, raw, setting=SETTING)
    except NotAccepted as refused:
        said = words(refused.reason, refused.facts)
    else:
        said = "taken"
    assert " " in said or said == "taken"


def test_a_line_of_two_megabytes_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        "\ufeff" + json.dumps(ORDER) + "\n\n" + "x" * (2 * LINE_BYTES) + "\n" + json.dumps({**ORDER, "id": "o2"})
    )
    found = list(IMPORTER.read(Job(path, "a.jsonl", "events", {}, SETTING)))
    assert [r.number for r in found] == [1, 3, 4]
    assert isinstance(found[1], Rejection)
    assert found[1].facts["size"] > 2 * LINE_BYTES
    assert list(IMPORTER.read(Job(path, "a.jsonl", "events", {}, SETTING), after=3)) == found[2:]


def test_lines_come_in_once_and_consent_is_only_ever_taken_away(db: None, tmp_path: Path) -> None:
    lines = [
        {**ORDER, "amount_minor": 4550, "currency": "GEL"},
        {"kind": "delivery.arrived", "at": "2026-11-04", "ref": "1001", "id": "d1"},
        {"kind": "review.posted", "at": "2026-11-05", "person": WHO, "score": 2, "id": "r1", "text": "متأخر"},
        {"kind": "review.answered", "at": "2026-11-06", "person": WHO, "about": "r1", "id": "r2", "text": "آسفون"},
        {"kind": "detail", "at": "2026-11-05", "person": WHO, "text": "Allergic to nuts", "subject": "her son"},
        {
            "kind": "occasion",
            "person": WHO,
            "title": "Eid",
            "month": 10,
            "day": 1,
            "calendar": "hijri",
            "occasion": "feast",
        },
        {"kind": "consent", "at": "2026-11-05", "person": WHO, "purpose": "marketing", "granted": False},
        {"kind": "consent", "at": "2026-11-06", "person": WHO, "purpose": "marketing", "granted": True},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines))
    for again in (False, True):
        run = runs.carry_out(runs.receive(path, name="a.jsonl", by=None, now=NOW, again=again), now=NOW)
        assert (run.importer, run.rows_rejected) == ("jsonl", 1)
    assert (Person.objects.count(), Event.objects.count(), Detail.objects.count()) == (1, 4, 1)
    assert Occasion.objects.get().calendar == "hijri"
    assert list(Consent.objects.values_list("granted", "by_person")) == [(False, False)]
    person = Person.objects.get()
    assert set(Event.objects.values_list("person_id", flat=True)) == {person.pk}
    answered = Event.objects.get(kind="review.answered")
    assert answered.about_id == Event.objects.get(kind="review.posted").pk
