"""The doctor finds what is really broken: each finding is provoked, nothing is pretended."""

from __future__ import annotations

import gettext
import http.server
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import hatch_build
from hafawa.operations.checks import environment
from tests.conftest import ROOT
from tests.operations.conftest import Place, new_database

pytestmark = pytest.mark.spread
QUIET = {"worker.silent"}  # nobody works in a folder that only waits


def found(place: Place, *options: str, **env: str) -> dict[str, dict[str, Any]]:
    """What `hafawa doctor --json` finds, by key."""
    done = place.run("doctor", "--json", *options, **env)
    told = json.loads(done.stdout)
    findings = {f["key"]: f for check in told["checks"] for f in check["findings"]}
    assert done.returncode == told["worst"] == max((f["severity"] for f in findings.values()), default=0)
    assert all(f["what"] and f["why"] and f["do"] for f in findings.values())
    return findings


def keys(place: Place, *options: str, **env: str) -> set[str]:
    return set(found(place, *options, **env)) - QUIET


def test_where_all_is_well_nothing_is_found_and_it_ends_with_0(opened_place: Place) -> None:
    opened_place.start("run")
    opened_place.wait(lambda: "ready" in opened_place.said())
    opened_place.wait(lambda: not found(opened_place))
    done = opened_place.run("doctor")
    assert (done.returncode, done.stderr) == (0, "")
    assert "✗" not in done.stdout
    assert "✓ Database" in done.stdout


def test_looking_mends_nothing(place: Place) -> None:
    place.run("doctor")
    if place.url:
        assert place.rows("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'") == [(0,)]
    else:
        assert place.rows("SELECT count(*) FROM sqlite_master") == [(0,)]


def test_a_database_that_waits_for_changes(place: Place) -> None:
    assert "migrations.pending" in keys(place, HAFAWA_PORT=str(place.port))
    done = place.run("doctor", HAFAWA_PORT=str(place.port))
    assert done.returncode == 1
    assert "– Worker" in done.stdout  # what rows would say is not asked of a database without them


def test_a_database_of_a_newer_version(opened_place: Place) -> None:
    columns = "(app, name, applied)"
    opened_place.rows(f"INSERT INTO django_migrations {columns} VALUES ('people', '9000_later', CURRENT_TIMESTAMP)")
    assert "people.9000_later" in found(opened_place)["migrations.newer"]["what"]


def test_no_worker(opened_place: Place) -> None:
    assert found(opened_place)["worker.silent"]["severity"] == 2


def test_a_task_set_aside_is_named_with_the_command_that_tries_it_again(opened_place: Place) -> None:
    columns = "function, args, key, state, holder, beats, tries, deaths, error, made_at"
    sql = f"INSERT INTO tasks_task ({columns}) VALUES ('a.b', '[]', '', 'parked', '', 0, 8, 0, ?, ?)"
    opened_place.rows(sql, "ValueError: no such layla@example.com", datetime(2026, 1, 1, tzinfo=UTC).isoformat())
    one = found(opened_place)["tasks.parked"]
    assert "layla" not in one["what"]
    command = one["do"].split()
    assert command[:3] == ["hafawa", "tasks", "retry"]
    assert opened_place.run(*command[1:]).returncode == 0
    assert keys(opened_place) == set()


def test_events_that_wait(opened_place: Place) -> None:
    _append(opened_place, recorded_at=datetime.now(UTC) - timedelta(hours=2))
    one = found(opened_place)["flow.behind"]
    assert "1 event has waited for 1" in one["what"]


def test_events_that_could_not_be_read(opened_place: Place) -> None:
    _append(opened_place, recorded_at=datetime.now(UTC))
    columns = "reader, event_id, error, tries, parked_at"
    sql = f"INSERT INTO timeline_parkedevent ({columns}) SELECT 'x', id, 'odd', 1, recorded_at FROM timeline_event"
    opened_place.rows(sql)
    assert keys(opened_place) == {"flow.parked"}


def test_a_clock_behind_what_is_recorded(opened_place: Place) -> None:
    _append(opened_place, recorded_at=datetime.now(UTC) + timedelta(days=40))
    assert "clock.wrong" in keys(opened_place)


@pytest.mark.parametrize(("zone", "key"), [("UTC", "clock.utc"), ("Mars/Olympus", "clock.zone")])
def test_a_time_zone_that_cannot_be_right(opened_place: Place, zone: str, key: str) -> None:
    assert opened_place.rows("SELECT id FROM team_shop") == [(1,)]
    opened_place.rows("UPDATE team_shop SET time_zone = ?, set_up_at = CURRENT_TIMESTAMP", zone)
    assert keys(opened_place, LANG="en_US.UTF-8") == {key}


