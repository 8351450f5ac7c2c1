"""Why do they love us, what goes wrong, and what do people make of it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hafawa.kernel import clock, csv_out
from hafawa.listening.themes import acts, cases, counting, kept, moods, stage, words
from hafawa.listening.themes.models import Act, OwnTopic, Theme
from hafawa.listening.themes.quotes import listed
from hafawa.listening.themes.topics import TOPICS, TRADES, of_trade
from hafawa.tasks import enqueue
from hafawa.team import audit
from hafawa.team.models import User
from hafawa.team.permissions import Level
from hafawa.timeline.models import Event
from hafawa.web import listening_tabs, once
from hafawa.web.policy import member, policy, posts
from hafawa.web.reads import themes as reads
from hafawa.web.typed import number
from hafawa.web.words import themes as theme_words

COLUMNS = ("sign", "theme", "part", "messages", "of", "share", "low", "high", "before", "of_before", "state")
MESSAGE_COLUMNS = ("at", "language", "words", "message", "person")
MOST_TYPED = 20_000


@policy(Level.VIEWER)
def themes(request: HttpRequest) -> HttpResponse:
    """All themes of a period, each with its count, how sure it is, and quotes."""
    context = reads.whole(to=member(request), now=clock.now(), days=_days(request), language=_language(request))
    return render(
        request,
        "listening/themes.html",
        context | {"recounting": stage.is_outdated(), "tabs": listening_tabs.tabs(request)},
    )


@policy(Level.VIEWER)
def themes_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same as CSV, parts included."""
    return _file(csv_out.rows(COLUMNS, _rows(request)), f"themes-{clock.now():%Y-%m-%d}.csv")


@policy(Level.VIEWER)
def theme(request: HttpRequest, theme_id: int) -> HttpResponse:
    """One theme: numbers, parts, months, every message, what was done about it."""
    found = _theme(request, theme_id)
    context = reads.one(found, to=member(request), now=clock.now(), days=_days(request))
    undo = number(request.GET.get("undo", ""))
    context |= {
        "undo": Act.objects.visible_to(member(request)).filter(pk=undo, undone_at=None).first() if undo else None,
        "ticket": once.ticket(),
        "today": timezone.localdate(clock.now()).isoformat(),
    }
    return render(request, "listening/theme.html", context)


@policy(Level.VIEWER)
def theme_csv(request: HttpRequest, theme_id: int) -> StreamingHttpResponse:
    """Every message that speaks of it, as CSV, with what the reader may not see taken out."""
    found = _theme(request, theme_id)
    return _file(csv_out.rows(MESSAGE_COLUMNS, _messages(request, found)), f"theme-{found.pk}.csv")


@posts(Level.AGENT)
def theme_act(request: HttpRequest, theme_id: int) -> HttpResponseBase:
    """Rename, confirm, dismiss, merge, split, move, take messages out, note what was done."""
    found = _theme(request, theme_id)
    act = _ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise acts.CannotBeDone(_("Choose at least one message."))
    if request.POST.get("act") in _ONCE and not once.is_first(request):
        return redirect("web:theme", found.pk)
    done = act(request, found, member(request))
    messages.success(request, theme_words.act_words(done) + ".")
    back = _after(found, done, request)
    return redirect(f"{reverse('web:theme', args=[back])}?undo={done.pk}")


@posts(Level.AGENT)
def theme_undo(request: HttpRequest, act_id: int) -> HttpResponseBase:
    """Take an act back."""
    act = Act.objects.visible_to(member(request)).filter(pk=act_id).select_related("theme__parent").first()
    if act is None:
        raise Http404
    back = act.theme.parent_id if act.kind == "split" and act.theme.parent_id else act.theme_id
    acts.undo(act, by=member(request), now=clock.now())
    messages.success(request, _("Taken back."))
    return redirect("web:theme", back)


