"""Who is given what nobody looks after? The choice itself is `assigning`."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Max, Q

from hafawa.conversations import assigning
from hafawa.conversations.models import Conversation, State
from hafawa.people import clusters
from hafawa.people.models import Person
from hafawa.team.models import Role, Shop, User
from hafawa.timeline import confidential

_ANSWERS = (Role.OWNER, Role.MANAGER, Role.AGENT)


def give(found: list[Conversation], *, now: datetime) -> None:
    """Give what nobody looks after to somebody, where the shop wants that and there is more than one.

    What is confidential is given by hand only: whoever looks after it reads it.
    """
    free = [c for c in found if c.assignee_id is None]
    if not free or not Shop.get().assigns:
        return
    free = [c for c in free if not confidential.is_confidential(c.key)]
    team = list(User.objects.filter(is_active=True, role__in=_ANSWERS).order_by("id").values_list("id", flat=True))
    if len(team) < 2:
        return
    rows = Conversation.objects.filter(assignee__in=team).order_by().values_list("assignee")
    load = {
        user_id: (waiting, given_at)
        for user_id, waiting, given_at in rows.annotate(
            waiting=Count("id", filter=Q(state=State.OPEN, waiting_since__isnull=False)), given=Max("assigned_at")
        )
    }
    colleagues = [assigning.Colleague(u, *load.get(u, (0, None))) for u in team]
    people = [c.person_id for c in free if c.person_id]
    kept = clusters.kept_of(people)
    owners = dict(Person.objects.filter(id__in={*kept.values()}).values_list("id", "owner_id"))
    for one in sorted(free, key=lambda c: (c.waiting_since or now, c.key)):
        owner_id = owners.get(kept.get(one.person_id or 0, 0))
        one.assignee_id = assigning.choose(colleagues, owner_id=owner_id)
        one.assigned_at = now
        colleagues = assigning.given(colleagues, one.assignee_id, at=now)
