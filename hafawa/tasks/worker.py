"""Who does what waits? A worker: it claims a task, has a child process do it, and takes note of how that ended."""

from __future__ import annotations

import logging
import os
import signal
import time
from datetime import datetime

from django.db import DatabaseError, connections
from django.utils.module_loading import import_string

from hafawa.kernel import clock, trouble
from hafawa.kernel.orphans import die_with_parent
from hafawa.kernel.waking import Waker
from hafawa.tasks import alive, progress, queue, schedules
from hafawa.tasks.models import Task
from hafawa.tasks.reaper import Reaper

logger = logging.getLogger(__name__)
_IDLE_SECONDS = 1.0
_SWEEP_SECONDS = 2.0
_STOP_SECONDS = 5.0
_HINDERED = 75  # how a task's process ends that could not write what hindered it (EX_TEMPFAIL)


def run_pending(*, now: datetime | None = None) -> int:
    """Do in this process what is due, until nothing is; return how many were done. `now` stands still when given."""
    done = 0
    while task := queue.claim(now=now or clock.now()):
        _perform(task, now=now)
        done += 1
    return done


class Worker:
    """Does tasks until told to stop. Each runs in a child process: its memory returns, its death is its own."""

    def __init__(self) -> None:
        self._reaper = Reaper()
        self._beat_seconds = self._reaper.lease_seconds / 4
        self._swept_at = 0.0
        self._seen_at = -alive.EVERY_SECONDS

    def run(self) -> None:
        """Work until SIGTERM or SIGINT; a task not finished `_STOP_SECONDS` later is given back."""
        self._waker = Waker([signal.SIGTERM, signal.SIGINT, signal.SIGCHLD])
        while not self._is_stopping:
            try:
                busy = self._round()
            except Exception:  # the database may be away for a while: say so, wait, go on
                logger.exception("the worker goes on after a fault")
                connections.close_all()
                busy = False
            if not busy:
                self._waker.pause(_IDLE_SECONDS)
        self._leave()
        self._waker.forget()

    @property
    def _is_stopping(self) -> bool:
        return bool(self._waker.heard & {signal.SIGTERM, signal.SIGINT})

    def _round(self) -> bool:
        self._sweep()
        task = queue.claim(now=clock.now())
        if task is None:
            return False
        child = self._start(task)
        try:
            self._oversee(task, child)
        finally:
            _end(child)  # whatever happened here, no child goes on unseen
        return True

    def _sweep(self) -> None:
        """What every worker also does now and then: start what is due again, take back what the dead left."""
        if clock.ticks() - self._swept_at < min(_SWEEP_SECONDS, self._beat_seconds):
            return
        self._swept_at = clock.ticks()
        self._say_alive()
        schedules.tick(now=clock.now())
        self._reaper.look(ticks=clock.ticks(), now=clock.now())

    def _say_alive(self) -> None:
        if clock.ticks() - self._seen_at >= alive.EVERY_SECONDS:
            alive.beat(now=clock.now())
            self._seen_at = clock.ticks()

    def _leave(self) -> None:
        try:
            alive.leave()
        except DatabaseError:
            logger.warning("the database is away while the worker stops: its sign of life grows old by itself")

    def _start(self, task: Task) -> int:
        connections.close_all()  # a connection carried over a fork belongs to two processes and is broken in both
        parent = os.getpid()
        child = os.fork()
        if child == 0:
            self._waker.forget()
            _be_the_child(task, parent)
        return child

    def _oversee(self, task: Task, child: int) -> None:
        """Beat while the child lives; when it is gone and said nothing, note a death."""
        beaten_at = clock.ticks()
        while (code := _ended(child)) is None:
            if self._is_stopping:
                _end(child)
                queue.give_back(task)
                return
            self._waker.pause(min(self._beat_seconds, _IDLE_SECONDS))
            if clock.ticks() - beaten_at >= self._beat_seconds:
                beaten_at = clock.ticks()
                self._beat(task, child)
        if code == _HINDERED:
            queue.hindered(task, "", now=clock.now())
        elif code != 0:
            logger.error("a task's process ended badly", extra=_facts(task) | {"exit_code": code})
            queue.died(task, now=clock.now(), words=_how(code))

    def _beat(self, task: Task, child: int) -> None:
        """A sign of life. While the database is away the child works on; when the task was taken away, it must not."""
        try:
            self._sweep()
            if not queue.beat(task):
                os.kill(child, signal.SIGKILL)
        except DatabaseError:
            logger.exception("the database does not answer; the task goes on", extra=_facts(task))
            connections.close_all()


def _be_the_child(task: Task, parent: int) -> None:
    """Does `task` and ends this process; never returns."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the worker's to hear; it ends its child with SIGTERM
        die_with_parent(parent)
        _perform(task, now=None)
        connections.close_all()
        code = 0
    except Exception as error:
        logger.exception("a task broke its process", extra=_facts(task))
        code = _HINDERED if trouble.words(error) else 1
    except BaseException:
        logger.exception("a task broke its process", extra=_facts(task))
    finally:
        os._exit(code)


def _perform(task: Task, *, now: datetime | None) -> None:
    token = progress.current.set(task)
    began, outcome = clock.ticks(), "broke"
    try:
        import_string(task.function)(*task.args)
    except Exception as error:  # an edge: what a task raises is kept with it and tried again
        outcome = _note(task, error, now=now or clock.now())
    else:
        outcome = "done"
        queue.finish(task, now=now or clock.now())
    finally:
        progress.current.reset(token)
        took = {"duration_ms": round(1000 * (clock.ticks() - began), 1), "outcome": outcome}
        logger.info("a task ended", extra=_facts(task) | took)


def _facts(task: Task) -> dict[str, object]:
    """What the log says of it: never its arguments."""
    return {"task": task.pk, "function": task.function, "attempt": task.tries + task.deaths + 1}


def _note(task: Task, error: Exception, *, now: datetime) -> str:
    """Keep with the task what became of it; a word for the log."""
    if words := trouble.words(error):
        logger.error("a task is hindered by the machine", extra=_facts(task))
        connections.close_all()  # the one it had may be broken
        queue.hindered(task, words, now=now)
        return "hindered"
    logger.error("a task raised; it is tried again or set aside", extra=_facts(task), exc_info=error)
    queue.raised(task, error, now=now)
    return "raised"


def _ended(child: int) -> int | None:
    """How `child` ended (its exit code, or minus the signal); None while it lives. Once told, it is 0."""
    try:
        pid, status = os.waitpid(child, os.WNOHANG)
    except ChildProcessError:
        return 0
    return os.waitstatus_to_exitcode(status) if pid else None


def _end(child: int) -> None:
    """Have `child` end: asked first, killed `_STOP_SECONDS` later; nothing when it has ended."""
    until = clock.ticks() + _STOP_SECONDS
    is_asked = False
    while _ended(child) is None:
        os.kill(child, signal.SIGKILL if clock.ticks() > until else signal.SIGTERM if not is_asked else 0)
        is_asked = True
        time.sleep(0.02)


def _how(code: int) -> str:
    return f"its process was ended by {signal.Signals(-code).name}" if code < 0 else f"its process ended with {code}"