@policy(Level.MANAGER, write=Level.MANAGER)
def themes_topics(request: HttpRequest) -> HttpResponseBase:
    """Which topics this shop listens for: its trade's, as it likes, and its own."""
    if request.method == "POST":
        kept.choose(trade=request.POST.get("trade", ""), topics=request.POST.getlist("topics"), now=clock.now())
        _changed(request)
        return redirect("web:themes_topics")
    taxonomy = kept.taxonomy()
    trade = request.GET.get("trade", "")
    chosen = of_trade(trade) if trade in TRADES else kept.topics_of(taxonomy)
    context = {
        "trade": trade if trade in TRADES else taxonomy.trade,
        "trades": [(key, words.TRADES[key]) for key in TRADES],
        "topics": [(topic, *words.NAMES[topic], topic in chosen) for topic in TOPICS],
        "own": OwnTopic.objects.visible_to(member(request)).order_by("-is_active", "id"),
        "recounting": stage.is_outdated(),
        "ticket": once.ticket(),
        "tried": _tried(request.GET.get("try", "")),
        "typed": request.GET.get("try", "")[:2000],
    }
    return render(request, "listening/topics.html", context)


@posts(Level.MANAGER)
def themes_topic(request: HttpRequest) -> HttpResponseBase:
    """Add a topic of the shop's own, change it, or stop and start listening for it."""
    key = number(request.POST.get("topic", ""))
    own = OwnTopic.objects.visible_to(member(request)).filter(pk=key).first() if key else None
    if request.POST.get("act") == "switch" and own:
        own.is_active = not own.is_active
        own.save(update_fields=["is_active"])
    elif own:
        kept.change_topic(own, **_typed(request))
    elif once.is_first(request):
        kept.add_topic(**_typed(request), now=clock.now())
    _changed(request)
    return redirect("web:themes_topics")


@policy(Level.VIEWER)
def similar_cases(request: HttpRequest, event_id: int) -> HttpResponse:
    """Beside a message: what came before that is like it, what was done then, and how it ended."""
    event = Event.objects.visible_to(member(request)).filter(pk=event_id).first()
    if event is None:
        raise Http404
    return render(request, "listening/_cases.html", case_context(event, to=member(request)))


def case_context(event: Event, *, to: User) -> dict[str, Any]:
    """The context of `listening/_cases.html` for one message."""
    past = cases.before(event, to=to, now=clock.now())
    return {
        "past": past,
        "past_topics": [(words.topic_name(topic, "wrong"), moods.theme_of(topic)) for topic in past.topics],
        "past_cases": [
            (
                case,
                [(theme_words.DONE[d.kind], d) for d in case.done],
                theme_words.ENDED[case.ended],
                [words.topic_name(topic, "wrong") for topic in case.topics],
            )
            for case in past.cases
        ],
    }


def _theme(request: HttpRequest, theme_id: int) -> Theme:
    found = (
        Theme.objects.visible_to(member(request)).filter(pk=theme_id).select_related("parent", "merged_into").first()
    )
    if found is None:
        raise Http404
    return found


def _other(request: HttpRequest) -> Theme:
    return _theme(request, number(request.POST.get("other", "")) or 0)


def _chosen(request: HttpRequest) -> list[int]:
    return [key for text in request.POST.getlist("events") if (key := number(text)) is not None]


def _did(request: HttpRequest, found: Theme, by: User) -> Act:
    try:
        on = date.fromisoformat(request.POST.get("done_on", ""))
    except ValueError:
        raise acts.CannotBeDone(_("Choose the day on which it was done.")) from None
    return acts.did(found, request.POST.get("text", ""), done_on=on, by=by, now=clock.now())


