"""What must hold afterwards: acknowledged minus stored is empty, nothing is stored twice, every file is its hash."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from tests import databases
from tests.faults.journal import Asked, Journal
from tests.faults.product import Product


def faults(product: Product, journal: Journal) -> list[str]:
    """Every promise broken, in words; the product has finished and stands still."""
    return [
        *_stored_once(product, journal),
        *_imports(product, journal),
        *_cards(product, journal),
        *_files(product),
        *_tasks(product),
        *_database(product),
    ]


def _stored_once(product: Product, journal: Journal) -> Iterator[str]:
    for kind, sql in (
        ("detail", "SELECT text FROM people_detail WHERE text LIKE 'mark%'"),
        ("occasion", "SELECT title FROM people_occasion WHERE title LIKE 'mark%'"),
    ):
        stored = Counter(row[0] for row in product.rows(sql))
        asked = {act.mark: act for act in journal.asked(kind)}
        yield from (
            f"{kind} {m} was acknowledged and is lost" for m, a in asked.items() if a.is_acknowledged and not stored[m]
        )
        yield from (f"{kind} {mark} is stored {n} times" for mark, n in stored.items() if n > 1)
        yield from (f"{kind} {mark} was never asked for" for mark in stored if mark not in asked)


def _imports(product: Product, journal: Journal) -> Iterator[str]:
    runs = {
        name.removesuffix(".csv"): (run_id, state, events, rejected)
        for run_id, name, state, events, rejected in product.rows(
            "SELECT id, name, state, events_new, rows_rejected FROM channels_importrun WHERE name LIKE 'mark%'"
        )
    }
    for kind, count in (("orders", _orders), ("contacts", _refusals)):
        for act in journal.asked(kind):
            if act.mark not in runs:
                if act.is_acknowledged:
                    yield f"the file {act.mark} was acknowledged and is lost"
                continue
            run_id, state, events, rejected = runs[act.mark]
            if state not in ("done", "ready"):
                yield f"import {run_id} stands as {state}"
            elif state == "ready" and act.is_acknowledged:
                yield f"import {run_id} was started and never done"
            elif state == "done":
                yield from count(product, act, run_id, events, rejected)


def _orders(product: Product, act: Asked, run_id: int, events: int, rejected: int) -> Iterator[str]:
    stored, different = product.rows(
        "SELECT count(*), count(DISTINCT ref) FROM timeline_event WHERE import_run_id = ? AND kind = 'order.placed'",
        run_id,
    )[0]
    people = product.rows(
        "SELECT count(*), count(DISTINCT value) FROM people_identifier WHERE value LIKE ?", f"{act.mark}.%"
    )[0]
    rows = act.facts["rows"]
    if (stored, different, events, rejected) != (rows, rows, rows, 0):
        yield f"import {run_id} had {rows} orders; {stored} stored, {different} different, {events} told, {rejected} rejected"
    if people != (min(rows, 300), min(rows, 300)):
        yield f"import {run_id} had {min(rows, 300)} people, {people} are stored"


def _refusals(product: Product, act: Asked, run_id: int, _events: int, _rejected: int) -> Iterator[str]:
    rows = act.facts["rows"]
    stored = product.rows(
        "SELECT count(*), count(DISTINCT person_id) FROM people_consent WHERE import_run_id = ? AND NOT granted", run_id
    )[0]
    if stored != (rows, rows):
        yield f"import {run_id} had {rows} refusals, {stored} are in the consent log"
    if product.rows("SELECT 1 FROM people_consent WHERE granted AND import_run_id = ?", run_id):
        yield f"import {run_id} granted consent"


def _cards(product: Product, journal: Journal) -> Iterator[str]:
    state_of = dict(product.rows("SELECT id, state FROM playbooks_suggestion"))
    undone = {act.facts["card"] for act in journal.asked("undo")}
    surely_undone = {act.facts["card"] for act in journal.asked("undo") if act.is_acknowledged}
    for act in journal.asked("do"):
        card = act.facts["card"]
        events = product.rows(
            "SELECT count(*) FROM timeline_event WHERE suggestion_id = ? AND kind NOT LIKE 'promise.%%' AND CAST(data AS text) LIKE ?",
            card,
            f"%{act.mark}%",
        )[0][0]
        if events > 1:
            yield f"card {card} was done once and is in the story {events} times"
        if act.is_acknowledged and card not in undone and (events != 1 or state_of[card] == "open"):
            yield f"card {card} was acknowledged as done; {events} events, state {state_of[card]}"
    for act in journal.asked("later"):
        if act.is_acknowledged and act.facts["card"] not in undone and state_of[act.facts["card"]] == "open":
            yield f"card {act.facts['card']} was put off and is open"
    for card in surely_undone:
        loose = product.rows("SELECT count(*) FROM timeline_event WHERE suggestion_id = ?", card)[0][0]
        if state_of[card] == "open" and loose:
            yield f"card {card} was undone and {loose} events of it are left"
    twice = product.rows(
        "SELECT person_id FROM playbooks_suggestion WHERE state = 'open' GROUP BY person_id HAVING count(*) > 1"
    )
    yield from (f"person {row[0]} has two cards" for row in twice)


def _files(product: Product) -> Iterator[str]:
    raw = product.folder / "raw"
    for home in raw.glob("??/*"):
        if home.name.startswith("."):
            continue  # never named by anything: swept
        for file in (f for f in home.iterdir() if f.is_file()):
            if hashlib.sha256(file.read_bytes()).hexdigest() != home.name:
                yield f"{file} does not match its hash"
    for run_id, path in product.rows("SELECT id, path FROM channels_importrun"):
        if not (product.folder / path).exists():
            yield f"the file of import {run_id} is not there"


def _tasks(product: Product) -> Iterator[str]:
    for function, error, deaths in product.rows(
        "SELECT function, error, deaths FROM tasks_task WHERE state = 'parked'"
    ):
        if deaths < 3:  # three of our own kills are enough to set a task aside
            yield f"{function} was set aside: {error}"
    for function, state in product.rows("SELECT function, state FROM tasks_task WHERE state = 'running'"):
        yield f"{function} is {state} and nobody works"


def _database(product: Product) -> Iterator[str]:
    if not databases.SERVER:
        yield from (f"SQLite: {row[0]}" for row in product.rows("PRAGMA integrity_check") if row[0] != "ok")
        yield from (f"SQLite: {row}" for row in product.rows("PRAGMA foreign_key_check"))
