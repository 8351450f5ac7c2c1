"""What does the whole shop's history say, and what does each number rest on?"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from hafawa.analytics import figure_words
from hafawa.analytics.models import Figures
from hafawa.kernel import clock
from hafawa.team.models import User
from hafawa.team.permissions import Level
from hafawa.timeline.models import Event
from hafawa.web.policy import member, policy
from hafawa.web.reads.surveys import rates
from hafawa.web.words.story import tell


@policy(Level.VIEWER)
def figures(request: HttpRequest) -> HttpResponse:
    """Every figure, in a sentence first."""
    kept = Figures.objects.visible_to(member(request)).filter(id=1).first()
    sections = figure_words.sections(kept.found) if kept and not _is_empty(kept.found) else []
    quotes = _told([event for s in sections for event in s.quotes], to=member(request))
    shown = [(s, [quotes[e] for e in s.quotes if e in quotes]) for s in sections]
    counts = {name: found["n"] for name, found in kept.found["evidence"].items()} if kept else {}
    return render(
        request,
        "figures/figures.html",
        {"sections": shown, "kept": kept, "counts": counts, "felt": rates(now=clock.now())},
    )


@policy(Level.VIEWER)
def figures_evidence(request: HttpRequest, name: str) -> HttpResponse:
    """The events a number rests on: the newest of them, each with its person."""
    title = figure_words.evidence_titles().get(name)
    kept = Figures.objects.visible_to(member(request)).filter(id=1).first()
    if title is None or kept is None or name not in kept.found["evidence"]:
        raise Http404
    found = kept.found["evidence"][name]
    told = _told([event for event, _person in found["events"]], to=member(request))
    items = [told[event] for event, _person in found["events"] if event in told]
    return render(request, "figures/evidence.html", {"title": title, "items": items, "n": found["n"], "kept": kept})


def _is_empty(found: dict[str, Any]) -> bool:
    """Whether nothing has happened yet that any figure could rest on."""
    told = (
        found["deliveries"]["n"],
        found["contacts"]["orders"],
        found["loyalty"]["unknown"],
        found["anger"]["people"],
    )
    return not any(told) and not any(e["n"] for e in found["evidence"].values())


def _told(event_ids: list[int], *, to: User) -> dict[int, dict[str, Any]]:
    events = Event.objects.visible_to(to).filter(id__in=event_ids).select_related("annotation", "person")
    return {e.pk: {"item": tell(e), "person": e.person} for e in events}
