"""Whom to call, what to know before, and what is kept after?"""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hafawa.conversations.calls import callbacks, notes, queries
from hafawa.conversations.calls.models import Callback, CallNote
from hafawa.conversations.calls.notes import Note
from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.people import clusters
from hafawa.people.models import Person
from hafawa.playbooks import calling
from hafawa.playbooks.models import Suggestion
from hafawa.recovery import promises
from hafawa.team.models import Shop
from hafawa.team.permissions import Level
from hafawa.timeline.models import Event
from hafawa.web import once
from hafawa.web.call_forms import NoteForm, WhenForm, promises_in
from hafawa.web.policy import member, policy, posts
from hafawa.web.reads import call_back, call_brief
from hafawa.web.reads import calls as calls_read
from hafawa.web.typed import number
from hafawa.web.words import calls as in_words

_E164 = re.compile(r"\+[0-9]{3,15}")
_ABOUT = ("card", "promise", "missed", "ref")  # what a call is about, as its address says


class NoSuchTime(Refused):
    """A call promised for no time."""


@policy(Level.VIEWER)
def calls(request: HttpRequest) -> HttpResponse:
    """Whom to call today, and the calls promised for another day."""
    me, now, shop = member(request), clock.now(), Shop.get()
    context = {
        "list": calls_read.read(to=me, now=now),
        "kept": _kept(request),
        "when_form": WhenForm(zone=shop.zone, closes_at=_closes(shop)),
        "dismissed": _dismissed(request),
    }
    return render(request, "calls/calls.html", context)


@policy(Level.VIEWER)
def call(request: HttpRequest, person_id: int) -> HttpResponseBase:
    """The minute before the call, and the note after it."""
    found = _person(request, person_id)
    if found.merged_into_id:
        kept, query = clusters.kept_id(found.pk), request.GET.urlencode()
        return redirect(reverse("web:call", args=[kept]) + (f"?{query}" if query else ""))
    return _page(request, found, about=request.GET)


@posts(Level.AGENT)
def call_note(request: HttpRequest, person_id: int) -> HttpResponseBase:
    """Keep what was said; what was promised in it is shown back first."""
    found, now, shop = _person(request, person_id), clock.now(), Shop.get()
    form = NoteForm(request.POST, zone=shop.zone, closes_at=_closes(shop))
    outcome = request.POST.get("outcome", "")
    if not form.is_valid() or outcome not in notes.OUTCOMES:
        if outcome not in notes.OUTCOMES:
            form.add_error(None, _("Say how the call ended. Nothing was kept yet; your words are still here."))
        return _page(request, found, about=request.POST, form=form, status=422)
    text = form.cleaned_data["text"].replace("\r\n", "\n")
    if "shown" not in request.POST and outcome == "reached" and (pieces := notes.read(text, now=now)):
        back = call_back.read(pieces, zone=shop.zone)
        return _page(request, found, about=request.POST, form=form, back=back, outcome=outcome)
    note = _note(request, form, outcome=outcome, text=text, now=now, zone=shop.zone, closes_at=_closes(shop))
    try:
        row, _is_first = calling.keep(
            found,
            note,
            by=member(request),
            now=now,
            suggestion=_suggestion(request, request.POST.get("card", ""), found),
            promise_id=_promise(request, request.POST.get("promise", ""), found),
        )
    except callbacks.NotThatTime as refused:
        form.add_error("on", refused.message)
        return _page(request, found, about=request.POST, form=form, status=422)
    return redirect(reverse("web:calls") + f"?kept={row.pk}")


@posts(Level.AGENT)
def call_undo(request: HttpRequest, note_id: int) -> HttpResponseBase:
    """Take a note back, with all it brought; a second click changes nothing."""
    row = get_object_or_404(CallNote.objects.visible_to(member(request)), pk=note_id)
    if row.undone_at is None:
        calling.take_back(row, by=member(request), now=clock.now())
    return redirect(reverse("web:calls") + f"?kept={row.pk}")


@posts(Level.AGENT)
def callback_accept(request: HttpRequest, callback_id: int) -> HttpResponseBase:
    """Promise a call that was asked for."""
    found, shop = get_object_or_404(Callback.objects.visible_to(member(request)), pk=callback_id), Shop.get()
    wanted = _when(request, shop, why=found.why, ref=found.ref)
    callbacks.accept(found.pk, wanted, by=member(request), now=clock.now())
    return redirect("web:calls")


@posts(Level.AGENT)
def callback_dismiss(request: HttpRequest, callback_id: int) -> HttpResponseBase:
    """No call was asked for; the notice can take that back."""
    found = get_object_or_404(Callback.objects.visible_to(member(request)), pk=callback_id)
    if "back" in request.POST:
        callbacks.ask_again(found.pk)
        return redirect("web:calls")
    callbacks.dismiss(found.pk, by=member(request), now=clock.now())
    return redirect(reverse("web:calls") + f"?dismissed={found.pk}")


