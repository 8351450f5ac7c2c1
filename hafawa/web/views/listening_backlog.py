"""What do customers ask the shop to change, who asked, what becomes of it, and who is still to be told?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from hafawa.kernel import clock, csv_out
from hafawa.listening.backlog import actions, queries
from hafawa.listening.backlog.models import Demand, State, Voice
from hafawa.people.models import Person
from hafawa.team.models import User
from hafawa.team.permissions import Level
from hafawa.web.policy import member, policy, posts
from hafawa.web.typed import number
from hafawa.web.views.listening import as_csv, choose, frame


@policy(Level.VIEWER)
def listening_backlog(request: HttpRequest) -> HttpResponse:
    """Every line, those asked for by most people first."""
    me, chosen = member(request), choose(request)
    state = request.GET.get("state", "")
    lines = _lines(request)
    context = frame(request, chosen) | {
        "lines": lines,
        "states": State.choices,
        "state": state,
        "untold": queries.waiting_for_word([line.demand for line in lines], to=me),
    }
    return render(request, "listening/backlog.html", context)


@policy(Level.VIEWER)
def listening_backlog_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same as CSV."""
    return as_csv("backlog", _rows(_lines(request)))


@policy(Level.VIEWER)
def listening_demand(request: HttpRequest, demand_id: int) -> HttpResponseBase:
    """One line: who asked for it, in which words, and who is to be told."""
    me = member(request)
    demand = _demand(me, demand_id)
    if demand.into_id:
        return redirect("web:listening_demand", demand.into_id)
    voices = list(queries.voices_of(demand, to=me))
    groups = queries.by_person(voices)
    people = Person.objects.visible_to(me).in_bulk([p for p in groups if p])
    others = Demand.objects.visible_to(me).filter(into=None).exclude(pk=demand.pk).order_by("-id")[:100]
    context = frame(request, choose(request)) | {
        "demand": demand,
        "voices": len(voices),
        "people": [{"person": people.get(p), "voices": some, "is_told": _is_told(some)} for p, some in groups.items()],
        "n": sum(1 for p in groups if p) + len(groups.get(0, ())),
        "states": State.choices,
        "others": others,
        "joined": Demand.objects.visible_to(me).filter(into=demand).order_by("id"),
    }
    return render(request, "listening/demand.html", context)


@posts(Level.AGENT)
def listening_demand_act(request: HttpRequest, demand_id: int) -> HttpResponseBase:
    """Decide, name, join, part, tell: what the button says."""
    me, now = member(request), clock.now()
    demand, post = _demand(me, demand_id), request.POST
    act = post.get("act", "")
    before = {"state": demand.state, "because": demand.because}
    if act == "decide":
        actions.decide(demand, state=post.get("state", ""), because=post.get("because", ""), by=me, now=now)
    elif act == "name":
        actions.name(demand, post.get("words", ""), by=me, now=now)
    elif act == "join":
        into = _demand(me, number(post.get("into", "")) or 0)
        actions.join(demand, into, by=me, now=now)
        demand = into
    elif act == "part":
        actions.part(demand, by=me, now=now)
    elif act in ("told", "not_told"):
        ids = [known for typed in post.getlist("voice")[:500] if (known := number(typed)) is not None]
        for voice in queries.voices_of(demand, to=me).filter(id__in=ids):
            actions.tell(voice, is_told=act == "told", by=me, now=now)
    if act == "decide" and request.htmx:  # type: ignore[attr-defined]
        context = {"demand": demand, "states": State.choices, "before": before}
        return render(request, "listening/decision.html", context)
    return redirect(reverse("web:listening_demand", args=[demand.pk]))


def _lines(request: HttpRequest) -> list[queries.Line]:
    chosen, state = choose(request), request.GET.get("state", "")
    state = state if state in State.values else ""
    return queries.lines(
        to=member(request), state=state, language=chosen.language, channel=chosen.channel, since=chosen.since
    )


def _demand(me: User, demand_id: int) -> Demand:
    return get_object_or_404(Demand.objects.visible_to(me).select_related("by"), id=demand_id)


def _is_told(voices: list[Voice]) -> bool:
    return all(voice.told_at for voice in voices)


def _rows(lines: list[queries.Line]) -> Iterator[str]:
    body = (_row(line) for line in lines)
    header = ("words", "language", "state", "because", "people", "messages", "not_told", "decided_by", "decided_at")
    yield from csv_out.rows(header, body)


def _row(line: queries.Line) -> list[Any]:
    demand = line.demand
    who, when = (demand.by.name if demand.by else ""), (demand.changed_at.isoformat() if demand.changed_at else "")
    counts = [line.n, len(line.messages), line.untold]
    return [demand.words, demand.language, demand.state, demand.because, *counts, who, when]
