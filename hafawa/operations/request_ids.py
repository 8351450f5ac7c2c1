"""Under which id is a request spoken of, by the proxy before us, in our log and to the one who asked?"""

from __future__ import annotations

import re
import uuid
from contextvars import ContextVar

HEADER = "X-Request-ID"
current: ContextVar[str] = ContextVar("request_id", default="")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32}")


def of(given: str) -> str:
    """`given` when it is a UUID or 32 hexadecimal digits, as proxies make them; else a new one.

    Nothing freer is taken over: a name or a number would go into every line of the log.
    """
    return given if _UUID.fullmatch(given) else uuid.uuid4().hex
