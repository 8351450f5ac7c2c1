"""Streams of a real server: what was acknowledged is heard once and in order, by whoever may, whatever breaks."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests import patterns
from tests.browser.conftest import Server, serve, stop
from tests.channels.live.listening import (
    code,
    post,
    set_up,
    signed_in,
    team_ear,
    visitor_ear,
)
from tests.databases import rows

ANA, BEKA = "a" * 43, "b" * 43
SAY = """
import sys, django; django.setup()
from hafawa.channels.chat import actions
from hafawa.channels.models import ChatVisitor
from hafawa.kernel import clock
for n in range(int(sys.argv[1])):
    for visitor in ChatVisitor.objects.order_by("id"):
        print(actions.say(visitor.ref, f"answer {n}", by=None, now=clock.now()).pk)
"""


@pytest.fixture(scope="module")
def shop(on_database: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = patterns.copy(patterns.opened(), tmp_path_factory.mktemp("live") / "data")
    set_up(folder)
    server = serve(folder, HAFAWA_TRUSTED_PROXIES="127.0.0.1")
    yield server
    stop(server)


def until(is_so: Callable[[], Any]) -> None:
    for _n in range(600):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come about")


def write(server: Server, token: str, n: int, text: str = "") -> int:
    status, said = post(server.address, "messages", {"key": f"key-{n:06}", "text": text or f"words {n}"}, token=token)
    assert status == 200, said
    return int(said["message"]["id"])


def test_what_was_acknowledged_is_heard_once_and_in_order_though_the_line_breaks(shop: Server) -> None:
    journal = [write(shop, ANA, 0)]
    write(shop, BEKA, 0)
    ear = visitor_ear(shop.address, ANA, drops_after=3)
    ear.begun.wait(20)
    for n in range(1, 25):
        journal.append(write(shop, ANA, n))
        write(shop, BEKA, n)
    until(lambda: len(ear.ids) >= len(journal))
    time.sleep(0.3)
    ear.stop()
    assert ear.ids == journal
    assert ear.joined > 5


def test_an_answer_is_heard_by_the_visitor_it_is_for_and_by_nobody_else(shop: Server) -> None:
    write(shop, "c" * 43, 1)
    write(shop, "d" * 43, 1)
    one, other = visitor_ear(shop.address, "c" * 43), visitor_ear(shop.address, "d" * 43)
    assert one.begun.wait(20)
    assert other.begun.wait(20)
    said = {int(line) for line in code(shop.folder, SAY, "2").split()}
    until(lambda: len(one.ids) >= 3 and len(other.ids) >= 3)
    for ear in (one, other):
        ear.stop()
    assert not set(one.ids) & set(other.ids)
    assert set(one.ids[1:]) < said


def test_the_team_hears_kinds_and_refs_and_never_a_word(shop: Server) -> None:
    ear = team_ear(shop.address, signed_in(shop.address))
    assert ear.begun.wait(20)
    written = write(shop, "e" * 43, 1, text="a secret recipe")
    post(shop.address, "signals", {"typing": True}, token="e" * 43)
    until(lambda: any(said["kind"] == "chat.typing" for said in ear.heard) and written in ear.ids)
    ear.stop()
    assert "secret" not in str(ear.heard)
    assert {"kind", "ref", "person", "id"} == set(next(s for s in ear.heard if s.get("id") == written))


def test_a_viewer_hears_of_events_and_not_who_types(shop: Server) -> None:
    ear = team_ear(shop.address, signed_in(shop.address, "v.ana@shop.example"))
    assert ear.begun.wait(20)
    post(shop.address, "messages", {"key": "key-000001", "text": "x"}, token="f" * 43)
    post(shop.address, "signals", {"typing": True}, token="f" * 43)
    written = write(shop, "f" * 43, 2)
    until(lambda: written in ear.ids)
    ear.stop()
    assert {said["kind"] for said in ear.heard} == {"message.received"}


def test_a_page_drawn_before_hears_what_it_missed_and_whoever_missed_much_asks_anew(shop: Server) -> None:
    first = write(shop, "g" * 43, 1)
    missed = [write(shop, "g" * 43, n) for n in range(2, 6)]
    cookies = signed_in(shop.address)
    ear = team_ear(shop.address, cookies, after=first)
    until(lambda: len(ear.ids) >= 4)
    ear.stop()
    assert ear.ids[:4] == missed
    fill = """
