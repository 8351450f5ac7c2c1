"""What of the doors runs later, in a worker?"""

from __future__ import annotations

from hafawa.channels.importers import places, runs
from hafawa.channels.models import ImportRun
from hafawa.kernel import clock
from hafawa.tasks import progress


def carry_out(run_id: int) -> None:
    """Bring in the file of import `run_id`, from where it stopped."""
    runs.carry_out(ImportRun.objects.get(pk=run_id), now=clock.now(), progress=progress.report)


def undo(run_id: int) -> None:
    """Take back import `run_id`."""
    runs.undo(ImportRun.objects.get(pk=run_id), by=None, now=clock.now())


def find_places(run_id: int) -> None:
    """Find anew where each message of import `run_id` lies in its file."""
    places.find_again(ImportRun.objects.get(pk=run_id), now=clock.now(), tell=progress.report)
