"""Which questions may a machine handle? Matters, examples, languages, how safe it would be, and what was tried."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.listening import door
from hafawa.listening.models import Example, Intent, RoutineLanguage
from hafawa.listening.routine import keeping, proving, reporting, shop, suggesting
from hafawa.listening.routine.deciding import LIVE, OFF, SHADOW, Route
from hafawa.team.permissions import Level
from hafawa.timeline.models import Event
from hafawa.web.policy import member, policy, posts
from hafawa.web.routine_forms import OwnMatterForm, PasteForm, TryForm
from hafawa.web.words import routine as words

SHOWN = 200


@policy(Level.MANAGER)
def routine(request: HttpRequest) -> HttpResponseBase:
    """All of it on one page; what takes a while to count comes after it."""
    return _overview(request)


@policy(Level.MANAGER)
def routine_safety(request: HttpRequest) -> HttpResponseBase:
    """Each language's switch, with how safe it would be: counted now."""
    return render(request, "settings/routine_safety.html", {"languages": [_language(v) for v in shop.VARIETIES]})


@policy(Level.MANAGER)
def routine_suggested(request: HttpRequest) -> HttpResponseBase:
    """Past messages that would make examples."""
    rows = [{"one": one, "title": words.matter_title(one.intent)} for one in suggesting.suggested()]
    return render(request, "settings/routine_suggested.html", {"rows": rows, "choices": _choices()})


@posts(Level.MANAGER)
def routine_example(request: HttpRequest, event_id: int) -> HttpResponseBase:
    """Keep a past message as an example: of a matter, or for a person."""
    event = get_object_or_404(Event.objects.visible_to(member(request)), id=event_id)
    name, by, now = request.POST.get("matter", ""), member(request), clock.now()
    found = None if name == "person" else _matter_in_use(name, request)
    keeping.add_example(keeping.words_of(event), found, by=by, now=now, event=event)
    return HttpResponse() if request.headers.get("HX-Request") else redirect("web:routine")


@posts(Level.MANAGER)
def routine_add(request: HttpRequest) -> HttpResponseBase:
    """Put a shipped matter into use, or make one of the shop's own."""
    by, now = member(request), clock.now()
    if name := request.POST.get("shipped", ""):
        made = keeping.use_shipped(name, by=by, now=now)
        return redirect("web:routine_matter", intent_id=made.pk)
    form = OwnMatterForm(request.POST)
    if form.is_valid():
        try:
            made = keeping.add_own(form.cleaned_data["title"], by=by, now=now)
            return redirect("web:routine_matter", intent_id=made.pk)
        except Refused as refused:
            form.add_error(None, refused.message)
    return _overview(request, form=form)


@policy(Level.MANAGER, write=Level.MANAGER)
def routine_matter(request: HttpRequest, intent_id: int) -> HttpResponseBase:
    """One matter and its examples; many are pasted here, a line each."""
    found = get_object_or_404(Intent, id=intent_id)
    form = PasteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            told = keeping.paste(form.cleaned_data["lines"], found, by=member(request), now=clock.now())
            messages.success(request, _pasted(told))
            return redirect("web:routine_matter", intent_id=found.pk)
        except Refused as refused:
            form.add_error(None, refused.message)
    return _one(request, found, form=form)


@policy(Level.MANAGER, write=Level.MANAGER)
def routine_person(request: HttpRequest) -> HttpResponseBase:
    """Messages that are for a person, whatever they look like."""
    form = PasteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(
                request, _pasted(keeping.paste(form.cleaned_data["lines"], None, by=member(request), now=clock.now()))
            )
            return redirect("web:routine_person")
        except Refused as refused:
            form.add_error(None, refused.message)
    return _one(request, None, form=form)


@posts(Level.MANAGER)
def routine_matter_act(request: HttpRequest, intent_id: int) -> HttpResponseBase:
    """Leave a matter to a machine, take it back, or let it go with its examples."""
    found, by, now = get_object_or_404(Intent, id=intent_id), member(request), clock.now()
    act = request.POST.get("act", "")
    if act == "remove":
        keeping.remove(found, by=by, now=now)
        messages.success(request, _("The matter and its examples are gone. Messages stay where they were."))
        return redirect("web:routine")
    if act not in ("machine", "people"):
        raise Http404
    keeping.answer(found, is_answered=act == "machine", by=by, now=now)
    messages.success(request, _("Kept."))
    return redirect("web:routine_matter", intent_id=found.pk)


@posts(Level.MANAGER)
def routine_forget(request: HttpRequest, example_id: int) -> HttpResponseBase:
    """Let one example go."""
    row = get_object_or_404(Example.objects.visible_to(member(request)), id=example_id)
    intent_id = row.intent_id
    keeping.forget([row.pk])
    messages.success(request, _("The example is gone."))
    return redirect("web:routine_matter", intent_id=intent_id) if intent_id else redirect("web:routine_person")


@posts(Level.MANAGER)
def routine_switch(request: HttpRequest) -> HttpResponseBase:
    """Turn a language off, try it, or let it go live."""
    variety, state = request.POST.get("variety", ""), request.POST.get("state", "")
    if variety not in shop.VARIETIES or state not in (OFF, SHADOW, LIVE):
        raise Http404
    try:
        keeping.switch(variety, state, by=member(request), now=clock.now())
        messages.success(request, _("Kept."))
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("web:routine")


