"""May a language model be given what this person wrote?

A model at another company needs the person's own yes to that purpose; one on a machine of ours needs that they have not
said no. A message of nobody we know has no one to ask, and goes to no company.
"""

from __future__ import annotations

from hafawa.listening.assistants.models import Where
from hafawa.people import clusters
from hafawa.people.consent import Statement, latest
from hafawa.people.models import Consent

PURPOSE = "model"


def may_read(person_id: int | None, *, channel: str, where: str) -> bool:
    """Whether the model `where` it is may be given a message of theirs that came through `channel`."""
    if person_id is None:
        return where == Where.LOCAL
    said = Consent.objects.filter(person_id__in=clusters.ids_of(person_id), purpose=PURPOSE).order_by("stated_at", "id")
    statements = [Statement(c.purpose, c.channel, c.granted, c.by_person, c.stated_at) for c in said]
    answer = latest(statements, purpose=PURPOSE, channel=channel)
    return answer is True if where == Where.HOSTED else answer is not False
