"""Who is here twice? Pairs side by side, a preview before two become one, and the way back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hafawa.analytics.queries import story_counts
from hafawa.kernel import clock
from hafawa.people import alike_words, belonging, clusters, differing, likely, merging, pairs
from hafawa.people.models import AlikePair, Identifier, Person
from hafawa.team.models import User
from hafawa.team.permissions import Level
from hafawa.web.policy import member, policy, posts
from hafawa.web.reads import person as person_read
from hafawa.web.reads.seen import person_or_404
from hafawa.web.typed import number

SHOWN = 10


@policy(Level.AGENT)
def alike(request: HttpRequest) -> HttpResponse:
    """The pairs worth a look, the likeliest first; `after` skips on."""
    after = request.GET.get("after", "")
    last = number(after) or 0
    found = pairs.to_look_at(limit=SHOWN + 1, after=last)
    context = {
        "pairs": [_pair(shown, to=member(request)) for shown in found[:SHOWN]],
        "next": found[SHOWN - 1].pair.pk if len(found) > SHOWN else 0,
        "is_later": last > 0,
        "undo": request.GET.get("undo", ""),
    }
    return render(request, "people/alike.html", context)


@policy(Level.AGENT)
def like_one(request: HttpRequest, person_id: int) -> HttpResponse:
    """Who is perhaps the same as this person, with the reasons."""
    found = person_or_404(request, clusters.kept_id(person_id), "standing")
    near = likely.like(found.pk)
    people = Person.objects.visible_to(member(request)).select_related("standing").in_bulk([a.person_id for a in near])
    rows = [
        {
            "side": _side(people[a.person_id], to=member(request)),
            "verdict": a.likeness.verdict,
            "reasons": alike_words.sentences([asdict(r) for r in a.likeness.reasons]),
        }
        for a in near
        if a.person_id in people
    ]  # fmt: skip
    return render(request, "people/like_one.html", {"person": found, "rows": rows})


@policy(Level.AGENT, write=Level.AGENT)
def merge(request: HttpRequest, kept_id: int, absorbed_id: int) -> HttpResponseBase:
    """What would come together; on a post it does."""
    ends = clusters.kept_of([kept_id, absorbed_id])
    kept, absorbed = (person_or_404(request, ends[i]) for i in (kept_id, absorbed_id))
    pair = pairs.find(kept.pk, absorbed.pk)
    if request.method == "POST":
        why = [{"key": r["key"], "points": r["points"]} for r in pair.reasons] if pair else []
        merging.merge(kept.pk, absorbed.pk, by=member(request), now=clock.now(), why=why)
        messages.success(request, _("They are one person now. You can take this apart at any time, on this page."))
        return redirect(reverse("web:person", args=[kept.pk]) + "#around")
    context = {
        "preview": pairs.preview(kept, absorbed),
        "kept": _side(kept, to=member(request)),
        "absorbed": _side(absorbed, to=member(request)),
        "reasons": alike_words.sentences(pair.reasons) if pair else [],
        "is_one": kept.pk == absorbed.pk,
        "events": sum(sum(story_counts(p).values()) for p in (kept, absorbed)),
    }
    return render(request, "people/merge.html", context)


@posts(Level.AGENT)
def take_apart(request: HttpRequest, merge_id: int) -> HttpResponseBase:
    """Undo a merge."""
    undone = merging.take_apart(merge_id, by=member(request), now=clock.now())
    messages.success(request, _("They are two people again, each with what is theirs."))
    return redirect(reverse("web:person", args=[undone.kept_id]) + "#around")


@posts(Level.AGENT)
def alike_household(request: HttpRequest, one: int, other: int) -> HttpResponseBase:
    """Two people under one roof."""
    first, second = (person_or_404(request, i) for i in (one, other))
    _home, said = belonging.household_not_same(first, second, by=member(request), now=clock.now())
    messages.success(request, _("Noted: two people of one household."))
    return redirect(reverse("web:alike") + f"?undo={said.pk}")


@posts(Level.AGENT)
def alike_never(request: HttpRequest, one: int, other: int) -> HttpResponseBase:
    """They are two, and stay two."""
    said = differing.never_match(one, other, by=member(request), now=clock.now())
    messages.success(request, _("Noted: two people. They are not suggested again."))
    return redirect(reverse("web:alike") + f"?undo={said.pk}")


@posts(Level.AGENT)
def alike_take_back(request: HttpRequest) -> HttpResponseBase:
    """They may be one after all."""
    said, person = (request.POST.get(name, "") for name in ("said", "person"))
    differing.take_back(number(said) or 0, by=member(request), now=clock.now())
    messages.success(request, _("Taken back. They may be suggested again."))
    if number(person) is not None:
        return redirect(reverse("web:person", args=[person]) + "#around")
    return redirect("web:alike")


def _pair(shown: pairs.Shown, *, to: User) -> dict[str, Any]:
    pair: AlikePair = shown.pair
    return {
        "id": pair.pk,
        "verdict": pair.verdict,
        "one": _side(shown.one, to=to),
        "other": _side(shown.other, to=to),
        "reasons": alike_words.sentences(pair.reasons),
    }


def _side(person: Person, *, to: User) -> dict[str, Any]:
    """One of two, as they stand side by side."""
    page = clusters.ids_of(person.pk)
    return {
        "person": person,
        "line": person_read.line(person),
        "keys": list(Identifier.objects.visible_to(to).filter(person_id=person.pk).order_by("id")[:6]),
        "merged": len(page) - 1,
    }
