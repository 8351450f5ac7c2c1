"""What was read in somebody's words and waits: is it kept, left aside, or taken up again?"""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from hafawa.kernel import clock
from hafawa.people import proposals
from hafawa.people.models import Proposal
from hafawa.team.permissions import Level
from hafawa.web.policy import member, posts
from hafawa.web.views.people import beside
from hafawa.web.words import kin


@posts(Level.AGENT)
def proposal_keep(request: HttpRequest, proposal_id: int) -> HttpResponseBase:
    """It is worth keeping, in the words given or those it was read from."""
    found = _proposal(request, proposal_id)
    kept = proposals.keep(
        found.pk,
        by=member(request),
        now=clock.now(),
        text=request.POST.get("text", "").strip()[:1000] or found.text,
        subject=kin.whom(found.about),
        title=kin.day(found),
    )
    return beside(request, found.person, "occasions" if kept.kept_occasion_id else "details", decided=kept)


@posts(Level.AGENT)
def proposal_dismiss(request: HttpRequest, proposal_id: int) -> HttpResponseBase:
    """It is not; the notice can take that back."""
    found = _proposal(request, proposal_id)
    decided = proposals.dismiss(found.pk, by=member(request), now=clock.now())
    return beside(request, found.person, "details", decided=decided)


@posts(Level.AGENT)
def proposal_reopen(request: HttpRequest, proposal_id: int) -> HttpResponseBase:
    """The decision is taken back: it waits again."""
    found = proposals.reopen(_proposal(request, proposal_id).pk)
    return beside(request, found.person, "details")


def _proposal(request: HttpRequest, proposal_id: int) -> Proposal:
    seen = Proposal.objects.visible_to(member(request)).select_related("person")
    return get_object_or_404(seen, id=proposal_id)
