"""Numbers for Prometheus: behind a secret, over all processes, about nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from hafawa.kernel import clock
from hafawa.operations import proofs
from tests.operations.conftest import Place

TOKEN = "a secret of many letters"
LABELS = {"route", "method", "status", "le", "state", "version", "python", "database"}


@pytest.fixture
def place(opened_place: Place) -> Place:
    """What starts here has been opened before."""
    return opened_place


def scrape(place: Place) -> dict[tuple[str, tuple[str, ...]], float]:
    """Every sample by its name and its labels' values, in the order of the labels' names."""
    answer = httpx.get(
        f"http://127.0.0.1:{place.port}/metrics", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=60
    )
    assert answer.status_code == 200
    families = list(text_string_to_metric_families(answer.text))
    assert {label for f in families for s in f.samples for label in s.labels} <= LABELS
    return {
        (s.name, tuple(value for _name, value in sorted(s.labels.items()))): s.value
        for f in families
        for s in f.samples
    }


@pytest.fixture
def counting(place: Place) -> Place:
    place.env["HAFAWA_METRICS_TOKEN"] = TOKEN
    place.start("run")
    place.wait(lambda: "ready" in place.said())
    return place


def test_what_several_web_processes_did_is_added_up(counting: Place) -> None:
    other = Place(counting.folder, url=counting.url)
    other.env["HAFAWA_METRICS_TOKEN"] = TOKEN
    try:
        other.start("run")
        other.wait(lambda: _answers(other))
        before = scrape(counting)
        for place in (counting, other, other):
            httpx.get(f"http://127.0.0.1:{place.port}/nowhere/{place.port}/", timeout=60)
        after = scrape(counting)
        assert _moved(before, after, "hafawa_requests_total", "GET", "none", "404") == 3
        assert _moved(before, after, "hafawa_request_seconds_count", "none") == 3
        assert scrape(other)[("hafawa_requests_total", ("GET", "none", "404"))] >= 3
    finally:
        other.close()


def test_counts_survive_a_killed_web_process_and_the_files_of_the_dead_go_at_the_next_start(counting: Place) -> None:
    import psutil

    httpx.get(f"http://127.0.0.1:{counting.port}/nowhere/", timeout=60)
    before = scrape(counting)
    assert before[("hafawa_requests_total", ("GET", "none", "404"))] == 1
    for child in psutil.Process(counting.started[0].pid).children():
        child.kill()
    counting.wait(lambda: _answers(counting))
    assert _moved(before, scrape(counting), "hafawa_requests_total", "GET", "none", "404") == 0
    counting.close()
    assert list((counting.folder / "metrics").glob("*.db"))
    dead = {path.name for path in (counting.folder / "metrics").glob("*.db")}
    counting.start("run")
    counting.wait(lambda: _answers(counting))
    assert not dead & {path.name for path in (counting.folder / "metrics").glob("*.db")}


def test_tasks_flow_cards_room_and_build_have_their_curves(counting: Place) -> None:
    counting.wait(lambda: scrape(counting)[("hafawa_tasks", ("waiting",))] == 0)
    values = (
        "'a.b', '[]', '', 'parked', '', 0, 8, 0, 'x'",
        "timestamp '2026-01-01'" if counting.url else "'2026-01-01'",
    )
    columns = "function, args, key, state, holder, beats, tries, deaths, error, made_at"
    counting.rows(f"INSERT INTO tasks_task ({columns}) VALUES ({', '.join(values)})")
    found = scrape(counting)
    names = {name for name, _labels in found}
    assert found[("hafawa_tasks", ("parked",))] == 1
    assert found[("hafawa_task_oldest_seconds", ("parked",))] > 86400
    assert found[("hafawa_disk_free_bytes", ())] > 0
    assert found[("hafawa_database_bytes", ())] > 100_000
    assert 0 <= found[("hafawa_worker_silent_seconds", ())] < 120
    assert found[("hafawa_flow_lag_events", ())] == found[("hafawa_flow_lag_seconds", ())] == 0
    assert {"hafawa_events_appended_total", "hafawa_suggestions_open", "hafawa_imports_running"} <= names
    build = next(labels for name, labels in found if name == "hafawa_build_info")
    assert ("postgresql" if counting.url else "sqlite") in build
    assert not [name for name in names if "backup" in name]  # none was ever made: a gap, not a nought


def test_labels_are_few_whatever_is_asked_for(counting: Place) -> None:
    for n in range(30):
        httpx.get(f"http://127.0.0.1:{counting.port}/people/{n}/?q={n}@example.com", timeout=60)
        httpx.request(f"ODD{n}", f"http://127.0.0.1:{counting.port}/nowhere/{n}/", timeout=60)
    odd = {labels for name, labels in scrape(counting) if name == "hafawa_requests_total"}
    assert {(route, method) for method, route, _status in odd} <= {
        ("web:person", "GET"), ("none", "OTHER"), ("web:today", "GET"), ("web:metrics", "GET"), ("web:welcome", "GET"),
        ("web:healthz", "GET"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "given", [None, "", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer é"]
)
def test_without_the_secret_there_is_no_such_page(db: None, settings: Any, given: str | None) -> None:
    settings.HAFAWA_METRICS_TOKEN = TOKEN
    assert Client().get("/metrics", **({} if given is None else {"HTTP_AUTHORIZATION": given})).status_code == 404


def test_while_no_secret_is_set_nothing_is_counted_and_nobody_gets_in(db: None) -> None:
    assert Client().get("/metrics").status_code == 404
    assert Client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_a_secret_too_short_stops_the_start(place: Place) -> None:
    refused = place.run("status", HAFAWA_METRICS_TOKEN="short")
    assert refused.returncode == 1
    assert "HAFAWA_METRICS_TOKEN" in refused.stderr
    assert "short'" not in refused.stderr


@pytest.fixture
def told() -> Iterator[None]:
    yield
    proofs.told_by(proofs.Proof)


def test_a_backup_and_its_proof_have_curves_once_somebody_tells_of_them(db: None, told: None) -> None:
    from hafawa.operations.measures import Measures

    now = clock.now()
    proofs.told_by(lambda: proofs.Proof(now - timedelta(hours=2), now - timedelta(days=3), is_known=True))
    found = {family.name: family.samples[0].value for family in Measures().collect() if family.samples}
    assert found["hafawa_backup_age_seconds"] == pytest.approx(7200, abs=60)
    assert found["hafawa_backup_proven_age_seconds"] == pytest.approx(3 * 86400, abs=60)


def _answers(place: Place) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{place.port}/healthz", timeout=60).status_code == 200
    except httpx.HTTPError:
        return False


def _moved(before: dict[Any, float], after: dict[Any, float], name: str, *labels: str) -> float:
    return after.get((name, labels), 0) - before.get((name, labels), 0)
