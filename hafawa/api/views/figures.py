"""How does somebody stand, and what does the whole shop's history say?"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from hafawa.analytics.models import Figures, Standing
from hafawa.api.auth import caller
from hafawa.api.door import operation
from hafawa.api.schemas import imports as shapes
from hafawa.api.views.people import PersonId, known
from hafawa.team.models import User
from hafawa.team.permissions import Level
from hafawa.timeline.models import Event


@operation("GET", "/people/{person_id}/standing", area="figures", level=Level.VIEWER, answer=shapes.Standing)
def get_standing(request: HttpRequest, person_id: PersonId) -> Any:
    """How somebody stands: rhythm, value, strikes, promises, as last judged."""
    person = known(request, person_id)
    found = Standing.objects.visible_to(caller(request).user).filter(person_id=person.pk).first()
    if found is None:
        return {"person_id": person.pk, "judged_at": None, "version": "", "row": None}
    row = _shown(found.row, to=caller(request).user)
    return {"person_id": person.pk, "judged_at": found.judged_at, "version": found.version, "row": row}


@operation("GET", "/figures", area="figures", level=Level.VIEWER, answer=shapes.Figures, may_miss=False)
def get_figures(request: HttpRequest) -> Any:
    """The shop's figures, each with what it rests on."""
    found = Figures.objects.visible_to(caller(request).user).filter(id=1).first()
    if found is None:
        return {"judged_at": None, "made_at": None, "version": "", "found": None}
    return found


def _shown(row: dict[str, Any], *, to: User) -> dict[str, Any]:
    """The row without the words of a promise made in what is not for `to` to read."""
    promise = row.get("promise_event_id")
    if not promise or Event.objects.visible_to(to).filter(id=promise).exists():
        return row
    return row | {"promise_text": None}
