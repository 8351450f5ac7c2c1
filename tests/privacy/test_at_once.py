"""On a server two things happen in one instant: an erasure meets a merge, a message about the one erased, an import.

One holds its transaction open until the other has either come through or is seen to wait; whichever is first, what is
left is as if they had come one after the other.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.tasks.conftest import Place
from tests.webhooks.conftest import Receiver, receiver
from tests.webhooks.test_kill import MAKE

__all__ = ["receiver"]

READY = """
import threading
from django.db import connection, transaction
from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.people import merging, differing
from hafawa.people.models import NotSame, Person
from hafawa.privacy import erasing, removing
from hafawa.privacy.models import Erasure
from hafawa.privacy.subject import Subject
from hafawa.team.models import User
from hafawa.timeline.models import Event
from hafawa.webhooks import gathering, sending
from hafawa.webhooks.models import Delivery
one, other = list(Person.objects.order_by("id")[:2])
by, now, said = User.objects.get(), clock.now(), {}

def asks(): return erasing.ask(one.pk, typed=one.name, by=by, now=now, previewed=[one.pk])
def merges(): return merging.merge(one.pk, other.pk, by=by, now=now)
def differs(): return differing.never_match(one.pk, other.pk, by=by, now=now)
def erases(): return removing.remove(Subject.of(one.pk), now=now)
def gathers(): return gathering.gather(now=now)

def at_once(first, second):
    '''`first` is done and not committed while `second` is tried; what each said.'''
    is_done, is_tried = threading.Event(), threading.Event()
    def run(name, act):
        try:
            with transaction.atomic():
                act()
                if name == "first":
                    is_done.set()
                    is_tried.wait(3)  # where it waits for us, as it should, it does not come
            said[name] = "done"
        except Refused as refused:
            said[name] = type(refused).__name__
        finally:
            is_done.set()
            connection.close()
    def later():
        is_done.wait()
        run("second", second)
        is_tried.set()
    threads = [threading.Thread(target=run, args=("first", first)), threading.Thread(target=later)]
    [t.start() for t in threads]; [t.join() for t in threads]
    print(said["first"], said["second"])
"""
MERGED = "print(Erasure.objects.count(), Person.objects.filter(merged_into__isnull=False).count())\n"
LEFT = "print(Delivery.objects.filter(person_id=one.pk).exclude(kind='person.erased').count())\n"


@pytest.fixture(scope="module")
def pattern(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with six people and an address that is told, to be copied by each test."""
    name = f"at_once_{os.getpid()}"
    _on(postgresql, f"CREATE DATABASE {name}")
    made = Place(tmp_path_factory.mktemp("pattern"), database_url=f"{postgresql}/{name}")
    made.env["HAFAWA_FETCH_ALLOW"] = "127.0.0.1:9"
    made.python(MAKE.format(url="http://127.0.0.1:9/", events=60))
    return name


@pytest.fixture
def place(postgresql: str, pattern: str, tmp_path: Path, receiver: Receiver) -> Iterator[Place]:
    name = f"{pattern}_copy"
    _on(postgresql, f"CREATE DATABASE {name} TEMPLATE {pattern}")
    found = Place(tmp_path, database_url=f"{postgresql}/{name}")
    found.env["HAFAWA_FETCH_ALLOW"] = f"127.0.0.1:{receiver.port}"
    found.rows(f"UPDATE webhooks_endpoint SET url = '{receiver.url}'")
    yield found
    found.close()
    _on(postgresql, f"DROP DATABASE {name} WITH (FORCE)")


def _on(server: str, sql: str) -> None:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(sql)


def tried(place: Place, *pieces: str) -> list[str]:
    return place.python("\n".join([READY, *pieces])).split()


def test_somebody_merged_while_their_erasure_is_asked_for_is_not_erased_unseen(place: Place) -> None:
    assert tried(place, "at_once(merges, asks)", MERGED) == ["done", "ChangedMeanwhile", "0", "1"]


def test_nobody_is_merged_into_one_whose_erasure_is_being_asked_for(place: Place) -> None:
    assert tried(place, "at_once(asks, merges)", MERGED) == ["done", "IsToBeErased", "1", "0"]


def test_two_are_not_merged_and_said_to_differ_in_one_instant(place: Place) -> None:
    assert tried(place, "at_once(differs, merges)", MERGED) == ["done", "SaidToDiffer", "0", "0"]


@pytest.mark.parametrize("order", ["erases, gathers", "gathers, erases"])
def test_no_message_made_in_the_instant_of_an_erasure_is_left(place: Place, order: str) -> None:
    assert tried(place, f"at_once({order})", LEFT) == ["done", "done", "0"]


TWENTY = """
from hafawa.people import actions as people
from hafawa.timeline import log
from hafawa.timeline.events import NoteWritten
who = [people.find_or_make([("email", f"t{n}@x.example", "x")], name=f"T{n}", language="", now=now)[0] for n in range(20)]
log.append_many([log.Entry(NoteWritten(text="x"), now, "twenty", f"e{n}", p.pk) for n, p in enumerate(who)], now=now)
Event.objects.filter(source="test").delete()
gathers()
"""


def test_a_message_about_somebody_erased_while_others_go_out_is_not_sent(place: Place, receiver: Receiver) -> None:
    """Of twenty the last is erased while the first few are under way."""
    tried(place, TWENTY)
    last = "one = Person.objects.get(name='T19')\n"
    receiver.before_first = lambda: tried(place, last, "erases()")
    tried(place, "sending.send_due()", "sending.send_due()")
    about = [got.said()["data"].get("person_id") for got in receiver.got if got.said()["type"] == "note.written"]
    assert len(set(about)) == 19
    erased = [got.said()["data"]["person_id"] for got in receiver.got if got.said()["type"] == "person.erased"]
    assert len(erased) == 1
    assert erased[0] not in about


def test_a_message_about_an_event_taken_back_is_dropped(place: Place, receiver: Receiver) -> None:
    said = "Event.objects.all().delete()\nsending.send_due()\nprint(Delivery.objects.count())"
    assert tried(place, "gathers()", said) == ["0"]
    assert receiver.got == []
