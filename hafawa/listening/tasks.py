"""What the worker does for listening beside the stages: learn from corrections, read again, count words."""

from __future__ import annotations

from hafawa.kernel import clock
from hafawa.listening import rereading
from hafawa.listening.corrections import learning
from hafawa.listening.wording import counting
from hafawa.tasks import progress

SECONDS = 4.0  # of work, then whatever else waits has its turn


def learn() -> None:
    """From the corrections that came or went."""
    learning.learn(now=clock.now())


def reread() -> None:
    """A little more of what another reader read; called again while there is more."""
    until = clock.ticks() + SECONDS
    while clock.ticks() < until and rereading.step(now=clock.now()):
        if (row := rereading.state()) is not None:
            progress.report(row.done, row.total)


def count_words() -> None:
    """Ours against theirs."""
    counting.count(now=clock.now())


def is_learning_due() -> bool:
    """Asked by the scheduler."""
    return learning.is_due(now=clock.now())


def is_counting_due() -> bool:
    """Asked by the scheduler."""
    return counting.is_due(now=clock.now())
