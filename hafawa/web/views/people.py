"""Whom do we know, and what is on a person's page?"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from hafawa.conversations.boundaries import queries as boundary_steps
from hafawa.kernel import clock
from hafawa.people import actions, clusters, gifts, pairs
from hafawa.people.models import Detail, Identifier, Occasion, Person
from hafawa.privacy import erasing
from hafawa.recovery import promises, strikes
from hafawa.search import queries
from hafawa.team.models import User
from hafawa.team.permissions import Level
from hafawa.timeline import log
from hafawa.timeline.models import Event
from hafawa.web.forms import CompanyForm, DetailForm, NearForm, OccasionForm
from hafawa.web.policy import level_of, member, policy, posts
from hafawa.web.privacy_forms import GiftForm
from hafawa.web.reads import around, story, touch
from hafawa.web.reads import person as person_read
from hafawa.web.typed import number
from hafawa.web.words.story import group_titles

LIST = 50
_SALT = "hafawa.forgotten-detail"


@policy(Level.VIEWER)
def people(request: HttpRequest) -> HttpResponse:
    """Find somebody by name, address or number; without words, those met last."""
    sought = request.GET.get("q", "").strip()[:200]
    me = member(request)
    found = queries.people(sought, user=me, limit=LIST) if sought else _latest(me)
    standings = _lines(found, to=me)
    rows = [{"person": p, "line": standings[p.pk], "keys": list(p.identifiers.all())[:2]} for p in found]
    template = "people/list.html#rows" if request.htmx else "people/list.html"  # type: ignore[attr-defined]
    alike = not sought and pairs.is_any()
    context = {"rows": rows, "sought": sought, "is_full": len(found) == LIST, "alike": alike}
    return render(request, template, context)


@policy(Level.VIEWER)
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """The person: who, how they stand, their story, and everything beside it."""
    found, me = _person(request, person_id), member(request)
    if found.merged_into_id:
        kept, query = clusters.kept_id(found.pk), request.GET.urlencode()
        return redirect(reverse("web:person", args=[kept]) + (f"?{query}" if query else ""))
    group, evidence = request.GET.get("show", ""), story.ids(request.GET.get("evidence", ""))
    who = clusters.ids_of(found.pk)
    context = _page(request, found, who) | {
        "story": story.page(who, to=me, group=group, before=request.GET.get("before", ""), evidence=evidence),
        "groups": group_titles(),
        "evidence": story.these(who, evidence, to=me) if evidence else [],
        "evidence_ids": request.GET.get("evidence", "") if evidence else "",
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "people/story.html", context)
    return render(request, "people/person.html", context)


@policy(Level.VIEWER)
def person_evidence(request: HttpRequest, person_id: int) -> HttpResponse:
    """The events a sentence rests on, for opening in place."""
    found = _person(request, person_id)
    items = story.these(clusters.ids_of(found.pk), story.ids(request.GET.get("ids", "")), to=member(request))
    return render(request, "people/evidence.html", {"items": items, "person_id": person_id})


@posts(Level.AGENT)
def detail_add(request: HttpRequest, person_id: int) -> HttpResponseBase:
    """Keep something memorable."""
    found = _person(request, person_id)
    form = DetailForm(request.POST, to=member(request))
    if form.is_valid():
        today = timezone.localdate(clock.now())
        actions.add_detail(found, **form.cleaned_data, learned_on=today, by=member(request))
        form = DetailForm(to=member(request))
    return beside(request, found, "details", detail_form=form)


@posts(Level.AGENT)
def detail_forget(request: HttpRequest, detail_id: int) -> HttpResponseBase:
    """Forget a detail; the notice can bring it back."""
    detail = Detail.objects.visible_to(member(request)).select_related("person").filter(id=detail_id).first()
    if detail is None:  # forgotten already: a double click, or another tab
        return _back(request, request.POST.get("person", ""))
    kept = {
        k: v.isoformat() if isinstance(v, (date, datetime)) else v
        for k, v in asdict(actions.forget_detail(detail)).items()
    }
    return beside(request, detail.person, "details", forgotten=signing.dumps(kept, salt=_SALT, compress=True))


@posts(Level.AGENT)
def detail_restore(request: HttpRequest) -> HttpResponseBase:
    """Bring back what was forgotten a moment ago."""
    try:
        kept = signing.loads(request.POST.get("kept", ""), salt=_SALT, max_age=3600)
    except signing.BadSignature as error:
        raise Http404 from error
    for name, read in (("learned_on", date), ("expires_on", date), ("last_used_at", datetime)):
        kept[name] = read.fromisoformat(kept[name]) if kept[name] else None
    found = _person(request, kept["person_id"])
    actions.restore_detail(actions.ForgottenDetail(**kept))
    return beside(request, found, "details")


@posts(Level.AGENT)
def occasion_add(request: HttpRequest, person_id: int) -> HttpResponseBase:
    """Keep a day that matters."""
    found = _person(request, person_id)
    form = OccasionForm(request.POST)
    if form.is_valid():
        actions.add_occasion(found, **form.cleaned_data, source="said")
        form = OccasionForm()
    return beside(request, found, "occasions", occasion_form=form)


@posts(Level.AGENT)
def occasion_remove(request: HttpRequest, occasion_id: int) -> HttpResponseBase:
    """Forget a day."""
    occasion = Occasion.objects.visible_to(member(request)).select_related("person").filter(id=occasion_id).first()
    if occasion is None:
        return _back(request, request.POST.get("person", ""))
    actions.remove_occasion(occasion)
    return beside(request, occasion.person, "occasions")


@posts(Level.AGENT)
def promise_keep(request: HttpRequest, event_id: int) -> HttpResponseBase:
    """It was kept."""
    promise = get_object_or_404(_events(request), id=event_id, kind="promise.made")
    promises.keep(event_id, by=member(request), now=clock.now())
    return beside(request, _of(request, promise), "promises")


@posts(Level.AGENT)
def promise_withdraw(request: HttpRequest, event_id: int) -> HttpResponseBase:
    """It was no promise."""
    promise = get_object_or_404(_events(request), id=event_id, kind="promise.made")
    promises.withdraw(event_id, by=member(request), now=clock.now())
    return beside(request, _of(request, promise), "promises")


@posts(Level.AGENT)
def strike_repair(request: HttpRequest, event_id: int) -> HttpResponseBase:
    """What went wrong was put right."""
    found = _of(request, get_object_or_404(_events(request), id=event_id))
    strikes.repair(
        found, about_id=event_id, text=request.POST.get("text", "")[:500], by=member(request), now=clock.now()
    )
    return beside(request, found, "strikes")


def _events(request: HttpRequest) -> QuerySet[Event]:
    return Event.objects.visible_to(member(request))


def _person(request: HttpRequest, person_id: int) -> Person:
    seen = Person.objects.visible_to(member(request)).select_related("standing", "owner")
    return get_object_or_404(seen, id=person_id)


def _of(request: HttpRequest, event: Event) -> Person:
    return get_object_or_404(Person.objects.visible_to(member(request)), id=event.person_id)


def beside(request: HttpRequest, found: Person, part: str, **more: Any) -> HttpResponseBase:
    """The part that changed, or the whole page again where there is no script."""
    failed = next((form for form in more.values() if getattr(form, "errors", None)), None)
    who = clusters.ids_of(found.pk)
    kept = who[0]
    if not request.htmx and failed is None:  # type: ignore[attr-defined]
        return redirect(reverse("web:person", args=[kept]) + f"#{part}")
    found = _person(request, kept)
    status = 422 if failed else 200
    if not request.htmx:  # type: ignore[attr-defined]
        told = {"story": story.page(who, to=member(request)), "groups": group_titles()}
        return render(request, "people/person.html", _page(request, found, who) | told | more, status=status)
    return render(request, f"people/{part}.html", _page(request, found, who) | more, status=status)


def _back(request: HttpRequest, person_id: str) -> HttpResponseBase:
    if (known := number(person_id)) is None:
        raise Http404
    return beside(request, _person(request, known), "details")


def _page(request: HttpRequest, found: Person, who: list[int]) -> dict[str, Any]:
    """Everything beside the story of `found`, whose ids are `who`."""
    today = timezone.localdate(log.day_of(now=clock.now()))
    return {
        "page": person_read.read(found, who=who, today=today, to=member(request)),
        "person": found,
        "around": around.read(who, may_see_all=level_of(request) >= Level.MANAGER),
        "detail_form": DetailForm(to=member(request)),
        "occasion_form": OccasionForm(),
        "near_form": NearForm(),
        "company_form": CompanyForm(),
        "today": today,
        "touch": touch.ways(who, to=member(request), now=clock.now()),
        "gifts": gifts.given_by(who),
        "gift_form": GiftForm(),
        "erasure": erasing.waiting_for(who),
        "boundaries": boundary_steps.in_force(who, to=member(request), on=today),
    }


def _latest(to: User) -> list[Person]:
    keys = Prefetch("identifiers", Identifier.objects.visible_to(to))
    seen = Person.objects.visible_to(to).filter(merged_into__isnull=True)
    return list(seen.order_by("-id").prefetch_related(keys)[:LIST])


def _lines(found: list[Person], *, to: User) -> dict[int, str]:
    with_standing = (
        Person.objects.visible_to(to)
        .filter(id__in=[p.pk for p in found])
        .select_related("standing")
        .only("id", "standing__row")
    )
    return {p.pk: person_read.line(p) for p in with_standing}
