"""Mail that was acknowledged is never lost and never doubled: killed between any two steps, and with the disk full."""

from __future__ import annotations

import random
import smtplib
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests import databases
from tests.channels.mail_doors import services
from tests.channels.mail_doors.conftest import US, Shop, letter, made
from tests.conftest import absent
from tests.faults.journal import Journal
from tests.faults.product import NeverCame

KILLS = ("smtp", "worker", "smtp", "web", "smtp", "all")


class Senders(threading.Thread):
    """Mail servers: each letter is sent again until it is acknowledged, as the protocol wants; the journal knows both."""

    def __init__(self, shop: Shop, journal: Journal, path: str, chance: random.Random) -> None:
        super().__init__()
        self.shop, self.journal, self.path, self.chance = shop, journal, path, chance
        self.is_over, self.sent = threading.Event(), 0

    def run(self) -> None:
        while not self.is_over.is_set():
            mark = f"mark-{self.sent}-{self.chance.randrange(10**9)}"
            self.journal.ask("letter", mark)
            raw = letter(mark, message_id=f"<{mark}@example.org>")
            while not self.is_over.is_set() and not self._is_taken(raw):
                time.sleep(0.05)
            if not self.is_over.is_set():
                self.journal.acknowledge(mark)
            self.sent += 1

    def _is_taken(self, raw: bytes) -> bool:
        try:
            if self.sent % 3:
                with self.shop.line() as line:
                    line.sendmail("layla@example.org", [US], raw)
                return True
            sent = services.postmark(raw).sent()
            return httpx.post(f"{self.shop.product.address}{self.path}", timeout=20, **sent).status_code == 200
        except (OSError, smtplib.SMTPException, httpx.HTTPError):
            return False


@pytest.fixture
def shop(on_database: None, tmp_path: Path) -> Iterator[Shop]:
    found = made(tmp_path / "data")
    yield found
    found.product.stop()
    databases.drop(found.product.folder)


def test_killed_between_any_two_steps_what_was_acknowledged_is_there_once(shop: Shop, tmp_path: Path) -> None:
    chance, product = random.Random(11), shop.product
    path = shop.opened(postmark="")["postmark"]
    product.start()
    journal = Journal(tmp_path / "journal")
    senders = Senders(shop, journal, path, random.Random(12))
    senders.start()
    killed = Counter[str]()
    try:
        for what in KILLS * 3:
            time.sleep(0.2 + chance.random() * 0.8)
            killed[what] += product.kill(what, chance)
            if what == "all":
                product.start()
        product.until_up()
        time.sleep(2)
    finally:
        senders.is_over.set()
        senders.join()
    assert min(killed[what] for what in set(KILLS)) >= 2, killed
    letters = journal.asked("letter")
    taken = {one.mark for one in letters if one.is_acknowledged}
    assert len(taken) > 20
    product.wait(lambda: not product.rows("SELECT 1 FROM channels_arrived WHERE gathered_at IS NULL"), seconds=120)
    try:
        product.wait(lambda: taken <= set(shop.texts()), seconds=120)
    except NeverCame:
        pytest.fail(f"acknowledged and not there: {taken - set(shop.texts())}")
    counted = Counter(shop.texts())
    assert {mark: n for mark, n in counted.items() if n > 1} == {}
    assert set(counted) <= {one.mark for one in letters}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 40 MB; to be mounted one must be root."""
    place = tmp_path / "small"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(place)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        absent("The right to mount a disk (root)")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


@pytest.mark.sqlite_only
def test_on_a_full_disk_nothing_is_acknowledged_and_it_goes_on_when_there_is_room(small_disk: Path) -> None:
    shop = made(small_disk / "data")
    path = shop.opened(postmark="")["postmark"]
    shop.product.start()
    try:
        shop.send(letter("Before"))
        shop.until("Before")
        filler = small_disk / "filler"
        _fill(filler)
        words = b"y" * 60 + b"\r\n"
        taken, code = 0, 250
        while code == 250 and taken < 40:
            code = _code(shop, letter(f"Large {taken}").rstrip() + b"\r\n" + words * 4000)
            taken += code == 250
        assert code == 452
        large = letter("Large by the service").rstrip() + b"\r\n" + words * 30_000
        assert shop.post(path, **services.postmark(large).sent()).status_code == 503
        filler.unlink()
        shop.send(letter("Behind"))
        assert shop.post(path, **services.postmark(letter("Behind by the service")).sent()).status_code == 200
        shop.until("Behind", "Behind by the service", seconds=120)
        large_ones = {f"Large {n}" for n in range(taken)}
        shop.product.wait(lambda: large_ones <= _first_lines(shop), seconds=60)
        assert "Large by the service" not in _first_lines(shop)
    finally:
        shop.product.stop()


def _code(shop: Shop, raw: bytes) -> int:
    try:
        shop.send(raw)
    except smtplib.SMTPDataError as refused:
        return refused.smtp_code
    return 250


def _first_lines(shop: Shop) -> set[str]:
    return {text.partition("\n")[0] for text in shop.texts()}


def _fill(path: Path) -> None:
    """Nearly all there is."""
    import os
    import shutil

    room = shutil.disk_usage(path.parent).free - 3 * 2**20
    with path.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, room)
