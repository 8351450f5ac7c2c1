"""Our words and theirs, who speaks of us in public, and what the reader learned here: the other pages of Listening."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from hafawa.kernel import clock, csv_out
from hafawa.listening import correcting, noting, rereading
from hafawa.listening.corrections import layer as corrections_layer
from hafawa.listening.corrections import learning
from hafawa.listening.corrections.models import Correction, Layer, LayerSwitch
from hafawa.listening.models import Compared, OwnText
from hafawa.listening.wording import counting, odds
from hafawa.tasks import enqueue
from hafawa.team.models import User
from hafawa.team.permissions import Level
from hafawa.timeline.models import Event
from hafawa.web.policy import member, policy, posts
from hafawa.web.reads import chosen as selection
from hafawa.web.reads import mentions
from hafawa.web.views.listening import as_csv, choose, frame
from hafawa.web.words import reading as words
from hafawa.web.words.story import tell

QUOTED = 10  # words whose quotes are shown


@policy(Level.VIEWER)
def listening_words(request: HttpRequest) -> HttpResponse:
    """The words that are ours and theirs, by language, with where they stand."""
    me = member(request)
    found = list(Compared.objects.visible_to(me).order_by("language"))
    quotes = _quotes(me, found)
    names = selection.languages()
    shown = [
        {
            "language": c.language,
            "title": names.get(c.language, c.language),
            "n_ours": c.found["n_ours"],
            "n_theirs": c.found["n_theirs"],
            "sides": [_side(c.found[name], quotes) for name in ("ours", "theirs")],
        }
        for c in found
    ]
    context = frame(request, choose(request)) | {
        "shown": shown,
        "made_at": max((c.made_at for c in found), default=None),
        "texts": OwnText.objects.visible_to(me).select_related("by"),
        "least": counting.LEAST_TEXTS,
        "own_languages": [(k, v) for k, v in names.items() if k],
    }
    return render(request, "listening/words.html", context)


@policy(Level.VIEWER)
def listening_words_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same as CSV."""
    found = Compared.objects.visible_to(member(request)).order_by("language")
    body = (
        [c.language, side, t["word"], t["ours"], t["theirs"], t["z"]]
        for c in found
        for side in ("ours", "theirs")
        for t in c.found[side]
    )
    return as_csv("words", csv_out.rows(("language", "side", "word", "our_texts", "their_people", "z"), body))


@posts(Level.MANAGER)
def listening_text_add(request: HttpRequest) -> HttpResponseBase:
    """Keep what the shop says of itself."""
    title, text = request.POST.get("title", ""), request.POST.get("text", "")
    language = request.POST.get("language", "")
    language = language if language in selection.LANGUAGES else ""
    noting.own_text(title, text, language=language, by=member(request), now=clock.now())
    enqueue("hafawa.listening.tasks.count_words", key="listening.words")
    return redirect("web:listening_words")


@posts(Level.MANAGER)
def listening_text_remove(request: HttpRequest, text_id: int) -> HttpResponseBase:
    """Take it away again."""
    found = get_object_or_404(OwnText.objects.visible_to(member(request)), id=text_id)
    noting.forget_text(found, by=member(request), now=clock.now())
    enqueue("hafawa.listening.tasks.count_words", key="listening.words")
    return redirect("web:listening_words")


@policy(Level.VIEWER)
def listening_mentions(request: HttpRequest) -> HttpResponse:
    """What waits for an answer in public, the longest first."""
    return render(request, "listening/mentions.html", _mentions(request))


@policy(Level.VIEWER)
def listening_mentions_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same as CSV."""
    found = mentions.waiting(choose(request), to=member(request), now=clock.now(), limit=10_000)
    header = ("at", "channel", "answer_by", "is_late", "person", "words", "taken_by")
    return as_csv("mentions", csv_out.rows(header, map(_mention_row, found)))


@posts(Level.AGENT)
def listening_mention_act(request: HttpRequest, event_id: int) -> HttpResponseBase:
    """Take it up, let it go, answered, needs none; and the last two back."""
    me, now, act = member(request), clock.now(), request.POST.get("act", "")
    seen = Event.objects.visible_to(me).filter(kind__in=noting.ANSWERABLE)
    event = get_object_or_404(seen, id=event_id)
    undo = ""
    if act == "take":
        noting.take_up(event, by=me, now=now)
    elif act == "let_go":
        noting.let_go(event)
    elif act == "answered":
        noting.answered(event, by=me, now=now, text=request.POST.get("text", ""))
        undo = "not_answered"
    elif act == "not_answered":
        noting.not_answered(event, now=now)
    elif act == "none":
        correcting.correct(event.pk, what="answer", value="no", by=me, now=now)
        undo = "some"
    elif act == "some":
        correcting.correct(event.pk, what="answer", value="yes", by=me, now=now)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("web:listening_mentions")
    return render(request, "listening/mentions_list.html", _mentions(request) | {"undo": undo, "acted": event})


@policy(Level.VIEWER)
def listening_learned(request: HttpRequest) -> HttpResponse:
    """What this shop's corrections taught the reader, head by head, and whether it is used."""
    layer, named = Layer.get(), {"neg": words.feelings()["neg"], "pos": words.feelings()["pos"]}
    named |= {"angry": words.angers()["2"], **words.kinds()}
    rows = [_told(named.get(head, head), head, layer) for head in layer.report]
    given = Correction.objects.visible_to(member(request)).filter(undone_at=None)
    context = frame(request, choose(request)) | {
        "layer": layer,
        "is_on": LayerSwitch.reads_on(),
        "rows": sorted(rows, key=lambda row: (not row["is_used"], -row["n"])),
        "corrections": given.count(),
        "taught": given.values("event_id").distinct().count(),
        "rereading": rereading.state(),
    }
    return render(request, "listening/learned.html", context)


def _told(title: str, head: str, layer: Layer) -> dict[str, Any]:
    """A head's row; F1 is kept in thousandths, and was not before."""
    told = layer.report[head]
    scores = {name: told[name] / 1000 if name in told else None for name in ("f1_before", "f1_after")}
    return {"title": title, **told, **scores, "is_used": corrections_layer.is_used(head, layer.report)}


@posts(Level.MANAGER)
def listening_learned_switch(request: HttpRequest) -> HttpResponseBase:
    """Use it, or do not."""
    learning.switch(on=request.POST.get("on") == "yes", by=member(request), now=clock.now())
    return redirect("web:listening_learned")


def _mentions(request: HttpRequest) -> dict[str, Any]:
    me, chosen = member(request), choose(request)
    return frame(request, chosen) | {
        "mentions": mentions.waiting(chosen, to=me, now=clock.now()),
        "waiting": mentions.count(chosen, to=me),
    }


def _mention_row(found: mentions.Mention) -> list[Any]:
    person = found.event.person
    at, due = found.event.occurred_at.isoformat(), found.due_at.isoformat()
    who, taken = (person.name if person else ""), (found.taken.by.name if found.taken else "")
    return [at, found.event.channel, due, found.is_late, who, found.item.text, taken]


def _quotes(me: User, found: list[Compared]) -> dict[int, dict[str, Any]]:
    ids = {event_id for c in found for event_id in counting.quotes(c)}
    events = Event.objects.visible_to(me).filter(id__in=list(ids)[:900]).select_related("annotation", "person")
    return {e.pk: {"item": tell(e), "person": e.person} for e in events}


def _side(told: list[dict[str, Any]], quotes: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        t | {"quotes": [quotes[e] for e in t["events"] if e in quotes], "is_hint": abs(t["z"]) < odds.SURE}
        for t in told
    ]
