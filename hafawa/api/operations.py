"""Which operations are there? Reading this file declares them all."""

from __future__ import annotations

from hafawa.api.door import api
from hafawa.api.views import about, calls, conversations, events, figures, hooks, imports, people, suggestions

ALL = (people, about, events, conversations, suggestions, imports, figures, hooks, calls)

__all__ = ["ALL", "api"]
