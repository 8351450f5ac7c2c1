"""Who did what? For the owner, with filters, and as a table to take along."""

from __future__ import annotations

import json
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from hafawa.kernel import clock, csv_out
from hafawa.team.models import AuditEntry, User
from hafawa.team.permissions import Level
from hafawa.web.forms_team import AuditForm
from hafawa.web.policy import member, policy
from hafawa.web.reads import audit as read
from hafawa.web.typed import number
from hafawa.web.words import audit as words

PAGE = 50
COLUMNS = ("at", "by", "what", "about", "facts")


@policy(Level.OWNER)
def audit(request: HttpRequest) -> HttpResponse:
    """The newest entries that fit; older ones on the next page."""
    entries = _found(request)
    before = request.GET.get("before", "")
    if (last := number(before)) is not None:
        entries = entries.filter(id__lt=last)
    page = list(entries.order_by("-id")[: PAGE + 1])
    query = request.GET.copy()
    query.pop("before", None)
    people = User.objects.order_by("name", "id")
    names = read.names(page[:PAGE], to=member(request))
    context = {
        "entries": [words.tell(e, names=names) for e in page[:PAGE]],
        "older": page[PAGE - 1].pk if len(page) > PAGE else None,
        "query": query.urlencode(),
        "acts": words.ACTS.items(),
        "people": people,
        "kinds": sorted(words.kinds().items(), key=itemgetter(1)),
        "chosen": {k: request.GET.get(k, "") for k in ("who", "what")} | _about(request),
    }
    return render(request, "team/audit.html", context)


@policy(Level.OWNER)
def audit_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same, all of it, as CSV."""
    response = StreamingHttpResponse(_rows(_found(request)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="audit-{clock.now():%Y-%m-%d}.csv"'
    return response


def _rows(entries: QuerySet[AuditEntry]) -> Iterator[str]:
    lines = (
        [e.at.isoformat(), e.by_name, e.what, e.about, json.dumps(e.facts, ensure_ascii=False, sort_keys=True)]
        for e in entries.order_by("id").iterator(chunk_size=2000)
    )
    yield from csv_out.rows(COLUMNS, lines)


def _found(request: HttpRequest) -> QuerySet[AuditEntry]:
    entries = AuditEntry.objects.visible_to(member(request))
    form = AuditForm(request.GET)
    form.is_valid()
    asked: dict[str, Any] = form.cleaned_data
    if asked.get("who"):
        entries = entries.filter(by_id=asked["who"])
    if asked.get("what"):
        entries = entries.filter(what=asked["what"])
    about = _about(request)
    if about["number"]:
        entries = entries.filter(about=f"{about['about']}:{about['number']}")
    elif about["about"]:
        entries = entries.filter(about__startswith=f"{about['about']}:")
    return entries


def _about(request: HttpRequest) -> dict[str, str]:
    """The kind and the number asked for; an address may say both at once, as they are noted: person:12."""
    kind, _colon, said = request.GET.get("about", "").strip()[:100].partition(":")
    return {"about": kind, "number": (said or request.GET.get("number", "")).strip()[:100] if kind else ""}