def test_imports_that_stopped_are_stuck_or_lost_their_file(opened_place: Place, tmp_path: Path) -> None:
    table = tmp_path / "orders.csv"
    table.write_text("order_id,email,total,currency,date\nA-1,a@example.com,12.50,GEL,2026-03-04\n")
    done = opened_place.run("import", str(table), "--yes", "--no-flow")
    assert done.returncode == 0, done.stderr
    assert keys(opened_place) <= {"flow.behind"}
    opened_place.rows("UPDATE channels_importrun SET state = 'running'")
    assert "imports.stuck" in keys(opened_place)
    opened_place.rows("UPDATE channels_importrun SET state = 'failed'")
    assert "imports.stopped" in keys(opened_place)
    opened_place.rows("UPDATE channels_importrun SET state = 'done'")
    kept = opened_place.folder / str(opened_place.rows("SELECT path FROM channels_importrun")[0][0])
    kept.write_bytes(kept.read_bytes().replace(b"12.50", b"99.50"))
    assert "raw.changed" in keys(opened_place)
    assert "raw.changed" in keys(opened_place, "--full")
    kept.unlink()
    assert "raw.missing" in keys(opened_place)
    opened_place.rows("UPDATE channels_importrun SET state = 'undone'")
    assert "raw.missing" not in keys(opened_place)


def test_a_folder_others_may_look_into_and_a_secret_they_may_read(folder_place: Place) -> None:
    folder_place.folder.chmod(0o755)
    (folder_place.folder / "secret_key").chmod(0o644)
    assert keys(folder_place) == {"folder.open", "secret.open"}
    for one in found(folder_place).values():
        if one["do"].startswith("chmod"):
            subprocess.run(one["do"].split(), check=True)
    assert keys(folder_place) == set()


def test_a_folder_of_another_user(folder_place: Place) -> None:
    if os.getuid() != 0:  # only root can give a folder away: ask about one that is root's
        assert "folder.owner" in keys(folder_place, HAFAWA_DATA_DIR="/", HAFAWA_SECRET_KEY="x" * 40)
        return
    shutil.copytree(folder_place.folder, away := Path("/var/tmp") / f"hafawa-doctor-{os.getpid()}")
    try:
        subprocess.run(["chown", "-R", "nobody", away], check=True)
        assert "folder.owner" in keys(folder_place, HAFAWA_DATA_DIR=str(away))
    finally:
        shutil.rmtree(away, ignore_errors=True)


def test_a_folder_on_a_disk_that_became_read_only(folder_place: Place) -> None:
    """As another user, to whom the folder's rights apply (to root they do not)."""
    if os.getuid() != 0:
        folder_place.folder.chmod(0o500)
        assert "folder.read-only" in keys(folder_place)
        folder_place.folder.chmod(0o700)
        return
    from hafawa.operations.checks import folder as checks

    assert checks._written(Path("/proc")) is not None
    assert checks._written(folder_place.folder) is None


def test_too_little_room(folder_place: Place) -> None:
    assert keys(folder_place, HAFAWA_DISK_FREE_MIN_MIB="1073741824") == {"space.low"}


def test_a_secret_that_can_be_guessed(folder_place: Place) -> None:
    assert keys(folder_place, HAFAWA_SECRET_KEY="sesame") == {"secret.short"}


@pytest.mark.parametrize(
    ("env", "key"),
    [
        ({"HAFAWA_HOSTNAMES": "https://crm.example.com", "HAFAWA_HTTPS": "yes"}, "addresses.name"),
        ({"HAFAWA_HTTPS": "yes"}, "addresses.none"),
        ({"HAFAWA_HOSTNAMES": "crm.example.com"}, "addresses.plain"),
        ({"HAFAWA_HOST": "0.0.0.0"}, "addresses.plain"),
    ],
)
def test_names_and_https_that_do_not_fit(folder_place: Place, env: dict[str, str], key: str) -> None:
    assert keys(folder_place, **env) == {key}


def test_names_and_https_that_fit(folder_place: Place) -> None:
    assert keys(folder_place, HAFAWA_HTTPS="yes", HAFAWA_HOSTNAMES="crm.example.com") == set()


def test_a_port_another_programme_has_and_which_one(folder_place: Place) -> None:
    with http.server.HTTPServer(("127.0.0.1", folder_place.port), http.server.BaseHTTPRequestHandler) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        one = found(folder_place)["port.taken"]
        other.shutdown()
    assert str(folder_place.port) in one["what"]
    assert f"({os.getpid()})" in one["what"]
    assert keys(folder_place) == set()


