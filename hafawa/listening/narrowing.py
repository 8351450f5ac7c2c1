"""What becomes of that which everybody reads of a conversation's words, when it is confidential, and when open again?

Lines of the backlog, names of parts of a theme, words compared with ours: each shows words to the whole team alike.
What hangs on one message (its reading, its mentions, proposals) needs nothing: `visible_to` keeps it back.
"""

from __future__ import annotations

from datetime import datetime

from hafawa.listening.backlog import gathering
from hafawa.listening.models import Annotation
from hafawa.listening.wording import counting
from hafawa.timeline import confidential


def take_out(ref: str) -> None:
    """The conversation `ref` has become confidential: nothing everybody reads is called by its words any more."""
    from hafawa.listening.themes import parts  # brings scipy along

    ids = confidential.event_ids(ref)
    gathering.take_out(ids)
    parts.take_out(ids)
    counting.take_out(ids)


def put_back(event_ids: list[int], *, now: datetime) -> None:
    """It is open again: what its messages ask for is on the backlog, the rest comes with the next count."""
    gathering.take_in(list(Annotation.objects.filter(event_id__in=event_ids)), now=now)
