"""Two people of the team merge at once, in real processes: one merge holds, the other is told so in words."""

from __future__ import annotations

import subprocess
import sys

from tests.tasks.conftest import Place, migrated, place

__all__ = ["migrated", "place"]

MAKE = """
from hafawa.kernel import clock
from hafawa.people.models import Person
print(*[Person.objects.create(name=n, created_at=clock.now()).pk for n in "abc"])
"""
MERGE = """
import pathlib, sys, time
import django; django.setup()
from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.people import merging
from hafawa.people.models import Person
kept, absorbed, go = int(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
Person.objects.count()
print("ready", flush=True)
while not go.exists():
    time.sleep(0.001)
try:
    merging.merge(kept, absorbed, by=None, now=clock.now())
    print("merged")
except Refused as refused:
    print(type(refused).__name__)
"""
STATE = """
from hafawa.people.models import Merge, Person
print(Merge.objects.filter(undone_at__isnull=True).count(), Person.objects.filter(merged_into__isnull=False).count())
"""


def at_once(place: Place, *pairs: tuple[str, str]) -> list[str]:
    """What each of `pairs` comes to, merged in processes that all begin in the same instant."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", MERGE, *pair, f"{place.journal_path}.go"],
            env=place.env, stdout=subprocess.PIPE, text=True,
        )
        for pair in pairs
    ]  # fmt: skip
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    place.go()
    said = [process.communicate(timeout=120)[0].strip() for process in processes]
    assert all(process.returncode == 0 for process in processes)
    return sorted(said)


def test_of_two_merges_in_opposite_directions_one_holds_and_the_other_is_refused(place: Place) -> None:
    a, b, _c = place.python(MAKE).split()
    assert at_once(place, (a, b), (b, a)) == ["AlreadyOne", "merged"]
    assert place.python(STATE).strip() == "1 1"


def test_three_merges_in_a_ring_never_close_it(place: Place) -> None:
    a, b, c = place.python(MAKE).split()
    outcomes = at_once(place, (a, b), (b, c), (c, a))
    assert outcomes.count("merged") == 2
    assert set(outcomes) <= {"merged", "AlreadyOne", "ChangedMeanwhile"}
    assert place.python(STATE).strip() == "2 2"