def test_more_memory_than_there_is(folder_place: Place) -> None:
    one = found(folder_place, HAFAWA_ANALYTICS_MEMORY_MIB="1048576")["analytics.memory"]
    name, _, value = one["do"].partition("=")
    assert keys(folder_place, **{name: value}) == set()


def test_a_sqlite_that_can_damage_what_two_write(folder_place: Place, tmp_path: Path) -> None:
    """The standard library's own, as on machines for which there is no newer one."""
    (tmp_path / "sitecustomize.py").write_text("import platform\nplatform.machine = lambda: 'aarch64'\n")
    ask = "import sqlite3; print(sqlite3.sqlite_version_info < (3, 51, 3))"
    is_old = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout == "True\n"
    assert keys(folder_place, PYTHONPATH=str(tmp_path)) == ({"sqlite.version"} if is_old else set())


def test_a_python_too_old() -> None:
    from hafawa.operations.checks import environment
    from hafawa.operations.findings import Looking

    assert [f.key for f in environment.python(Looking(), version=(3, 10))] == ["python.old"]
    assert not list(environment.python(Looking()))


def test_a_damaged_database_file(folder_place: Place) -> None:
    file = folder_place.folder / "hafawa.sqlite3"
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'timeline_event'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    with file.open("r+b") as raw:
        raw.seek((root - 1) * size)
        raw.write(b"\xff" * size)
    assert "integrity.damaged" in keys(folder_place)


def test_a_file_that_is_no_database(folder_place: Place) -> None:
    for path in folder_place.folder.glob("hafawa.sqlite3*"):
        path.write_bytes(b"this is not a database, whatever its name says" * 100)
    assert keys(folder_place) == {"database.away"}


def test_rows_that_point_nowhere(folder_place: Place) -> None:
    columns = "reader, event_id, error, tries, parked_at"
    folder_place.rows(f"INSERT INTO timeline_parkedevent ({columns}) VALUES ('x', 99, 'odd', 1, '2026-01-01')")
    assert "timeline_parkedevent" in found(folder_place)["integrity.dangling"]["what"]


def test_a_database_that_writes_carelessly(folder_place: Place) -> None:
    code = (
        "import django; django.setup()\nfrom django.db import connection\n"
        "from hafawa.operations.checks import database\nfrom hafawa.operations.findings import Looking\n"
        "connection.cursor().execute('PRAGMA journal_mode=DELETE')\n"
        "connection.cursor().execute('PRAGMA synchronous=OFF')\n"
        "print(sorted(f.key for f in database.journal(Looking())))"
    )
    assert _python(folder_place, code) == "['journal.mode', 'journal.synchronous']\n"


def test_a_postgresql_that_does_not_answer_or_writes_no_unicode(tmp_path: Path, postgresql: str) -> None:
    away = Place(tmp_path / "away", url="postgresql://me:sesame@127.0.0.1:1/none")
    one = found(away)["database.away"]
    assert "sesame" not in str(one)
    assert "HAFAWA_DATABASE_URL" in one["do"]
    plain = new_database(postgresql, more="ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0")
    assert "postgresql.encoding" in keys(Place(tmp_path / "plain", url=plain))


def test_a_postgresql_too_old_or_without_what_searching_needs(tmp_path: Path, postgresql: str) -> None:
    from hafawa.operations.checks import database

    assert [f.key for f in database.old_postgresql(140011)] == ["postgresql.old"]
    assert not list(database.old_postgresql(150008))
    place = Place(tmp_path / "data", url=new_database(postgresql))
    code = (
        "import django; django.setup()\nfrom hafawa.operations.checks import database\n"
        "from hafawa.operations.findings import Looking\ndatabase.EXTENSIONS = ('pg_nowhere',)\n"
        "print([f.key for f in database.postgresql(Looking())])"
    )
    assert _python(place, code) == "['postgresql.extension']\n"


def test_what_was_compiled_from_another_text_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "ka" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue, compiled = folder / "django.po", folder / "django.mo"
    shutil.copy(ROOT / "hafawa/locale/ka/LC_MESSAGES/django.po", catalogue)
    assert hatch_build.compile_catalogues(tmp_path) == [compiled]
    assert hatch_build.compile_catalogues(tmp_path) == []
    assert gettext.GNUTranslations(compiled.open("rb")).gettext("Today") == "დღეს"
    assert environment._is_compiled(catalogue, compiled)
    text = catalogue.read_text("utf-8")
    catalogue.write_text(text + "\n# a remark\n", "utf-8")
    assert environment._is_compiled(catalogue, compiled)  # nothing a page shows
    catalogue.write_text(text.replace('msgstr "დღეს"', 'msgstr "ხვალ"'), "utf-8")
    assert not environment._is_compiled(catalogue, compiled)
    assert hatch_build.compile_catalogues(tmp_path) == [compiled]
    assert environment._is_compiled(catalogue, compiled)


