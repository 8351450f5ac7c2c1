"""What is done about themes in the background."""

from __future__ import annotations

from hafawa.kernel import clock
from hafawa.listening.themes import parts, stage
from hafawa.tasks import progress


def recount() -> None:
    """Tell all topics anew after they were changed, and suggest parts of what is found."""
    now = clock.now()
    stage.recount(now=now, progress=progress.report)
    parts.refresh(now=now)
