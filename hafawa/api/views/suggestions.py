"""Whom to turn to today and why, and what was done about it?"""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from ninja import Body, Path, Query

from hafawa.api import visible
from hafawa.api.auth import caller
from hafawa.api.door import operation
from hafawa.api.pages import Id
from hafawa.api.problems import Stop
from hafawa.api.schemas import suggestions as shapes
from hafawa.kernel import clock
from hafawa.playbooks import actions, today
from hafawa.playbooks.models import Suggestion
from hafawa.team.permissions import Level
from hafawa.timeline import log

SuggestionId = Annotated[Id, Path(...)]
_ONE = "/suggestions/{suggestion_id}"
_SAME = ("id", "person_id", "playbook", "action", "evidence", "minutes", "value_minor", "currency", "state", "made_at",
         "expires_at", "later_until", "closed_at", "not_this_reason")  # fmt: skip


@operation("GET", "/suggestions", area="suggestions", level=Level.VIEWER, answer=shapes.Today, may_miss=False)
def list_suggestions(
    request: HttpRequest,
    limit: Annotated[int, Query(12, ge=1, le=100, description="how many cards at most")],
    minutes: Annotated[
        int | None, Query(None, ge=1, le=1440, description="as many as fit into so many minutes")
    ] = None,
) -> Any:
    """Today's list: whom to turn to, in order, with the reason, its evidence and the minutes it takes."""
    now, language = clock.now(), get_language() or "en"
    to = caller(request).user
    shown = today.cards(day=log.day_of(now=now), now=now, to=to, minutes=minutes, limit=limit, language=language)
    return {
        "items": [_card(c) for c in shown.cards],
        "total": shown.total,
        "minutes_used": shown.minutes_used,
        "day": shown.day,
        "is_stale": shown.is_stale,
    }


@operation("GET", _ONE, area="suggestions", level=Level.VIEWER, answer=shapes.Suggestion)
def get_suggestion(request: HttpRequest, suggestion_id: SuggestionId) -> Any:
    """Where a card stands."""
    return _shown(_known(request, suggestion_id))


@operation("POST", f"{_ONE}/do", area="suggestions", level=Level.AGENT, answer=shapes.Suggestion)
def do_suggestion(request: HttpRequest, suggestion_id: SuggestionId, sent: Annotated[shapes.Done, Body(...)]) -> Any:
    """It is done: what was done is kept in their story. Done by another before is 409."""
    found = _known(request, suggestion_id)
    gesture = actions.Gesture(**sent.gesture.model_dump()) if sent.gesture else None
    actions.do(
        found,
        by=caller(request).user,
        now=clock.now(),
        channel=sent.channel or "",
        text=sent.text,
        gesture=gesture,
        promise_kept=sent.promise_kept,
        repair=sent.repair,
        reached=sent.reached,
    )
    return _shown(found)


@operation("POST", f"{_ONE}/later", area="suggestions", level=Level.AGENT, answer=shapes.Suggestion)
def put_off_suggestion(
    request: HttpRequest, suggestion_id: SuggestionId, sent: Annotated[shapes.Later, Body(...)]
) -> Any:
    """It may wait until a day from tomorrow on, within a year."""
    found = _known(request, suggestion_id)
    actions.later(found, until=sent.until, by=caller(request).user, now=clock.now())
    return _shown(found)


@operation("POST", f"{_ONE}/not-this", area="suggestions", level=Level.AGENT, answer=shapes.Suggestion)
def refuse_suggestion(
    request: HttpRequest, suggestion_id: SuggestionId, sent: Annotated[shapes.NotThis, Body(...)]
) -> Any:
    """Not this, and why: it teaches."""
    found = _known(request, suggestion_id)
    actions.not_this(found, reason=sent.reason, note=sent.note, by=caller(request).user, now=clock.now())
    return _shown(found)


@operation("POST", f"{_ONE}/undo", area="suggestions", level=Level.AGENT, answer=shapes.Suggestion)
def undo_suggestion(request: HttpRequest, suggestion_id: SuggestionId) -> Any:
    """Take back the last act on it, within ten minutes."""
    found = _known(request, suggestion_id)
    actions.undo(found, by=caller(request).user, now=clock.now())
    return _shown(found)


def _known(request: HttpRequest, suggestion_id: int) -> Suggestion:
    found = visible.suggestions(caller(request).user).filter(id=suggestion_id).first()
    if found is None:
        raise Stop(404, _("There is no such card, or not for this key. Nothing was changed."), code="no-such-card")
    return found


def _shown(found: Suggestion) -> dict[str, Any]:
    return {name: getattr(found, name) for name in _SAME} | {"event_ids": found.before.get("events", [])}


def _card(card: Any) -> dict[str, Any]:
    said = {name: getattr(card, name) for name in shapes.Card.model_fields if name != "playbook"}
    return said | {"playbook": card.kind, "action_label": str(card.action_label)}
