"""Whom do we know, and what is on a person's page?"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from hafawa.kernel import clock
from hafawa.people import actions, queries
from hafawa.people.models import Detail, Occasion, Person
from hafawa.recovery import promises, strikes
from hafawa.team.models import Shop
from hafawa.timeline import log
from hafawa.timeline.models import Event
from hafawa.web.forms import DetailForm, OccasionForm
from hafawa.web.policy import Level, level_of, member, policy, posts
from hafawa.web.reads import person as person_read
from hafawa.web.reads import story
from hafawa.web.words.story import group_titles

LIST = 50
_SALT = "hafawa.forgotten-detail"


@policy(Level.VIEWER)
def people(request: HttpRequest) -> HttpResponse:
    """Find somebody by name, address or number; without words, those met last."""
    sought = request.GET.get("q", "").strip()[:200]
    found = queries.search(sought, limit=LIST) if sought else _latest()
    standings = _lines(found)
    rows = [{"person": p, "line": standings[p.pk], "keys": list(p.identifiers.all())[:2]} for p in found]
    template = "people/list.html#rows" if request.htmx else "people/list.html"  # type: ignore[attr-defined]
    return render(request, template, {"rows": rows, "sought": sought, "is_full": len(found) == LIST})


@policy(Level.VIEWER)
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """The person: who, how they stand, their story, and everything beside it."""
    found = get_object_or_404(Person.objects.select_related("standing", "owner"), id=person_id)
    group, evidence = request.GET.get("show", ""), story.ids(request.GET.get("evidence", ""))
    context = _page(request, found) | {
        "story": story.page(person_id, group=group, before=request.GET.get("before", ""), evidence=evidence),
        "groups": group_titles(),
        "evidence": story.these(person_id, evidence) if evidence else [],
        "evidence_ids": request.GET.get("evidence", "") if evidence else "",
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "people/story.html", context)
    return render(request, "people/person.html", context)


@policy(Level.VIEWER)
def person_evidence(request: HttpRequest, person_id: int) -> HttpResponse:
    """The events a sentence rests on, for opening in place."""
    items = story.these(person_id, story.ids(request.GET.get("ids", "")))
    return render(request, "people/evidence.html", {"items": items, "person_id": person_id})


@posts(Level.AGENT)
def detail_add(request: HttpRequest, person_id: int) -> HttpResponseBase:
    """Keep something memorable."""
    found = get_object_or_404(Person, id=person_id)
    form = DetailForm(request.POST)
    if form.is_valid():
        today = clock.now().astimezone(Shop.get().zone).date()
        actions.add_detail(found, **form.cleaned_data, learned_on=today, by=member(request))
        form = DetailForm()
    return _beside(request, found, "details", detail_form=form)


@posts(Level.AGENT)
def detail_forget(request: HttpRequest, detail_id: int) -> HttpResponseBase:
    """Forget a detail; the notice can bring it back."""
    detail = Detail.objects.select_related("person").filter(id=detail_id).first()
    if detail is None:  # forgotten already: a double click, or another tab
        return _back(request, request.POST.get("person", ""))
    kept = {
        k: v.isoformat() if isinstance(v, (date, datetime)) else v
        for k, v in asdict(actions.forget_detail(detail)).items()
    }
    return _beside(request, detail.person, "details", forgotten=signing.dumps(kept, salt=_SALT, compress=True))


@posts(Level.AGENT)
def detail_restore(request: HttpRequest) -> HttpResponseBase:
    """Bring back what was forgotten a moment ago."""
    try:
        kept = signing.loads(request.POST.get("kept", ""), salt=_SALT, max_age=3600)
    except signing.BadSignature as error:
        raise Http404 from error
    for name, read in (("learned_on", date), ("expires_on", date), ("last_used_at", datetime)):
        kept[name] = read.fromisoformat(kept[name]) if kept[name] else None
    found = get_object_or_404(Person, id=kept["person_id"])
    actions.restore_detail(actions.ForgottenDetail(**kept))
    return _beside(request, found, "details")


@posts(Level.AGENT)
def occasion_add(request: HttpRequest, person_id: int) -> HttpResponseBase:
    """Keep a day that matters."""
    found = get_object_or_404(Person, id=person_id)
    form = OccasionForm(request.POST)
    if form.is_valid():
        actions.add_occasion(found, **form.cleaned_data, source="said")
        form = OccasionForm()
    return _beside(request, found, "occasions", occasion_form=form)


@posts(Level.AGENT)
def occasion_remove(request: HttpRequest, occasion_id: int) -> HttpResponseBase:
    """Forget a day."""
    occasion = Occasion.objects.select_related("person").filter(id=occasion_id).first()
    if occasion is None:
        return _back(request, request.POST.get("person", ""))
    actions.remove_occasion(occasion)
    return _beside(request, occasion.person, "occasions")


@posts(Level.AGENT)
def promise_keep(request: HttpRequest, event_id: int) -> HttpResponseBase:
    """It was kept."""
    promise = get_object_or_404(Event, id=event_id, kind="promise.made")
    promises.keep(event_id, by=member(request), now=clock.now())
    return _beside(request, _of(promise), "promises")


@posts(Level.AGENT)
def promise_withdraw(request: HttpRequest, event_id: int) -> HttpResponseBase:
    """It was no promise."""
    promise = get_object_or_404(Event, id=event_id, kind="promise.made")
    promises.withdraw(event_id, by=member(request), now=clock.now())
    return _beside(request, _of(promise), "promises")


@posts(Level.AGENT)
def strike_repair(request: HttpRequest, event_id: int) -> HttpResponseBase:
    """What went wrong was put right."""
    found = _of(get_object_or_404(Event, id=event_id))
    strikes.repair(
        found, about_id=event_id, text=request.POST.get("text", "")[:500], by=member(request), now=clock.now()
    )
    return _beside(request, found, "strikes")


def _of(event: Event) -> Person:
    return get_object_or_404(Person, id=event.person_id)


def _beside(request: HttpRequest, found: Person, part: str, **more: Any) -> HttpResponseBase:
    """The part that changed, or the whole page again where there is no script."""
    failed = next((form for form in more.values() if getattr(form, "errors", None)), None)
    if not request.htmx and failed is None:  # type: ignore[attr-defined]
        return redirect(reverse("web:person", args=[found.pk]) + f"#{part}")
    found = Person.objects.select_related("standing", "owner").get(pk=found.pk)
    status = 422 if failed else 200
    if not request.htmx:  # type: ignore[attr-defined]
        context = _page(request, found) | {"story": story.page(found.pk), "groups": group_titles()} | more
        return render(request, "people/person.html", context, status=status)
    return render(request, f"people/{part}.html", _page(request, found) | more, status=status)


def _back(request: HttpRequest, person_id: str) -> HttpResponseBase:
    if not person_id.isdigit():
        raise Http404
    return _beside(request, get_object_or_404(Person, id=int(person_id)), "details")


def _page(request: HttpRequest, found: Person) -> dict[str, Any]:
    today = log.day_of(now=clock.now()).astimezone(Shop.get().zone).date()
    may_see_all = level_of(request) >= Level.MANAGER
    page = person_read.read(found, today=today, may_see_all=may_see_all)
    return {"page": page, "person": found, "detail_form": DetailForm(), "occasion_form": OccasionForm(), "today": today}


def _latest() -> list[Person]:
    return list(Person.objects.order_by("-id").prefetch_related("identifiers")[:LIST])


def _lines(found: list[Person]) -> dict[int, str]:
    with_standing = (
        Person.objects.filter(id__in=[p.pk for p in found]).select_related("standing").only("id", "standing__row")
    )
    return {p.pk: person_read.line(p) for p in with_standing}
