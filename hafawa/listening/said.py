"""Which events hold words, and which words of them are read?"""

from __future__ import annotations

from hafawa.timeline.models import Event

CUSTOMER_KINDS = ("message.received", "review.posted", "survey.answered", "mention.posted", "call.received")
STAFF_KINDS = ("message.sent", "call.made")
NOTES = ("call.made", "call.received")  # what we wrote down of what was said
KINDS = (*CUSTOMER_KINDS, *STAFF_KINDS)


def words_of(event: Event) -> str:
    """The text of an event that is read: its title, its subject unless that was another's, its words."""
    parts = [event.data.get(name, "") for name in ("title", "subject", "text")]
    if event.kind == "message.received" and parts[1].lower().startswith(("re:", "رد:", "aw:", "fw")):
        parts[1] = ""  # the subject of an answer is the words of whoever wrote first
    return "\n".join(part for part in parts if part)