_ONCE = {"split", "did"}
_ACTS: dict[str, Callable[[HttpRequest, Theme, User], Act]] = {
    "rename": lambda r, t, by: acts.rename(t, r.POST.get("name", ""), by=by, now=clock.now()),
    "confirm": lambda _r, t, by: acts.confirm(t, by=by, now=clock.now()),
    "dismiss": lambda _r, t, by: acts.dismiss(t, by=by, now=clock.now()),
    "merge": lambda r, t, by: acts.merge(t, _other(r), by=by, now=clock.now()),
    "split": lambda r, t, by: acts.split(t, _chosen(r), r.POST.get("name", ""), by=by, now=clock.now()),
    "move": lambda r, _t, by: acts.move(_other(r), _chosen(r), by=by, now=clock.now()),
    "not_about": lambda r, t, by: acts.not_about(t, _chosen(r), by=by, now=clock.now()),
    "did": _did,
}


def _after(found: Theme, done: Act, request: HttpRequest) -> int:
    """Where one looks on: at the theme a merge went into, at the whole a dismissed part belonged to."""
    if done.kind == "merge":
        return _other(request).pk
    if done.kind in ("dismiss", "confirm") and found.parent_id:
        return found.parent_id
    return done.theme_id if done.kind == "split" else found.pk


def _changed(request: HttpRequest) -> None:
    """Everything is told anew in the background; what was told so far stands until then."""
    audit.note(by=member(request), what="themes.topics_changed", now=clock.now())
    enqueue("hafawa.listening.themes.tasks.recount", key=stage.RECOUNT)
    messages.success(request, _("Kept. The messages are being counted anew; this takes a moment."))


def _typed(request: HttpRequest) -> dict[str, Any]:
    lines = {name: request.POST.get(name, "")[:MOST_TYPED].splitlines() for name in ("words", "examples")}
    parted = [word for line in lines["words"] for word in line.replace("،", ",").replace(";", ",").split(",")]
    return {
        "name_loved": request.POST.get("name_loved", ""),
        "name_wrong": request.POST.get("name_wrong", ""),
        "words": parted,
        "examples": lines["examples"],
    }


def _tried(text: str) -> list[tuple[str, str, str]] | None:
    """What would be told of a message somebody types to try the topics."""
    if not text.strip():
        return None
    from hafawa.listening import door

    reading = door.read(text[:2000])
    told = kept.in_use().classifier.tell(text[:2000], language=reading.language, feeling=reading.feeling)
    return [(words.topic_name(t.topic, t.sign or "wrong"), t.sign, t.why) for t in told]


def _days(request: HttpRequest) -> int:
    days = number(request.GET.get("days", ""))
    return days if days in counting.PERIODS else 90


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in counting.LANGUAGES else ""


def _file(lines: Iterator[str], name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _rows(request: HttpRequest) -> Iterator[list[object]]:
    to = member(request)
    period = reads.period_of(now=clock.now(), days=_days(request), language=_language(request))
    board = counting.board(period, to=to)
    for sign, side in board.by_sign.items():
        for counted in side:
            yield _row(sign, counted, words.theme_name(counted.theme), "")
            for part in counting.one(counted.theme, period, to=to).parts:
                yield _row(sign, part, words.theme_name(counted.theme), words.theme_name(part.theme))


def _row(sign: str, counted: counting.Counted, name: str, part: str) -> list[object]:
    low, high = counted.interval or ("", "")
    shown = [round(x, 4) if isinstance(x, float) else x for x in (counted.share, low, high)]
    return [sign, name, part, counted.n, counted.of, *shown, counted.n_before, counted.of_before, counted.theme.state]


def _messages(request: HttpRequest, found: Theme) -> Iterator[list[object]]:
    to = member(request)
    rows = counting.mentions_of(found, to=to).select_related("event__person", "event__annotation")
    for mentions in _batches(rows.order_by("-occurred_at", "-id")):
        for quote in listed(mentions, to=to):
            who = quote.person.name if quote.person else ""
            yield [quote.at.isoformat(), quote.language, quote.clause, quote.text, who]


def _batches(rows: Any, size: int = 1000) -> Iterator[list[Any]]:
    at = 0
    while batch := list(rows[at : at + size]):
        yield batch
        at += size
