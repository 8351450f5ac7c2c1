"""Several processes at once, on both databases: every guess counts, one of two gets the link, an owner stays."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.tasks.conftest import Place

SETUP = """
from datetime import UTC, datetime
from hafawa.team import links, members, throttle
from hafawa.team.models import Role, User
NOW = datetime(2026, 3, 1, tzinfo=UTC)
def wait():
    import pathlib, time
    while not pathlib.Path({go!r}).exists():
        time.sleep(0.001)
"""


def at_once(place: Place, code: str, n: int) -> list[str]:
    """What each of `n` real processes prints that begin `code` at the same instant."""
    go = f"{place.journal_path}.go"
    text = f"import sys, django; django.setup()\n{SETUP.format(go=go)}\nprint('ready', flush=True)\nwait()\n{code}"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", text, str(number)],
            env=place.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(n)
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    place.go()
    said = [process.communicate(timeout=120) for process in started]
    assert [complaints for _words, complaints in said if complaints] == []
    assert all(process.returncode == 0 for process in started)
    return [words for words, _complaints in said]


def test_every_guess_counts_however_many_come_at_once(place: Place) -> None:
    code = "for _n in range(25): print(throttle.count('guess', window_seconds=900, now=NOW))"
    counted = sorted(int(n) for said in at_once(place, code, 4) for n in said.split())
    assert counted == list(range(1, 101))


def test_of_two_who_use_a_link_at_once_one_gets_in(place: Place) -> None:
    token = place.python(
        f"{SETUP.format(go='')}\nu = User.objects.create_user(email='o@example.com', password='x', name='O', role='owner')\n"
        "print(members.invite(email='l@example.com', role='agent', by=u, now=NOW)[1])"
    ).strip()
    code = f"""
try:
    print(members.join({token!r}, name='L', password='a long sentence', language='en', now=NOW).pk > 0)
except links.LinkDead:
    print('dead')
"""
    assert sorted(s.strip() for s in at_once(place, code, 4)) == ["True", "dead", "dead", "dead"]


def test_two_owners_who_send_each_other_away_at_once_leave_one(place: Place) -> None:
    place.python(
        f"{SETUP.format(go='')}\nfor n in 'ab': User.objects.create_user(email=n + '@example.com', password='x', name=n, role='owner')"
    )
    code = """
mine, theirs = ('ab', 'ba')[int(sys.argv[1]) % 2]
me, other = (User.objects.get(email=n + '@example.com') for n in (mine, theirs))
for act in (lambda: members.deactivate(other, by=me, now=NOW), lambda: members.change_role(me, 'agent', by=me, now=NOW)):
    try:
        act()
        print('done')
    except (members.LastOwner, members.NotYours):
        print('refused')
"""
    at_once(place, code, 4)
    assert place.rows("SELECT count(*) FROM team_user WHERE role = 'owner' AND is_active")[0][0] == 1


def test_neither_database_lets_an_audit_entry_be_changed_or_deleted(place: Place) -> None:
    place.python(
        f"{SETUP.format(go='')}\nfrom hafawa.team import audit\naudit.note(by=None, what='team.signed_in', now=NOW)"
    )
    for sql in ("UPDATE team_auditentry SET what = 'x'", "DELETE FROM team_auditentry"):
        with pytest.raises(Exception, match="never changed"):
            place.rows(sql)
    said = place.python(
        f"{SETUP.format(go='')}\nfrom hafawa.team import audit\nprint(audit.forget_before(datetime(2026, 3, 2, tzinfo=UTC)))"
    )
    assert said.strip() == "1"
    assert place.rows("SELECT count(*) FROM team_auditentry") == [(0,)]
