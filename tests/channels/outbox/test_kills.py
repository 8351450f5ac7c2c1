"""kill -9 at each named step of sending, and at any instant: nothing lost, nothing sent twice, what is unknown is said.

The journal lies with the mail server, outside the product: what it took, it took.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests import databases, wayward
from tests.channels.outbox.conftest import server  # noqa: F401
from tests.conftest import ROOT
from tests.wayward import Session

CHILD = [sys.executable, "-m", "tests.channels.outbox.child"]
BEFORE_THE_END = ("connect", "ehlo", "auth", "mail", "rcpt", "data")
LARGE = 12 * 2**20  # more than a line holds that nobody reads: the end cannot have left
_numbers = itertools.count()


@dataclass
class Shop:
    """A folder of the product, and processes on it whose clock is later each time: the dead's leases are over."""

    folder: Path
    server: wayward.Server
    runs: Iterator[int] = field(default_factory=itertools.count)

    def start(self, *what: object) -> subprocess.Popen[bytes]:
        env = databases.environment(self.folder) | {
            "SSL_CERT_FILE": str(self.server.certificate),
            "HAFAWA_FETCH_ALLOW": f"localhost:{self.server.port}",
            "HAFAWA_TEST_CLOCK_STEP_SECONDS": str(600 * next(self.runs)),
        }
        return subprocess.Popen([*CHILD, *map(str, what)], env=env, cwd=ROOT)

    def run(self, *what: object) -> int:
        return self.start(*what).wait(240)

    def states(self) -> dict[str, str]:
        return dict(databases.rows(self.folder, "SELECT message_id, state FROM channels_outgoing"))  # type: ignore[arg-type]

    def told(self) -> Counter[str]:
        found = databases.rows(self.folder, "SELECT external_id FROM timeline_event WHERE kind = 'message.sent'")
        return Counter(str(row[0]).partition("#")[0] for row in found)

    def taken(self) -> Counter[str]:
        """By the server: how often, by Message-ID."""
        return Counter(raw.partition("Message-ID: <")[2].partition(">")[0] for _to, raw in self.server.accepted)


def prepared(folder: Path, server: wayward.Server, *, count: int, attached_bytes: int = 0) -> Shop:  # noqa: F811
    server.forget()
    folder.mkdir()
    shop = Shop(folder, server)
    assert shop.run("prepare", server.port, count, attached_bytes) == 0
    return shop


@pytest.fixture(scope="module")
def one_letter(on_database: None, server: wayward.Server, tmp_path_factory: pytest.TempPathFactory) -> Shop:  # noqa: F811
    """A shop with one letter that is due; to be copied."""
    return prepared(tmp_path_factory.mktemp("outbox") / "base", server, count=1)


@pytest.fixture
def shop(one_letter: Shop, tmp_path: Path) -> Shop:
    one_letter.server.forget()
    folder = tmp_path / f"shop{next(_numbers)}"
    databases.copy(one_letter.folder, folder)
    return Shop(folder, one_letter.server)


def killed_at(shop: Shop, step: str) -> None:
    """A process sends, and is killed -9 the moment the server has come to `step`."""
    children: list[subprocess.Popen[bytes]] = []
    is_there = threading.Event()

    def kill(_session: Session) -> None:
        is_there.wait(120)
        children[0].kill()
        children[0].wait(120)

    shop.server.on[step] = kill
    children.append(shop.start("send"))
    is_there.set()
    assert children[0].wait(240) == -signal.SIGKILL, step
    shop.server.on.clear()


@pytest.mark.parametrize("step", BEFORE_THE_END)
def test_killed_before_the_end_left_it_is_sent_once_afterwards(shop: Shop, step: str) -> None:
    killed_at(shop, step)
    assert shop.taken() == Counter()
    assert shop.run("send") == 0
    (message_id,) = shop.states()
    assert (shop.states()[message_id], shop.taken(), shop.told()) == (
        "sent", Counter({message_id: 1}), Counter({message_id: 1}),
    )  # fmt: skip