@posts(Level.AGENT)
def callback_move(request: HttpRequest, event_id: int) -> HttpResponseBase:
    """Promise a call for another time."""
    get_object_or_404(_promised(request), pk=event_id)
    calling.move(event_id, _when(request, Shop.get()), by=member(request), now=clock.now())
    return redirect("web:calls")


@posts(Level.AGENT)
def callback_withdraw(request: HttpRequest, event_id: int) -> HttpResponseBase:
    """It was no promise, or they released us from it."""
    get_object_or_404(_promised(request), pk=event_id)
    promises.withdraw(event_id, by=member(request), now=clock.now())
    return redirect("web:calls")


def _page(
    request: HttpRequest,
    found: Person,
    *,
    about: Any,
    form: NoteForm | None = None,
    back: call_back.Back | None = None,
    outcome: str = "",
    status: int = 200,
) -> HttpResponse:
    me, now, shop = member(request), clock.now(), Shop.get()
    suggestion = _suggestion(request, about.get("card", ""), found)
    kind = "promised" if about.get("promise") else "missed" if about.get("missed") else "other"
    brief = call_brief.read(found, to=me, now=now, suggestion=suggestion, kind=kind)
    context = {
        "brief": brief,
        "person": found,
        "form": form or NoteForm(zone=shop.zone, closes_at=_closes(shop)),
        "back": back,
        "outcome": outcome,
        "outcomes": in_words.OUTCOMES.items(),
        "ticket": about.get("ticket", "")[:32] or once.ticket(),
        "about": [(name, about.get(name, "")[:320]) for name in _ABOUT if about.get(name)],
        "card": suggestion,
        "number": about.get("number", ""),
    }
    return render(request, "calls/call.html", context, status=status)


def _note(
    request: HttpRequest, form: NoteForm, *, outcome: str, text: str, now: datetime, zone: ZoneInfo, closes_at: time
) -> Note:
    posted, pieces = request.POST, {notes.mark(f): f for f in notes.read(text, now=now)}
    kept = {mark: call_back.named(f) for mark, f in pieces.items() if f.what != "promise" and f"keep-{mark}" in posted}
    ref = posted.get("ref", "").strip()[:320]
    return Note(
        ticket=posted.get("ticket", "")[:32] or once.ticket(),
        outcome=outcome,
        direction=form.cleaned_data["direction"],
        text=text,
        ref=ref,
        number=_number(posted.get("number", "")),
        promises=promises_in(posted, zone=zone, closes_at=closes_at),
        kept_details=kept,
        callback=form.wanted(why=text[:200] if outcome == "reached" else "", ref=ref),
        is_sales=form.cleaned_data["is_sales"],
    )


def _number(text: str) -> str:
    """A number as the form sent it, E.164; empty where it is none."""
    return text.strip() if _E164.fullmatch(text.strip()) else ""


def _when(request: HttpRequest, shop: Shop, *, why: str = "", ref: str = "") -> callbacks.Wanted:
    form = WhenForm(request.POST, zone=shop.zone, closes_at=_closes(shop))
    wanted = form.wanted(why=why, ref=ref) if form.is_valid() else None
    if wanted is None:
        raise NoSuchTime(_("Choose the day of the call, and an hour if there is one. Nothing was changed."))
    return wanted


def _closes(shop: Shop) -> time:
    return time.fromisoformat(str(shop.closes_at))


def _person(request: HttpRequest, person_id: int) -> Person:
    seen = Person.objects.visible_to(member(request)).select_related("standing", "owner")
    return get_object_or_404(seen, id=person_id)


def _suggestion(request: HttpRequest, text: str, person: Person) -> Suggestion | None:
    known = number(text)
    mine = Suggestion.objects.visible_to(member(request)).filter(person_id__in=clusters.ids_of(person.pk))
    return mine.filter(pk=known).select_related("person").first() if known is not None else None


def _promise(request: HttpRequest, text: str, person: Person) -> int | None:
    """The promise of a call that this call may keep: theirs, and still on the list."""
    known = number(text)
    mine = {c.promise_id for c in queries.owed(to=member(request), person_id=person.pk)} if known is not None else set()
    return known if known in mine else None


def _promised(request: HttpRequest) -> Any:
    return Event.objects.visible_to(member(request)).filter(kind="promise.made", data__what=callbacks.CALL)


def _kept(request: HttpRequest) -> CallNote | None:
    known = number(request.GET.get("kept", ""))
    seen = CallNote.objects.visible_to(member(request)).select_related("person")
    return seen.filter(pk=known).first() if known is not None else None


def _dismissed(request: HttpRequest) -> Callback | None:
    known = number(request.GET.get("dismissed", ""))
    seen = Callback.objects.visible_to(member(request)).filter(state="dismissed").select_related("person")
    return seen.filter(pk=known).first() if known is not None else None