def test_missing_languages_and_looks(folder_place: Place, tmp_path: Path) -> None:
    """In a copy of the product that lost some of its files."""
    copy = tmp_path / "site"
    shutil.copytree(ROOT / "hafawa", copy / "hafawa", ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "hafawa/locale/ar/LC_MESSAGES/django.mo").unlink()
    (copy / "hafawa/web/static/css/tokens.css").unlink()
    env = {"PYTHONPATH": str(copy)}
    done = subprocess.run(
        [sys.executable, "-P", "-c", "import hafawa; print(hafawa.__file__)"],
        env=folder_place.env | env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert str(copy) in done.stdout
    folder_place.hafawa = [sys.executable, "-P", "-m", "hafawa"]
    assert keys(folder_place, **env) == {"translations.missing", "static.missing"}


def test_settings_that_make_no_sense_are_a_finding_too(folder_place: Place) -> None:
    done = folder_place.run("doctor", HAFAWA_PORT="eighty")
    assert done.returncode == 2
    assert "HAFAWA_PORT" in done.stdout
    assert "Traceback" not in done.stderr
    assert json.loads(folder_place.run("doctor", "--json", HAFAWA_DATA_DIR="/proc/no").stdout)["worst"] == 2


@pytest.mark.parametrize(("language", "says"), [("ar_EG.UTF-8", "لم تُعطِ"), ("ka_GE.UTF-8", "ფონურ")])
def test_it_speaks_the_language_asked_for(folder_place: Place, language: str, says: str) -> None:
    assert says in folder_place.run("doctor", LANG=language).stdout


def test_backups_that_are_old_or_unproven(db: None) -> None:
    from hafawa.kernel import clock
    from hafawa.operations import proofs
    from hafawa.operations.checks import work
    from hafawa.operations.findings import Looking

    now = clock.now()
    try:
        for made, restored, said in [
            (None, None, ["backups.old"]),
            (now - timedelta(days=3), now, ["backups.old"]),
            (now, None, ["backups.unproven"]),
            (now, now - timedelta(days=40), ["backups.unproven"]),
            (now, now, []),
        ]:
            proofs.told_by(lambda made=made, restored=restored: proofs.Proof(made, restored, is_known=True))
            assert [f.key for f in work.backups(Looking())] == said
    finally:
        proofs.told_by(proofs.Proof)


def test_what_nobody_knows_is_not_called_well(db: None) -> None:
    from hafawa.operations import doctor

    assert [e.is_asked for e in doctor.examine(quick=True) if e.question.key == "backups"] == [False]


def test_a_look_that_fails_keeps_no_other_from_being_taken(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from hafawa.operations import doctor
    from hafawa.tasks.models import Task

    real = doctor.examine(quick=True)
    monkeypatch.setattr(Task.objects, "filter", lambda **_: 1 / 0)
    examined = doctor.examine(quick=True)
    assert len(examined) == len(real)
    assert "tasks.failed" in {f.key for e in examined for f in e.findings}


def _python(place: Place, code: str) -> str:
    env = place.env | {"DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout


def _append(place: Place, *, recorded_at: datetime) -> None:
    columns = "kind, occurred_at, occurred_date, recorded_at, source, external_id, channel, ref, currency, data"
    sql = f"INSERT INTO timeline_event ({columns}) VALUES ('order.placed', ?, ?, ?, 'x', '1', '', '', '', '{{}}')"
    place.rows(sql, recorded_at.isoformat(sep=" "), recorded_at.date().isoformat(), recorded_at.isoformat(sep=" "))


def test_a_mailbox_that_is_not_read(opened_place: Place) -> None:
    columns = (
        "address, host, port, security, username, sealed_password, is_paused, trouble, trouble_since, tries, made_at"
    )
    values = "'shop@example.org', 'imap.example.org', 993, 'tls', 'shop', '', FALSE, 'sign_in', CURRENT_TIMESTAMP, 3"
    opened_place.rows(f"INSERT INTO channels_mailbox ({columns}) VALUES ({values}, CURRENT_TIMESTAMP)")
    one = found(opened_place)["mailboxes.unread"]
    assert (one["severity"], "shop@example.org" in one["what"]) == (2, True)
    assert "app password" in one["do"]
    opened_place.rows("UPDATE channels_mailbox SET trouble = 'no_answer'")
    assert keys(opened_place) == set(), "a server may be away for an hour"
