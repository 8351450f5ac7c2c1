"""How does a process wait and still hear a signal at once?"""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Iterable


class Waker:
    """Remembers which of `signals` came, and ends a pause the moment one does. One a process, in its main thread.

    A fork inherits it: the child calls `forget` first.
    """

    def __init__(self, signals: Iterable[signal.Signals]) -> None:
        self.heard: set[int] = set()
        self._read, self._write = os.pipe()
        os.set_blocking(self._write, False)
        self._before = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        self._handlers = {s: signal.signal(s, self._note) for s in signals}

    def _note(self, number: int, _frame: object) -> None:
        self.heard.add(number)

    def pause(self, seconds: float | None) -> None:
        """Wait `seconds` (None: for ever), or until a signal comes."""
        if select.select([self._read], [], [], seconds)[0]:
            os.read(self._read, 4096)

    def forget(self) -> None:
        """Give the signals back to whoever had them, and let go of the pipe."""
        signal.set_wakeup_fd(self._before)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        os.close(self._read)
        os.close(self._write)
