"""What do customers say, taken together? The page's frame, the mood over time, the messages a number rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from hafawa.analytics.models import Figures
from hafawa.kernel import clock, csv_out
from hafawa.listening import noting
from hafawa.listening.backlog import queries as backlog
from hafawa.listening.corrections.models import Correction
from hafawa.listening.models import Compared, WorldEvent, WorldKind
from hafawa.listening.said import CUSTOMER_KINDS
from hafawa.team.models import User
from hafawa.team.permissions import Level
from hafawa.timeline import log
from hafawa.timeline.models import Event
from hafawa.web import listening_tabs
from hafawa.web.policy import member, policy, posts
from hafawa.web.reads import chosen as selection
from hafawa.web.reads import mentions, mood
from hafawa.web.reads import themes as themes_read
from hafawa.web.reads.chosen import Chosen
from hafawa.web.typed import day_typed, number
from hafawa.web.words.story import tell

PAGE = 50
COUNTED = 10_000  # messages counted at most: a page is shown at once in a shop of a million
TOP = 5
_PLEASED_FROM = 0.25


@policy(Level.VIEWER)
def listening(request: HttpRequest) -> HttpResponse:
    """Everything at a glance: the mood, who waits for an answer, what is asked for most, whose words are whose."""
    me, chosen, now = member(request), choose(request), clock.now()
    points = _points(me, chosen)
    world = list(_world(me, chosen))
    lines = backlog.lines(to=me, language=chosen.language, channel=chosen.channel, since=chosen.since)
    context = frame(request, chosen) | {
        "n": mood.total(points),
        "is_enough": mood.total(points) >= mood.LEAST,
        "least": mood.LEAST,
        "points": list(reversed(points)),
        "drawings": [
            (look, drawn)
            for look, width in (("", mood.WIDTH), ("narrow", mood.NARROW))
            if (drawn := mood.drawing(points, world, is_rtl=get_language_bidi(), width=width))
        ],
        "world": world,
        "world_kinds": WorldKind.choices,
        "today": _today(),
        "quotes": [] if mood.total(points) >= mood.LEAST else _quotes(me, chosen),
        "mentions": mentions.waiting(chosen, to=me, now=now, limit=TOP),
        "waiting": mentions.count(chosen, to=me),
        "lines": [line for line in lines if line.demand.state in ("open", "planned")][:TOP],
        "lines_n": len(lines),
        "untold": backlog.waiting_for_word([line.demand for line in lines], to=me),
        "compared": _compared(me, chosen),
        "corrections": Correction.objects.visible_to(me).filter(undone_at=None).count(),
    }
    context |= themes_read.shell(to=me, now=now)
    return render(request, "listening/listening.html", context)


@policy(Level.VIEWER)
def listening_messages(request: HttpRequest) -> HttpResponse:
    """The messages a number rests on: of a stretch of time and a feeling, newest first."""
    me, chosen = member(request), choose(request)
    begins, ends = day_typed(request.GET.get("from", "")), day_typed(request.GET.get("to", ""))
    feeling = request.GET.get("feeling", "")
    found = _messages(me, chosen, begins=begins, ends=ends, feeling=feeling)
    n = found[: COUNTED + 1].count()
    if (last := number(request.GET.get("before", ""))) is not None:
        found = found.filter(id__lt=last)
    events = list(found.select_related("annotation", "person").order_by("-id")[: PAGE + 1])
    query = request.GET.copy()
    query.pop("before", None)
    context = frame(request, chosen) | {
        "items": [{"item": tell(e), "person": e.person} for e in events[:PAGE]],
        "n": min(n, COUNTED),
        "is_more": n > COUNTED,
        "older": events[PAGE - 1].pk if len(events) > PAGE else None,
        "query": query.urlencode(),
        "begins": begins,
        "ends": ends,
        "feeling": feeling,
    }
    return render(request, "listening/messages.html", context)


@policy(Level.VIEWER)
def listening_mood_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The mood's table, to take along."""
    points = _points(member(request), choose(request))
    return as_csv("mood", _mood_rows(points))


