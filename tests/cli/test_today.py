"""`hafawa today`: a table for people, a list for programs, and a loud word when the record is old."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest

from hafawa.kernel import clock

Terminal = Any  # tests/cli/conftest.py

STORY = """
import sys
import django; django.setup()
from datetime import timedelta
from hafawa.analytics import standing
from hafawa.kernel import clock
from hafawa.people.models import Person
from hafawa.playbooks import suggest
from hafawa.team.models import Shop
from hafawa.timeline import log
from hafawa.timeline.events import OrderPlaced, PromiseMade
shop = Shop.get(); shop.held_out_share = 0.0; shop.save()
now, ago = clock.now(), timedelta(days=int(sys.argv[1]))
layla = Person.objects.create(name="ليلى حداد", first_name="ليلى", language="ar", created_at=now)
giorgi = Person.objects.create(name="Giorgi", first_name="Giorgi", language="ka", created_at=now)
due_at = now - ago - timedelta(days=1)
log.append(log.Entry(PromiseMade(text="we will call", due_at=due_at), now - ago - timedelta(days=3), "t", "p", layla.id), now=now)
for n in range(6):
    order = OrderPlaced(ref=f"A{n}", amount_minor=100, currency="USD")
    log.append(log.Entry(order, now - ago - timedelta(days=60 * n), "t", f"o{n}", giorgi.id), now=now)
day = log.day_of(now=now)
standing.refresh(now=now, day=day)
suggest.suggest(now=now, day=day)
"""


def told(terminal: Terminal, *, days_ago: int = 0) -> None:
    env = {**os.environ, **terminal.env, "DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
    subprocess.run([sys.executable, "-c", STORY, f"{days_ago}"], env=env, check=True)


def test_programs_get_a_list_of_cards_with_evidence(terminal: Terminal) -> None:
    told(terminal)
    said = terminal.run("today", "--json")
    cards = json.loads(said.stdout)
    assert [c["kind"] for c in cards] == ["keep_promise_due", "thank_taken_for_granted"]
    first = cards[0]
    assert first["person"] == "ليلى حداد"
    assert first["evidence"] == [1]
    assert (first["minutes"], first["action"], first["playbook"]) == (8, "answer", "keep_promise_due")
    assert first["why_here"].startswith("First on the list.")
    assert {"reason", "words", "value", "currency", "person_id", "suggestion_id", "as_of"} <= set(first)
    assert said.stderr == ""


def test_people_get_a_table_in_their_language_cut_to_their_minutes(terminal: Terminal) -> None:
    told(terminal)
    table = terminal.run("today", "--language", "en").stdout
    assert "ليلى حداد" in table
    assert "Shown: 2 of 2 cards, 13 minutes." in table
    assert "Shown: 1 of 2 cards, 5 minutes." in terminal.run("today", "--minutes", "7").stdout
    assert len(json.loads(terminal.run("today", "--json", "--limit", "1").stdout)) == 1
    assert terminal.run("today", "--language", "ka").returncode == 0
    assert terminal.run("today", "--language", "ar", "--all").returncode == 0


def test_an_old_record_is_judged_from_its_end_and_that_is_said_loudly(terminal: Terminal) -> None:
    told(terminal, days_ago=900)
    said = terminal.run("today", "--json")
    assert "where this record ends" in said.stderr
    end = clock.now() - timedelta(days=900)
    assert all(abs((clock_of(c["as_of"]) - end).total_seconds()) < 86400 for c in json.loads(said.stdout))
    assert "This is not about today" in terminal.run("today").stdout


def test_asking_about_another_day_changes_nothing(terminal: Terminal) -> None:
    told(terminal)
    before = terminal.run("today", "--json").stdout
    long_ago = (clock.now() - timedelta(days=200)).date().isoformat()
    other = terminal.run("today", "--json", "--as-of", long_ago)
    assert other.returncode == 0, other.stderr
    assert "as you asked" in other.stderr
    assert "keep_promise_due" not in {c["kind"] for c in json.loads(other.stdout)}
    after = terminal.run("today", "--json").stdout
    assert [without_day(c) for c in json.loads(after)] == [without_day(c) for c in json.loads(before)]


def test_an_empty_shop_is_told_what_to_bring(terminal: Terminal) -> None:
    said = terminal.run("today")
    assert said.returncode == 0
    assert "Everyone is looked after." in said.stdout
    assert "bring in orders, mail or reviews" in said.stdout.replace("\n", " ")


def without_day(card: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in card.items() if name != "as_of"}


def clock_of(text: str) -> Any:
    from datetime import datetime

    return datetime.fromisoformat(text)


@pytest.mark.parametrize("wrong", [["--minutes", "0"], ["--as-of", "yesterday"], ["--language", "fr"]])
def test_what_makes_no_sense_is_refused(terminal: Terminal, wrong: list[str]) -> None:
    assert terminal.run("today", *wrong).returncode == 2
