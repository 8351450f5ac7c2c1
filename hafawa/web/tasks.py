"""What do pages ask a worker to do?"""

from __future__ import annotations

from hafawa import flow
from hafawa.demo import shop
from hafawa.kernel import clock
from hafawa.tasks import progress

FILL, REMOVE = "hafawa.web.tasks.fill_sample", "hafawa.web.tasks.remove_sample"


def fill_sample() -> None:
    """Bring in the sample shop and work out its day."""
    shop.fill(now=clock.now(), progress=progress.report)
    flow.daily(clock.now())


def remove_sample() -> None:
    """Take the sample shop away."""
    shop.remove(now=clock.now())
    flow.daily(clock.now())
