"""How is it known at once that something arrived? A line to each mailbox stays open and the server speaks (RFC 2177).

It only hastens the next look: what a server does not say, or a line that broke does not bring, the looks find anyway.
One process of a machine watches; it holds no message and writes nothing but "look now".
"""

from __future__ import annotations

import logging
import select
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field

from django.db import DatabaseError, connections
from imapclient import IMAPClient

from hafawa.channels.mailbox import connecting, keeping
from hafawa.channels.mailbox.connecting import Account, Trouble
from hafawa.channels.models import Mailbox
from hafawa.kernel import clock, locks

RENEW_SECONDS = 20 * 60.0  # servers end an IDLE after 29 minutes
AGAIN_SECONDS = 60.0  # a line that broke
LISTED_SECONDS = 10.0
MOST = 100
_log = logging.getLogger(__name__)


@dataclass
class _Line:
    """One open line; `until` it is renewed."""

    mailbox: Mailbox
    client: IMAPClient
    until: float
    open: ExitStack = field(default_factory=ExitStack)


class Watcher:
    """The lines open now. `pause` waits some seconds, and may come back sooner."""

    def __init__(self) -> None:
        self._lines: dict[int, _Line] = {}
        self._not_before: dict[int, float] = {}
        self._listed_at = -LISTED_SECONDS

    def round(self, *, seconds: float) -> int:
        """Open what should be watched, listen for at most `seconds`; how many mailboxes had something to say."""
        if clock.ticks() - self._listed_at >= LISTED_SECONDS:
            self._listed_at = clock.ticks()
            self._follow_list()
        for line in [one for one in self._lines.values() if clock.ticks() >= one.until]:
            self._close(line.mailbox.pk)
            self._open(line.mailbox)
        ready = self._wait(seconds)
        return sum(self._hear(line) for line in ready)

    def close(self) -> None:
        """Let go of every line."""
        for pk in list(self._lines):
            self._close(pk)

    def _follow_list(self) -> None:
        wanted = {m.pk: m for m in Mailbox.objects.filter(is_paused=False, trouble="", looked_at__isnull=False)[:MOST]}
        for pk in set(self._lines) - set(wanted):
            self._close(pk)
        for pk in set(wanted) - set(self._lines):
            if clock.ticks() >= self._not_before.get(pk, 0.0):
                self._open(wanted[pk])

    def _open(self, mailbox: Mailbox) -> None:
        folder = mailbox.folders.filter(is_read=True).first()
        self._not_before[mailbox.pk] = clock.ticks() + AGAIN_SECONDS
        if folder is None:
            return
        lines = ExitStack()
        try:
            account = Account.of(mailbox)
            client = lines.enter_context(connecting.signed_in(account, longest_seconds=2 * RENEW_SECONDS))
            if not client.has_capability("IDLE"):
                self._not_before[mailbox.pk] = clock.ticks() + RENEW_SECONDS
                lines.close()
                return
            client.select_folder(folder.name, readonly=True)
            client.idle()
            lines.callback(_end_idle, client)
        except Exception as error:  # the looks go on, and tell what is wrong
            _log.info("a mailbox is not watched", extra={"mailbox": mailbox.pk, "error": type(error).__name__})
            _shut(lines)
            return
        self._lines[mailbox.pk] = _Line(mailbox, client, clock.ticks() + RENEW_SECONDS, lines)
        keeping.look_soon(mailbox)  # what came between the last look and this line

    def _close(self, pk: int) -> None:
        _shut(self._lines.pop(pk).open)

    def _wait(self, seconds: float) -> list[_Line]:
        by_socket = {line.client.socket(): line for line in self._lines.values()}
        ready = select.select(list(by_socket), [], [], seconds)[0]
        return [by_socket[sock] for sock in ready]

    def _hear(self, line: _Line) -> bool:
        try:
            said = line.client.idle_check(timeout=0.01)
        except Exception:  # the line broke; it is opened again in a while
            self._close(line.mailbox.pk)
            return False
        arrived = any(isinstance(one, tuple) and len(one) > 1 and one[1] in (b"EXISTS", b"RECENT") for one in said)
        if arrived:
            keeping.look_soon(line.mailbox)
        return arrived


def watch(is_over: Callable[[], bool]) -> None:
    """Watch until `is_over`; while another process of this machine does, stand by."""
    watcher = Watcher()
    try:
        while not is_over():
            with locks.hold("mailboxes", patience_seconds=5.0) as is_ours:
                while is_ours and not is_over():
                    _round(watcher)
    finally:
        watcher.close()


def _round(watcher: Watcher) -> None:
    try:
        watcher.round(seconds=2.0)
    except DatabaseError:
        _log.warning("the database is away; the mailboxes are watched again when it is back")
        connections.close_all()


def _end_idle(client: IMAPClient) -> None:
    """While it waits for the end of IDLE, a server hears no farewell, and we would wait a minute for its own."""
    with suppress(Exception):  # the line broke
        client.idle_done()


def _shut(lines: ExitStack) -> None:
    try:
        lines.close()
    except (Trouble, OSError):
        return
