"""What happened: told to us, many at once, and told by us, page by page."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Body, Header, Path, Query

from hafawa.api import idempotency, pages, visible
from hafawa.api.auth import caller
from hafawa.api.door import operation
from hafawa.api.pages import Cursor, Id, Limit
from hafawa.api.problems import Stop
from hafawa.api.schemas import events as shapes
from hafawa.api.views.people import PersonId, known
from hafawa.channels import direct
from hafawa.channels.importers import json_line
from hafawa.kernel import clock
from hafawa.team.permissions import Level
from hafawa.timeline.events import KINDS

_KEY = r"^[\x21-\x7e]{0,200}$"


@operation("POST", "/events", area="events", level=Level.AGENT, answer=shapes.Results, may_miss=False)
def tell_events(
    request: HttpRequest,
    sent: Annotated[shapes.EventsSent, Body(...)],
    idempotency_key: Annotated[
        str,
        Header("", alias="Idempotency-Key", max_length=200, pattern=_KEY, description="answers the same for 24 hours"),
    ],
) -> Any:
    """Tell what happened, up to a thousand events at once.

    Each event is a JSON line of the vocabulary: its kind, `at`, `id`, `person` with keys, and the fields of its kind.
    The same source and id arrive once, however often they are sent; without an id one is made of what is said. Events
    that are not accepted are listed with the reason, and the others are kept.
    """
    now = clock.now()
    if not idempotency_key:
        return results(direct.take_in(sent.events, now=now))
    digest = hashlib.sha256(request.body).hexdigest()
    with transaction.atomic():
        kept, is_first = idempotency.claim(caller(request).token, idempotency_key, body_sha256=digest, now=now)
        found = direct.take_in(sent.events, now=now)
        if is_first:
            kept.new = new_ones(found)
            kept.save(update_fields=["new"])
    return results(found, new=kept.new)


def new_ones(found: list[direct.Result]) -> list[int]:
    """The positions of those that were new: all that has to be kept to answer the same again."""
    return [r.index for r in found if r.status == "new"]


def results(found: list[direct.Result], *, new: list[int] | None = None) -> dict[str, Any]:
    """What came of a request that told events; `new` are the positions that were new when it first came."""
    first = set(new or [])
    told = [dataclasses.replace(r, status="new") if r.index in first else r for r in found]
    counts = {status: sum(r.status == status for r in told) for status in ("new", "known", "refused")}
    return {**counts, "results": [dict(vars(r)) for r in told]}


@operation("GET", "/events/kinds", area="events", level=Level.VIEWER, answer=shapes.Kinds, may_miss=False)
def list_kinds(request: HttpRequest) -> Any:
    """The vocabulary: every kind of event, with its fields."""
    return {"items": [_kind(name) for name in sorted(KINDS) if name]}


@operation("GET", "/events", area="events", level=Level.VIEWER, answer=shapes.Events, may_miss=False)
def list_events(
    request: HttpRequest,
    limit: Limit,
    cursor: Cursor,
    kind: Annotated[str, Query("", max_length=40, description="only those of this kind")],
) -> Any:
    """Everything that happened, page by page, in the order it was recorded."""
    found = visible.events(caller(request).user)
    found = found.filter(kind=kind) if kind else found
    items, following = pages.page(found, by=("id",), limit=limit, cursor=cursor, of=f"events:{kind}")
    return {"items": items, "next": following}


@operation("GET", "/events/{event_id}", area="events", level=Level.VIEWER, answer=shapes.Event)
def get_event(request: HttpRequest, event_id: Annotated[Id, Path(...)]) -> Any:
    """One event; webhooks carry its id."""
    found = visible.events(caller(request).user).filter(id=event_id).first()
    if found is None:
        raise Stop(404, _("There is no such event, or not for this key."), code="no-such-event")
    return found


@operation("GET", "/people/{person_id}/events", area="events", level=Level.VIEWER, answer=shapes.Events)
def list_events_of_person(request: HttpRequest, person_id: PersonId, limit: Limit, cursor: Cursor) -> Any:
    """Somebody's story, newest first."""
    person = known(request, person_id)
    found = visible.events_of(caller(request).user, person)
    of = f"story:{person.pk}"
    items, following = pages.page(found, by=("-occurred_at", "-id"), limit=limit, cursor=cursor, of=of)
    return {"items": items, "next": following}


def _kind(name: str) -> dict[str, Any]:
    kind = KINDS[name]
    fields = [{"name": n, "type": t, "is_needed": needed} for n, (t, needed) in json_line.shape(name).items()]
    about = " ".join((kind.__doc__ or "").split())
    found = {"kind": name, "about": about, "by_customer": kind.by_customer, "fields": fields}
    return found | {"needs_about": json_line.needs_about(name)}
