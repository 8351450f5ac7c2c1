"""How does a child process not outlive its parent, even when the parent is killed, and how is it called?"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

_PR_SET_PDEATHSIG, _PR_SET_NAME = 1, 15
_NAME_BYTES = 15


def die_with_parent(parent: int) -> None:
    """Have this process killed when process `parent`, which forked it, ends in any way (Linux: prctl(2))."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it was already gone
        os._exit(1)


def call_this(name: str) -> None:
    """Have `ps` and `top` tell this process by `name` (Linux, at most fifteen letters); elsewhere nothing."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_NAME, name.encode()[:_NAME_BYTES], 0, 0, 0)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
