"""Whom to turn to today: the list, and what a person does with a card?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hafawa import flow
from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.playbooks import actions
from hafawa.playbooks import outcomes as playbook_outcomes
from hafawa.playbooks import today as playbook_today
from hafawa.playbooks.card import CHANNELS
from hafawa.playbooks.models import State, Suggestion
from hafawa.playbooks.reasons import REASONS
from hafawa.team.models import Shop
from hafawa.team.permissions import Level
from hafawa.timeline import log
from hafawa.web.forms import LaterForm
from hafawa.web.policy import member, policy, posts
from hafawa.web.reads import boundaries
from hafawa.web.typed import number

MINUTES = (15, 30, 60, 120)


@policy(Level.VIEWER)
def today(request: HttpRequest) -> HttpResponseBase:
    """The list, a dozen cards or as many as fit the minutes the person says they have."""
    shop = Shop.get()
    if shop.set_up_at is None and not shop.is_sample and not request.htmx:  # type: ignore[attr-defined]
        return redirect("web:welcome_shop")
    context = _list(request, _minutes(request.GET.get("minutes", "")))
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "today/list.html", context)
    opened = request.GET.get("card", "")
    undo = request.GET.get("undo", "")
    closed = _closed(request, undo)
    context |= {
        "opened": "" if number(opened) is None else opened,
        "closed": closed,
        "words": _words(closed),
        "is_news": flow.is_behind(),
    }
    return render(request, "today/today.html", context)


@policy(Level.VIEWER)
def today_news(request: HttpRequest) -> HttpResponse:
    """Nothing while the list is being made anew; then that it is there."""
    if flow.is_behind():
        return HttpResponse(status=204)
    return render(request, "today/made_anew.html", {"minutes": _minutes(request.GET.get("minutes", ""))})


@posts(Level.AGENT)
def card_do(request: HttpRequest, suggestion_id: int) -> HttpResponseBase:
    """It is done: keep what was done, with which words, through which channel."""
    suggestion = _suggestion(request, suggestion_id)
    if _is_mine_to_close(request, suggestion):
        actions.do(
            suggestion,
            by=member(request),
            now=clock.now(),
            channel=_channel(request.POST.get("channel", ""), suggestion),
            text=request.POST.get("words", "").replace("\r\n", "\n")[:20000],
            **_what_else(request),
        )
    return _after(request, suggestion)


@posts(Level.AGENT)
def card_later(request: HttpRequest, suggestion_id: int) -> HttpResponseBase:
    """It may wait until a day."""
    suggestion = _suggestion(request, suggestion_id)
    form = LaterForm(request.POST, after=_today())
    if not form.is_valid():
        raise NoSuchLater(_("That day is not to come. Choose a later one; the card stays where it is."))
    until = form.cleaned_data["until"]
    if _is_mine_to_close(request, suggestion):
        actions.later(suggestion, until=until, by=member(request), now=clock.now())
    return _after(request, suggestion)


@posts(Level.AGENT)
def card_not_this(request: HttpRequest, suggestion_id: int) -> HttpResponseBase:
    """Not this, and why: it teaches."""
    suggestion = _suggestion(request, suggestion_id)
    reason = request.POST.get("reason", "")
    if reason not in REASONS:
        raise NoReason(_("Say why not, so that it counts. The card stays where it is."))
    if _is_mine_to_close(request, suggestion):
        note = request.POST.get("note", "")[:1000]
        actions.not_this(suggestion, reason=reason, note=note, by=member(request), now=clock.now())
    return _after(request, suggestion)


@posts(Level.AGENT)
def card_undo(request: HttpRequest, suggestion_id: int) -> HttpResponseBase:
    """Take back what was just done with a card."""
    suggestion = _suggestion(request, suggestion_id)
    if suggestion.state != State.OPEN:
        actions.undo(suggestion, by=member(request), now=clock.now())
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(reverse("web:today") + f"?card={suggestion_id}")
    context = _list(request, _minutes(request.POST.get("minutes", ""))) | {"opened": str(suggestion_id)}
    return render(request, "today/list.html", context)


@policy(Level.VIEWER)
def results(request: HttpRequest) -> HttpResponse:
    """What came of it, where that can be known."""
    day = log.day_of(now=clock.now())
    return render(request, "today/results.html", {"results": playbook_outcomes.results(day), "day": day})


class NoSuchLater(Refused):
    """A day that is past, or none."""


class NoReason(Refused):
    """Not this, without saying why."""


def _list(request: HttpRequest, minutes: int | None) -> dict[str, Any]:
    now, me = clock.now(), member(request)
    day = log.day_of(now=now)
    shown = playbook_today.cards(to=me, day=day, now=now, minutes=minutes, language=me.language)
    today = timezone.localdate(now)
    channels = {c.channel for c in shown.cards} | {"email"}
    return {
        "list": shown,
        "not_called": boundaries.not_called({c.person_id for c in shown.cards}, to=me, on=today),
        "minutes": minutes,
        "all_minutes": MINUTES,
        "on": timezone.localdate(day),
        "laters": _laters(today),
        "reasons": REASONS.items(),
        "channel_options": {channel: _channel_options(channel) for channel in channels},
        "tomorrow": today + timedelta(days=1),
    }


def _channel_options(chosen: str) -> str:
    channels = [(key, words) for key, words in CHANNELS.items() if key != "any"]
    return render_to_string("today/channels.html", {"channels": channels, "chosen": chosen})


def _laters(today: date) -> list[tuple[str, date]]:
    days = {
        today + timedelta(days=30): _("In a month"),
        today + timedelta(days=7 - today.weekday()): _("Next Monday"),
        today + timedelta(days=3): _("In three days"),
        today + timedelta(days=1): _("Tomorrow"),
    }
    return [(words, day) for day, words in sorted(days.items())]


def _today() -> date:
    return timezone.localdate(clock.now())


def _minutes(text: str) -> int | None:
    return min(int(text), 1440) if text.isdecimal() and len(text) < 5 and int(text) > 0 else None


def _suggestion(request: HttpRequest, suggestion_id: int) -> Suggestion:
    seen = Suggestion.objects.visible_to(member(request))
    return get_object_or_404(seen.select_related("person"), id=suggestion_id)


def _channel(given: str, suggestion: Suggestion) -> str:
    if given in CHANNELS and given != "any":
        return given
    return suggestion.channel if suggestion.channel not in {"", "any"} else "in_person"


def _what_else(request: HttpRequest) -> dict[str, Any]:
    found: dict[str, Any] = {"repair": request.POST.get("repair", "").strip()[:500]}
    found["reached"] = "not_reached" not in request.POST
    if gesture := request.POST.get("gesture", "").strip()[:300]:
        found["gesture"] = actions.Gesture(gesture)
    if "has_promise" in request.POST:
        found["promise_kept"] = "promise_kept" in request.POST
    return found


def _is_mine_to_close(request: HttpRequest, suggestion: Suggestion) -> bool:
    """False for a second click of the one who closed it; for anybody else `actions` says who was first."""
    is_open = suggestion.state in {State.OPEN, State.LATER}
    return is_open or suggestion.closed_by_id != member(request).pk


def _closed(request: HttpRequest, undo: str) -> Suggestion | None:
    if (closed_id := number(undo)) is None:
        return None
    seen = Suggestion.objects.visible_to(member(request)).exclude(state=State.OPEN)
    return seen.filter(id=closed_id).select_related("person").first()


def _words(closed: Suggestion | None) -> str:
    """What the notice says, with and without script."""
    said = {
        State.DONE: _("Kept in their story."),
        State.LATER: _("It comes back on its day."),
        State.NOT_THIS: _("Understood. It counts for the next lists."),
    }
    return said.get(State(closed.state), "") if closed else ""


def _after(request: HttpRequest, suggestion: Suggestion) -> HttpResponseBase:
    """The list again, with a notice that can take it back; where there is no script, the page with that notice."""
    minutes = _minutes(request.POST.get("minutes", ""))
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(reverse("web:today") + f"?undo={suggestion.pk}" + (f"&minutes={minutes}" if minutes else ""))
    notice = {"closed": suggestion, "words": _words(suggestion)}
    return render(request, "today/after.html", _list(request, minutes) | notice)
