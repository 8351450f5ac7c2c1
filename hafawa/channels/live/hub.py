"""Who listens in this process, and how does what is new reach each of them? One thread reads, one loop hands out.

The thread reads rows first and looks who listens afterwards; whoever comes in between registers first and reads what
they missed afterwards. So nothing falls between the two, and what comes both ways is known by its id.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from django.db import DatabaseError, close_old_connections, connection

from hafawa.channels import signals
from hafawa.channels.live import news, waiting
from hafawa.channels.live.news import Line, Mark
from hafawa.kernel import clock

WAITING_MOST = 1000  # lines that may wait for a slow browser; it is let go then, and asks for what it missed
LISTENERS_MOST = 5000  # in one process
_SWEEP_SECONDS = 60
_log = logging.getLogger(__name__)


class Full(Exception):
    """This process holds as many open streams as it may."""


@dataclass(eq=False)
class Listener:
    """One open stream: a member of the team (`user_id`), or a visitor of the conversation `ref`."""

    user_id: int = 0
    ref: str = ""
    came_to: int = 0  # the id of the last event sent
    lines: asyncio.Queue[Line | None] = field(default_factory=lambda: asyncio.Queue(WAITING_MOST))

    def put(self, line: Line | None) -> None:
        """Hand it over; None ends the stream, and so does a queue that is full."""
        with contextlib.suppress(asyncio.QueueFull):
            self.lines.put_nowait(line)
            return
        while not self.lines.empty():
            self.lines.get_nowait()
        self.lines.put_nowait(None)


class Hub:
    """All streams of this process."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._somebody, self._has_begun, self._is_over = threading.Event(), threading.Event(), threading.Event()
        self._asking = ThreadPoolExecutor(2, "live-asking")

    async def join(self, listener: Listener) -> list[Line]:
        """Let them hear what comes from now on; what they missed since `came_to` comes back. Raises Full."""
        if len(self._listeners) >= LISTENERS_MOST or self._is_over.is_set():
            raise Full
        self._begin(asyncio.get_running_loop())
        self._listeners.add(listener)
        self._somebody.set()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._asking, self._missed, listener)
        except BaseException:
            self.leave(listener)
            raise

    def leave(self, listener: Listener) -> None:
        """They hear nothing more."""
        self._listeners.discard(listener)
        if not self._listeners:
            self._somebody.clear()

    def close(self) -> None:
        """End every stream: the process is about to end. May be called from a signal's handler."""
        self._is_over.set()
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end_all)

    def _end_all(self) -> None:
        for listener in list(self._listeners):
            listener.put(None)

    def _begin(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._loop is None:
            self._loop = loop
            threading.Thread(target=self._read_on, name="live", daemon=True).start()

    def _missed(self, listener: Listener) -> list[Line]:
        """In a thread of its own, after they were registered and the reading has begun."""
        self._has_begun.wait(10)
        close_old_connections()
        try:
            if listener.ref:
                return news.missed_by_visitor(listener.ref, listener.came_to)
            return news.missed_by_member(listener.user_id, listener.came_to, now=clock.now())
        finally:
            close_old_connections()

    def _read_on(self) -> None:
        """The thread: for ever; trouble of the database is waited out."""
        mark: Mark | None = None
        while not self._is_over.is_set():
            try:
                mark = self._read_while_well(mark)
            except (DatabaseError, OSError):
                _log.warning("live news wait: the database cannot be read", exc_info=True)
                with contextlib.suppress(Exception):
                    connection.close()
                self._is_over.wait(1)
        connection.close()

    def _read_while_well(self, mark: Mark | None) -> Mark | None:
        wait = waiting.begin()
        mark = mark or news.newest()
        self._has_begun.set()
        sweep_at = clock.ticks() + _SWEEP_SECONDS
        while not self._is_over.is_set():
            if not self._listeners:
                mark = self._idle(mark)
                continue
            mark = self._once(mark)
            wait.wait(self._is_over.is_set)
            if clock.ticks() > sweep_at:
                sweep_at = clock.ticks() + _SWEEP_SECONDS
                signals.sweep(now=clock.now())
        return mark

    def _idle(self, mark: Mark) -> Mark:
        """Nobody listens: look now and then where the end is, so that the first to come does not wait long."""
        if self._somebody.wait(1):
            return mark
        end = news.newest()
        return mark if self._listeners else end  # whoever came meanwhile is told what came meanwhile

    def _once(self, mark: Mark) -> Mark:
        found = news.since(mark)
        while found.events or found.signals:
            listening = list(self._listeners)
            team = news.for_team(found, {one.user_id for one in listening if one.user_id})
            visitors = news.for_visitors(found, {one.ref for one in listening if one.ref})
            if self._loop is not None and (team or visitors):
                self._loop.call_soon_threadsafe(self._hand_out, listening, team, visitors)
            mark = found.mark
            if not found.is_full:
                break
            time.sleep(0)
            found = news.since(mark)
        return mark

    def _hand_out(
        self, listening: list[Listener], team: Mapping[int, list[Line]], visitors: Mapping[str, list[Line]]
    ) -> None:
        for one in listening:
            for line in visitors.get(one.ref, ()) if one.ref else team.get(one.user_id, ()):
                one.put(line)


hub = Hub()
