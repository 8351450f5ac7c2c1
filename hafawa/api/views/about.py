"""What is remembered about somebody, which days matter, and what did they agree to?"""

from __future__ import annotations

from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Body, Path, Status

from hafawa.api import pages, visible
from hafawa.api.auth import caller
from hafawa.api.door import operation
from hafawa.api.pages import Cursor, Id, Limit
from hafawa.api.problems import Stop
from hafawa.api.schemas import people as shapes
from hafawa.api.views.people import PersonId, known
from hafawa.kernel import clock
from hafawa.people import actions
from hafawa.team import audit
from hafawa.team.models import Shop
from hafawa.team.permissions import Level

_OF = "/people/{person_id}"


@operation("GET", f"{_OF}/details", area="details", level=Level.VIEWER, answer=shapes.Details)
def list_details(request: HttpRequest, person_id: PersonId, limit: Limit, cursor: Cursor) -> Any:
    """What is remembered and still holds, as far as the one the key acts as may see it."""
    person = known(request, person_id)
    today = clock.now().astimezone(Shop.get().zone).date()
    found = visible.details(caller(request).user, person, on=today)
    of = f"details:{person.pk}"
    items, following = pages.page(found, by=("-learned_on", "-id"), limit=limit, cursor=cursor, of=of)
    return {"items": items, "next": following}


@operation("POST", f"{_OF}/details", area="details", level=Level.AGENT, answer=shapes.Detail, status=201)
def add_detail(request: HttpRequest, person_id: PersonId, sent: Annotated[shapes.DetailSent, Body(...)]) -> Any:
    """Remember something; the same words about the same subject are kept once."""
    person, by = known(request, person_id), caller(request).user
    today = clock.now().astimezone(Shop.get().zone).date()
    made = actions.add_detail(person, **sent.model_dump(), learned_on=today, by=by)
    if visible.detail(by, made.pk) is None and made.noted_by_id != by.pk:
        raise Stop(404, _("There is no such detail, or not for this key. Nothing was changed."), code="no-such-detail")
    return Status(201, made)


@operation("DELETE", "/details/{detail_id}", area="details", level=Level.AGENT, answer=None, status=204)
def forget_detail(request: HttpRequest, detail_id: Annotated[Id, Path(...)]) -> Any:
    """Forget a detail."""
    found = visible.detail(caller(request).user, detail_id)
    if found is None:
        raise Stop(404, _("There is no such detail, or not for this key. Nothing was changed."), code="no-such-detail")
    actions.forget_detail(found)
    return Status(204, None)


@operation("GET", f"{_OF}/occasions", area="people", level=Level.VIEWER, answer=shapes.Occasions)
def list_occasions(request: HttpRequest, person_id: PersonId) -> Any:
    """The days that matter to somebody."""
    found = visible.occasions(caller(request).user, known(request, person_id))
    return {"items": found.order_by("month", "day", "id")[: pages.MOST]}


@operation("POST", f"{_OF}/occasions", area="people", level=Level.AGENT, answer=shapes.Occasion, status=201)
def add_occasion(request: HttpRequest, person_id: PersonId, sent: Annotated[shapes.OccasionSent, Body(...)]) -> Any:
    """Keep a day that matters; the same day with the same title and subject is kept once."""
    return Status(201, actions.add_occasion(known(request, person_id), **sent.model_dump()))


@operation("DELETE", "/occasions/{occasion_id}", area="people", level=Level.AGENT, answer=None, status=204)
def remove_occasion(request: HttpRequest, occasion_id: Annotated[Id, Path(...)]) -> Any:
    """Forget a day."""
    found = visible.occasion(caller(request).user, occasion_id)
    if found is None:
        raise Stop(404, _("There is no such day, or not for this key. Nothing was changed."), code="no-such-day")
    actions.remove_occasion(found)
    return Status(204, None)


@operation("GET", f"{_OF}/consents", area="consents", level=Level.VIEWER, answer=shapes.Consents)
def list_consents(request: HttpRequest, person_id: PersonId, limit: Limit, cursor: Cursor) -> Any:
    """What somebody stated about being contacted, newest first. The latest by themselves holds."""
    person = known(request, person_id)
    found = visible.consents(caller(request).user, person)
    of = f"consents:{person.pk}"
    items, following = pages.page(found, by=("-stated_at", "-id"), limit=limit, cursor=cursor, of=of)
    return {"items": items, "next": following}


@operation("POST", f"{_OF}/consents", area="consents", level=Level.AGENT, answer=shapes.Consent, status=201)
def state_consent(request: HttpRequest, person_id: PersonId, sent: Annotated[shapes.ConsentSent, Body(...)]) -> Any:
    """Append a statement. Nothing is ever changed in what was stated before."""
    person, who, now = known(request, person_id), caller(request), clock.now()
    with transaction.atomic():
        made = actions.state_consent(person, **sent.model_dump(), source=f"api:{who.token.name}", now=now)
        facts = {"purpose": sent.purpose, "granted": sent.granted, "token": who.token.pk}
        audit.note(by=who.user, what="people.consent_stated", about=f"person:{person.pk}", facts=facts, now=now)
    return Status(201, made)
