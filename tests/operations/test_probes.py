"""Alive and ready: asked of real servers, with the database taken away, full disks, silent workers and old shapes."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from django.test import Client

from hafawa.kernel import clock
from hafawa.tasks import alive
from tests import postgresql
from tests.conftest import absent
from tests.operations.conftest import Place, new_database


@pytest.fixture
def place(opened_place: Place) -> Place:
    """What starts here has been opened before."""
    return opened_place


@pytest.fixture
def own_server() -> Iterator[postgresql.Server]:
    """A PostgreSQL server that may be stopped."""
    if postgresql.programs() is None:
        absent("PostgreSQL")
    started = postgresql.start()
    yield started
    started.remove()


def ready(place: Place) -> tuple[int, dict[str, bool]]:
    answer = httpx.get(f"http://127.0.0.1:{place.port}/readyz", timeout=60)
    found = answer.json()
    assert set(found) == {"ready", "checks"}
    assert found["ready"] == (answer.status_code == 200)
    assert all(set(check) == {"name", "ok"} for check in found["checks"])
    return answer.status_code, {check["name"]: check["ok"] for check in found["checks"]}


def alive_status(place: Place, **headers: str) -> int:
    return httpx.get(f"http://127.0.0.1:{place.port}/healthz", headers=headers, timeout=60).status_code


def test_a_server_with_a_worker_is_ready(place: Place) -> None:
    place.start("run")
    place.wait(lambda: "ready" in place.said())
    place.wait(lambda: ready(place)[0] == 200)
    assert ready(place)[1] == dict.fromkeys(("database", "migrations", "disk", "worker", "flow"), True)


def test_without_a_database_it_is_alive_but_not_ready_and_recovers_by_itself(
    own_server: postgresql.Server, tmp_path: Any
) -> None:
    place = Place(tmp_path / "data", url=new_database(own_server.url))
    try:
        place.start("run")
        place.wait(lambda: "ready" in place.said())
        place.wait(lambda: ready(place)[0] == 200)
        own_server.stop(mode="immediate")
        cookie = {"Cookie": "hafawa_session=somebodywhowassignedin1234567890ab"}
        assert alive_status(place, **cookie) == 200
        status, checks = ready(place)
        assert status == 503
        assert not checks["database"]
        assert checks["disk"]
        own_server.start()
        place.wait(lambda: ready(place)[0] == 200, seconds=120)
    finally:
        place.close()


def test_a_full_disk_is_said(place: Place) -> None:
    place.start("run", HAFAWA_DISK_FREE_MIN_MIB="1073741824")
    place.wait(lambda: "ready" in place.said())
    place.wait(lambda: ready(place)[1]["worker"])
    assert ready(place) == (503, dict.fromkeys(("database", "migrations", "worker", "flow"), True) | {"disk": False})


def test_a_worker_that_is_stopped_in_its_tracks_falls_silent(db: None) -> None:
    now = clock.now()
    alive.beat(now=now)
    assert alive.is_fresh(now=now + alive.FRESH)
    assert not alive.is_fresh(now=now + 2 * alive.FRESH)
    assert not alive.is_fresh(now=now - 2 * alive.FRESH)
    alive.beat(now=now)
    assert alive.last_seen_at() == now
    alive.leave()
    assert alive.last_seen_at() is None


def test_a_worker_leaves_no_sign_of_life_when_it_ends_in_order(place: Place) -> None:
    process = place.start("run")
    place.wait(lambda: "ready" in place.said())
    place.wait(lambda: place.rows("SELECT count(*) FROM tasks_workerseen") == [(1,)])
    process.terminate()
    assert process.wait(30) == 0
    assert place.rows("SELECT count(*) FROM tasks_workerseen") == [(0,)]


def test_a_shape_that_is_not_this_versions_is_not_ready(place: Place) -> None:
    place.start("run")
    place.wait(lambda: "ready" in place.said())
    place.wait(lambda: ready(place)[0] == 200)
    columns = "(app, name, applied)"
    place.rows(f"INSERT INTO django_migrations {columns} VALUES ('people', '9000_later', CURRENT_TIMESTAMP)")
    assert ready(place)[1]["migrations"] is False
    place.rows("DELETE FROM django_migrations WHERE name = '9000_later' OR app = 'tasks'")
    assert ready(place)[1]["migrations"] is False


def test_an_event_that_waits_too_long_is_said(db: None, settings: Any) -> None:
    from datetime import timedelta

    from hafawa import flow
    from hafawa.operations import readiness
    from hafawa.people.models import Person
    from hafawa.timeline import log
    from hafawa.timeline.events import MessageReceived

    now = clock.now()
    person = Person.objects.create(name="Layla", created_at=now)
    entry = log.Entry(MessageReceived(channel="email", ref="c", text="Hello"), now, "mail", "m1", person.pk)
    log.append(entry, now=now)
    assert flow.lag(now=now + timedelta(seconds=90)) == flow.Lag(1, 90.0)
    later = now + timedelta(minutes=settings.HAFAWA_READY_LAG_MINUTES, seconds=1)
    assert readiness.is_behind(now=later)
    flow.daily(now)
    flow.live(now)
    assert flow.lag(now=later) == flow.Lag(0, 0.0)
    assert not readiness.is_behind(now=later)


def test_each_request_has_an_id_and_a_proxys_own_is_kept(db: None) -> None:
    given = "0f8fad5b-d9cb-469f-a165-70867728950e"
    assert Client().get("/healthz", headers={"X-Request-ID": given})["X-Request-ID"] == given
    made = [Client().get("/healthz", headers={"X-Request-ID": "995599123456"})["X-Request-ID"] for _ in range(2)]
    assert len(set(made)) == 2
    assert all(len(one) == 32 for one in made)


def test_probes_are_never_kept_by_a_cache(db: None) -> None:
    for path in ("/healthz", "/readyz"):
        assert Client().get(path)["Cache-Control"] == "no-store"


def test_a_stranger_learns_names_and_nothing_else(db: None) -> None:
    words = json.dumps(Client().get("/readyz").json())
    assert not [inner for inner in ("/", "sqlite", "postgres", "Error", "MiB") if inner in words.replace("://", "")]


def test_a_request_under_way_is_finished_when_told_to_stop(place: Place) -> None:
    """SIGTERM in the middle of an upload: the bytes still come in, and the answer goes out."""
    import socket

    process = place.start("run")
    place.wait(lambda: "ready" in place.said())
    with socket.create_connection(("127.0.0.1", place.port), timeout=60) as line:
        head = b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8\r\nConnection: close\r\n\r\n"
        line.sendall(head + b"half")
        time.sleep(0.5)
        process.terminate()
        time.sleep(1)
        line.sendall(b"more")
        answer = line.makefile("rb").readline()
    assert answer.startswith(b"HTTP/1.1 403")  # without the form's token: refused in words, but answered
    assert process.wait(30) == 0
