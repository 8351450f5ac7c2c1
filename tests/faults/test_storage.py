"""A full disk, a disk that cannot be written, a locked database, a server started again: in words, and nothing lost."""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.utils import translation

from hafawa.kernel import trouble
from tests import databases, patterns
from tests.conftest import absent
from tests.faults.product import EMAIL, Product

ORDERS = "Order number,Order date,Email,Name,Total,Currency\n" + "".join(
    f"{{0}}{n},2026-01-0{n % 9 + 1},p{n}@example.org,P{n},1.00,EUR\n" for n in range(20_000)
)


@pytest.fixture(scope="session")
def filled(on_database: None) -> Path:
    """The sample shop, to be copied."""
    return patterns.sample()


@pytest.fixture
def product(filled: Path, tmp_path: Path) -> Iterator[Product]:
    databases.copy(filled, tmp_path / "data")
    made = Product(tmp_path / "data")
    yield made
    made.stop()


@pytest.fixture
def small_disk(filled: Path, tmp_path: Path) -> Iterator[Path]:
    """A disk of 60 MB; to be mounted one must be root."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", place], check=False, capture_output=True
    )
    if mounted.returncode:
        absent("The right to mount a disk (root)")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def _person(product: Product) -> int:
    return int(product.rows("SELECT min(id) FROM people_person")[0][0])


def _note(product: Product, text: str) -> httpx.Response:
    path = f"/people/{_person(product)}/details/"
    return product.post(path, {"text": text, "audience": "know", "source": "said"})


def _by_a_program(product: Product, key: str) -> httpx.Response:
    """Somebody new, until the disk takes no more; it asks in Arabic."""
    headers = {"Authorization": f"Bearer {key}", "Accept-Language": "ar"}
    for n in range(60):
        body = {"name": f"n{n} " + "x" * 150, "identifiers": [{"kind": "email", "value": f"n{n}@example.org"}]}
        answer = product.client.post("/api/v1/people", json=body, headers=headers)
        if answer.status_code != 201:
            break
    return answer


def _notes(product: Product) -> set[str]:
    return {row[0] for row in product.rows("SELECT text FROM people_detail WHERE text LIKE 'note%'")}


def _reading_works(product: Product) -> bool:
    return all(product.client.get(path).status_code == 200 for path in ("/", "/people/", "/imports/"))


@pytest.mark.sqlite_only
def test_disk_full_is_503_in_words_reading_works_and_after_space_returns_it_goes_on(
    small_disk: Path, filled: Path, tmp_path: Path
) -> None:
    databases.copy(filled, small_disk / "data")
    product = Product(small_disk / "data", TMPDIR=str(small_disk))
    product.said_path = tmp_path / "said"
    product.start()
    try:
        product.sign_in()
        assert _note(product, "note before").status_code == 302
        key = product.hafawa(
            "token", "make", "--user", EMAIL, "--name", "till", "--scope", "people:write"
        ).stdout.strip()
        filler = small_disk / "filler"
        _fill(filler)
        answers = []
        while len(answers) < 60 or (answers[-1].status_code == 302 and len(answers) < 3000):  # room in its journal
            answers.append(_note(product, f"note {len(answers)} " + "x" * 1900))
        codes = {a.status_code for a in answers}
        assert codes <= {302, 503}, codes
        refused = [a for a in answers if a.status_code == 503]
        assert refused
        assert all("disk" in a.text and "Traceback" not in a.text for a in refused)
        assert refused[0].headers["Retry-After"]
        upload = product.post(
            "/imports/upload/", files={"files": ("o.csv", ORDERS.format("F").encode() * 3, "text/csv")}
        )
        assert upload.status_code == 503, upload.text[:500]
        assert "disk" in upload.text
        told = _by_a_program(product, key)
        assert told.status_code == 503, told.text
        assert told.headers["Content-Type"] == "application/problem+json"
        with translation.override("ar"):
            assert told.json()["detail"] == str(trouble.FULL)
        assert told.headers["Retry-After"]
        assert _reading_works(product)
        kept = {f"note {n} " + "x" * 1900 for n, a in enumerate(answers) if a.status_code == 302}
        filler.unlink()
        assert _note(product, "note after").status_code == 302
        assert _notes(product) == {"note before", "note after"} | kept
        run = product.upload("o.csv", ORDERS.format("F").encode())
        product.post(f"/imports/{run}/start/")
        product.wait(lambda: product.rows("SELECT state FROM channels_importrun WHERE id = ?", run) == [("done",)])
        assert not list(product.folder.glob("raw/.coming-*"))
    finally:
        product.stop()


@pytest.mark.sqlite_only
def test_a_disk_that_fills_during_an_import_stops_it_and_space_lets_it_end_with_nothing_lost(
    small_disk: Path, filled: Path, tmp_path: Path
) -> None:
    databases.copy(filled, small_disk / "data")
    product = Product(small_disk / "data")
    product.said_path = tmp_path / "said"
    product.start()
    try:
        product.sign_in()
        run = product.upload("o.csv", ORDERS.format("D").encode())
        _fill(small_disk / "filler", leave=1 << 20)
        product.post(f"/imports/{run}/start/")
        product.wait(lambda: "hindered by the machine" in product.said_path.read_text())
        (small_disk / "filler").unlink()
        product.wait(lambda: product.rows("SELECT state FROM channels_importrun WHERE id = ?", run) == [("done",)])
        stored = product.rows("SELECT count(*), count(DISTINCT ref) FROM timeline_event WHERE import_run_id = ?", run)
        assert stored == [(20_000, 20_000)]
        assert product.rows("SELECT tries, deaths FROM tasks_task WHERE function LIKE '%carry_out'")[0][0] == 0
    finally:
        product.stop()


@pytest.mark.sqlite_only
def test_read_only_disk_is_said_in_words_reading_works_and_writing_goes_on_after(product: Product) -> None:
    product.start()
    product.sign_in()
    with _read_only(product.folder):
        for part in ("web", "worker"):  # started again, they open everything anew
            product.kill(part, random.Random(1))
        product.until_up()
        assert _reading_works(product)
        answer = _note(product, "note")
        assert answer.status_code == 503, answer.text[:500]
        assert "disk" in answer.text
        refused = product.hafawa("status")
        assert refused.returncode == 1
        assert str(product.folder) in refused.stderr
        assert "Traceback" not in refused.stderr
    product.kill("all", random.Random(1))
    product.start()
    assert _note(product, "note after").status_code == 302
    assert _notes(product) == {"note after"}


@pytest.mark.sqlite_only
def test_database_locked_30_s_requests_wait_or_are_told_and_nothing_is_lost(product: Product) -> None:
    product.start()
    product.sign_in()
    with contextlib.closing(sqlite3.connect(product.folder / "hafawa.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        begun = time.monotonic()
        waited = _note(product, "note while locked")
        assert _reading_works(product)
        time.sleep(max(0.0, 30 - (time.monotonic() - begun)))
        other.execute("ROLLBACK")
    assert waited.status_code in (302, 503)
    assert waited.status_code == 302 or "database" in waited.text
    assert _note(product, "note after").status_code == 302
    assert _notes(product) == {"note after"} | ({"note while locked"} if waited.status_code == 302 else set())
    run = product.upload("o.csv", ORDERS.format("L").encode())
    product.post(f"/imports/{run}/start/")
    product.wait(lambda: product.rows("SELECT state FROM channels_importrun WHERE id = ?", run) == [("done",)])


@pytest.mark.postgresql_only
def test_postgresql_restarted_under_load_loses_nothing_acknowledged(filled: Path, tmp_path: Path) -> None:
    """On a server of its own, as durable as a shop's, which loses its power."""
    from tests import postgresql

    server = postgresql.start(options="")
    product = Product(tmp_path / "data", HAFAWA_DATABASE_URL=f"{server.url}/postgres")

    def rows(sql: str) -> list[tuple[Any, ...]]:
        import psycopg

        with psycopg.connect(f"{server.url}/postgres") as connection:
            return connection.execute(sql).fetchall()

    try:
        assert product.hafawa("demo", "--no-serve").returncode == 0
        product.start()
        product.sign_in()
        person = rows("SELECT min(id) FROM people_person")[0][0]
        run = product.upload("o.csv", ORDERS.format("P").encode())
        product.post(f"/imports/{run}/start/")
        acknowledged = set()
        for n in range(30):
            if n in (5, 15):
                server.stop(mode="immediate")
                answer = product.post(
                    f"/people/{person}/details/", {"text": "note x", "audience": "know", "source": "said"}
                )
                assert answer.status_code == 503, answer.text[:300]
                assert "database" in answer.text
                server.start()
            answer = product.post(
                f"/people/{person}/details/", {"text": f"note {n}", "audience": "know", "source": "said"}
            )
            assert answer.status_code in (302, 503)
            if answer.status_code == 302:
                acknowledged.add(f"note {n}")
        assert len(acknowledged) >= 25
        product.wait(lambda: rows(f"SELECT state FROM channels_importrun WHERE id = {run}") == [("done",)])
        kept = [row[0] for row in rows("SELECT text FROM people_detail WHERE text LIKE 'note%'")]
        assert acknowledged <= set(kept)
        assert len(kept) == len(set(kept))
        stored = rows(f"SELECT count(*), count(DISTINCT ref) FROM timeline_event WHERE import_run_id = {run}")
        assert stored == [(20_000, 20_000)]
    finally:
        product.stop()
        server.remove()


def _fill(filler: Path, *, leave: int = 0) -> None:
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"\0" * 65536)
    if leave:
        os.truncate(filler, max(0, filler.stat().st_size - leave))


@contextlib.contextmanager
def _read_only(folder: Path) -> Iterator[None]:
    """Whoever opens a file of `folder` from now on cannot write it. Root only."""
    if subprocess.run(["mount", "--bind", folder, folder], check=False, capture_output=True).returncode:
        absent("The right to mount a disk (root)")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