@posts(Level.AGENT)
def listening_world_add(request: HttpRequest) -> HttpResponseBase:
    """Note an event of the world beside the mood."""
    on_date = day_typed(request.POST.get("on_date", ""))
    if on_date is None:
        raise noting.NothingToNote(_("Say on which day it happened. Nothing was noted."))
    kind, words = request.POST.get("kind", ""), request.POST.get("words", "")
    noting.world(words, on_date=on_date, kind=kind, by=member(request), now=clock.now())
    return redirect(reverse("web:listening") + "#mood")


@posts(Level.AGENT)
def listening_world_remove(request: HttpRequest, world_id: int) -> HttpResponseBase:
    """Take it off again."""
    found = get_object_or_404(WorldEvent.objects.visible_to(member(request)), id=world_id)
    noting.forget_world(found, by=member(request), now=clock.now())
    return redirect(reverse("web:listening") + "#mood")


def choose(request: HttpRequest) -> Chosen:
    """What the address chooses, counted back from the day judged from: an old export is listened to then."""
    return selection.of(request, today=timezone.localdate(log.day_of(now=clock.now())))


def frame(request: HttpRequest, chosen: Chosen) -> dict[str, Any]:
    """What every page of Listening shows: its tabs, what may be chosen and was."""
    return {
        "tabs": listening_tabs.tabs(request),
        "chosen": chosen,
        "is_then": chosen.until < _today(),
        "periods": selection.periods().items(),
        "languages": selection.languages().items(),
        "channels": selection.channels().items(),
    }


def as_csv(name: str, lines: Iterator[str]) -> StreamingHttpResponse:
    """A file to take along."""
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.now():%Y-%m-%d}.csv"'
    return response


def _points(me: User, chosen: Chosen) -> list[mood.Point]:
    kept = Figures.objects.visible_to(me).filter(id=1).first()
    rows = kept.found.get("mood", []) if kept else []
    return mood.points(rows, since=chosen.since, until=chosen.until, language=chosen.language, channel=chosen.channel)


def _mood_rows(points: list[mood.Point]) -> Iterator[str]:
    body = (
        [p.begins, p.ends, p.n, p.pleased, p.unhappy, *(round(v, 4) for v in (p.balance, *p.interval))] for p in points
    )
    yield from csv_out.rows(("from", "to", "messages", "pleased", "unhappy", "balance", "low", "high"), body)


def _world(me: User, chosen: Chosen) -> Any:
    found = WorldEvent.objects.visible_to(me).select_related("by")
    return found.filter(on_date__gte=chosen.since) if chosen.since else found.all()


def _messages(me: User, chosen: Chosen, *, begins: date | None, ends: date | None, feeling: str) -> Any:
    found = Event.objects.visible_to(me).filter(kind__in=CUSTOMER_KINDS, annotation__feeling__isnull=False)
    if since := begins or chosen.since:
        found = found.filter(occurred_date__gte=since)
    if ends:
        found = found.filter(occurred_date__lt=ends + timedelta(days=1))
    if chosen.language:
        found = found.filter(annotation__language__startswith=chosen.language)
    if chosen.channel:
        found = found.filter(channel=chosen.channel)
    if feeling == "pos":
        found = found.filter(annotation__feeling__gte=_PLEASED_FROM)
    if feeling == "neg":
        found = found.filter(annotation__feeling__lte=-_PLEASED_FROM)
    return found


def _quotes(me: User, chosen: Chosen) -> list[dict[str, Any]]:
    found = _messages(me, chosen, begins=None, ends=None, feeling="")
    events = found.select_related("annotation", "person").order_by("-occurred_at", "-id")[:TOP]
    return [{"item": tell(e), "person": e.person} for e in events]


def _compared(me: User, chosen: Chosen) -> list[dict[str, Any]]:
    names = selection.languages()
    found = Compared.objects.visible_to(me).order_by("language")
    told = [{"title": names.get(c.language, c.language), "language": c.language, "found": c.found} for c in found]
    kept = [c for c in told if c["found"]["ours"] or c["found"]["theirs"]]
    return [c for c in kept if not chosen.language or c["language"] == chosen.language]


def _today() -> date:
    return timezone.localdate(clock.now())