import django; django.setup()
from hafawa.kernel import clock
from hafawa.timeline import log
from hafawa.timeline.events import NoteWritten
now = clock.now()
log.append_many([log.Entry(NoteWritten(text="x"), now, "fill", str(n)) for n in range(700)], now=now)
"""
    listening = team_ear(shop.address, cookies)
    assert listening.begun.wait(20)
    code(shop.folder, fill)
    until(lambda: any(said["kind"] == "many" for said in listening.heard))
    late = team_ear(shop.address, cookies, after=first)
    until(lambda: late.heard)
    for one in (listening, late):
        one.stop()
    assert [said["kind"] for said in late.heard if "id" in said] == ["many"]


def test_nobody_who_may_not_listen_hears(shop: Server) -> None:
    stranger = team_ear(shop.address, "")
    nobody = visitor_ear(shop.address, "z" * 43)
    stranger.thread.join(20)
    nobody.thread.join(20)
    assert (stranger.status, nobody.status) == (302, 401)
    assert not stranger.heard + nobody.heard


def test_a_session_that_ended_ends_the_stream(shop: Server) -> None:
    cookies = signed_in(shop.address)
    ear = team_ear(shop.address, cookies)
    assert ear.begun.wait(20)
    rows(shop.folder, "DELETE FROM django_session")
    n = 50
    while ear.thread.is_alive() and n < 110:  # it is asked anew at the next word after a while
        write(shop, f"{n:043}", n)
        time.sleep(0.5)
        n += 1
    assert not ear.thread.is_alive()
    assert ear.status == 302


def test_more_than_anybody_writes_at_once_neither_breaks_nor_loses(shop: Server) -> None:
    """Reliability: chat at 100 messages a second. The journal is what was acknowledged."""
    before = rows(shop.folder, "SELECT count(*) FROM timeline_event WHERE source = 'chat'")[0][0]
    kept, statuses = [], []

    def many(who: int) -> None:
        for n in range(60):
            token = f"{who}{n % 5}".rjust(43, "x")
            said = {"key": f"burst-{n:06}", "text": "x"}
            status, answer = post(shop.address, "messages", said, token=token, came_from="10.9.9.9")
            statuses.append(status)
            if status == 200:
                kept.append(answer["message"]["id"])

    threads = [threading.Thread(target=many, args=(who,)) for who in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after = rows(shop.folder, "SELECT count(*) FROM timeline_event WHERE source = 'chat'")[0][0]
    assert set(statuses) == {200, 429}
    assert len(set(kept)) == len(kept) == after - before
    assert len(statuses) == 300


def test_a_server_that_ends_ends_its_streams_whole(on_database: None, tmp_path: Path) -> None:
    folder = patterns.copy(patterns.opened(), tmp_path / "data")
    set_up(folder)
    server = serve(folder, HAFAWA_TRUSTED_PROXIES="127.0.0.1")
    ear = team_ear(server.address, signed_in(server.address))
    assert ear.begun.wait(20)
    ear.stop()
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(20) == 0
    ear.thread.join(20)
    assert ear.ended_well == 1


def test_a_web_process_that_is_killed_loses_nothing_of_what_is_heard(on_database: None, tmp_path: Path) -> None:
    """Two serve; one is killed again and again while words come. On PostgreSQL, and on SQLite too."""
    folder = patterns.copy(patterns.opened(), tmp_path / "data")
    set_up(folder)
    server = serve(folder, HAFAWA_WEB_PROCESSES="2", HAFAWA_TRUSTED_PROXIES="127.0.0.1")
    try:
        journal = [write(server, ANA, 0)]
        ears = [visitor_ear(server.address, ANA) for _n in range(6)]
        assert all(ear.begun.wait(20) for ear in ears)
        for n in range(1, 25):
            journal.append(_insistently(server, ANA, n))
            if n % 8 == 0:
                _kill_one(server)
        until(lambda: all(len(ear.ids) >= len(journal) for ear in ears))
        for ear in ears:
            ear.stop()
        assert all(ear.ids == journal for ear in ears)
        assert sum(ear.joined for ear in ears) > len(ears)
    finally:
        stop(server)


def _insistently(server: Server, token: str, n: int) -> int:
    """As the bubble does: the same message with the same key, until it is acknowledged."""
    for _try in range(100):
        try:
            return write(server, token, n)
        except (OSError, AssertionError, ValueError):
            time.sleep(0.2)
    raise AssertionError("never acknowledged")


def _kill_one(server: Server) -> None:
    """One of the processes that hold the listening socket and a stream."""
    children = psutil.Process(server.process.pid).children()
    serving = [c for c in children if any(s.status == "ESTABLISHED" for s in c.net_connections("tcp"))]
    assert serving
    serving[0].kill()
