"""What keeps the web and the worker running, and ends them together?"""

from __future__ import annotations

import gc
import logging
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db import connections

from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.kernel.orphans import call_this, die_with_parent
from hafawa.kernel.waking import Waker
from hafawa.operations import uncaught

logger = logging.getLogger(__name__)
_LONGEST_WAIT_SECONDS = 30.0
_STEADY_SECONDS = 60.0
_STOP_SECONDS = 12.0
_ENDS = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}


@dataclass
class Part:
    """One process kept running, "hafawa NAME" in lists of processes. `pid` is 0 while it is not."""

    name: str
    run: Callable[[], None]
    pid: int = 0
    started: float = 0.0
    start_at: float = 0.0
    falls: int = 0


class Supervisor:
    """Starts the parts, starts one again (after a growing wait) when it falls, ends all when told to end.

    `until_up` is asked until it says yes, then `when_up` is called once.
    """

    def __init__(self, parts: list[Part], *, until_up: Callable[[], bool], when_up: Callable[[], None]) -> None:
        self._parts = parts
        self._until_up: Callable[[], bool] | None = until_up
        self._when_up = when_up

    def run(self) -> None:
        """Until SIGTERM, SIGINT or SIGHUP; then every part gets SIGTERM, and SIGKILL if it does not go."""
        gc.collect()
        gc.freeze()  # what was loaded so far stays shared between the processes
        self._waker = Waker([*_ENDS, signal.SIGCHLD])
        while not self._waker.heard & _ENDS:
            self._bury()
            self._start_due()
            self._ask_if_up()
            self._waker.pause(self._idle_seconds())
        self._end()

    def _start_due(self) -> None:
        for part in self._parts:
            if not part.pid and clock.ticks() >= part.start_at:
                part.started = clock.ticks()
                part.pid = fork(partial(_as, part), before=self._waker.forget)

    def _bury(self) -> None:
        for part in self._parts:
            if part.pid and os.waitpid(part.pid, os.WNOHANG)[0]:
                lived = clock.ticks() - part.started
                part.falls = 1 if lived >= _STEADY_SECONDS else part.falls + 1
                part.start_at = clock.ticks() + min(0.25 * 2**part.falls, _LONGEST_WAIT_SECONDS)
                part.pid = 0

    def _ask_if_up(self) -> None:
        if self._until_up is not None and self._until_up():
            self._until_up = None
            self._when_up()

    def _idle_seconds(self) -> float | None:
        waits = [max(0.0, p.start_at - clock.ticks()) for p in self._parts if not p.pid]
        return min([*waits, 0.05] if self._until_up is not None else waits, default=None)

    def _end(self) -> None:
        alive = {p.pid for p in self._parts if p.pid}
        for pid in alive:
            os.kill(pid, signal.SIGTERM)
        until = clock.ticks() + _STOP_SECONDS
        while alive and clock.ticks() < until:
            alive -= {pid for pid in alive if os.waitpid(pid, os.WNOHANG)[0]}
            if alive:
                self._waker.pause(0.5)
        for pid in alive:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        self._waker.forget()


def _as(part: Part) -> None:
    call_this(f"hafawa {part.name}")
    part.run()


def apart(run: Callable[[], None]) -> None:
    """Have a child process do `run` and wait for it, so that what it loads goes with it; leave when it failed."""
    _pid, status = os.waitpid(fork(run, own_group=False), 0)
    if code := os.waitstatus_to_exitcode(status):
        raise SystemExit(code if code > 0 else 1)


def fork(run: Callable[[], None], *, before: Callable[[], None] | None = None, own_group: bool = True) -> int:
    """The id of a child process that does `run`, ends with it, and dies when this process does.

    No database connection crosses the fork: it would belong to two processes and be broken in both.
    """
    connections.close_all()
    parent = os.getpid()
    if child := os.fork():
        return child
    code = 1
    try:
        if before is not None:
            before()
        if own_group:
            os.setpgid(0, 0)  # Ctrl-C reaches the parent alone, which then ends the parts in order
        die_with_parent(parent)
        uncaught.hear()
        run()
        code = 0
    except Refused as refused:
        os.write(2, f"{refused}\n".encode())
    except KeyboardInterrupt:
        pass
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 1
    except BaseException:
        logger.exception("a process ended by a fault")
    finally:
        _flush()
        os._exit(code)


def _flush() -> None:
    import sys

    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            continue
