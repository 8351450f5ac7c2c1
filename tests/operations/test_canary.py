"""Nothing about a person gets into the log: a canary in every field, every kind of failure, not one feather outside."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from tests.operations.conftest import Place

NAME, EMAIL, PHONE = "Zwitscher Kanarienvogel", "kanarienvogel@zwitscher.example", "+995 599 77 66 55"
WORDS, ARABIC, PASSWORD = "my blue parrot flew away", "الكناري الأزرق طار", "kanarienvogel-singt-leise"
FEATHERS = ("anarien", "witscher", "599 77", "59977", "995599", "parrot", "الكناري")
CSV = (
    "order_id,email,name,phone,total,currency,date,note\n"
    f"K-1,{EMAIL},{NAME},{PHONE},12.50,GEL,2026-03-04,{WORDS}\n"
    f"K-2,not-{NAME},{ARABIC},{PHONE},{WORDS},{NAME},{EMAIL},{WORDS}\n"
)


@pytest.mark.parametrize("form", ["json", "text"])
def test_no_canary_sings_in_the_log(place: Place, tmp_path: Path, form: str) -> None:
    place.env |= {"HAFAWA_LOG_FORMAT": form, "HAFAWA_LOG_LEVEL": "debug"}
    said = _import(place, tmp_path)
    place.start("run")
    place.wait(lambda: "web:welcome" in place.said())
    with httpx.Client(base_url=f"http://127.0.0.1:{place.port}", timeout=60) as browser:
        _sign_up(browser)
        _ask_oddly(browser)
        _let_tasks_fail(place)
        _break_pages(place, browser)
    said += place.said()
    assert not [feather for feather in FEATHERS if feather in said], said
    _did_all_that(said, form)


def _import(place: Place, tmp_path: Path) -> str:
    """In the terminal, where a fault goes to a log: what was said on standard error."""
    table, letters = tmp_path / f"{NAME}.csv", tmp_path / f"{NAME}.mbox"
    table.write_text(CSV, encoding="utf-8")
    letters.write_text(f"From x\nFrom: {NAME} <{EMAIL}>\nSubject: {WORDS}\n\n{ARABIC} {PHONE}\n", encoding="utf-8")
    outcomes = [place.run("import", str(table), "--yes"), place.run("import", str(letters), "--yes")]
    return "\n".join(line for done in outcomes for line in done.stderr.splitlines() if "hafawa." in line)


def _sign_up(browser: httpx.Client) -> None:
    token = _token(browser, "/welcome/")
    form = {"name": NAME, "email": EMAIL, "password": PASSWORD, "language": "en", "csrfmiddlewaretoken": token}
    assert browser.post("/welcome/", data=form).status_code == 302


def _ask_oddly(browser: httpx.Client) -> None:
    """Words in every part of a request that a stranger writes."""
    odd = {"User-Agent": NAME, "Referer": f"http://x/{EMAIL}", "X-Request-ID": EMAIL, "X-Forwarded-For": PHONE}
    for path in (f"/people/?q={WORDS}", f"/{EMAIL}/", f"/figures/{PHONE}/", f"/?minutes={NAME}"):
        browser.get(path, headers=odd)
    browser.get("/", headers={"Host": "kanarienvogel.example"})
    browser.request(NAME.split(maxsplit=1)[0].upper(), "/people/")
    token = _token(browser, "/account/")
    browser.post("/account/", data={"name": NAME, "language": WORDS, "csrfmiddlewaretoken": token})
    browser.post("/account/", data={"name": NAME, "csrfmiddlewaretoken": "wrong"})
    files = {"file": (f"{NAME}.csv", CSV.encode(), "text/csv")}
    browser.post("/imports/upload/", data={"csrfmiddlewaretoken": token}, files=files)
    browser.post("/imports/upload/", data={"csrfmiddlewaretoken": token}, files={"file": (EMAIL, b"\0" * 9, WORDS)})


def _let_tasks_fail(place: Place) -> None:
    jobs = ("raise_words", "break_a_constraint", "end_badly")
    for job in jobs:
        columns = "function, args, key, state, holder, beats, tries, deaths, error, made_at"
        sql = f"INSERT INTO tasks_task ({columns}) VALUES (?, ?, '', 'waiting', '', 0, 0, 0, '', CURRENT_TIMESTAMP)"
        place.rows(sql, f"canary_jobs.{job}", json.dumps([NAME, EMAIL]))
    place.wait(lambda: all(f"canary_jobs.{job}" in place.said() for job in jobs))
    failed = "SELECT count(*) FROM tasks_task WHERE function LIKE 'canary_jobs.%' AND error <> ''"
    place.wait(lambda: place.rows(failed) == [(len(jobs),)])


def _break_pages(place: Place, browser: httpx.Client) -> None:
    """A table is taken away below the pages: the SQL of the error holds what was asked for."""
    place.rows("ALTER TABLE people_person RENAME TO people_away")
    assert browser.get("/people/", params={"q": EMAIL}).status_code == 500
    assert browser.get("/people/", params={"q": NAME}).status_code == 500
    place.rows("ALTER TABLE people_away RENAME TO people_person")


def _token(browser: httpx.Client, path: str) -> str:
    return browser.get(path).text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]


def _did_all_that(said: str, form: str) -> None:
    """The log was not silent: each of these failed, and says where."""
    for word in ("web:people", "500", "ValueError", "IntegrityError", "a task raised", "canary_jobs.end_badly"):
        assert word in said
    assert "OperationalError" in said or "ProgrammingError" in said
    if form == "json":
        lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
        assert {"route", "method", "status", "duration_ms", "request_id"} <= set(
            next(line for line in lines if line.get("route") == "web:people")
        )
        assert any(line.get("user") for line in lines)
