"""The sample as files: what an owner would bring."""

from __future__ import annotations

import csv
import mailbox
from datetime import UTC, datetime
from pathlib import Path

import pytest
import vobject

from hafawa.channels.importers import runs
from hafawa.demo import files
from hafawa.demo.shop import CAST
from hafawa.people.models import Person
from hafawa.team.models import Shop
from hafawa.timeline.models import Event

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_date_and_seed_give_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    one = [p.read_bytes() for p in files.write(tmp_path / "one", now=NOW, people=30)]
    same = [p.read_bytes() for p in files.write(tmp_path / "same", now=NOW.replace(hour=15), people=30)]
    other = [p.read_bytes() for p in files.write(tmp_path / "other", now=NOW, seed=8, people=30)]
    assert one == same
    assert one[0] != other[0]


def test_orders_are_numbered_once_in_the_order_they_were_placed(tmp_path: Path) -> None:
    rows = table(files.write(tmp_path, now=NOW, people=30)[0])
    assert [r["Order number"] for r in rows] == [f"FN-{10001 + n}" for n in range(len(rows))]
    assert [r["Order date"] for r in rows] == sorted(r["Order date"] for r in rows)
    assert max(r["Order date"] for r in rows) < "2026-05-20"
    assert sum(float(r["Total"]) for r in rows) > 10_000


def test_a_review_names_an_order_of_the_same_person_that_had_arrived(tmp_path: Path) -> None:
    orders, reviews, *_rest = files.write(tmp_path, now=NOW, people=60)
    placed = {r["Order number"]: r for r in table(orders)}
    named = [r for r in table(reviews) if r["Order number"]]
    assert len(named) > 10
    for review in named:
        order = placed[review["Order number"]]
        assert order["Email"] == review["Email"]
        assert "" < order["Delivered at"][:10] <= review["Date"]


def test_the_mailbox_is_read_by_the_standard_library_and_answers_follow_what_they_answer(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "x" / "mailbox.mbox") if files.write(tmp_path / "x", now=NOW, people=0) else None
    assert box is not None
    seen: set[str] = set()
    for letter in box:
        assert not letter.defects
        assert letter["Message-ID"] not in seen
        assert letter["In-Reply-To"] is None or letter["In-Reply-To"] in seen
        seen.add(letter["Message-ID"])
    assert len(seen) > 90


def test_contacts_hold_everyone_and_no_secret(tmp_path: Path) -> None:
    text = files.write(tmp_path, now=NOW, people=10)[3].read_text(encoding="utf-8")
    cards = list(vobject.readComponents(text))
    assert len(cards) == len(CAST) + 10
    secrets = [d.text for story in CAST for d in story.details if d.audience == "never_show"]
    assert len(secrets) >= 3
    assert not any(secret in text for secret in secrets)


@pytest.mark.django_db
def test_the_files_come_in_through_the_doors_without_a_question_or_a_rejected_row(tmp_path: Path) -> None:
    ours = Shop.get()
    ours.currency, ours.country, ours.time_zone, ours.staff_addresses = "GEL", "GE", "Asia/Tbilisi", ["finjan.example"]
    ours.save()
    for path in files.write(tmp_path, now=NOW, people=15):
        run = runs.receive(path, name=path.name, by=None, now=NOW)
        assert run.questions == [], path.name
        runs.carry_out(run, now=NOW)
        run.refresh_from_db()
        assert (run.state, run.rows_rejected) == ("done", 0), path.name
    assert Person.objects.count() == len(CAST) + 15
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert kinds >= {"order.placed", "delivery.arrived", "review.posted", "message.received", "message.sent"}
    late = Event.objects.filter(kind="order.placed", person__name="ნინო კაპანაძე").order_by("-occurred_at")[0]
    arrived = Event.objects.get(kind="delivery.arrived", ref=late.ref)
    assert late.due_date is not None
    assert (arrived.occurred_date - late.due_date).days == 3
