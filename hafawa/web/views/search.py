"""What is found, as one types in the palette and on a page of its own?"""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from hafawa.search import folding, queries
from hafawa.team.models import User
from hafawa.team.permissions import Level
from hafawa.web.policy import member, policy, posts
from hafawa.web.reads import search as reads

PALETTE, EACH, PAGE = 4, 5, 25
_RECENT = "search_recent"
_LONGEST = 1000


@policy(Level.VIEWER)
def palette(request: HttpRequest) -> HttpResponse:
    """The palette's answer to what is typed so far."""
    text = _sought(request)
    user = member(request)
    sections = (
        reads.palette(text, user, limit=PALETTE) if text else reads.beginning(user, request.session.get(_RECENT, []))
    )
    count = sum(len(section.options) for section in sections)
    context = {"sections": sections, "sought": text, "typed": request.GET.get("q", "")[:_LONGEST], "count": count}
    return render(request, "search/answer.html", context)


@policy(Level.VIEWER)
def search(request: HttpRequest) -> HttpResponse:
    """All that is found, by kind, page after page, with how many."""
    text, kind, after = _sought(request), request.GET.get("kind", ""), request.GET.get("after", "")
    kind = kind if kind in queries.KINDS else ""
    user = member(request)
    if kind:
        groups = [queries.page(text, kind, user=user, limit=PAGE, after=after)] if text else []
    else:
        groups = queries.find(text, user=user, limit=EACH) if text else []
    sections = [reads.section(group, more=_more(text, group, kind)) for group in groups if group.hits]
    context = {"sections": sections, "sought": text, "kind": kind, "after": after, "most": queries.COUNTED}
    if request.htmx and after:  # type: ignore[attr-defined]
        return render(request, "search/more.html", context)
    context["filters"] = _filters(text, kind, user=user)
    return render(request, "search/search.html#found" if request.htmx else "search/search.html", context)  # type: ignore[attr-defined]


@posts(Level.VIEWER)
def search_opened(request: HttpRequest) -> HttpResponseBase:
    """Remember, in this browser's session, that something was opened; its id only."""
    key = request.POST.get("key", "")
    if reads.may_open(key):
        kept = [old for old in request.session.get(_RECENT, []) if old != key]
        request.session[_RECENT] = [key, *kept][: reads.RECENT]
    return HttpResponse(status=204)


def _sought(request: HttpRequest) -> str:
    return folding.clean(request.GET.get("q", "")[:_LONGEST]).strip()


def _filters(text: str, kind: str, *, user: User) -> list[dict[str, object]]:
    """Each kind with how many there are of it, and all of them."""
    listed: list[dict[str, object]] = []
    for name, title in reads.titles().items():
        if name in queries.KINDS:
            n = queries.count(text, name, user=user) if text else 0
            listed.append(
                {"kind": name, "title": title, "n": n, "url": _address(text, name), "is_here": name == kind,
                 "is_more": n >= (queries.MOST_PEOPLE if name == "person" else queries.COUNTED)}
            )  # fmt: skip
    return listed


def _more(text: str, group: queries.Group, kind: str) -> str:
    if not group.after:
        return ""
    return _address(text, group.kind, after=group.after if kind else "")


def _address(text: str, kind: str, *, after: str = "") -> str:
    asked = {"q": text, "kind": kind} | ({"after": after} if after else {})
    return f"{reverse('web:search')}?{urlencode(asked)}"
