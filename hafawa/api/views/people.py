"""Whom do we know, and by what?"""

from __future__ import annotations

from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Body, Path, Query, Status

from hafawa.api import pages, versions, visible
from hafawa.api.auth import caller
from hafawa.api.door import operation
from hafawa.api.pages import Cursor, Id, Limit
from hafawa.api.problems import Problem, Stop
from hafawa.api.schemas import people as shapes
from hafawa.kernel import clock
from hafawa.people import actions, keys
from hafawa.people.models import Person
from hafawa.search import queries
from hafawa.team.models import Shop
from hafawa.team.permissions import Level

SEARCH_MOST = 50
PersonId = Annotated[Id, Path(..., description="a person; one merged into another counts as that one")]
_CHANGES = Level.AGENT


def known(request: HttpRequest, person_id: int) -> Person:
    """The person, or 404."""
    found = visible.person(caller(request).user, person_id)
    if found is None:
        raise Stop(404, _("There is no such person, or not for this key. Nothing was changed."), code="no-such-person")
    return found


@operation("GET", "/people", area="people", level=Level.VIEWER, answer=shapes.People, may_miss=False)
def list_people(request: HttpRequest, limit: Limit, cursor: Cursor) -> Any:
    """Everyone, page by page, by id: those met last come last."""
    items, following = pages.page(
        visible.people(caller(request).user), by=("id",), limit=limit, cursor=cursor, of="people"
    )
    return {"items": items, "next": following}


@operation("GET", "/people/search", area="people", level=Level.VIEWER, answer=shapes.People, may_miss=False)
def search_people(
    request: HttpRequest,
    q: Annotated[str, Query(..., min_length=1, max_length=200, description="a name, address, number or part of one")],
) -> Any:
    """Find somebody by name, address, phone or number, likeliest first; at most fifty, in one page."""
    return {"items": queries.people(q, user=caller(request).user, limit=SEARCH_MOST), "next": None}


@operation(
    "POST", "/people", area="people", level=_CHANGES, answer=shapes.PersonFound, status=200,
    also={201: shapes.PersonFound}, may_miss=False,
)  # fmt: skip
def find_or_make_person(request: HttpRequest, sent: Annotated[shapes.PersonSent, Body(...)]) -> Any:
    """Find the person these keys lead to (200), or make them (201).

    What is known is filled in, never overwritten. Keys nobody holds become theirs; keys of somebody else stay there.
    """
    country = Shop.get().country
    found_by = [
        (k.kind, keys.normal(k.kind, k.value, country=country, source=k.source), k.value) for k in sent.identifiers
    ]
    person, is_new = actions.find_or_make(
        list(dict.fromkeys(found_by)), name=sent.name, language=sent.language, now=clock.now()
    )
    shown = known(request, person.pk)
    return Status(201 if is_new else 200, {**_shown(shown), "is_new": is_new})


@operation("GET", "/people/{person_id}", area="people", level=Level.VIEWER, answer=shapes.Person)
def get_person(request: HttpRequest, response: HttpResponse, person_id: PersonId) -> Any:
    """One person, with the ETag of the state they are shown in."""
    return _tagged(response, known(request, person_id))


@operation(
    "PATCH", "/people/{person_id}", area="people", level=_CHANGES, answer=shapes.Person, also={412: Problem}
)  # fmt: skip
def change_person(
    request: HttpRequest,
    response: HttpResponse,
    person_id: PersonId,
    sent: Annotated[shapes.PersonChanged, Body(...)],
    if_match: versions.IfMatch,
) -> Any:
    """Call them otherwise, or write to them in another language.

    Send the ETag you read them with as If-Match, so that what somebody else changed meanwhile is not lost.
    """
    with transaction.atomic():
        person = visible.person_to_change(caller(request).user, person_id) or known(request, person_id)
        versions.refuse_changed(if_match, versions.tag(_shown(person)))
        if sent.name is not None or sent.first_name is not None:
            actions.rename(person, sent.name or person.name, first=sent.first_name)
        if sent.language is not None:
            actions.set_language(person, sent.language)
    return _tagged(response, person)


@operation("GET", "/people/{person_id}/identifiers", area="people", level=Level.VIEWER, answer=shapes.Identifiers)
def list_identifiers(request: HttpRequest, person_id: PersonId) -> Any:
    """By what somebody is found."""
    found = visible.identifiers(caller(request).user, known(request, person_id))
    return {"items": found.order_by("kind", "id")[: pages.MOST]}


@operation(
    "POST", "/people/{person_id}/identifiers", area="people", level=_CHANGES, answer=shapes.Identifier,
    also={201: shapes.Identifier},
)  # fmt: skip
def add_identifier(request: HttpRequest, person_id: PersonId, sent: Annotated[shapes.KeySent, Body(...)]) -> Any:
    """Give somebody one more key (201); theirs already is 200, somebody else's is 409."""
    person = known(request, person_id)
    value = keys.normal(sent.kind, sent.value, country=Shop.get().country, source=sent.source)
    found, is_new = keys.add(person, kind=sent.kind, value=value, as_typed=sent.value, now=clock.now())
    return Status(201 if is_new else 200, found)


def _tagged(response: HttpResponse, person: Person) -> dict[str, Any]:
    shown = _shown(person)
    response["ETag"] = versions.tag(shown)
    return shown


def _shown(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in shapes.Person.model_fields}