def test_killed_in_the_middle_of_a_large_message_it_is_sent_once_afterwards(
    on_database: None, server: wayward.Server, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    shop = prepared(tmp_path / "shop", server, count=1, attached_bytes=LARGE)
    killed_at(shop, "body")
    assert shop.taken() == Counter()
    assert shop.run("send") == 0
    (message_id,) = shop.states()
    assert (shop.states()[message_id], shop.taken()) == ("sent", Counter({message_id: 1}))


def test_killed_after_the_end_left_it_may_have_been_sent_and_is_never_sent_again(shop: Shop) -> None:
    killed_at(shop, "end")
    (message_id,) = shop.states()
    assert shop.taken() == Counter({message_id: 1}), "the server has it; its yes reached nobody"
    for _again in range(3):
        assert shop.run("send") == 0
    assert (shop.states(), shop.taken(), shop.told()) == ({message_id: "unsure"}, Counter({message_id: 1}), Counter())


def test_killed_after_the_servers_yes_it_is_sent_or_may_have_been(shop: Shop) -> None:
    killed_at(shop, "said")
    (message_id,) = shop.states()
    for _again in range(2):
        assert shop.run("send") == 0
    assert shop.taken() == Counter({message_id: 1})
    state = shop.states()[message_id]
    assert (state, shop.told()[message_id]) in [("sent", 1), ("unsure", 0)]


def test_killed_at_any_instant_nothing_is_lost_and_nothing_sent_twice(
    on_database: None, server: wayward.Server, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    seed = int(os.environ.get("HAFAWA_FAULT_SEED", "7"))
    chance, shop = random.Random(seed), prepared(tmp_path / "shop", server, count=60)
    server.on["rcpt"] = lambda _session: time.sleep(0.03)  # so that there is time to be killed in
    kills = 0
    for _round in range(14):
        child = shop.start("send")
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(1.2 + chance.random() * 0.8)
        if child.poll() is None:
            child.kill()
            kills += 1
        child.wait(30)
    server.on.clear()
    for _again in range(3):
        assert shop.run("send") == 0
    states, taken, told = shop.states(), shop.taken(), shop.told()
    assert kills >= 3, "it was killed while it worked"
    assert set(states.values()) <= {"sent", "unsure"}, f"seed {seed}: {Counter(states.values())}"
    assert max(taken.values()) == 1, f"seed {seed}: sent twice"
    for message_id, state in states.items():
        assert state == "unsure" or taken[message_id] == told[message_id] == 1, f"seed {seed}: {message_id}"
    assert all(told[m] == 0 for m, state in states.items() if state == "unsure")


def test_what_is_taken_back_while_others_are_sent_is_never_both(
    on_database: None, server: wayward.Server, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    shop = prepared(tmp_path / "shop", server, count=60)
    server.on["rcpt"] = lambda _session: time.sleep(0.1)
    sender = shop.start("send")
    while not server.accepted:
        time.sleep(0.05)
    taker = shop.start("take_back")
    assert (sender.wait(240), taker.wait(240)) == (0, 0)
    states, taken = shop.states(), shop.taken()
    by_state = Counter(states.values())
    assert set(by_state) <= {"sent", "taken_back"}, by_state
    assert len(by_state) == 2, "both happened"
    assert {m for m, state in states.items() if state == "sent"} == set(taken)
    assert max(taken.values()) == 1


def test_undone_and_crashed_within_its_ten_seconds_it_is_sent_once_or_never(shop: Shop) -> None:
    """The undo is a commit or it is not: what follows a crash goes by what is kept."""
    assert shop.run("take_back") == 0
    for _again in range(2):
        assert shop.run("send") == 0
    assert (set(shop.states().values()), shop.taken()) == ({"taken_back"}, Counter())
