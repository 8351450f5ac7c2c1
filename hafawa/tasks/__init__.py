"""What runs later, in a worker: `enqueue("hafawa.channels.tasks.carry_out", run.id)`."""

from __future__ import annotations

from datetime import datetime
from typing import Any


def enqueue(function: str, *args: Any, key: str | None = None, run_at: datetime | None = None) -> int:
    """Have a worker call the function at dotted path `function` with `args` (JSON); the id of its task.

    The row is written in the transaction that is open: rolled back, it never was. With `key`, nothing is added while
    a task of that key still waits (its id comes back), and two of one key never run at once. The function may be
    called again after a crash: it must be able to be called twice.
    """
    from hafawa.tasks.queue import put

    return put(function, list(args), key=key or "", run_at=run_at)
