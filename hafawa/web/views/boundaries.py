"""What do we keep to with somebody who hurt our people: who proposes it, who agrees, and how does it end?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hafawa.conversations.boundaries import actions, queries
from hafawa.conversations.boundaries.models import Because, Boundary
from hafawa.kernel import clock
from hafawa.people import clusters
from hafawa.people.models import Person
from hafawa.team.permissions import Level
from hafawa.web.boundary_form import BoundaryForm
from hafawa.web.policy import member, policy, posts
from hafawa.web.reads import boundaries as reads
from hafawa.web.reads.seen import person_or_404


@policy(Level.AGENT)
def boundaries(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, what is in force, and what is to be looked at again."""
    me, today = member(request), _today()
    context = {
        "waiting": [reads.shown(b, to=me, on=today) for b in queries.waiting(to=me)],
        "standing": [reads.shown(b, to=me, on=today) for b in queries.standing(to=me, on=today)],
    }
    return render(request, "boundaries/boundaries.html", context)


@policy(Level.AGENT, write=Level.AGENT)
def person_boundaries(request: HttpRequest, person_id: int) -> HttpResponseBase:
    """All there ever were with one person, and a new one to propose."""
    found = person_or_404(request, person_id)
    form = BoundaryForm(request.POST or None, events=reads.events(found, to=member(request)))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.propose(
            found,
            step=said["step"],
            why=said["why"],
            words=said["words"] or reads.words(found, said["step"], until=said["expires_on"]),
            evidence=[int(i) for i in said["evidence"]],
            expires_on=said["expires_on"],
            by=member(request),
            now=clock.now(),
        )
        messages.success(request, _("Proposed. A manager or the owner who is not you decides."))
        return redirect("web:person_boundaries", found.pk)
    return render(request, "boundaries/person.html", _page(request, found, form), status=422 if form.errors else 200)


@posts(Level.AGENT)
def boundary_act(request: HttpRequest, boundary_id: int) -> HttpResponseBase:
    """Somebody agrees, does not, takes it back, or ends it."""
    found = get_object_or_404(Boundary.objects.visible_to(member(request)), id=boundary_id)
    act, by, now = request.POST.get("act", ""), member(request), clock.now()
    if act == "agree":
        actions.agree(found.pk, by=by, now=now)
    elif act == "decline":
        actions.decline(found.pk, by=by, now=now)
    elif act == "withdraw":
        actions.withdraw(found.pk, by=by, now=now)
    elif act == "end":
        because = request.POST.get("because", "")
        event_id = request.POST.get("event", "")
        apology = int(event_id) if because == Because.APOLOGY and event_id.isdecimal() and len(event_id) < 19 else None
        actions.end(found.pk, because=because, apology_event_id=apology, by=by, now=now)
    messages.success(request, _("Kept."))
    return redirect("web:person_boundaries", clusters.kept_id(found.person_id))


def _page(request: HttpRequest, found: Person, form: BoundaryForm) -> dict[str, Any]:
    me, today = member(request), _today()
    steps = [reads.shown(b, to=me, on=today) for b in queries.history(clusters.ids_of(found.pk), to=me)]
    return {
        "person": found,
        "steps": steps,
        "form": form,
        "suggested": reads.suggested(found, until=_first_end()),
        "first_end": _first_end(),
    }


def _today() -> date:
    return timezone.localdate(clock.now())


def _first_end() -> date:
    return _today() + timedelta(days=30)
