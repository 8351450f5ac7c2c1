"""Which port may a server have that a test starts by itself, and starts again after a kill?

Not one that the system gives to whoever asks for any: while the server is down, another worker's may be given it. Each
worker has ports of its own below those, and takes the next one that nobody uses.
"""

from __future__ import annotations

import itertools
import os
import socket

FIRST, LAST = 20_000, 32_000  # Linux gives any from 32768
WORKERS = 9  # the run itself, and more than it has workers (MOST_WORKERS in tests/home.py)
_EACH = (LAST - FIRST) // WORKERS
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw-1").removeprefix("gw"))
_OWN = FIRST + _EACH * ((_WORKER + 1) % WORKERS)
_next = itertools.count(os.getpid())  # two runs on one machine seldom begin at the same


def free() -> int:
    """A port of 127.0.0.1 that was given to nobody in this run."""
    for _try in range(_EACH):
        port = _OWN + next(_next) % _EACH
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return port
    raise OSError(f"all ports from {_OWN} on are in use")
