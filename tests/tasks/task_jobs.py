"""What the workers of these tests are given to do; each writes into a journal outside the system."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def journal(words: str) -> None:
    line = f"{words} {os.getpid()}\n".encode()
    file = os.open(os.environ["JOURNAL"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(file, line)
    os.close(file)


def note(words: str) -> None:
    journal(words)


def until_told(words: str) -> None:
    """Lasts until the file beside the journal says that it may end."""
    journal(f"{words}-begun")
    while not Path(os.environ["JOURNAL"] + ".go").exists():
        time.sleep(0.02)
    journal(f"{words}-ended")


def kill_its_process() -> None:
    journal("poison")
    os.kill(os.getpid(), signal.SIGKILL)


def always_wrong() -> None:
    journal("wrong")
    raise ValueError("always")


def tell_progress() -> None:
    from hafawa.tasks import progress

    progress.report(3, 10)
    until_told("progress")