@policy(Level.MANAGER)
def routine_try(request: HttpRequest) -> HttpResponseBase:
    """What would become of a message, and why: as it is typed."""
    return _overview(request, tried=TryForm(request.GET))


@posts(Level.MANAGER)
def routine_check(request: HttpRequest, event_id: int) -> HttpResponseBase:
    """A person's word on what a machine would have done."""
    event = get_object_or_404(Event.objects.visible_to(member(request)).select_related("annotation"), id=event_id)
    keeping.check(event, is_right=request.POST.get("is_right") == "1", by=member(request), now=clock.now())
    return HttpResponse() if request.headers.get("HX-Request") else redirect("web:routine")


def _overview(
    request: HttpRequest, *, form: OwnMatterForm | None = None, tried: TryForm | None = None
) -> HttpResponseBase:
    now = clock.now()
    used = list(Intent.objects.all())
    names = {found.name for found in used}
    context = {
        "matters": [_matter(found) for found in used],
        "unused": [(name, words.MATTERS[name]) for name in shop.GENERIC if name not in names],
        "for_person": Example.objects.visible_to(member(request)).filter(intent=None).count(),
        "form": form or OwnMatterForm(),
        "try_form": tried or TryForm(),
        "tried": _told(shop.hearing().would(text, read=door.read(text))) if (text := _typed(tried)) else None,
        "shares": [_share(one) for one in reporting.shares(now=now)],
        "checks": [{"one": one, "title": words.matter_title(one.intent)} for one in reporting.to_check()],
        "days": reporting.DAYS,
    }
    return render(request, "settings/routine.html", context, status=422 if form and form.errors else 200)


def _one(request: HttpRequest, found: Intent | None, *, form: PasteForm) -> HttpResponseBase:
    rows = Example.objects.visible_to(member(request)).filter(intent=found)
    context = {
        "matter": found,
        "title": words.title_of(found) if found else _("For a person"),
        "examples": rows.order_by("-id")[:SHOWN],
        "total": rows.count(),
        "counts": _counts(found) if found else [],
        "form": form,
    }
    return render(request, "settings/routine_matter.html", context, status=422 if form.errors else 200)


def _matter_in_use(name: str, request: HttpRequest) -> Intent:
    if name in shop.GENERIC:
        return keeping.use_shipped(name, by=member(request), now=clock.now())
    return keeping.matter(name)


def _choices() -> list[tuple[str, str]]:
    own = [(found.name, found.title) for found in Intent.objects.exclude(title="")]
    return [*own, *((name, str(title)) for name, title in words.MATTERS.items())]


def _matter(found: Intent) -> dict[str, Any]:
    return {"row": found, "title": words.title_of(found), "counts": _counts(found)}


def _counts(found: Intent) -> list[dict[str, Any]]:
    """By language: how many examples are the shop's own, and how many came with the product."""
    return [
        {
            "title": words.VARIETIES[language],
            "own": found.examples.filter(language=language).count(),
            "shipped": proving.shipped_examples(language, found.name),
        }
        for language in shop.LANGUAGES
    ]


def _language(variety: str) -> dict[str, Any]:
    row = RoutineLanguage.objects.filter(variety=variety).first()
    state = row.state if row else OFF
    onward = {OFF: SHADOW, SHADOW: LIVE}.get(state, "")
    now = clock.now()
    proof = proving.prove(variety[:2]) if variety in shop.SHOWN else None
    return {
        "variety": variety,
        "title": words.VARIETIES[variety],
        "state": state,
        "onward": onward,
        "missing": keeping.missing_for(variety, onward, now=now) if onward else "",
        "proof": proof,
        "most": words.precise(proof.most_wrong) if proof else "",
        "checked": reporting.checked(variety, since=row.shadow_since if row else None),
    }


def _told(route: Route) -> dict[str, Any]:
    return {
        "route": route,
        "title": words.matter_title(route.intent) if route.intent else "",
        "why": [{"name": why.name, "sentence": words.reason(why.name), "words": why.words} for why in route.why],
    }


def _typed(form: TryForm | None) -> str:
    return form.cleaned_data["text"] if form is not None and form.is_valid() else ""


def _share(one: reporting.Share) -> dict[str, Any]:
    why = [{"sentence": words.reason(name), "n": n} for name, n in one.reasons]
    return {"one": one, "title": words.VARIETIES[one.language], "why": why}


def _pasted(told: keeping.Pasted) -> str:
    kept = ngettext("%(n)d example is kept.", "%(n)d examples are kept.", told.kept) % {"n": told.kept}
    known = ngettext("%(n)d was known already.", "%(n)d were known already.", told.known) % {"n": told.known}
    unread = ngettext(
        "%(n)d was left out: too long, or in a language that is not read.",
        "%(n)d were left out: too long, or in a language that is not read.",
        told.unread,
    ) % {"n": told.unread}
    return " ".join([kept, *([known] if told.known else []), *([unread] if told.unread else [])])
